import type { Kysely } from 'kysely';
import type { Article } from '../core/article/article.js';
import { compareText } from '../lib/compare-text.js';
import { parseContent } from './article-row.js';
import type { Connection } from './connection.js';
import { toBatches, toInstant } from './row.js';
import type { Schema } from './schema.js';

/** A revision of an article of the corpus folder. */
interface SeenRevision {
  readonly article: string;
  readonly revision: string;
}

/** The queries on earlier revisions of articles. */
export interface ArticleHistoryQueries {
  /** Notes revisions of the corpus folder, with the instant for those that are new. Thousands at a time are fine. */
  noteSeen(revisions: readonly SeenRevision[]): Promise<void>;
  /**
   * The revisions of an article that were ever in the corpus folder or shown to the space, oldest first.
   *
   * @param space  default what all see
   * @returns `firstSeen` as an ISO instant
   */
  revisionsOf(
    id: string,
    space?: string,
  ): Promise<readonly { readonly revision: string; readonly firstSeen: string }[]>;
  /**
   * An article that was added at run time, as a revision of it was last shown to a space; also when it is hidden now.
   *
   * @param space  default what all see
   * @returns undefined when the space was never shown that revision, or when nobody sees or quotes it any more
   */
  articleAt(id: string, revision: string, space?: string): Promise<Article | undefined>;
}

/** The queries on earlier revisions of articles, over one connection. */
export function createArticleHistoryQueries(connection: Connection): ArticleHistoryQueries {
  return {
    async noteSeen(revisions) {
      // In one order, so that two bots which start at once wait for one another rather than in a circle.
      const sorted = [...revisions].sort(
        (a, b) => compareText(a.article, b.article) || compareText(a.revision, b.revision),
      );
      await connection.transaction(async (db) => {
        for (const batch of toBatches(sorted)) {
          const isKnown = await readKnown(db, batch);
          const at = connection.now();
          const rows = batch
            .filter((seen) => !isKnown(seen))
            .map(({ article, revision }) => ({ article, revision, first_seen: at }));
          if (rows.length === 0) continue;
          await db
            .insertInto('article_revision')
            .values(rows)
            .onConflict((conflict) => conflict.doNothing())
            .execute();
        }
      });
    },

    async revisionsOf(id, space = '*') {
      const rows = await connection.query((db) =>
        db
          .selectFrom((from) =>
            from
              .selectFrom('article_revision')
              .select(['revision', 'first_seen as at'])
              .where('article', '=', id)
              .unionAll(
                from
                  .selectFrom('article_log')
                  .select(({ ref }) => [ref('revision').$notNull().as('revision'), 'at'])
                  .where('article', '=', id)
                  .where('space', 'in', ['*', space])
                  .where('change', '=', 'shown'),
              )
              .as('seen'),
          )
          .select(({ fn }) => ['revision', fn.min('at').as('first')])
          .groupBy('revision')
          .orderBy('first')
          .orderBy('revision')
          .execute(),
      );
      return rows.map(({ revision, first }) => ({ revision, firstSeen: toInstant(first) }));
    },

    async articleAt(id, revision, space = '*') {
      const row = await connection.query((db) =>
        db
          .selectFrom('article_log as log')
          .innerJoin('article_content as content', (join) =>
            join
              .onRef('content.article', '=', 'log.article')
              .onRef('content.revision', '=', 'log.revision')
              .onRef('content.content_hash', '=', 'log.content_hash'),
          )
          .select('content.content')
          .where('log.article', '=', id)
          .where('log.revision', '=', revision)
          .where('log.space', 'in', ['*', space])
          .orderBy('log.seq', 'desc')
          .limit(1)
          .executeTakeFirst(),
      );
      return row && parseContent(row.content, id);
    },
  };
}

async function readKnown(db: Kysely<Schema>, batch: readonly SeenRevision[]): Promise<(seen: SeenRevision) => boolean> {
  const rows = await db
    .selectFrom('article_revision')
    .select(['article', 'revision'])
    .where('article', 'in', [...new Set(batch.map(({ article }) => article))])
    .execute();
  const known = new Set(rows.map(toKey));
  return (seen) => known.has(toKey(seen));
}

function toKey({ article, revision }: SeenRevision): string {
  return `${revision} ${article}`;
}
