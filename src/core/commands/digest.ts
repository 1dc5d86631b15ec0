import type { DigestReply, SubscriptionsReply } from '../digest-reply.js';
import { BotError } from '../errors.js';
import type { DigestKeeper, SubscriptionFacts } from '../ports.js';
import type { DoneReply } from '../reply.js';
import { type Command, type CommandContext, defineCommand, defineGroup } from './command.js';
import {
  ID_ARGUMENT,
  idSchema,
  nothingSchema,
  PREVIEW_ARGUMENTS,
  previewSchema,
  SUBSCRIBE_ARGUMENTS,
  subscribeSchema,
} from './digest-arguments.js';
import { checkMayManage, keptDigests, mayReach, reachableSubscriptions } from './digest-rights.js';

/** What the commands of digests use. */
type DigestContext = Pick<CommandContext, 'digests' | 'request'>;

const previewCommand = defineCommand(
  {
    name: 'preview',
    summary: 'Show what the digest would be now, or was of a day',
    usage: 'digest preview [DAY]',
    examples: ['digest preview', 'digest preview day:2023-10-21'],
    arguments: PREVIEW_ARGUMENTS,
  },
  previewSchema,
  ({ day, zone, ...filters }, { digests, request }: DigestContext): Promise<DigestReply> =>
    keptDigests(digests).preview({
      space: request.space,
      ...(request.channel !== undefined && { channel: request.channel.id }),
      ...(day !== undefined && { day }),
      ...(zone !== undefined && { zone }),
      filters,
    }),
);

const subscribeCommand = defineCommand(
  {
    name: 'subscribe',
    summary: 'Post a digest here every day, or alerts',
    usage: 'digest subscribe TIME ZONE',
    examples: [
      'digest subscribe 08:00 Europe/Paris',
      'digest subscribe 08:00 Europe/Paris topic:ceasefire',
      'digest subscribe now topic:ceasefire limit:4 quiet:22-07',
    ],
    arguments: SUBSCRIBE_ARGUMENTS,
  },
  subscribeSchema,
  async ({ channel, ...wish }, { digests, request }: DigestContext): Promise<SubscriptionsReply> => {
    checkMayManage(request);
    // A channel is named only where the platform has checked who may post there.
    const target = request.channel && (channel ?? request.channel.id);
    if (target === undefined) {
      throw new BotError(
        'bad-request',
        'Digests are posted in channels of Discord and Slack: subscribe there. Here, digest preview 2023-10-21 shows the one of a day.',
      );
    }
    const { asker, space } = request;
    const zone = wish.zone ?? asker.zone;
    const given = { ...wish, ...(zone !== undefined && { zone }), space, channel: target, asker: asker.id };
    const { subscription, isNew } = await keptDigests(digests).subscribe(given);
    const message = isNew ? 'Subscribed.' : 'This channel has the same subscription already.';
    return { kind: 'subscriptions', subscriptions: [subscription], message };
  },
);

const listCommand = defineCommand(
  {
    name: 'list',
    summary: 'Show the digests of this channel, and those that you made',
    usage: 'digest list',
    examples: ['digest list'],
    arguments: [],
  },
  nothingSchema,
  async (_, context: DigestContext): Promise<SubscriptionsReply> => ({
    kind: 'subscriptions',
    subscriptions: await reachableSubscriptions(context),
  }),
);

/** A command that changes one subscription, for whoever may. */
function defineChange(
  name: 'pause' | 'resume' | 'unsubscribe',
  summary: string,
  done: string,
  change: (digests: DigestKeeper, id: string, space: string) => Promise<boolean>,
) {
  return defineCommand(
    { name, summary, usage: `digest ${name} ID`, examples: [`digest ${name} 4f9a1c07be`], arguments: [ID_ARGUMENT] },
    idSchema,
    async ({ id }, { digests, request }: DigestContext): Promise<DoneReply> => {
      const keeper = keptDigests(digests);
      checkMayChange(await findSubscription(keeper, id, request), request);
      if (!(await change(keeper, id, request.space))) throw unknownError(id);
      return { kind: 'done', message: done };
    },
  );
}

async function findSubscription(
  digests: DigestKeeper,
  id: string,
  request: DigestContext['request'],
): Promise<SubscriptionFacts> {
  const found = (await digests.list(request.space)).find((one) => one.id === id);
  // Whoever cannot see it is not told that it is there.
  if (found === undefined || !mayReach(found, request)) throw unknownError(id);
  return found;
}

/** @throws {BotError} `not-allowed` */
function checkMayChange(subscription: SubscriptionFacts, request: DigestContext['request']): void {
  if (subscription.isConfigured === true) {
    throw new BotError('not-allowed', 'That subscription is one of the configuration: ask whoever runs the bot.');
  }
  if (subscription.createdBy !== request.asker.id) checkMayManage(request);
}

function unknownError(id: string): BotError {
  return new BotError('bad-request', `There is no subscription with the id ${id} here: digest list shows them.`, {
    isMissing: true,
  });
}

const subcommands: readonly Command<DigestContext>[] = [
  previewCommand,
  subscribeCommand,
  listCommand,
  defineChange(
    'pause',
    'Post nothing until it is resumed',
    'Paused. digest resume lets it go on.',
    (digests, id, space) => digests.pause(id, space),
  ),
  defineChange(
    'resume',
    'Let a paused digest go on',
    'Resumed. What came meanwhile is in the next digest.',
    (digests, id, space) => digests.resume(id, space),
  ),
  defineChange('unsubscribe', 'Post it no more', 'Unsubscribed.', (digests, id, space) =>
    digests.unsubscribe(id, space),
  ),
];

/** Digests and alerts of a channel. */
export const digestCommand = defineGroup({
  name: 'digest',
  summary: 'A daily digest for this channel, or alerts',
  subcommands,
});
