import { type Migration, sql, type Transaction } from 'kysely';
import { BotError } from '../core/errors.js';
import { type BackupHeader, TABLE_KEYS } from './backup-format.js';
import { damageError } from './backup-reader.js';
import type { Schema } from './schema.js';

/** Changes of the tables by name; in order of their names they happened. */
export type Migrations = Readonly<Record<string, Migration>>;

const TABLES = Object.keys(TABLE_KEYS);

/** Lets nobody else at the tables until the transaction is over. For PostgreSQL; SQLite has let nobody else in. */
export async function lockTables(db: Transaction<Schema>): Promise<void> {
  await sql`lock table ${sql.join(TABLES.map((table) => sql.table(table)))} in access exclusive mode`.execute(db);
}

/** @throws {BotError} `bad-request` when anything is kept */
export async function refuseFilled(db: Transaction<Schema>): Promise<void> {
  for (const table of TABLES) {
    const { rows } = await sql`select 1 as found from ${sql.table(table)} limit 1`.execute(db);
    if (rows.length === 0) continue;
    throw new BotError(
      'bad-request',
      'Something is kept already, and restoring would mix two states. Restore into another DATA_DIR or DATABASE_URL, ' +
        'or use --force, which deletes what is there; dateline backup FILE saves it first.',
    );
  }
}

/**
 * Looks whether the tables of a backup can be made.
 *
 * @throws {BotError} `store-unavailable` when a newer version wrote it, or the list is damaged
 */
export function refuseUnknown({ migrations }: BackupHeader, known: Migrations): void {
  const unknown = migrations.filter((name) => !Object.hasOwn(known, name));
  if (unknown.length > 0) {
    throw new BotError(
      'store-unavailable',
      `The backup was made by a newer version of Dateline (it has ${unknown.join(', ')}). Install that version first.`,
    );
  }
  const names = Object.keys(known).sort();
  if (migrations.some((name, index) => name !== names[index])) {
    throw damageError(1, 'its migrations are not in order');
  }
}

/** Deletes all that is kept, and the tables with it. */
export async function dropTables(db: Transaction<Schema>): Promise<void> {
  for (const table of TABLES.toReversed()) await db.schema.dropTable(table).execute();
  await sql`delete from kysely_migration`.execute(db);
}

/** Makes the tables, or changes them further, and notes it as Kysely's Migrator does, which cannot be part of a transaction. */
export async function changeTables(
  db: Transaction<Schema>,
  names: readonly string[],
  known: Migrations,
  now: number,
): Promise<void> {
  const timestamp = new Date(now).toISOString();
  for (const name of names) {
    await known[name]?.up(db);
    await sql`insert into kysely_migration (name, timestamp) values (${name}, ${timestamp})`.execute(db);
  }
}
