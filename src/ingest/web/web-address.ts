import { BotError } from '../../core/errors.js';
import { FetchError } from './fetch-error.js';

/** Longer addresses are refused; browsers and servers commonly take 2,000 to 8,000 characters. */
const MAX_ADDRESS_CHARS = 4_000;

/**
 * An address that may be asked for, without its fragment and without the dot that can end a host.
 *
 * @param base  where a relative address starts; without it only absolute ones are taken
 * @throws {BotError} `bad-request` when it is no address at all
 * @throws {FetchError} `not-allowed` when it is too long, of another scheme than http and https, or holds a password
 */
export function parseWebAddress(address: string, base?: URL): URL {
  if (address.length > MAX_ADDRESS_CHARS) {
    const message = `The address has more than ${MAX_ADDRESS_CHARS.toLocaleString('en-GB')} characters. Give a shorter one.`;
    throw new FetchError('not-allowed', message);
  }
  if (!URL.canParse(address, base?.href)) {
    throw new BotError('bad-request', 'This is no address of the web. Give one that begins with https:// or http://.');
  }
  const url = new URL(address, base?.href);
  if (url.protocol !== 'https:' && url.protocol !== 'http:') {
    const scheme = url.protocol.slice(0, 20);
    throw new FetchError('not-allowed', `The address begins with ${scheme}. Only https:// and http:// can be read.`);
  }
  if (url.username !== '' || url.password !== '') {
    const message = `The address at ${url.host} holds a name or a password. Leave them out: Dateline does not sign in.`;
    throw new FetchError('not-allowed', message);
  }
  url.hash = '';
  if (url.hostname.endsWith('.')) url.hostname = url.hostname.slice(0, -1);
  return url;
}

/** Longest path shown in a message. */
const MAX_SHOWN_CHARS = 120;

/**
 * An address as it may be shown to anybody: host and path.
 *
 * @example toShownAddress(new URL('https://post.example/rss?key=1')) // 'post.example/rss'
 */
export function toShownAddress({ host, pathname }: URL): string {
  const path = pathname === '/' ? '' : pathname;
  return host + (path.length > MAX_SHOWN_CHARS ? `${path.slice(0, MAX_SHOWN_CHARS)}…` : path);
}
