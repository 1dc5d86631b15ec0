import { setImmediate as yieldToEvents } from 'node:timers/promises';
import type { Article } from './core/article/article.js';
import type { Libraries } from './core/libraries.js';
import type { Log } from './core/ports.js';
import type { Store } from './store/store.js';

/** What the articles are held in. */
export interface LiveArticlesOptions {
  readonly libraries: Libraries;
  /** Absent: there are only those of the corpus folder. */
  readonly store?: Store;
  readonly log: Log;
}

/** The articles in memory, kept as the corpus folder and the store have them. */
export interface LiveArticles {
  /**
   * Takes in the corpus folder's articles, and what was added at run time.
   *
   * @throws {BotError} `store-unavailable`
   */
  load(corpus: readonly Article[], onProgress?: (done: number, total: number) => void): Promise<void>;
  /** Shows an article that the store has to a space, `*` for all: it answers questions from then on. */
  show(article: Article, space: string): void;
  /** Shows and hides what other bots of the same database have added or taken away since the last look. */
  follow(): Promise<void>;
}

/** Longest time in milliseconds for which indexing keeps signals and the progress bar waiting. */
const MAX_BUSY_MS = 100;

/** Changes of added articles that are looked at in one piece. */
const MAX_CHANGES = 500;

/** Keeps the libraries as the corpus folder and the store have them. */
export function createLiveArticles({ libraries, store, log }: LiveArticlesOptions): LiveArticles {
  let seq = 0;

  const show = (article: Article, space: string): void => {
    if (libraries.show(article, space)) return;
    log.warn({ article: article.id, space }, 'an added article has the id of one that all see, and is not shown');
  };

  /** Notes the first sight of the folder's articles, and shows those that were added at run time to whoever may see them. */
  const showAdded = async (from: Store): Promise<void> => {
    // Before what is visible: whatever changes meanwhile is shown twice rather than never.
    seq = await from.articles.lastSeq();
    if (from.canWrite) {
      const seen = [...libraries.shared.all()].map(({ article: { id, revision } }) => ({ article: id, revision }));
      await from.articles.noteSeen(seen);
    }
    for await (const { article, space } of from.articles.visible()) show(article, space);
  };

  return {
    async load(corpus, onProgress) {
      let busySince = performance.now();
      for (const [index, article] of corpus.entries()) {
        libraries.shared.add(article);
        if (performance.now() - busySince > MAX_BUSY_MS) {
          onProgress?.(index + 1, corpus.length);
          await yieldToEvents();
          busySince = performance.now();
        }
      }
      if (store !== undefined) await showAdded(store);
    },

    show,

    async follow() {
      if (store === undefined) return;
      for (let isMore = true; isMore; ) {
        const next = await store.articles.changesSince(seq, MAX_CHANGES);
        for (const { change, id, space, article } of next.changes) {
          if (change === 'shown') show(article, space);
          else libraries.hide(id, space);
        }
        isMore = next.seq !== seq;
        seq = next.seq;
      }
    },
  };
}
