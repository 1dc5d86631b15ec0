import { mkdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { Kysely } from 'kysely';
import Database from 'libsql';
import { BotError } from '../core/errors.js';
import { createPrivately, takeBotLock } from './bot-lock.js';
import type { Schema } from './schema.js';
import { type LibsqlDatabase, LibsqlDialect } from './sqlite-dialect.js';
import { type StorePlace, toStoreError } from './store-error.js';

const DATABASE_FILE = 'dateline.sqlite';

/** How long a statement waits for a foreign program. The whole process stands still meanwhile, so it is short. */
const BUSY_TIMEOUT_MS = 2_000;

interface Setting {
  readonly name: string;
  readonly value: string;
  /** What is read back: SQLite keeps silent about a setting that it does not follow. */
  readonly reads: string;
}

const WAITING: Setting = { name: 'busy_timeout', value: String(BUSY_TIMEOUT_MS), reads: String(BUSY_TIMEOUT_MS) };
const WRITING: readonly Setting[] = [
  WAITING,
  // The writer and the readers beside it do not wait for one another.
  { name: 'journal_mode', value: 'WAL', reads: 'wal' },
  // A transaction is on the disk before it is called done: a power cut takes none of them away.
  { name: 'synchronous', value: 'FULL', reads: '2' },
  { name: 'foreign_keys', value: 'ON', reads: '1' },
  // What was forgotten is overwritten, rather than left in the file until its place is used again.
  { name: 'secure_delete', value: 'ON', reads: '1' },
];

/** The open database of a data folder. */
export interface SqliteStore {
  readonly db: Kysely<Schema>;
  /** Not amid a transaction. */
  close(): Promise<void>;
}

/**
 * Opens the database of a data folder as its only writer. Folder and file are made when missing, for the owner alone.
 *
 * @throws {BotError} `store-unavailable`
 */
export async function openSqliteWriter(folder: string): Promise<SqliteStore> {
  const place: StorePlace = { engine: 'sqlite', name: folder };
  try {
    await mkdir(folder, { recursive: true, mode: 0o700 });
    const lock = await takeBotLock(folder);
    try {
      const path = join(folder, DATABASE_FILE);
      await createPrivately(path);
      const database = openDatabase(path, place, WRITING);
      const db = new Kysely<Schema>({ dialect: new LibsqlDialect(database, place) });
      return {
        db,
        async close() {
          leaveOneFile(database);
          await db.destroy();
          await lock.release();
        },
      };
    } catch (error) {
      await lock.release();
      throw error;
    }
  } catch (error) {
    throw toStoreError(error, place);
  }
}

/**
 * Opens the database of a data folder for reading, beside its writer or without one. Nothing is made or changed.
 *
 * @returns undefined when there is no database yet
 * @throws {BotError} `store-unavailable`
 */
export async function openSqliteReader(folder: string): Promise<SqliteStore | undefined> {
  const place: StorePlace = { engine: 'sqlite', name: folder };
  const path = join(folder, DATABASE_FILE);
  try {
    if (!(await exists(path))) return undefined;
    // By address, since libsql takes no notice of the option `readonly`. Never `immutable`, which would spare a folder
    // that is not writable a helper file: it overlooks what a killed writer left in the write-ahead log.
    const database = openDatabase(`${pathToFileURL(path).href}?mode=ro`, place, [WAITING]);
    const db = new Kysely<Schema>({ dialect: new LibsqlDialect(database, place) });
    return { db, close: () => db.destroy() };
  } catch (error) {
    throw toStoreError(error, place);
  }
}

function openDatabase(path: string, place: StorePlace, settings: readonly Setting[]): LibsqlDatabase {
  const database = new Database(path);
  try {
    for (const { name, value, reads } of settings) {
      database.exec(`PRAGMA ${name}=${value}`);
      const [row] = database.prepare(`PRAGMA ${name}`).all();
      const got = String(Object.values(row ?? {})[0]);
      if (got !== reads) throw toSettingError(place, `${name} stays ${got}`);
    }
  } catch (error) {
    database.close();
    throw error;
  }
  return database;
}

function toSettingError({ name }: StorePlace, detail: string): BotError {
  return new BotError(
    'store-unavailable',
    `The disk with the data folder ${name} cannot keep the database safe (${detail}). ` +
      'Set DATA_DIR to a folder on a local disk.',
  );
}

/**
 * Takes the write-ahead log into the database. It is then one plain file, which can be copied alone, and read where
 * nothing may be written. Closing does not see to it: libsql keeps a closed database until its statements are collected.
 */
function leaveOneFile(database: LibsqlDatabase): void {
  try {
    database.exec('PRAGMA busy_timeout=0');
    database.exec('PRAGMA wal_checkpoint(TRUNCATE)');
    database.exec('PRAGMA journal_mode=DELETE');
  } catch {
    // A reader is about, or the disk is full: the log stays, and whoever opens the database next reads it too.
  }
}

async function exists(path: string): Promise<boolean> {
  try {
    await stat(path);
    return true;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return false;
    throw error;
  }
}
