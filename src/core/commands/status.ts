import { z } from 'zod';
import { BotError } from '../errors.js';
import type { FeedFacts } from '../ports.js';
import type { StatusReply } from '../reply.js';
import { type CommandContext, defineCommand } from './command.js';
import { reachableSubscriptions } from './digest-rights.js';

/** Feeds that are shown; `feed list` shows all. */
const MAX_FEEDS = 20;
/** Deliveries that are shown, and looked at for those of which the asker may know; `dateline deliveries` shows all. */
const MAX_DELIVERIES = 10;
const DELIVERIES_READ = 200;

/** Shows what is loaded, how the feeds of the space are, and which platforms are connected. */
export const statusCommand = defineCommand(
  { name: 'status', summary: 'Show what is loaded', usage: 'status', examples: ['status'], arguments: [] },
  z.object({}),
  async (_, { library, version, platforms, problems, feeds, digests, request }) => ({
    kind: 'status',
    version,
    ...library.range(),
    index: {
      engine: library.index.engine,
      articles: library.size,
      sentences: library.countSentences(),
      words: library.lexicon.size,
      problems: problems(),
    },
    ...(await listFeeds(feeds, request.space)),
    deliveries: await listDeliveries(digests, request),
    platforms: platforms(),
  }),
);

/** The feeds of a space, those in trouble first. A store that fails costs these, not the rest of the status. */
async function listFeeds(
  feeds: CommandContext['feeds'],
  space: string,
): Promise<Pick<StatusReply, 'feeds' | 'feedCount' | 'feedProblem'>> {
  try {
    const all = (await feeds?.list(space)) ?? [];
    const sorted = all.toSorted((a, b) => rankOf(a) - rankOf(b));
    return { feeds: sorted.slice(0, MAX_FEEDS), feedCount: all.length };
  } catch (error) {
    if (!(error instanceof BotError)) throw error;
    return { feeds: [], feedCount: 0, feedProblem: error.message };
  }
}

/** The newest deliveries that the asker may know of. A store that fails is told of with the feeds. */
async function listDeliveries(
  digests: CommandContext['digests'],
  request: CommandContext['request'],
): Promise<StatusReply['deliveries']> {
  try {
    const subscriptions = new Set((await reachableSubscriptions({ digests, request })).map(({ id }) => id));
    const all = (await digests?.deliveries({ space: request.space, limit: DELIVERIES_READ })) ?? [];
    return all.filter(({ subscription }) => subscriptions.has(subscription)).slice(0, MAX_DELIVERIES);
  } catch (error) {
    if (!(error instanceof BotError)) throw error;
    return [];
  }
}

function rankOf({ state, lastError }: FeedFacts): number {
  if (state === 'disabled') return 0;
  return lastError === undefined ? 2 : 1;
}
