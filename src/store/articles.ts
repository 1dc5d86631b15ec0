import type { Kysely } from 'kysely';
import type { Article } from '../core/article/article.js';
import { type ArrivalQueries, createArrivalQueries } from './arrivals.js';
import { type ArticleHistoryQueries, createArticleHistoryQueries } from './article-history.js';
import { appendToLog, readLastSeq, transactionInTurn } from './article-log.js';
import { parseContent, toContentRow } from './article-row.js';
import { findOutdated, showContent } from './article-showing.js';
import type { Connection } from './connection.js';
import { BATCH_ROWS } from './row.js';
import type { Schema } from './schema.js';

/** An article that was added at run time, with a space that sees it; `*` is all of them. */
interface VisibleArticle {
  readonly article: Article;
  readonly space: string;
}

/** What a space sees of an article now. */
type ArticleChange =
  | { readonly change: 'shown'; readonly id: string; readonly space: string; readonly article: Article }
  | { readonly change: 'hidden'; readonly id: string; readonly space: string; readonly article: undefined };

/** The queries on articles that were added at run time, and on earlier revisions of all. */
export interface ArticleQueries extends ArticleHistoryQueries, ArrivalQueries {
  /**
   * Shows an article to spaces, in the place of what they saw under its id. What other spaces see under that id stays.
   *
   * @param spaces  `*` for all
   * @returns `revised` when any of them saw another text, title or other field under the id; `added` when the article is
   *   new to at least one; `unchanged` when all saw just this
   */
  add(article: Article, spaces: readonly string[]): Promise<'added' | 'revised' | 'unchanged'>;
  /**
   * Hides an article from a space. Its content stays as long as somebody else sees it or a kept reply quotes it.
   *
   * @returns false when the space saw none of that id
   */
  remove(id: string, space: string): Promise<boolean>;
  /** Everything that was added and is seen, for the start. Ask for `lastSeq` before, and follow the changes from there. */
  visible(): AsyncIterable<VisibleArticle>;
  /** The number of the latest change; 0 when there was none. */
  lastSeq(): Promise<number>;
  /**
   * What changed after a number, in order, for bots that share a database. Each article and space comes once, as it is
   * now, so doing the same twice does no harm; none is ever left out.
   *
   * @param limit  of changes that are looked at, 1 or more: there may be more after the number that comes back
   * @returns `seq` for the next call, the same as given when nothing changed
   */
  changesSince(seq: number, limit: number): Promise<{ readonly seq: number; readonly changes: ArticleChange[] }>;
}

const SPACE_HASH = /^[0-9a-f]{32}$/;

/** The queries on articles, over one connection. */
export function createArticleQueries(connection: Connection): ArticleQueries {
  // The log names a deleted space by its hash. Whoever shows articles of it has had them from here.
  const spaceOfHash = new Map<string, string>();
  const remember = (space: string) => {
    spaceOfHash.set(connection.hash(space), space);
  };

  return {
    ...createArticleHistoryQueries(connection),
    ...createArrivalQueries(connection, remember),

    async add(article, spaces) {
      const row = toContentRow(article);
      const wanted = [...new Set(spaces)].sort();
      wanted.forEach(remember);
      const look = (db: Kysely<Schema>) => findOutdated(db, row, wanted);
      // A feed brings what is known again and again: nobody need wait for that.
      if ((await connection.query(look)).spaces.length === 0) return 'unchanged';
      return transactionInTurn(connection, async (db) => {
        const { spaces: outdated, isRevision } = await look(db);
        if (outdated.length === 0) return 'unchanged';
        await showContent(db, row, outdated, connection.now());
        return isRevision ? 'revised' : 'added';
      });
    },

    remove: (id, space) =>
      transactionInTurn(connection, async (db) => {
        const { numDeletedRows } = await db
          .deleteFrom('article_space')
          .where('article', '=', id)
          .where('space', '=', space)
          .executeTakeFirst();
        if (numDeletedRows === 0n) return false;
        const entry = { article: id, space, change: 'hidden', revision: null, content_hash: null } as const;
        await appendToLog(db, [entry], connection.now());
        return true;
      }),

    async *visible() {
      let last: { readonly content: string; readonly article: Article } | undefined;
      let rows = await readVisible(connection);
      while (rows.length > 0) {
        for (const { article: id, space, content } of rows) {
          remember(space);
          // What several spaces see comes one after the other, and is in memory once.
          if (last?.content !== content) last = { content, article: parseContent(content, id) };
          yield { article: last.article, space };
        }
        rows = rows.length < BATCH_ROWS ? [] : await readVisible(connection, rows.at(-1));
      }
    },

    lastSeq: () => readLastSeq(connection),

    async changesSince(seq, limit) {
      const rows = await readChanges(connection, seq, limit);
      const changes = new Map<string, ArticleChange>();
      for (const { article: id, space: named, content } of rows) {
        const space = spaceOfHash.get(named) ?? named;
        if (SPACE_HASH.test(space)) continue;
        const key = JSON.stringify([id, space]);
        // To the end, where its latest change stands.
        changes.delete(key);
        if (content === null) changes.set(key, { change: 'hidden', id, space, article: undefined });
        else {
          remember(space);
          changes.set(key, { change: 'shown', id, space, article: parseContent(content, id) });
        }
      }
      return { seq: rows.at(-1)?.seq ?? seq, changes: [...changes.values()] };
    },
  };
}

/** The next rows after one, in the order of their keys. */
function readVisible(connection: Connection, after?: { readonly article: string; readonly space: string }) {
  return connection.query((db) =>
    db
      .selectFrom('article_space as seen')
      .innerJoin('article_content as content', (join) =>
        join
          .onRef('content.article', '=', 'seen.article')
          .onRef('content.revision', '=', 'seen.revision')
          .onRef('content.content_hash', '=', 'seen.content_hash'),
      )
      .select(['seen.article', 'seen.space', 'content.content'])
      .$if(after !== undefined, (query) =>
        query.where(({ eb, refTuple, tuple }) =>
          eb(refTuple('seen.article', 'seen.space'), '>', tuple(after?.article ?? '', after?.space ?? '')),
        ),
      )
      .orderBy('seen.article')
      .orderBy('seen.space')
      .limit(BATCH_ROWS)
      .execute(),
  );
}

/** Lines of the log, each with what the space sees of the article now; null for nothing. */
function readChanges(connection: Connection, seq: number, limit: number) {
  return connection.query((db) =>
    db
      .selectFrom('article_log as log')
      .leftJoin('article_space as seen', (join) =>
        join.onRef('seen.article', '=', 'log.article').onRef('seen.space', '=', 'log.space'),
      )
      .leftJoin('article_content as content', (join) =>
        join
          .onRef('content.article', '=', 'seen.article')
          .onRef('content.revision', '=', 'seen.revision')
          .onRef('content.content_hash', '=', 'seen.content_hash'),
      )
      .select(['log.seq', 'log.article', 'log.space', 'content.content'])
      .where('log.seq', '>', seq)
      .orderBy('log.seq')
      .limit(limit)
      .execute(),
  );
}
