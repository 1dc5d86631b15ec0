import type { ChatAdapter } from './core/chat.js';
import { BotError } from './core/errors.js';
import type { Log } from './core/ports.js';
import type { FeedQueries } from './store/feeds.js';

/**
 * Tells those who added a feed that it is given up, each once. Who cannot be reached now is told at the next call.
 *
 * @param adapters  of the platforms on which people are
 */
export async function tellOfDisabledFeeds(
  feeds: FeedQueries,
  adapters: readonly ChatAdapter[],
  log: Log,
): Promise<void> {
  for (const { id, url, title, creator, lastError } of await feeds.untold()) {
    const [platform, person] = splitPerson(creator ?? '');
    const adapter = adapters.find((one) => one.platform === platform);
    if (adapter === undefined || person === undefined) continue;
    const message = `The feed ${title === undefined ? url : `${title} (${url})`} is read no more. ${lastError ?? ''} Add it again to try once more.`;
    try {
      await adapter.tell(person, { kind: 'notice', code: 'feed-disabled', message }, `feed-disabled:${id}`);
      await feeds.told(id);
    } catch (error) {
      if (!(error instanceof BotError)) throw error;
      // Whoever takes no messages from the bot will take none the next time either.
      if (!error.retryable) await feeds.told(id);
      log.warn({ feed: id, reason: error.message }, 'nobody could be told that a feed is given up');
    }
  }
}

/** @example splitPerson('discord:123') // ['discord', '123'] */
function splitPerson(person: string): [platform: string, id: string | undefined] {
  const colon = person.indexOf(':');
  return colon < 0 ? [person, undefined] : [person.slice(0, colon), person.slice(colon + 1)];
}
