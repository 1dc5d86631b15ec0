import { BotError } from '../core/errors.js';
import type { FeedKeeper } from '../core/ports.js';
import { createFeedKeeper } from '../feeds.js';
import { createShortId, openState, type Session } from './session.js';

/**
 * Opens the feeds for one command.
 *
 * @param access  `read` changes nothing and works beside a running bot
 * @returns with `close`, which is to be called at the end
 * @throws {BotError} `bad-request` with `--corpus`, which keeps away from the state; `store-unavailable`, also for writing
 *   while a bot runs on the same SQLite folder
 */
export async function openFeedKeeper(
  session: Session,
  access: 'read' | 'write',
): Promise<{ readonly keeper: FeedKeeper; close(): Promise<void> }> {
  if (!session.usesState) {
    throw new BotError('bad-request', 'With --corpus no state is read or changed: leave --corpus out.');
  }
  const store = await openState(session, access);
  if (store === undefined) return { keeper: NO_FEEDS, close: async () => {} };
  return { keeper: createFeedKeeper({ feeds: store.feeds, newId: createShortId }), close: () => store.close() };
}

/** Nothing was ever kept. */
const NO_FEEDS: FeedKeeper = {
  list: async () => [],
  remove: async () => false,
  add: async () => {
    throw new BotError('internal', 'Feeds were opened for reading, and one was to be added.');
  },
};
