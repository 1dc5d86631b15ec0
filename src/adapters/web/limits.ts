import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';
import { isLoopback } from './host.js';
import { HttpError } from './status.js';

/** Says how often one address may ask. */
export interface RateLimits {
  /**
   * Counts a request in.
   *
   * @param weight  what it costs the bot, beside a page that is only read: 1 or more
   * @throws {HttpError} 429 when it was one too many
   */
  count(address: string, weight: number): Promise<void>;
}

/** What one address may spend in a minute: 60 questions, or 600 pages that are only read. */
const POINTS = 600;
/** From this machine more is asked by programs of the same person, and a proxy that is not named hides many people. */
const LOCAL_POINTS = 6_000;
const WINDOW_SECONDS = 60;

/** What a question costs. */
export const QUESTION = 10;
/** What a page or a completion costs. */
export const READING = 1;

/** Limits by address, in memory. */
export function createRateLimits(): RateLimits {
  const others = new RateLimiterMemory({ points: POINTS, duration: WINDOW_SECONDS });
  const local = new RateLimiterMemory({ points: LOCAL_POINTS, duration: WINDOW_SECONDS });
  return {
    count: async (address, weight) => {
      try {
        await (isLoopback(address) ? local : others).consume(toKey(address), weight);
      } catch (refusal) {
        if (!(refusal instanceof RateLimiterRes)) throw refusal;
        const seconds = Math.max(1, Math.ceil(refusal.msBeforeNext / 1000));
        const wait = `${seconds} ${seconds === 1 ? 'second' : 'seconds'}`;
        throw new HttpError(429, 'rate-limited', `That was a lot at once. Ask again in ${wait}.`, seconds);
      }
    },
  };
}

/** One subscriber has a whole network of IPv6 addresses: its first four groups. */
function toKey(address: string): string {
  return address.includes(':') && !isLoopback(address) ? address.split(':').slice(0, 4).join(':') : address;
}
