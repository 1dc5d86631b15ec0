import type { ArticleHistory } from './core/ports.js';
import { readEarlierRevisions } from './ingest/earlier-revisions.js';
import type { Store } from './store/store.js';

/**
 * Earlier texts of articles: of those that were added at run time from the store, of those of the corpus folder from the
 * files that `import` keeps beside them.
 *
 * @param corpus  a folder or a file
 * @param kept  absent: there are only the files
 */
export function createArticleHistory(
  corpus: string,
  kept?: Pick<Store['articles'], 'revisionsOf' | 'articleAt'>,
): ArticleHistory {
  return {
    async revisionsOf(article, space) {
      const seen = (await kept?.revisionsOf(article, space)) ?? [];
      const known = new Set(seen.map(({ revision }) => revision));
      const filed = await readEarlierRevisions(corpus, article);
      // What was filed and never seen by a bot is older than what a bot has seen since.
      return [...filed.filter(({ revision }) => !known.has(revision)).map(({ revision }) => ({ revision })), ...seen];
    },

    async textOf(article, revision, space) {
      const stored = await kept?.articleAt(article, revision, space);
      return stored ?? (await readEarlierRevisions(corpus, article)).findLast((one) => one.revision === revision);
    },
  };
}
