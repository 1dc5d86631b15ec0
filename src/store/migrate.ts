import { type Kysely, type Migration, Migrator, sql } from 'kysely';
import { BotError } from '../core/errors.js';
import type { Connection } from './connection.js';
import { migrations as released } from './migrations/index.js';
import type { Schema } from './schema.js';

type Migrations = Readonly<Record<string, Migration>>;

/** How the tables of a database stand to those that the program knows. */
export interface SchemaState {
  /** False when no table was ever made. */
  readonly isThere: boolean;
  /** Names of the changes that the program would still make, in order. */
  readonly pending: readonly string[];
  /** Names of changes that the program does not know: a newer one made them. */
  readonly unknown: readonly string[];
}

/** Looks at the tables of a database, and changes nothing. */
export async function readSchemaState(
  db: Kysely<Schema>,
  engine: Connection['engine'],
  migrations: Migrations = released,
): Promise<SchemaState> {
  const done = new Set(await readDone(db, engine));
  const known = Object.keys(migrations).sort();
  return {
    isThere: done.size > 0,
    pending: known.filter((name) => !done.has(name)),
    unknown: [...done].filter((name) => !known.includes(name)),
  };
}

/**
 * Brings the tables of a database into the form that the program knows. Several bots may do so at once: one works and
 * the others wait. All the changes happen, or, when one fails, none.
 *
 * @returns the names of the changes that were made here, in order
 * @throws {BotError} `store-unavailable` when a newer program wrote the database
 */
export async function migrate(
  db: Kysely<Schema>,
  engine: Connection['engine'],
  migrations: Migrations = released,
): Promise<readonly string[]> {
  refuseNewer(await readSchemaState(db, engine, migrations), engine);
  const provider = { getMigrations: async () => ({ ...migrations }) };
  const { error, results = [] } = await new Migrator({ db, provider }).migrateToLatest();
  if (error === undefined) return results.map(({ migrationName }) => migrationName);
  // A newer program may have gone first while this one waited.
  if (!(error instanceof BotError)) refuseNewer(await readSchemaState(db, engine, migrations), engine);
  throw error;
}

/** @throws {BotError} `store-unavailable` when a newer program wrote the database */
export function refuseNewer({ unknown }: SchemaState, engine: Connection['engine']): void {
  if (unknown.length === 0) return;
  const setting = engine === 'sqlite' ? 'DATA_DIR' : 'DATABASE_URL';
  throw new BotError(
    'store-unavailable',
    `The database was written by a newer version of Dateline (it has ${unknown.join(', ')}). ` +
      `Install that version, or use another ${setting}.`,
  );
}

/** @throws {BotError} `store-unavailable` when the tables are those of an older program, which only a writer changes */
export function refuseOlder({ pending }: SchemaState): void {
  if (pending.length === 0) return;
  throw new BotError(
    'store-unavailable',
    `The database was written by an older version of Dateline (it lacks ${pending.join(', ')}). ` +
      'Start the bot once: it brings the database up to date.',
  );
}

async function readDone(db: Kysely<Schema>, engine: Connection['engine']): Promise<string[]> {
  const table =
    engine === 'sqlite'
      ? sql<{ name: string | null }>`select name from sqlite_master where name = 'kysely_migration'`
      : sql<{ name: string | null }>`select to_regclass('kysely_migration')::text as name`;
  const [found] = (await table.execute(db)).rows;
  if (found === undefined || found.name === null) return [];
  const { rows } = await sql<{ name: string }>`select name from kysely_migration order by name`.execute(db);
  return rows.map(({ name }) => name);
}
