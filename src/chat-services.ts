import type { ChatServices } from './core/chat.js';
import { completeFeeds } from './core/commands/complete-feeds.js';
import { completeSubscriptions } from './core/commands/complete-subscriptions.js';
import type { Run } from './core/commands/request.js';
import { findZones } from './core/digest/zone.js';
import type { Libraries } from './core/libraries.js';
import type { DigestKeeper, FeedKeeper, Log } from './core/ports.js';
import type { Member } from './core/sign-in.js';
import type { Store } from './store/store.js';

/** What a chat adapter's services are made of. */
export interface ChatServicesOptions {
  readonly run: Run;
  readonly libraries: Libraries;
  readonly feeds: Pick<FeedKeeper, 'list'>;
  readonly digests: Pick<DigestKeeper, 'list'>;
  readonly store: Store;
  readonly log: Log;
  /** Makes links to the web page; absent: it cannot be reached from outside. */
  toSignInLink?(member: Member): string;
}

/** What Discord takes at most; no platform takes more. */
const MAX_COMPLETIONS = 25;

/** Events that this process remembers by itself: hours of a busy bot, under a megabyte. */
const MAX_CLAIMED = 10_000;

/**
 * The services that every chat adapter is given. A store that fails is logged and costs what it keeps: an event is then
 * known to this process only, a message of the bot begins a new conversation. Questions are answered all the same.
 */
export function createChatServices({
  run,
  libraries,
  feeds,
  digests,
  store,
  log,
  toSignInLink,
}: ChatServicesOptions): ChatServices {
  const claimed = new Set<string>();

  const attempt = async <T>(what: string, work: () => Promise<T>, otherwise: T): Promise<T> => {
    try {
      return await work();
    } catch (error) {
      log.error({ err: error }, `${what} failed`);
      return otherwise;
    }
  };

  return {
    run,
    complete: async (field, prefix, space) => {
      if (field === 'zone') return findZones(prefix, MAX_COMPLETIONS).map((zone) => ({ value: zone, label: zone }));
      if (field === 'subscription') {
        const known = await attempt('listing the subscriptions', () => digests.list(space), []);
        return completeSubscriptions(known, prefix, MAX_COMPLETIONS);
      }
      if (field !== 'feed') return libraries.of(space).complete(field, prefix, MAX_COMPLETIONS);
      const known = await attempt('listing the feeds', () => feeds.list(space), []);
      return completeFeeds(known, prefix, MAX_COMPLETIONS);
    },
    knowsArticle: (space, id) => libraries.of(space).get(id) !== undefined,
    claimEvent: (key) => {
      if (claimed.has(key)) return Promise.resolve(false);
      claimed.add(key);
      const [oldest] = claimed;
      if (claimed.size > MAX_CLAIMED && oldest !== undefined) claimed.delete(oldest);
      return attempt('claiming an event', () => store.events.claim(key), true);
    },
    delivered: (reply, channel, message) =>
      attempt('noting where a reply stands', () => store.replies.delivered(reply, channel, message), undefined),
    knows: (space, thread) => attempt('looking for a thread', () => store.replies.knows(space, thread), false),
    threadOf: (space, channel, message) =>
      attempt(
        'looking for the thread of a message',
        async () => {
          const found = await store.replies.findByMessage(channel, message);
          return found?.space === space ? found.thread : undefined;
        },
        undefined,
      ),
    signInLink: (space, { id: asker, mayManage }) => toSignInLink?.({ space, asker, mayManage }),
    spaceRemoved: (space) => attempt('noting that a space was left', () => store.spaces.removed(space), undefined),
    spaceJoined: (space) => attempt('noting that a space was joined', () => store.spaces.returned(space), undefined),
  };
}
