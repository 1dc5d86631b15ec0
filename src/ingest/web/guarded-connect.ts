import { isIP, type LookupFunction } from 'node:net';
import { buildConnector } from 'undici';
import type { AddressGuard } from './address-guard.js';
import { FetchError } from './fetch-error.js';

/** Gives the IP addresses of a host name; fails as `node:dns` does when there are none. */
export type Resolve = (host: string) => Promise<readonly string[]>;

/**
 * Makes what opens every connection: the name is looked up, its addresses are checked, and the connection goes to the very
 * addresses that were checked, so that a name which leads elsewhere a moment later gains nothing.
 *
 * @param timeoutMs  from the lookup to the connection
 */
export function createGuardedConnect(
  guard: AddressGuard,
  resolve: Resolve,
  timeoutMs: number,
): buildConnector.connector {
  const lookup: LookupFunction = (host, options, callback) => {
    lookUp(host, guard, resolve).then(
      (addresses) => {
        const found = addresses.map((address) => ({ address, family: isIP(address) }));
        const [first] = found;
        if (options.all === true) callback(null, found);
        else if (first !== undefined) callback(null, first.address, first.family);
      },
      (error: unknown) => callback(error instanceof Error ? error : new Error(String(error)), ''),
    );
  };
  const connect = buildConnector({ lookup, timeout: timeoutMs });
  return (options, callback) => {
    // Node looks up names only: an address that stands for itself is checked here.
    if (isIP(options.hostname) !== 0 && !guard.permits(options.hostname, options.hostname)) {
      callback(toRefusal(options.hostname), null);
    } else connect(options, callback);
  };
}

/** The permitted addresses of a host, at least one. */
async function lookUp(host: string, guard: AddressGuard, resolve: Resolve): Promise<readonly string[]> {
  const addresses = (await resolve(host)).filter((address) => isIP(address) !== 0);
  const permitted = addresses.filter((address) => guard.permits(host, address));
  const [first] = addresses;
  if (first === undefined) throw Object.assign(new Error('The name has no address.'), { code: 'ENOTFOUND' });
  if (permitted.length === 0) throw toRefusal(first);
  return permitted;
}

function toRefusal(address: string): FetchError {
  const message = `The address leads to ${address}, which is not public. List it in FEED_ALLOW_PRIVATE if it may be read.`;
  return new FetchError('not-allowed', message);
}
