import type { App } from './app.js';
import type { FeedConfig } from './config.js';
import type { ChatAdapter } from './core/chat.js';
import { BotError } from './core/errors.js';
import type { Log } from './core/ports.js';
import { followFeedList } from './feed-list.js';
import { tellOfDisabledFeeds } from './feed-notices.js';
import { createFeedReader } from './feed-reader.js';
import { toAddressHash, toTextHash } from './ingest/address.js';
import { openNameFinder } from './ingest/names/name-finder.js';
import { createWebClient } from './ingest/web/web-client.js';
import type { Job } from './jobs/jobs.js';
import { createPool } from './jobs/pool.js';
import type { Store } from './store/store.js';

/** What reading feeds is joined with. */
export interface IngestionOptions extends FeedConfig {
  readonly store: Store;
  readonly app: Pick<App, 'corpusArticles' | 'libraryOf' | 'library' | 'show'>;
  /** Through which people are told of feeds that were given up. */
  readonly adapters: readonly ChatAdapter[];
  readonly version: string;
  /** Makes ids of feeds. */
  newId(): string;
  readonly log: Log;
  /** Milliseconds since 1970 in UTC. */
  now(): number;
  /** 0 or more, less than 1. */
  random(): number;
}

/** The reading of feeds in a running bot. */
export interface Ingestion {
  readonly jobs: readonly Job[];
  /** How many items of a feed are still to be read, while it is read. */
  waiting(feed: string): number;
  /** Breaks off what is being fetched; what was read so far is kept. Settles when nothing is under way. */
  stop(): Promise<void>;
}

const SECOND_MS = 1_000;
const MINUTE_MS = 60 * SECOND_MS;
const HOUR_MS = 60 * MINUTE_MS;
/** Feeds that are read at the same time; of one host it is one in any case. */
const READERS = 8;
/** Held articles that are shown in one piece. */
const MAX_RELEASED = 100;

/**
 * Joins the reading of feeds to a running bot.
 *
 * @throws {BotError} `bad-request` for an entry of `allowPrivate` that is neither a host nor a range
 */
export async function createIngestion(options: IngestionOptions): Promise<Ingestion> {
  const { store, app, log, now, version, contact, allowPrivate, opml } = options;
  const web = createWebClient({ version, allowPrivate, now, ...(contact !== undefined && { contact }) });
  const finder = await openNameFinder();
  // Whoever was reading was killed: SQLite lets in one bot at a time.
  if (store.engine === 'sqlite') await store.feeds.releaseAll();
  const corpus = createCorpusKeys(app);
  const reader = createFeedReader({
    store,
    web,
    log,
    now,
    random: options.random,
    findNames: (space) => (text) => finder.findNames(text, app.libraryOf(space).gazetteer),
    hasArticle: (id, space) => app.libraryOf(space).get(id) !== undefined,
    inCorpus: corpus.find,
    show: app.show,
  });
  const pool = createPool('read feeds', READERS, reader.takeNext, log);

  const release = async (): Promise<void> => {
    for (let released = await store.articles.release(MAX_RELEASED); released.length > 0; ) {
      for (const { article, space } of released) app.show(article, space);
      released = await store.articles.release(MAX_RELEASED);
    }
  };

  const followList = async (file: string): Promise<void> => {
    try {
      await followFeedList({ file, feeds: store.feeds, newId: options.newId, log });
    } catch (error) {
      if (!(error instanceof BotError) || error.code !== 'bad-request') throw error;
      log.error({}, error.message);
    }
  };

  return {
    jobs: [
      { name: 'read feeds', everyMs: SECOND_MS, run: pool.fill },
      { name: 'end embargoes', everyMs: SECOND_MS, run: release },
      {
        name: 'tell of feeds that were given up',
        everyMs: MINUTE_MS,
        run: () => tellOfDisabledFeeds(store.feeds, options.adapters, log),
      },
      ...(opml === undefined
        ? []
        : [{ name: 'follow the list of feeds', everyMs: HOUR_MS, run: () => followList(opml) }]),
    ],
    waiting: reader.waiting,
    stop: async () => {
      reader.stop();
      await web.close();
      await pool.stop();
    },
  };
}

/** What tells that an article is one of the corpus folder. Read when the first article arrives. */
function createCorpusKeys({ corpusArticles }: Pick<App, 'corpusArticles'>) {
  let keys: Map<string, string> | undefined;
  const read = (): Map<string, string> =>
    new Map(
      corpusArticles.flatMap((article) => [
        [toTextHash(article), article.id] as const,
        ...(article.url === undefined ? [] : [[toAddressHash(article.url), article.id] as const]),
      ]),
    );
  return {
    find: (addressHash: string | undefined, textHash: string): string | undefined => {
      keys ??= read();
      return (addressHash === undefined ? undefined : keys.get(addressHash)) ?? keys.get(textHash);
    },
  };
}
