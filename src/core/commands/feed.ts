import { z } from 'zod';
import { BotError } from '../errors.js';
import type { FeedKeeper } from '../ports.js';
import type { FeedsReply } from '../reply.js';
import { toUnknownOptions } from './arguments.js';
import { type Command, type CommandContext, defineCommand, defineGroup } from './command.js';

/** What the commands of feeds use. */
export type FeedContext = Pick<CommandContext, 'feeds' | 'request'>;

const LOCAL_ASKER = 'local';
/** Characters of an excerpt. */
const EXCERPT_RANGE = [100, 100_000] as const;
const EXCERPT_MESSAGE = 'must be a number of characters from 100 to 100,000';
const EMBARGO_MESSAGE = 'must be a time such as 30m, 2h or 1d, and at most 7d';
const MINUTE_MS = 60_000;
const UNITS_MS: Readonly<Record<string, number>> = { m: MINUTE_MS, h: 60 * MINUTE_MS, d: 1_440 * MINUTE_MS };
const MAX_EMBARGO_MS = 7 * 1_440 * MINUTE_MS;
const MAX_ADDRESS_CHARS = 2_000;

const addressSchema = z
  .string({ error: 'give the address of the feed: https://…' })
  // In chats an address is put in angle brackets so that no preview of it is shown.
  .transform((url) => url.trim().replace(/^<(.*)>$/s, '$1'))
  .pipe(
    z.string().min(1, 'give the address of the feed: https://…').max(MAX_ADDRESS_CHARS, 'is too long for an address'),
  );

const embargoSchema = z
  .string({ error: EMBARGO_MESSAGE })
  .transform((text) => /^\s*(\d{1,5})\s*([mhd])\s*$/i.exec(text))
  .transform((found) => Number(found?.[1]) * (UNITS_MS[found?.[2]?.toLowerCase() ?? ''] ?? Number.NaN))
  .pipe(z.number({ error: EMBARGO_MESSAGE }).min(MINUTE_MS, EMBARGO_MESSAGE).max(MAX_EMBARGO_MS, EMBARGO_MESSAGE));

const addSchema = z.strictObject(
  {
    url: addressSchema,
    excerpt: z.coerce
      .number({ error: EXCERPT_MESSAGE })
      .int(EXCERPT_MESSAGE)
      .min(EXCERPT_RANGE[0], EXCERPT_MESSAGE)
      .max(EXCERPT_RANGE[1], EXCERPT_MESSAGE)
      .optional(),
    embargo: embargoSchema.optional(),
  },
  { error: toUnknownOptions },
);

const removeSchema = z.strictObject(
  {
    id: z
      .string({ error: 'name the feed by its id, as feed list shows it' })
      .trim()
      .min(1, 'name the feed by its id, as feed list shows it')
      .max(200, 'is too long for an id'),
  },
  { error: toUnknownOptions },
);

const addCommand = defineCommand(
  {
    name: 'add',
    summary: 'Read a feed from now on',
    usage: 'feed add URL',
    examples: ['feed add https://post.example/rss', 'feed add https://post.example/rss --excerpt 400 --embargo 2h'],
    arguments: [
      {
        name: 'url',
        type: 'text',
        summary: 'the address of the feed, or of a page that points to it',
        isRequired: true,
      },
      {
        name: 'excerpt',
        type: 'count',
        summary: 'keep and show only so many characters of each article',
        range: EXCERPT_RANGE,
      },
      { name: 'embargo', type: 'word', summary: 'show articles so long after their publication: 30m, 2h, 1d' },
    ],
  },
  addSchema,
  async ({ url, excerpt, embargo }, { feeds, request }: FeedContext): Promise<FeedsReply> => {
    checkMayManage(request);
    const { feed, isNew } = await kept(feeds).add({
      url,
      space: request.space,
      asker: request.asker.id,
      ...(excerpt !== undefined && { excerptChars: excerpt }),
      ...(embargo !== undefined && { embargoMs: embargo }),
    });
    if (isNew) {
      // On the command line it is added while no bot runs.
      const when = request.asker.id === LOCAL_ASKER ? 'as soon as the bot runs' : 'within a minute';
      const message = `Added. It is read ${when}; feed list tells how that went.`;
      return { kind: 'feeds', feeds: [feed], message };
    }
    const isOther =
      (excerpt !== undefined && excerpt !== feed.excerptChars) || (embargo !== undefined && embargo !== feed.embargoMs);
    const remedy = isOther ? ' To change its excerpt or embargo, remove it and add it again.' : '';
    return { kind: 'feeds', feeds: [feed], message: `This space reads it already.${remedy}` };
  },
);

const listCommand = defineCommand(
  { name: 'list', summary: 'Show the feeds that are read', usage: 'feed list', examples: ['feed list'], arguments: [] },
  z.strictObject({}, { error: toUnknownOptions }),
  async (_, { feeds, request }: FeedContext): Promise<FeedsReply> => ({
    kind: 'feeds',
    feeds: await kept(feeds).list(request.space),
  }),
);

const removeCommand = defineCommand(
  {
    name: 'remove',
    summary: 'Read a feed no more; its articles stay',
    usage: 'feed remove ID',
    examples: ['feed remove 4f9a1c07be'],
    arguments: [
      {
        name: 'id',
        type: 'word',
        summary: "the feed's id, as feed list shows it",
        isRequired: true,
        completes: 'feed',
      },
    ],
  },
  removeSchema,
  async ({ id }, { feeds, request }: FeedContext) => {
    checkMayManage(request);
    const keeper = kept(feeds);
    if (await keeper.remove(id, request.space)) {
      return { kind: 'done', message: 'Removed. It is read no more; its articles stay.' };
    }
    if ((await keeper.list(request.space)).some((feed) => feed.id === id)) {
      throw new BotError(
        'not-allowed',
        'That feed is read for everybody, and no space can remove it: ask whoever runs the bot.',
      );
    }
    throw new BotError('bad-request', `There is no feed with the id ${id} here: feed list shows them.`, {
      isMissing: true,
    });
  },
);

/** What can be done with feeds. */
export const feedCommands: readonly Command<FeedContext>[] = [addCommand, listCommand, removeCommand];

/** The feeds of a space: reading one more, showing them, reading one no more. */
export const feedCommand = defineGroup({
  name: 'feed',
  summary: 'Add, list or remove the feeds that are read',
  subcommands: feedCommands,
});

/** @throws {BotError} `not-allowed` */
function checkMayManage({ asker }: FeedContext['request']): void {
  if (asker.mayManage) return;
  throw new BotError(
    'not-allowed',
    'Feeds are changed by those who may manage this channel. Ask somebody who may manage this channel.',
  );
}

/** @throws {BotError} `bad-request` where no state is kept */
function kept(feeds: FeedKeeper | undefined): FeedKeeper {
  if (feeds !== undefined) return feeds;
  throw new BotError(
    'bad-request',
    'No state is kept here, so there are no feeds: leave out --corpus, or add a feed with dateline feed add.',
  );
}
