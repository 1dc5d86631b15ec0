import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';
import { isLoopback } from './host.js';
import { HttpError } from './status.js';

/** Says how often one address may ask. */
export interface RateLimits {
  /**
   * Counts a request in.
   *
   * @param cost  what it costs the bot: `QUESTION` or `READING`
   * @param isOperator  whoever runs the bot, whose programs ask more
   * @throws {HttpError} 429 when it was one too many
   */
  count(address: string, cost: number, isOperator: boolean): Promise<void>;
}

const WINDOW_SECONDS = 60;
/** What one address may spend in that time: 20 questions, as one person in chats, or 600 pages that are only read. */
const POINTS = 600;
/** The operator's programs ask 600 questions; and behind the address of this machine a proxy may hide many people. */
const OPERATOR_POINTS = 18_000;

/** What a question costs. */
export const QUESTION = 30;
/** What a page or a completion costs. */
export const READING = 1;

/** Limits by address, in memory. */
export function createRateLimits(): RateLimits {
  const others = new RateLimiterMemory({ points: POINTS, duration: WINDOW_SECONDS });
  const operator = new RateLimiterMemory({ points: OPERATOR_POINTS, duration: WINDOW_SECONDS });
  return {
    count: async (address, cost, isOperator) => {
      try {
        await (isOperator || isLoopback(address) ? operator : others).consume(toKey(address), cost);
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
