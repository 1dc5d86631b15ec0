import CachePolicy from 'http-cache-semantics';

/**
 * For how long an answer need not be asked for again: `Cache-Control`, `Expires` and `Age` as a private cache reads them
 * (RFC 9111).
 *
 * @param headers  names in lower case
 * @param now  milliseconds since 1970 in UTC
 * @returns milliseconds; 0 when they say nothing, `no-cache` or `no-store`
 */
export function toFreshForMs(headers: Readonly<Record<string, string>>, now: number): number {
  const isDated = Number.isFinite(Date.parse(headers.date ?? ''));
  const dated = isDated ? headers : { ...headers, date: new Date(now).toUTCString() };
  const policy = new CachePolicy(
    { method: 'GET', headers: {} },
    // A 304 says how long the stored answer stays fresh; by itself it is no answer that can be stored.
    { status: 200, headers: { ...dated } },
    // A guess from Last-Modified is not what the server says.
    { shared: false, cacheHeuristic: 0, immutableMinTimeToLive: 0 },
  );
  // Not `timeToLive`: it adds the times for which a stale answer will do.
  return Math.max(0, Math.round(policy.maxAge() - policy.age())) * 1_000;
}
