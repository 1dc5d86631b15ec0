import type { Transaction } from 'kysely';
import { appendToLog, type LogEntry, transactionInTurn } from './article-log.js';
import { deleteUnreadContents } from './article-row.js';
import type { Connection } from './connection.js';
import { DELETED_ROWS, deleteInBatches } from './row.js';
import type { Schema } from './schema.js';
import { deleteSubscriptions } from './subscriptions.js';

/** What was deleted with a space. */
export interface DeletedSpace {
  readonly replies: number;
  /** Feeds and subscriptions. */
  readonly ownerships: number;
}

/** The queries on spaces that come and go. */
export interface SpaceQueries {
  /** Notes that the bot was removed from a space, with the instant. What was noted before and not taken back stays. */
  removed(space: string): Promise<void>;
  /** Takes that back: the bot is in the space again. */
  returned(space: string): Promise<void>;
  /**
   * Deletes all that belongs to spaces that were left and not joined again. What is interrupted is finished the next time.
   *
   * @param beforeMs  only those left before this instant, in milliseconds since 1970 in UTC
   * @returns the spaces
   */
  deleteDeparted(beforeMs: number): Promise<readonly string[]>;
}

/** The queries on spaces, over one connection. */
export function createSpaceQueries(connection: Connection): SpaceQueries {
  return {
    async removed(space) {
      await connection.query((db) =>
        db
          .insertInto('departure')
          .values({ space, at: connection.now() })
          .onConflict((conflict) => conflict.column('space').doNothing())
          .execute(),
      );
    },

    async returned(space) {
      await connection.query((db) => db.deleteFrom('departure').where('space', '=', space).execute());
    },

    async deleteDeparted(beforeMs) {
      const departures = await connection.query((db) =>
        db.selectFrom('departure').select('space').where('at', '<', beforeMs).orderBy('at').execute(),
      );
      const deleted: string[] = [];
      for (const { space } of departures) {
        // The bulk goes in parts; what makes the rest whole goes at once.
        await deleteInBatches(() =>
          transactionInTurn(connection, async (db) =>
            (await hasLeft(db, space, beforeMs)) ? deleteSomeReplies(db, space) : 0,
          ),
        );
        const isDeleted = await transactionInTurn(connection, async (db) => {
          if (!(await hasLeft(db, space, beforeMs))) return false;
          await deleteSpace(db, space, connection);
          return true;
        });
        if (isDeleted) deleted.push(space);
      }
      return deleted;
    },
  };
}

/**
 * Deletes all that belongs to a space: replies with theirs, subscriptions with their deliveries, feeds, articles that
 * nobody else reads, and that it was left. The log names it by its hash from then on, so that other bots hide its articles.
 *
 * @param db  of a transaction in turn
 */
export async function deleteSpace(
  db: Transaction<Schema>,
  space: string,
  { hash, now }: Pick<Connection, 'hash' | 'now'>,
): Promise<DeletedSpace> {
  const hidden = await db.deleteFrom('article_space').where('space', '=', space).returning('article').execute();
  const logged = await db.deleteFrom('article_log').where('space', '=', space).returning('article').execute();
  const entries = hidden.map(({ article }): LogEntry => {
    return { article, space: hash(space), change: 'hidden', revision: null, content_hash: null };
  });
  await appendToLog(db, entries, now());
  const replies = await db.deleteFrom('reply').where('space', '=', space).executeTakeFirst();
  const own = await db.selectFrom('subscription').select('id').where('space', '=', space).execute();
  const subscriptions = await deleteSubscriptions(db, own);
  await db.deleteFrom('article_key').where('space', '=', space).execute();
  await db.deleteFrom('held_article').where('space', '=', space).execute();
  await db.deleteFrom('muted_article').where('space', '=', space).execute();
  const feeds = await db.deleteFrom('feed').where('space', '=', space).executeTakeFirst();
  await db.deleteFrom('departure').where('space', '=', space).execute();
  await deleteUnreadContents(db, [...new Set(logged.map(({ article }) => article))]);
  return {
    replies: Number(replies.numDeletedRows),
    ownerships: subscriptions + Number(feeds.numDeletedRows),
  };
}

async function hasLeft(db: Transaction<Schema>, space: string, beforeMs: number): Promise<boolean> {
  const row = await db
    .selectFrom('departure')
    .select('space')
    .where('space', '=', space)
    .where('at', '<', beforeMs)
    .executeTakeFirst();
  return row !== undefined;
}

async function deleteSomeReplies(db: Transaction<Schema>, space: string): Promise<number> {
  const { numDeletedRows } = await db
    .deleteFrom('reply')
    .where('id', 'in', db.selectFrom('reply').select('id').where('space', '=', space).limit(DELETED_ROWS))
    .executeTakeFirst();
  return Number(numDeletedRows);
}
