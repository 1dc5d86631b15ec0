import { lookup } from 'node:dns/promises';
import { BotError } from '../../core/errors.js';
import { createAddressGuard } from './address-guard.js';
import { type Answer, createAsker, type TimeBudget } from './ask.js';
import { decodeDocument } from './decode-document.js';
import { FetchError } from './fetch-error.js';
import { type FinalAnswer, follow } from './follow.js';
import { toFreshForMs } from './freshness.js';
import type { Resolve } from './guarded-connect.js';
import { createPageHolds } from './page-holds.js';
import { createRobots } from './robots.js';
import { toStatusError } from './to-fetch-error.js';
import { parseWebAddress } from './web-address.js';
import { DEFAULT_LIMITS, type WebLimits } from './web-limits.js';

/** What feeds and pages are read with. */
export interface WebClientOptions {
  /** Of Dateline, for the `User-Agent`. */
  readonly version: string;
  /** A page or a mail address of whoever runs the bot, told to every server. */
  readonly contact?: string;
  /** Hosts, IP addresses and CIDR ranges that may be read although they are not public. */
  readonly allowPrivate: readonly string[];
  /** Milliseconds since 1970 in UTC. */
  now(): number;
  readonly limits?: Partial<WebLimits>;
  /** Gives the IP addresses of a host name; default is the resolver of the system. What it gives is checked all the same. */
  readonly resolve?: Resolve;
}

/** What tells a server which version of a document is known, as it gave them. */
export interface Validators {
  readonly etag?: string;
  readonly lastModified?: string;
}

/** A document that was read. */
export interface WebDocument {
  readonly kind: 'document';
  /** Where it was found at last. */
  readonly url: string;
  /** Set when every redirect on the way was permanent (301, 308): the address to ask for from now on. */
  readonly movedTo?: string;
  /** Decoded, without byte order mark and NUL. */
  readonly text: string;
  /** Media type in lower case, without parameters. */
  readonly contentType?: string;
  readonly validators: Validators;
  /** For how long it need not be asked for again, in milliseconds; 0 when the server says nothing or `no-cache`. */
  readonly freshForMs: number;
}

/** The document is the one that the validators name. */
export interface NotModified {
  readonly kind: 'not-modified';
  readonly validators: Validators;
  /** As in a document. */
  readonly freshForMs: number;
}

/** What is at an address of which nobody knows yet whether it is a feed or a page. */
interface FoundAddress {
  readonly document: WebDocument;
  /** Why it must not be used when it turns out to be a page: the rules for robots forbid it, or cannot be read now. */
  readonly pageRefusal?: FetchError;
}

/** Reads feeds and pages from public servers, politely: one request at a time for each host. */
export interface WebClient {
  /**
   * Reads a feed.
   *
   * @param validators  of the version that is known: an unchanged document is not sent again
   * @throws {BotError} `bad-request` when it is no address
   * @throws {FetchError} `not-allowed` for addresses that are not public, `unreachable` for all else
   */
  fetchFeed(url: string, validators?: Validators): Promise<WebDocument | NotModified>;
  /**
   * Reads a page, if the rules of its server for robots allow it.
   *
   * @throws {BotError} `bad-request` when it is no address
   * @throws {FetchError} `not-allowed` for addresses that are not public and pages that robots may not read, `unreachable`
   *   for all else, also while the server asks to wait
   */
  fetchPage(url: string): Promise<WebDocument>;
  /**
   * Reads what may be a feed or a page, with one request. The rules for robots are asked first, and hold for a page only.
   *
   * @throws {BotError} `bad-request` when it is no address
   * @throws {FetchError} `not-allowed` for addresses that are not public, `unreachable` for all else, also while the server
   *   asks to wait
   */
  fetchAddress(url: string): Promise<FoundAddress>;
  /** Breaks off what is under way; whatever is asked for later fails. */
  close(): Promise<void>;
}

const ROBOT = 'dateline';

const ACCEPT_FEED =
  'application/rss+xml, application/atom+xml, application/feed+json, application/xml;q=0.9, text/xml;q=0.9, application/json;q=0.8, text/html;q=0.7, */*;q=0.1';
const ACCEPT_PAGE = 'text/html, application/xhtml+xml, */*;q=0.1';

/** Longer validators are not sent back; nor are those that hold what no header may. */
const VALIDATOR = /^[\x20-\x7e\x80-\xff]{1,1000}$/;

/**
 * Makes a reader of feeds and pages. `fetchFeed` and `fetchPage` may be called at the same time, for one host too.
 *
 * @throws {BotError} `bad-request` for an entry of `allowPrivate` or a contact that cannot be used
 */
export function createWebClient(options: WebClientOptions): WebClient {
  const { now } = options;
  const limits = { ...DEFAULT_LIMITS, ...options.limits };
  const asker = createAsker({
    userAgent: toUserAgent(options),
    guard: createAddressGuard(options.allowPrivate),
    resolve: options.resolve ?? resolveBySystem,
    limits,
  });
  const ask = (url: URL, headers: Record<string, string>, budget: TimeBudget, pauseMs = 0): Promise<Answer> =>
    asker.ask(url, { headers, budget, pauseMs: Math.max(pauseMs, limits.pauseMs) });
  const newBudget = (): TimeBudget => ({ leftMs: limits.totalTimeoutMs });
  const holds = createPageHolds(now);
  const robots = createRobots({
    robot: ROBOT,
    now,
    fetchRules: async (start) => {
      const budget = newBudget();
      const { answer } = await follow(start, limits.maxRedirects, (url) => ask(url, { accept: 'text/plain' }, budget));
      return answer;
    },
  });
  /** @param admit  asked before each step of the way; gives the pause to keep, in milliseconds */
  const fetchOnWay = async (
    address: string,
    accept: string,
    admit: (url: URL) => Promise<number>,
  ): Promise<WebDocument> => {
    const budget = newBudget();
    const final = await follow(parseWebAddress(address), limits.maxRedirects, async (url) => {
      holds.check(url);
      const pauseMs = await admit(url);
      return ask(url, { accept }, budget, pauseMs);
    });
    try {
      return toDocument(final, now());
    } catch (error) {
      if (error instanceof FetchError) holds.note(final.url, error);
      throw error;
    }
  };

  return {
    fetchFeed: async (address, validators = {}) => {
      const conditions = toConditions(validators);
      const budget = newBudget();
      const final = await follow(parseWebAddress(address), limits.maxRedirects, (url) =>
        ask(url, { accept: ACCEPT_FEED, ...conditions }, budget),
      );
      const { status, headers } = final.answer;
      if (status === 304 && Object.keys(conditions).length > 0) {
        const kept = { ...validators, ...toValidators(headers) };
        return { kind: 'not-modified', validators: kept, freshForMs: toFreshForMs(headers, now()) };
      }
      return toDocument(final, now());
    },
    fetchPage: (address) => fetchOnWay(address, ACCEPT_PAGE, robots.admit),
    fetchAddress: async (address) => {
      let pageRefusal: FetchError | undefined;
      const document = await fetchOnWay(address, ACCEPT_FEED, async (url) => {
        try {
          return await robots.admit(url);
        } catch (error) {
          if (!(error instanceof FetchError)) throw error;
          pageRefusal = error;
          return 0;
        }
      });
      return { document, ...(pageRefusal !== undefined && { pageRefusal }) };
    },
    close: asker.close,
  };
}

/** @throws {FetchError} when the answer is no document */
function toDocument({ answer, url, isMoved }: FinalAnswer, now: number): WebDocument {
  const { status, headers, body } = answer;
  if (status < 200 || status > 299) throw toStatusError(answer, url, now);
  const type = headers['content-type'];
  const mediaType = type?.split(';', 1)[0]?.trim().toLowerCase() ?? '';
  return {
    kind: 'document',
    url: url.href,
    ...(isMoved && { movedTo: url.href }),
    text: decodeDocument(body, type),
    ...(mediaType !== '' && { contentType: mediaType }),
    validators: toValidators(headers),
    freshForMs: toFreshForMs(headers, now),
  };
}

function toValidators(headers: Readonly<Record<string, string>>): Validators {
  const { etag = '', 'last-modified': lastModified = '' } = headers;
  return {
    ...(VALIDATOR.test(etag) && { etag }),
    ...(VALIDATOR.test(lastModified) && { lastModified }),
  };
}

function toConditions({ etag = '', lastModified = '' }: Validators): Record<string, string> {
  return {
    ...(VALIDATOR.test(etag) && { 'if-none-match': etag }),
    ...(VALIDATOR.test(lastModified) && { 'if-modified-since': lastModified }),
  };
}

function toUserAgent({ version, contact }: Pick<WebClientOptions, 'version' | 'contact'>): string {
  if (contact === undefined) return `Dateline/${version}`;
  if (!/^[\x21-\x7e]+$/.test(contact)) {
    throw new BotError('bad-request', 'FEED_CONTACT is neither a page nor a mail address. Write it without spaces.');
  }
  return `Dateline/${version} (+${contact})`;
}

async function resolveBySystem(host: string): Promise<readonly string[]> {
  const addresses = await lookup(host, { all: true });
  return addresses.map(({ address }) => address);
}
