import type { Connection } from './connection.js';
import { toBatches } from './row.js';

/** An article with when a space first saw it, in milliseconds since 1970 in UTC. */
interface SeenArticle {
  readonly article: string;
  readonly at: number;
}

/** The queries on what channels have been told of stories, and do not want to hear. */
export interface ToldQueries {
  /**
   * The articles that a space saw for the first time after an instant, those of the corpus folder among them, the earliest
   * first. Some may be hidden by now.
   *
   * @param after  milliseconds since 1970 in UTC
   */
  firstSeen(space: string, after: number): Promise<readonly SeenArticle[]>;
  /** What the digests of a subscription have told of, each article in the revision that was told last. */
  of(subscription: string): Promise<ReadonlyMap<string, string>>;
  /** Has a channel hear no more of these articles and their stories. */
  mute(space: string, channel: string, articles: readonly string[]): Promise<void>;
  /** The articles of which a channel wants to hear no more. */
  muted(space: string, channel: string): Promise<ReadonlySet<string>>;
}

/** The queries on what channels have been told, over one connection. */
export function createToldQueries(connection: Connection): ToldQueries {
  return {
    async firstSeen(space, after) {
      const rows = await connection.query((db) =>
        db
          // Only those of which anything is new are looked at further back: the log grows without end.
          .with('recent', (from) =>
            from
              .selectFrom('article_revision')
              .select('article')
              .where('first_seen', '>', after)
              .union(
                from
                  .selectFrom('article_log')
                  .select('article')
                  .where('change', '=', 'shown')
                  .where('at', '>', after)
                  .where('space', 'in', ['*', space]),
              ),
          )
          .with('seen', (from) =>
            from
              .selectFrom('article_revision')
              .select(['article', 'first_seen as at'])
              .where('article', 'in', (recent) => recent.selectFrom('recent').select('article'))
              .unionAll(
                from
                  .selectFrom('article_log')
                  .select(['article', 'at'])
                  .where('space', 'in', ['*', space])
                  .where('change', '=', 'shown')
                  .where('article', 'in', (recent) => recent.selectFrom('recent').select('article')),
              ),
          )
          .selectFrom('seen')
          .select(({ fn }) => ['article', fn.min('at').as('first')])
          .groupBy('article')
          .having(({ fn }) => fn.min('at'), '>', after)
          .orderBy('first')
          .orderBy('article')
          .execute(),
      );
      return rows.map(({ article, first }) => ({ article, at: Number(first) }));
    },

    async of(subscription) {
      const rows = await connection.query((db) =>
        db
          .selectFrom('told_article')
          .select(['article', 'revision'])
          .where('subscription', '=', subscription)
          .execute(),
      );
      return new Map(rows.map(({ article, revision }) => [article, revision]));
    },

    async mute(space, channel, articles) {
      const at = connection.now();
      const rows = [...new Set(articles)].map((article) => ({ space, channel, article, at }));
      await connection.transaction(async (db) => {
        for (const batch of toBatches(rows)) {
          await db
            .insertInto('muted_article')
            .values(batch)
            .onConflict((conflict) => conflict.doNothing())
            .execute();
        }
      });
    },

    async muted(space, channel) {
      const rows = await connection.query((db) =>
        db
          .selectFrom('muted_article')
          .select('article')
          .where('space', '=', space)
          .where('channel', '=', channel)
          .execute(),
      );
      return new Set(rows.map(({ article }) => article));
    },
  };
}
