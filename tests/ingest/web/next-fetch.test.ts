import fc from 'fast-check';
import { expect, it } from 'vitest';
import { type FetchOutcome, nextFetchAfter } from '../../../src/ingest/web/next-fetch.js';

const MINUTE_MS = 60_000;

it.each<[what: string, outcome: Partial<FetchOutcome>, minutes: number]>([
  ['a quarter of an hour when nothing is said', {}, 15],
  ['as long as the headers say', { freshForMs: 20 * MINUTE_MS }, 20],
  ['as long as the feed says', { ttlMs: 60 * MINUTE_MS, freshForMs: 20 * MINUTE_MS }, 60],
  ['five minutes at least', { freshForMs: 1_000 }, 5],
  ['a day at most', { ttlMs: 7 * 24 * 60 * MINUTE_MS, random: 0.9 }, 24 * 60],
  ['a tenth more at most', { freshForMs: 20 * MINUTE_MS, random: 0.5 }, 21],
  ['five minutes at least after a failure', { failures: 1 }, 5],
  ['up to ten minutes after a failure', { failures: 1, random: 0.999_999 }, 10],
  ['up to twenty minutes after two', { failures: 2, random: 0.999_999 }, 20],
  ['up to twelve hours after many', { failures: 10_000, random: 0.999_999 }, 12 * 60],
  ['as long as the server asks after a failure', { failures: 1, retryAfterMs: 180 * MINUTE_MS, random: 0.5 }, 180],
  ['no sooner because the server asks for less', { failures: 1, retryAfterMs: 1_000 }, 5],
])('waits %s', (_, outcome, minutes) => {
  const waitMs = nextFetchAfter({ freshForMs: 0, failures: 0, random: 0, ...outcome });
  expect(Math.round(waitMs / 600) / 100).toBe(minutes);
});

it('waits from five minutes to a day, and never less than is asked for within the day', () => {
  const durationMs = fc.nat({ max: 30 * 24 * 60 * MINUTE_MS });
  fc.assert(
    fc.property(
      durationMs,
      durationMs,
      durationMs,
      fc.nat(),
      fc.double({ min: 0, max: 0.999, noNaN: true }),
      (freshForMs, ttlMs, retryAfterMs, failures, random) => {
        const waitMs = nextFetchAfter({ freshForMs, ttlMs, retryAfterMs, failures, random });
        const askedMs = failures === 0 ? Math.max(freshForMs, ttlMs, retryAfterMs) : retryAfterMs;
        expect(waitMs).toBeGreaterThanOrEqual(Math.max(5 * MINUTE_MS, Math.min(askedMs, 24 * 60 * MINUTE_MS)));
        expect(waitMs).toBeLessThanOrEqual(24 * 60 * MINUTE_MS);
      },
    ),
  );
});
