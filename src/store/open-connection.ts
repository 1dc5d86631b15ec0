import { createHmac } from 'node:crypto';
import { resolve } from 'node:path';
import type { Kysely } from 'kysely';
import { BotError } from '../core/errors.js';
import type { Log } from '../core/ports.js';
import type { Secret } from '../lib/secret.js';
import type { Connection } from './connection.js';
import { migrate, readSchemaState, refuseNewer, refuseOlder } from './migrate.js';
import type { Schema } from './schema.js';

/** Where the state is kept: in a folder, or in a PostgreSQL database. */
export type StoreTarget =
  | { readonly kind: 'sqlite'; readonly folder: string }
  | { readonly kind: 'postgresql'; readonly url: Secret };

/** How the store is opened. */
export interface OpenConnectionOptions<Access extends 'write' | 'read' = 'write' | 'read'> {
  readonly target: StoreTarget;
  /** `write` makes and updates the tables, and keeps other writers away from a folder. `read` changes nothing. */
  readonly access: Access;
  /** Keys the hashes of people's ids. */
  readonly secretKey: Secret;
  readonly now: () => number;
  readonly log: Log;
}

/** A connection that can be ended. */
export interface OpenConnection extends Connection {
  /** The database itself, for what is more than queries: a backup. */
  readonly db: Kysely<Schema>;
  /** Waits for what is in progress; what comes later is refused. Calling it twice does no harm. */
  close(): Promise<void>;
}

interface Store {
  readonly db: Kysely<Schema>;
  close(): Promise<void>;
}

const HASH_CHARS = 32;
const MAX_REPEATS = 3;

/**
 * Opens the store and brings its tables up to date. A fault later on (a full disk, a server that is down) makes single
 * calls fail; the same connection works again when the cause is gone.
 *
 * @returns undefined for a reader of a store in which nothing was ever kept
 * @throws {BotError} `store-unavailable`: in use by another writer, not to be reached or written, damaged, or written by
 *   another version of the program
 */
export async function openConnection(options: OpenConnectionOptions<'write'>): Promise<OpenConnection>;
export async function openConnection(options: OpenConnectionOptions): Promise<OpenConnection | undefined>;
export async function openConnection(options: OpenConnectionOptions): Promise<OpenConnection | undefined> {
  const store = await openStore(options);
  if (store === undefined) return undefined;
  try {
    if (await prepareTables(store.db, options)) return createConnection(store, options);
  } catch (error) {
    await store.close();
    throw error;
  }
  await store.close();
  return undefined;
}

async function openStore({ target, access, log }: OpenConnectionOptions): Promise<Store | undefined> {
  // Each engine's package is loaded only where it is used: `pg` alone takes 60 ms, which a single command would wait for.
  if (target.kind === 'sqlite') {
    const { openSqliteReader, openSqliteWriter } = await import('./sqlite.js');
    const folder = resolve(target.folder);
    return access === 'write' ? openSqliteWriter(folder) : openSqliteReader(folder);
  }
  const { openPostgres } = await import('./postgres.js');
  const db = openPostgres({ url: target.url, access, log });
  return { db, close: () => db.destroy() };
}

/** @returns whether there are tables to work with */
async function prepareTables(db: Kysely<Schema>, { target, access, log }: OpenConnectionOptions): Promise<boolean> {
  const state = await readSchemaState(db, target.kind);
  refuseNewer(state, target.kind);
  if (access === 'read') {
    if (state.isThere) refuseOlder(state);
    return state.isThere;
  }
  if (state.pending.length === 0) return true;
  const migrations = target.kind === 'sqlite' ? await migrate(db, target.kind) : await migratePostgres(target.url, log);
  log.info({ store: target.kind, migrations }, 'the tables of the store are up to date');
  return true;
}

async function migratePostgres(url: Secret, log: Log): Promise<readonly string[]> {
  const { openPostgres } = await import('./postgres.js');
  const db = openPostgres({ url, access: 'write', log, isForMigration: true });
  try {
    return await migrate(db, 'postgresql');
  } finally {
    await db.destroy();
  }
}

function createConnection(store: Store, { target, secretKey, now }: OpenConnectionOptions): OpenConnection {
  const { db } = store;
  const inProgress = new Set<Promise<unknown>>();
  let closing: Promise<void> | undefined;

  // A pool that is ended drops who waits for a connection, and SQLite would be closed amid a transaction.
  const run = async <T>(work: () => Promise<T>): Promise<T> => {
    if (closing !== undefined) {
      throw new BotError('store-unavailable', 'Dateline is stopping. Try again in a moment.', { retryable: true });
    }
    const running = work();
    inProgress.add(running);
    try {
      return await running;
    } finally {
      inProgress.delete(running);
    }
  };

  return {
    engine: target.kind,
    db,
    now,
    hash: (person) => createHmac('sha256', secretKey.reveal()).update(person).digest('hex').slice(0, HASH_CHARS),
    query: (work) => run(() => work(db)),
    transaction: (work) => run(() => repeatOnConflict(() => db.transaction().execute(work))),
    close() {
      closing ??= Promise.allSettled(inProgress).then(() => store.close());
      return closing;
    },
  };
}

async function repeatOnConflict<T>(work: () => Promise<T>): Promise<T> {
  for (let repeats = 0; ; repeats += 1) {
    try {
      return await work();
    } catch (error) {
      if (repeats === MAX_REPEATS || !isConflict(error)) throw error;
    }
  }
}

/** PostgreSQL undid one of several transactions that stood in each other's way, and asks for it again. */
function isConflict(error: unknown): boolean {
  const cause = error instanceof Error ? error.cause : undefined;
  return cause instanceof Error && 'code' in cause && (cause.code === '40001' || cause.code === '40P01');
}
