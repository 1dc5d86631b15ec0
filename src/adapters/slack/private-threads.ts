import type { Place } from './to-request.js';

/** Conversations that are remembered at a time; the one that was used longest ago goes first. */
const MAX_THREADS = 1_000;

/**
 * The conversation that somebody has for themselves in a channel, while the process lives. Its name is made up: what is
 * kept under it must not name the person.
 *
 * @param newId  makes names
 */
export function createPrivateThreads(newId: () => string): (place: Pick<Place, 'channel' | 'user'>) => string {
  const threads = new Map<string, string>();
  return ({ channel, user }) => {
    const key = `${channel} ${user}`;
    const thread = threads.get(key) ?? `slack:private:${newId()}`;
    threads.delete(key);
    threads.set(key, thread);
    const [oldest] = threads.keys();
    if (threads.size > MAX_THREADS && oldest !== undefined) threads.delete(oldest);
    return thread;
  };
}
