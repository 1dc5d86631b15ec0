import { expect, it } from 'vitest';
import { toFreshForMs } from '../../../src/ingest/web/freshness.js';
import { NOON } from './client-fixture.js';

const EXPIRES = { expires: 'Wed, 07 May 2031 12:10:00 GMT' };

it.each<[headers: Record<string, string>, seconds: number]>([
  [{}, 0],
  [{ 'cache-control': 'max-age=300' }, 300],
  [{ 'cache-control': 'private, max-age="300"' }, 300],
  [{ 'cache-control': 'max-age=300', age: '100' }, 200],
  [{ 'cache-control': 'max-age=300', age: '400' }, 0],
  [{ 'cache-control': 'max-age=300', age: 'old' }, 300],
  [{ 'cache-control': 'max-age=300, no-cache' }, 0],
  [{ 'cache-control': 'max-age=300, no-store' }, 0],
  [{ 'cache-control': 'max-age=60, s-maxage=600, stale-while-revalidate=900, stale-if-error=900' }, 60],
  [{ 'cache-control': 'max-age=60', ...EXPIRES }, 60],
  [{ 'cache-control': 'nonsense, =, max-age=' }, 0],
  [{ pragma: 'no-cache', ...EXPIRES }, 0],
  [EXPIRES, 600],
  // The clock of the server is what counts.
  [{ date: 'Wed, 07 May 2031 12:05:00 GMT', ...EXPIRES }, 300],
  [{ date: 'yesterday', ...EXPIRES }, 600],
  [{ expires: '0' }, 0],
  [{ expires: 'Wed, 07 May 2031 11:00:00 GMT' }, 0],
  [{ 'last-modified': 'Wed, 07 May 2030 12:00:00 GMT' }, 0],
])('takes %j for %i seconds', (headers, seconds) => {
  expect(toFreshForMs(headers, NOON)).toBe(seconds * 1_000);
});
