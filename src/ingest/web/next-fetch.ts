/** What is known when a feed has been read, or could not be. */
export interface FetchOutcome {
  /** For how long the server's headers say that nothing will change, in milliseconds; 0 when they say nothing. */
  readonly freshForMs: number;
  /** The same, as the feed itself says it. */
  readonly ttlMs?: number;
  /** Failures in a row, this one included; 0 after a success. */
  readonly failures: number;
  /** How long the server asked to wait, in milliseconds. */
  readonly retryAfterMs?: number;
  /** 0 or more, less than 1: spreads what would else come all at once. */
  readonly random: number;
}

const MINUTE_MS = 60_000;
const MIN_WAIT_MS = 5 * MINUTE_MS;
const DEFAULT_WAIT_MS = 15 * MINUTE_MS;
const MAX_WAIT_MS = 24 * 60 * MINUTE_MS;
const MAX_BACKOFF_MS = 12 * 60 * MINUTE_MS;
const JITTER = 0.1;

/**
 * How long to wait until a feed is read again.
 *
 * After a success: as long as the server or the feed says, whichever is longer, from 5 minutes to 24 hours; 15 minutes when
 * neither says anything; and up to a tenth more, within the 24 hours.
 *
 * After failures: a random time, spread evenly from 5 minutes to twice that after the first failure, four times that after
 * the second, and so on up to 12 hours; never less than the server asked for.
 *
 * @returns milliseconds, whole, from 5 minutes to 24 hours
 * @example nextFetchAfter({ freshForMs: 0, failures: 0, random: 0 }) // 900_000
 */
export function nextFetchAfter({ freshForMs, ttlMs = 0, failures, retryAfterMs = 0, random }: FetchOutcome): number {
  const waitMs = failures > 0 ? toBackoffMs(failures, random) : toIntervalMs(Math.max(freshForMs, ttlMs), random);
  return Math.round(Math.min(Math.max(waitMs, retryAfterMs), MAX_WAIT_MS));
}

function toIntervalMs(saidMs: number, random: number): number {
  const waitMs = saidMs > 0 ? Math.max(saidMs, MIN_WAIT_MS) : DEFAULT_WAIT_MS;
  return waitMs * (1 + JITTER * random);
}

function toBackoffMs(failures: number, random: number): number {
  const longestMs = Math.min(MIN_WAIT_MS * 2 ** failures, MAX_BACKOFF_MS);
  return MIN_WAIT_MS + (longestMs - MIN_WAIT_MS) * random;
}
