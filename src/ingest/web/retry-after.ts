import { count } from '../../core/wording.js';

const SECOND_MS = 1_000;
const MINUTE_MS = 60 * SECOND_MS;
const HOUR_MS = 60 * MINUTE_MS;
/** Longer waits are cut: a mistake of a server must not silence a feed for a year. */
const MAX_RETRY_AFTER_MS = 24 * HOUR_MS;

/**
 * Reads a `Retry-After` header (RFC 9110, section 10.2.3): seconds, or a date.
 *
 * @param now  milliseconds since 1970 in UTC
 * @returns milliseconds from now, at most 24 hours; undefined when it is absent, unreadable or over
 */
export function parseRetryAfter(value: string | undefined, now: number): number | undefined {
  const text = value?.trim() ?? '';
  const waitMs = /^\d+$/.test(text) ? Number(text) * SECOND_MS : Date.parse(text) - now;
  return waitMs > 0 ? Math.min(waitMs, MAX_RETRY_AFTER_MS) : undefined;
}

/** @example toWaitText(120_000) // '2 minutes' */
export function toWaitText(waitMs: number): string {
  if (waitMs <= 90 * SECOND_MS) return count(Math.ceil(waitMs / SECOND_MS), 'second');
  if (waitMs <= 90 * MINUTE_MS) return count(Math.ceil(waitMs / MINUTE_MS), 'minute');
  return count(Math.ceil(waitMs / HOUR_MS), 'hour');
}
