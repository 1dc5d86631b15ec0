import type { ChatAdapter } from './core/chat.js';
import type { Log } from './core/ports.js';
import type { FeedQueries } from './store/feeds.js';
import { tellPeople } from './tell-person.js';

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
  const tidings = (await feeds.untold()).map(({ id, url, title, creator = '', lastError = '' }) => {
    const name = title === undefined ? url : `${title} (${url})`;
    const message = `The feed ${name} is read no more. ${lastError} Add it again to try once more.`;
    return {
      person: creator,
      reply: { kind: 'notice', code: 'feed-disabled', message } as const,
      key: `feed-disabled:${id}`,
      done: () => feeds.told(id),
    };
  });
  await tellPeople(tidings, adapters, log);
}
