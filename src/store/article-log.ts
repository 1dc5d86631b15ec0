import type { Transaction } from 'kysely';
import type { Connection } from './connection.js';
import { toBatches } from './row.js';
import type { Schema } from './schema.js';

const COUNTER = 'article_log';

/** A line of the log that has no number yet. */
export type LogEntry = Omit<Schema['article_log'], 'seq' | 'at'>;

/**
 * Runs a transaction after all others of its kind, on PostgreSQL too, and keeps the next one waiting until it is over.
 * So the log's numbers come in the order of the commits: whoever has read one has missed none before it.
 *
 * Every transaction that touches many rows in no order of its own (deletions above all) is one of these: since each takes
 * the counter's row before any other, no two of them ever wait for one another.
 */
export function transactionInTurn<T>(
  connection: Connection,
  work: (db: Transaction<Schema>) => Promise<T>,
): Promise<T> {
  return connection.transaction(async (db) => {
    await countUp(db, 0);
    return work(db);
  });
}

/** @param db  of a transaction in turn */
export async function appendToLog(db: Transaction<Schema>, entries: readonly LogEntry[], at: number): Promise<void> {
  let seq = (await countUp(db, entries.length)) - entries.length;
  for (const batch of toBatches(entries)) {
    const rows = batch.map((entry) => {
      seq += 1;
      return { ...entry, seq, at };
    });
    await db.insertInto('article_log').values(rows).execute();
  }
}

/** The number of the newest line; 0 when there is none. */
export async function readLastSeq(connection: Connection): Promise<number> {
  const row = await connection.query((db) =>
    db.selectFrom('counter').select('value').where('name', '=', COUNTER).executeTakeFirst(),
  );
  return row?.value ?? 0;
}

/** The row stays locked until the transaction ends. */
async function countUp(db: Transaction<Schema>, by: number): Promise<number> {
  const { value } = await db
    .insertInto('counter')
    .values({ name: COUNTER, value: by })
    .onConflict((conflict) =>
      conflict.column('name').doUpdateSet(({ eb, ref }) => ({ value: eb(ref('counter.value'), '+', by) })),
    )
    .returning('value')
    .executeTakeFirstOrThrow();
  return value;
}
