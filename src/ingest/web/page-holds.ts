import { FetchError } from './fetch-error.js';
import { toWaitText } from './retry-after.js';

/** Remembers which servers want no page read for a while. One feed leads to many pages, and all would be refused alike. */
export interface PageHolds {
  /** @throws {FetchError} `unreachable` while the server asks to wait */
  check(url: URL): void;
  /** Notes how long the server asked to wait, if it did. */
  note(url: URL, error: FetchError): void;
}

const MAX_SERVERS = 500;

/**
 * Makes an empty memory.
 *
 * @param now  milliseconds since 1970 in UTC
 */
export function createPageHolds(now: () => number): PageHolds {
  const until = new Map<string, number>();
  return {
    check: ({ origin, host }) => {
      const retryAfterMs = (until.get(origin) ?? 0) - now();
      if (retryAfterMs <= 0) {
        until.delete(origin);
        return;
      }
      const message = `The server of ${host} asked to wait, ${toWaitText(retryAfterMs)} more.`;
      throw new FetchError('unreachable', message, { retryable: true, retryAfterMs });
    },
    note: ({ origin }, { retryAfterMs, retryable }) => {
      if (retryAfterMs === undefined || !retryable) return;
      until.delete(origin);
      until.set(origin, now() + retryAfterMs);
      const [oldest] = until.keys();
      if (until.size > MAX_SERVERS && oldest !== undefined) until.delete(oldest);
    },
  };
}
