import { createHash } from 'node:crypto';
import { type Kysely, sql } from 'kysely';
import {
  BACKUP_FORMAT,
  type BackupFooter,
  type BackupHeader,
  type BackupRow,
  KEY_CHECK,
  TABLE_KEYS,
} from './backup-format.js';
import type { Connection } from './connection.js';
import { readSchemaState, refuseNewer, refuseOlder } from './migrate.js';
import { migrations } from './migrations/index.js';
import type { Schema } from './schema.js';

/** Rows that are read first of a table; how large they are then decides how many are read at a time. */
const FIRST_ROWS = 20;
const MAX_ROWS = 1_000;
const BATCH_CHARS = 1_000_000;

/** Both begin to read at one instant, and are not disturbed by what is written afterwards. */
const BEGIN = { sqlite: 'begin', postgresql: 'begin isolation level repeatable read read only' } as const;

/**
 * Gives the whole state as text, in the portable form that `restore` reads on either store. It is the state of one
 * instant, also while others write, and never in memory as a whole.
 *
 * @param write  takes the next piece of the text, lines of about a megabyte, and settles when it may have more
 * @returns the number of rows
 * @throws {BotError} `store-unavailable`, and whatever `write` throws
 */
export async function backup(connection: Connection, write: (text: string) => Promise<void>): Promise<number> {
  const hash = createHash('sha256');
  const put = async (lines: readonly string[]) => {
    const text = `${lines.join('\n')}\n`;
    hash.update(text);
    await write(text);
  };

  return readSnapshot(connection, async (db) => {
    const state = await readSchemaState(db, connection.engine);
    refuseNewer(state, connection.engine);
    refuseOlder(state);
    const header: BackupHeader = {
      format: BACKUP_FORMAT,
      migrations: Object.keys(migrations).sort(),
      at: new Date(connection.now()).toISOString(),
      keyCheck: connection.hash(KEY_CHECK),
    };
    await put([JSON.stringify(header)]);

    const counts: Record<string, number> = {};
    for (const [table, key] of Object.entries(TABLE_KEYS)) {
      let count = 0;
      for await (const lines of readTable(db, table, key)) {
        await put(lines);
        count += lines.length;
      }
      counts[table] = count;
    }
    const footer: BackupFooter = { counts, sha256: hash.update(JSON.stringify(counts)).digest('hex') };
    await write(`${JSON.stringify(footer)}\n`);
    return Object.values(counts).reduce((sum, count) => sum + count, 0);
  });
}

function readSnapshot<T>(connection: Connection, work: (db: Kysely<Schema>) => Promise<T>): Promise<T> {
  return connection.query((pool) =>
    pool.connection().execute(async (db) => {
      await sql.raw(BEGIN[connection.engine]).execute(db);
      const end = () => sql`rollback`.execute(db);
      let result: T;
      try {
        result = await work(db);
      } catch (error) {
        // A lost connection has no transaction to end; what was lost with it is the error to report.
        await end().catch(() => {});
        throw error;
      }
      await end();
      return result;
    }),
  );
}

/** The rows of a table as lines, a bounded number at a time, in the order of the key. */
async function* readTable(db: Kysely<Schema>, table: string, key: readonly string[]): AsyncGenerator<string[]> {
  const columns = sql.join(key.map((column) => sql.ref(column)));
  let after = sql``;
  for (let limit = FIRST_ROWS; ; ) {
    const query = sql<BackupRow>`select * from ${sql.table(table)} ${after} order by ${columns} limit ${limit}`;
    const { rows } = await query.execute(db);
    const last = rows.at(-1);
    if (last === undefined) return;
    const lines = rows.map((row) => JSON.stringify({ table, row }));
    yield lines;
    if (rows.length < limit) return;
    after = sql`where (${columns}) > (${sql.join(key.map((column) => last[column]))})`;
    const rowChars = lines.reduce((sum, line) => sum + line.length, 0) / lines.length;
    limit = Math.min(MAX_ROWS, Math.max(1, Math.floor(BATCH_CHARS / rowChars)));
  }
}
