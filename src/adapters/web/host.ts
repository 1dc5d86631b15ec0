import { isIPv4, isIPv6 } from 'node:net';

/** A host as a request or an address names it. */
export interface Host {
  /** In lower case, an IPv6 address without its brackets. */
  readonly name: string;
  /** 80 when it is not named. */
  readonly port: number;
}

/**
 * Parses the `Host` of a request.
 *
 * @returns undefined for what is no host
 * @example parseHost('[::1]:8787') // { name: '::1', port: 8787 }
 */
export function parseHost(text: string): Host | undefined {
  const [, bracketed, plain, port] = /^(?:\[([\da-f:.]+)\]|([^\s/?#@[\]:]+))(?::(\d{1,5}))?$/i.exec(text) ?? [];
  const name = (bracketed ?? plain)?.toLowerCase();
  return name === undefined ? undefined : { name, port: Number(port ?? 80) };
}

/** Whether a name or address is that of this machine for itself. */
export function isLoopback(name: string): boolean {
  const plain = toPlainAddress(name.toLowerCase());
  return plain === 'localhost' || plain === '::1' || (isIPv4(plain) && plain.startsWith('127.'));
}

/**
 * An address of a connection as people write it.
 *
 * @example toPlainAddress('::ffff:10.0.0.7') // '10.0.0.7'
 */
export function toPlainAddress(address: string): string {
  const [bare = ''] = address.split('%');
  return isIPv6(bare) ? bare.replace(/^::ffff:(?=\d+\.)/i, '') : bare;
}
