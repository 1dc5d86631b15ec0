import ipaddr from 'ipaddr.js';
import { BotError } from '../../core/errors.js';

/** Says which addresses a host may be reached at. */
export interface AddressGuard {
  /**
   * @param host  as it stands in an address: a name, or an IP address with or without brackets
   * @param address  the IP address that the host leads to
   */
  permits(host: string, address: string): boolean;
}

type Range = readonly [ipaddr.IPv4 | ipaddr.IPv6, number];

/** Public by its number, and yet where Azure serves metadata and DNS to its own machines. */
const AZURE_METADATA = '168.63.129.16';
/** All that is handed out for the public internet (RFC 4291, section 2.4, and IANA's registry). */
const GLOBAL_UNICAST: Range = [ipaddr.parse('2000::'), 3];
/** Embeds an IPv4 address in its last four bytes: how a network without IPv4 reaches the rest (RFC 6052). */
const NAT64: Range = [ipaddr.parse('64:ff9b::'), 96];

/**
 * Makes the guard of all connections.
 *
 * @param allowPrivate  hosts, IP addresses and CIDR ranges that may be read although they are not public. A host permits
 *   whatever it leads to, and not its subdomains; a range permits the addresses in it
 * @throws {BotError} `bad-request` for an entry that is none of these
 */
export function createAddressGuard(allowPrivate: readonly string[]): AddressGuard {
  const hosts = new Set<string>();
  const ranges: Range[] = [];
  for (const entry of allowPrivate) {
    const parsed = parseEntry(entry);
    if (typeof parsed === 'string') hosts.add(parsed);
    else ranges.push(parsed);
  }
  return {
    permits: (host, address) => {
      const parsed = parseAddress(address);
      if (parsed === undefined) return false;
      const name = toHost(host);
      if (name !== undefined && hosts.has(name)) return true;
      const forms = [parsed, toEmbedded(parsed)];
      return isPublic(parsed) || ranges.some((range) => forms.some((form) => form !== undefined && isIn(form, range)));
    },
  };
}

/**
 * Whether an IP address is one of the public internet. Where another address is embedded in it, that one counts.
 *
 * @param address  IPv4 as four numbers, IPv6 without brackets; anything else is not public
 */
export function isPublicAddress(address: string): boolean {
  const parsed = parseAddress(address);
  return parsed !== undefined && isPublic(parsed);
}

function isPublic(address: ipaddr.IPv4 | ipaddr.IPv6): boolean {
  const embedded = toEmbedded(address);
  if (embedded !== undefined) return isPublic(embedded);
  if (address.range() !== 'unicast') return false;
  return address.kind() === 'ipv4' ? address.toString() !== AZURE_METADATA : isIn(address, GLOBAL_UNICAST);
}

/** The IPv4 address to which packets for this one really go. Ways that nobody uses any more (6to4, Teredo) are not public at all. */
function toEmbedded(address: ipaddr.IPv4 | ipaddr.IPv6): ipaddr.IPv4 | undefined {
  if (!(address instanceof ipaddr.IPv6)) return undefined;
  if (address.isIPv4MappedAddress()) return address.toIPv4Address();
  return isIn(address, NAT64) ? new ipaddr.IPv4(address.toByteArray().slice(12)) : undefined;
}

function isIn(address: ipaddr.IPv4 | ipaddr.IPv6, [start, bits]: Range): boolean {
  return address.kind() === start.kind() && address.match(start, bits);
}

function parseAddress(address: string): ipaddr.IPv4 | ipaddr.IPv6 | undefined {
  // The library also reads 127.1 and 0x7f000001, which mean different things to different systems.
  if (ipaddr.IPv4.isValidFourPartDecimal(address)) return ipaddr.IPv4.parse(address);
  // It takes ::1.2.3.4 for ::ffff:1.2.3.4, which is another address.
  if (/^::\d+\./.test(address)) return undefined;
  return ipaddr.IPv6.isValid(address) ? ipaddr.IPv6.parse(address) : undefined;
}

function parseEntry(entry: string): string | Range {
  const [start = '', bits, ...rest] = entry.split('/');
  const address = parseAddress(start.replace(/^\[(.*)\]$/, '$1'));
  if (bits === undefined) {
    if (address !== undefined) return [address, address.kind() === 'ipv4' ? 32 : 128];
    const host = toHost(entry);
    // A name such as 127.1 is an IP address to whoever resolves it.
    if (host !== undefined && /^(?!.*\.\.)[a-z0-9_][a-z0-9_.-]*$/.test(host) && parseAddress(host) === undefined)
      return host;
  } else if (rest.length === 0 && address !== undefined && ipaddr.isValidCIDR(`${address.toString()}/${bits}`)) {
    return ipaddr.parseCIDR(`${address.toString()}/${bits}`);
  }
  const message = `FEED_ALLOW_PRIVATE: "${entry}" is neither a host, nor an IP address, nor a range such as 10.0.0.0/8.`;
  throw new BotError('bad-request', `${message} Write them without scheme, port and path, and part them by commas.`);
}

/** A host in the form in which addresses hold it; undefined when no address can. */
function toHost(host: string): string | undefined {
  const address = `http://${host}`;
  if (/[:/?#@\\\s]/.test(host.replace(/^\[.*\]$/, '')) || !URL.canParse(address)) return undefined;
  return new URL(address).hostname.replace(/\.$/, '');
}
