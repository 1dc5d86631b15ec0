import { setImmediate as yieldToEvents } from 'node:timers/promises';
import type { Article } from './core/article/article.js';
import { toArticleId, toRevision } from './core/article/identity.js';
import { BotError } from './core/errors.js';
import type { Log } from './core/ports.js';
import { count } from './core/wording.js';
import { hash, toAddressHash, toTextHash } from './ingest/address.js';
import { type FinishOptions, toArrivedDraft } from './ingest/arrived-draft.js';
import { DATE_NOTES } from './ingest/feed/item-date.js';
import type { FeedItem, ParsedFeed } from './ingest/feed/parse-feed.js';
import { readDocument } from './ingest/read-address.js';
import { readItem } from './ingest/read-item.js';
import { FetchError } from './ingest/web/fetch-error.js';
import { nextFetchAfter } from './ingest/web/next-fetch.js';
import type { NotModified, WebClient, WebDocument } from './ingest/web/web-client.js';
import type { Feed } from './store/feeds.js';
import type { Store } from './store/store.js';

/** What a feed is read with. */
export interface FeedReaderOptions {
  readonly store: Store;
  readonly web: WebClient;
  readonly log: Log;
  /** Finds names in a text of a space. */
  findNames(space: string): FinishOptions['findNames'];
  /** Whether the id names an article that the space sees. */
  hasArticle(id: string, space: string): boolean;
  /** The article of the corpus folder that has this address or text, by their hashes. */
  inCorpus(addressHash: string | undefined, textHash: string): string | undefined;
  /** Shows an article that is in the store. */
  show(article: Article, space: string): void;
  /** Milliseconds since 1970 in UTC. */
  now(): number;
  /** 0 or more, less than 1. */
  random(): number;
}

/** Reads feeds, one at a time or several at once. */
export interface FeedReader {
  /**
   * Takes the feed that is due longest on, so that no other bot reads it.
   *
   * @returns what reads it and never fails; undefined when none is due
   */
  takeNext(): Promise<(() => Promise<void>) | undefined>;
  /** How many items of a feed are still to be read, while it is read. */
  waiting(feed: string): number;
  /** Begins no further item; what was read of a feed so far is kept. */
  stop(): void;
}

const MINUTE_MS = 60_000;
/** As long as the slowest page may take, and its robots rules before it. */
const LEASE_MS = 5 * MINUTE_MS;
const RENEW_MS = MINUTE_MS;
/** Failing for so long, a feed is given up. */
/** Fewer tries than this in a week were made by a bot that did not run: the longest wait between two is twelve hours. */
const MIN_FAILURES = 10;
const MAX_FAILING_MS = 7 * 24 * 60 * MINUTE_MS;

/** A feed's reading was interrupted because the bot stops. */
class Stopped extends Error {}

/** Makes a reader of the feeds that the store lists. Several bots of one database share the work. */
export function createFeedReader(options: FeedReaderOptions): FeedReader {
  const { store, web, log, now } = options;
  const left = new Map<string, number>();
  let isStopped = false;

  const takeNext: FeedReader['takeNext'] = async () => {
    if (isStopped) return undefined;
    const feed = await store.feeds.claimDue(LEASE_MS);
    return feed && (() => readTaken(feed));
  };

  const readTaken = async (feed: Feed): Promise<void> => {
    try {
      await read(feed);
    } catch (error) {
      if (isStopped) await store.feeds.renew(feed.id, 0);
      else await fail(feed, error);
    } finally {
      left.delete(feed.id);
    }
  };

  const read = async (feed: Feed): Promise<void> => {
    const { etag, lastModified } = feed;
    const fetched = await web.fetchFeed(feed.url, {
      ...(etag !== undefined && { etag }),
      ...(lastModified !== undefined && { lastModified }),
    });
    if (fetched.kind === 'not-modified') {
      await succeed(feed, fetched, undefined, feed.note);
      return;
    }
    if (fetched.movedTo !== undefined && fetched.movedTo !== feed.url) await store.feeds.move(feed.id, fetched.movedTo);
    const parsed = await open(feed, fetched);
    // The feed was added by the address of a page, and is read next under its own.
    if (parsed === undefined) return;
    const { note, isComplete } = await readItems(feed, parsed);
    // Without validators the whole feed comes again, and with it the items whose pages are to be tried again.
    await succeed(feed, isComplete ? fetched : { ...fetched, validators: {} }, parsed, note);
  };

  const open = async (feed: Feed, { text, url, contentType }: WebDocument): Promise<ParsedFeed | undefined> => {
    const document = readDocument(text, url, contentType);
    if (document.kind === 'feed') return document.feed;
    const [first] = document.feeds;
    if (document.kind === 'page' && first !== undefined && first.url !== feed.url) {
      if (await store.feeds.move(feed.id, first.url)) {
        log.info({ feed: feed.id }, 'the address is a page, and the feed that it points to is read instead');
        await store.feeds.renew(feed.id, 0);
        return undefined;
      }
      throw new BotError('bad-request', 'This page points to a feed that is read already. Remove this one.');
    }
    throw new BotError(
      'bad-request',
      document.kind === 'opml'
        ? 'This is a list of feeds (OPML). Set FEEDS_OPML to it, or add its feeds one by one.'
        : 'This is a page that points to no feed. Give the address of an RSS, Atom or JSON feed.',
    );
  };

  const readItems = async (feed: Feed, parsed: ParsedFeed) => {
    const items = withHashes(parsed.items);
    const known = await store.articles.knownItems(
      feed.id,
      items.map(({ item }) => item),
    );
    const fresh = items.filter(({ item, contentHash }) => known.get(item) !== contentHash);
    const notes = new Map<string, number>();
    const note = (what: string) => notes.set(what, (notes.get(what) ?? 0) + 1);
    let isComplete = true;
    let renewedAt = now();
    for (const [index, { source, item, contentHash }] of fresh.entries()) {
      left.set(feed.id, fresh.length - index);
      const { article, isIncomplete, dateProblem } = await readItem(source, parsed, web, now());
      if (isStopped) throw new Stopped();
      if (isIncomplete) isComplete = false;
      if (dateProblem !== undefined) note(DATE_NOTES[dateProblem]);
      const finished = toArrivedDraft(article, {
        ...(feed.excerptChars !== undefined && { excerptChars: feed.excerptChars }),
        findNames: options.findNames(feed.space),
      });
      const place = { feed: feed.id, item, contentHash: isIncomplete ? `incomplete ${contentHash}` : contentHash };
      if ('fault' in finished) {
        note(`left out: ${finished.fault}`);
        await store.articles.passOver(place);
        continue;
      }
      await keep(feed, finished.draft, place, source);
      if (now() - renewedAt > RENEW_MS) {
        await store.feeds.renew(feed.id, LEASE_MS);
        renewedAt = now();
        log.info({ feed: feed.id, done: index + 1, total: fresh.length }, 'reading a feed');
      }
      // Whoever asks is answered between two items.
      await yieldToEvents();
    }
    for (const fault of parsed.faults) note(`left out: ${fault}`);
    if (parsed.isTruncated) note('the feed is longer than is read; its newest items are');
    return { note: toNote(notes), isComplete };
  };

  type Draft = Extract<ReturnType<typeof toArrivedDraft>, { draft: unknown }>['draft'];

  const keep = async (
    feed: Feed,
    draft: Draft,
    place: { readonly feed: string; readonly item: string; readonly contentHash: string },
    { url }: FeedItem,
  ): Promise<void> => {
    const { space, embargoMs } = feed;
    const textHash = toTextHash(draft);
    // An item without an address is known by what names it in its feed.
    const addressHash = url === undefined ? hash(`${feed.id} ${place.item}`) : toAddressHash(url);
    if (options.inCorpus(addressHash, textHash) !== undefined) {
      await store.articles.passOver(place);
      return;
    }
    const { outcome, article } = await store.articles.receive({
      ...place,
      space,
      addressHash,
      textHash,
      chooseId: (isTaken) => toArticleId(draft, (id) => isTaken(id) || options.hasArticle(id, space)),
      toArticle: (id) => ({ id, revision: toRevision(draft.body), ...draft }),
      ...(embargoMs !== undefined && { showAt: toShowAt(draft.publishedAt, embargoMs, now()) }),
    });
    if (outcome === 'added' || outcome === 'revised') options.show(article, space);
    if (outcome !== 'unchanged') log.info({ feed: feed.id, article: article.id, outcome }, 'an article arrived');
  };

  const succeed = async (
    feed: Feed,
    { validators, freshForMs }: Pick<NotModified, 'validators' | 'freshForMs'>,
    parsed: ParsedFeed | undefined,
    note: string | undefined,
  ): Promise<void> => {
    const waitMs = nextFetchAfter({
      freshForMs,
      ...(parsed?.ttlMs !== undefined && { ttlMs: parsed.ttlMs }),
      failures: 0,
      random: options.random(),
    });
    await store.feeds.succeeded(feed.id, {
      ...validators,
      ...(parsed?.title !== undefined && { title: parsed.title }),
      ...(note !== undefined && { note }),
      nextAt: now() + waitMs,
    });
  };

  const fail = async (feed: Feed, error: unknown): Promise<void> => {
    const isTold = error instanceof BotError;
    // What is no error of ours is a fault of the program: it is logged in full, and the feed is tried again all the same.
    if (!isTold) log.error({ feed: feed.id, err: error }, 'reading a feed failed');
    const message = isTold ? error.message : 'It could not be read because of a fault in Dateline; the log says more.';
    const isGone = error instanceof FetchError && error.isGone;
    const failingMs = feed.failingSince === undefined ? 0 : now() - feed.failingSince;
    if (isGone || (failingMs >= MAX_FAILING_MS && feed.failures + 1 >= MIN_FAILURES)) {
      const reason = isGone ? message : `It failed for a week. At last: ${message}`;
      await store.feeds.disable(feed.id, reason);
      log.warn({ feed: feed.id, space: feed.space, reason }, 'a feed is given up');
      return;
    }
    const retryAfterMs = error instanceof FetchError ? error.retryAfterMs : undefined;
    const waitMs = nextFetchAfter({
      freshForMs: 0,
      failures: feed.failures + 1,
      ...(retryAfterMs !== undefined && { retryAfterMs }),
      random: options.random(),
    });
    await store.feeds.failed(feed.id, { error: message, nextAt: now() + waitMs });
    log.info({ feed: feed.id, reason: message, failures: feed.failures + 1 }, 'a feed could not be read');
  };

  return {
    takeNext,
    waiting: (feed) => left.get(feed) ?? 0,
    stop: () => {
      isStopped = true;
    },
  };
}

/** Items with what tells them apart and whether they changed, each address once: the first, which feeds put first for being newest. */
function withHashes(items: readonly FeedItem[]) {
  const addresses = new Set<string>();
  return items
    .map((source) => ({ source, item: hash(source.key), contentHash: hash(JSON.stringify(source)) }))
    .filter(({ source, item }) => {
      const address = source.url === undefined ? item : toAddressHash(source.url);
      if (addresses.has(address)) return false;
      addresses.add(address);
      return true;
    });
}

/** An embargo counts from the publication, or from the arrival where that is not known. */
function toShowAt(publishedAt: string | undefined, embargoMs: number, now: number): number {
  const from = publishedAt === undefined ? now : Math.min(now, Date.parse(publishedAt));
  return from + embargoMs;
}

/** @example toNote(new Map([['without a date', 2]])) // '2 items without a date.' */
function toNote(notes: ReadonlyMap<string, number>): string | undefined {
  if (notes.size === 0) return undefined;
  return [...notes].map(([what, times]) => `${count(times, 'item')} ${what.replace(/\.$/, '')}.`).join(' ');
}
