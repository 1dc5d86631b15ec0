import { createHash, timingSafeEqual } from 'node:crypto';
import { type Member, OPERATOR, type Signer } from '../../core/sign-in.js';
import type { Secret } from '../../lib/secret.js';
import { isLoopback, parseHost } from './host.js';

/** What is known of a request before anything in it is believed. */
export interface Arrival {
  /** The other end of the connection, without a zone. */
  readonly remoteAddress: string;
  /** This end of it. */
  readonly localAddress: string;
  readonly localPort: number;
  header(name: string): string | undefined;
  cookie(name: string): string | undefined;
}

/** Who asks. */
export interface Viewer extends Member {
  /** May have answers kept, change what the space shares, and see how the bot is. */
  readonly isMember: boolean;
  /** What let them in: this machine, the token, a sign-in; nothing, for whoever just came by. */
  readonly by: 'machine' | 'token' | 'session' | 'nothing';
}

/** How the port can be reached. */
export interface AccessOptions {
  /** Where it listens. */
  readonly host: string;
  /** Where people reach it, without a slash at its end. */
  readonly publicUrl?: string;
  /** Proxies in front of it, whose word on address and scheme is taken. */
  readonly trustedProxies: number;
  readonly token?: Secret;
  readonly signer: Signer;
  /** Milliseconds since 1970. */
  now(): number;
}

/** Decides who asks and whether a request may change anything. Pure but for the clock that it is given. */
export interface Access {
  viewerOf(arrival: Arrival): Viewer;
  /** Why the page is not to be used under the name by which it was reached, in words; undefined when it is one of ours. */
  refuseName(arrival: Arrival): string | undefined;
  /**
   * Why a request that changes something cannot be taken as one of ours, in words; undefined when it can. A page of another
   * site may send requests here, also under another name for this machine (DNS rebinding).
   */
  refuse(arrival: Arrival): string | undefined;
  /** The address of the asker, as far as the proxies in front can be trusted. */
  addressOf(arrival: Arrival): string;
  isSecure(arrival: Arrival): boolean;
  /** Whether a text is the token of the configuration. */
  isToken(text: string): boolean;
}

/** The name of the cookie that holds a session. */
export const SESSION_COOKIE = 'dateline_session';

/** The space of nobody in particular: the shared articles, and nothing that belongs to anybody. */
const PUBLIC_SPACE = 'public';

const FOREIGN_NAME =
  'This name is not one of mine. Open the page under the address that the bot says at its start, or set PUBLIC_URL to the address that people use.';

/** Headers that a proxy adds: with one of them the asker does not sit at this machine. */
const FORWARDED = ['forwarded', 'x-forwarded-for', 'x-forwarded-host', 'x-real-ip', 'via'];

export function createAccess(options: AccessOptions): Access {
  const { host, publicUrl, trustedProxies, token, signer, now } = options;
  const publicHost = publicUrl === undefined ? undefined : new URL(publicUrl).host.toLowerCase();
  const tokenDigest = token && digest(token.reveal());

  const isToken = (text: string) => tokenDigest !== undefined && timingSafeEqual(digest(text), tokenDigest);

  const isOurName = (name: string | undefined, arrival: Arrival): boolean => {
    const parsed = name === undefined ? undefined : parseHost(name);
    if (name === undefined || parsed === undefined) return false;
    if (publicHost !== undefined && name.toLowerCase() === publicHost) return true;
    const isOwn = isLoopback(parsed.name) || [host, arrival.localAddress].includes(parsed.name);
    return isOwn && parsed.port === arrival.localPort;
  };

  const refuseName = (arrival: Arrival): string | undefined =>
    isOurName(arrival.header('host'), arrival) ? undefined : FOREIGN_NAME;

  const sitsHere = (arrival: Arrival): boolean => {
    const name = parseHost(arrival.header('host') ?? '')?.name;
    return (
      isLoopback(host) &&
      trustedProxies === 0 &&
      isLoopback(arrival.remoteAddress) &&
      name !== undefined &&
      isLoopback(name) &&
      isOurName(arrival.header('host'), arrival) &&
      FORWARDED.every((header) => arrival.header(header) === undefined)
    );
  };

  const addressOf = (arrival: Arrival): string => {
    const hops = (arrival.header('x-forwarded-for') ?? '').split(',').map((hop) => hop.trim());
    // Each proxy adds whom it heard at the end: what stands further to the left anybody may have written.
    const told = trustedProxies === 0 ? undefined : hops.at(-trustedProxies);
    return told === undefined || told === '' ? arrival.remoteAddress : told;
  };

  return {
    isToken,
    addressOf,
    viewerOf: (arrival) => {
      const [, bearer] = /^Bearer +(\S+)$/i.exec(arrival.header('authorization') ?? '') ?? [];
      if (bearer !== undefined && isToken(bearer)) return { ...OPERATOR, isMember: true, by: 'token' };
      const cookie = arrival.cookie(SESSION_COOKIE);
      const session = cookie === undefined ? undefined : signer.read('session', cookie, now());
      // Another name for this machine is another site to a browser: what is private stays away from it.
      if (session !== undefined && isOurName(arrival.header('host'), arrival)) {
        return { ...session.member, isMember: true, by: 'session' };
      }
      if (sitsHere(arrival)) return { ...OPERATOR, isMember: true, by: 'machine' };
      const asker = `web:${addressOf(arrival)}`;
      return { space: PUBLIC_SPACE, asker, mayManage: false, isMember: false, by: 'nothing' };
    },
    refuseName,
    refuse: (arrival) => {
      const refusal = refuseName(arrival);
      if (refusal !== undefined) return refusal;
      const site = arrival.header('sec-fetch-site');
      const origin = arrival.header('origin');
      const isForeignOrigin =
        origin !== undefined && !(URL.canParse(origin) && isOurName(new URL(origin).host, arrival));
      if (isForeignOrigin || site === 'cross-site' || site === 'same-site') {
        return 'This request comes from the page of another site, so it was not taken. Open the page itself and try again.';
      }
      return undefined;
    },
    isSecure: (arrival) => {
      const told = trustedProxies === 0 ? undefined : arrival.header('x-forwarded-proto')?.split(',').at(-1)?.trim();
      return (told ?? (publicUrl?.startsWith('https:') === true ? 'https' : 'http')) === 'https';
    },
  };
}

/** Of one length whatever the text is, so that a comparison tells nothing of it. */
function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}
