import {
  Kysely,
  type PostgresCursor,
  PostgresDialect,
  type PostgresPool,
  type PostgresPoolClient,
  type PostgresQueryResult,
} from 'kysely';
import pg from 'pg';
import { BotError } from '../core/errors.js';
import type { Log } from '../core/ports.js';
import type { Secret } from '../lib/secret.js';
import type { Schema } from './schema.js';
import { isPostgresAnswer, type StorePlace, toStoreError } from './store-error.js';

const MAX_CONNECTIONS = 10;
const CONNECTION_TIMEOUT_MS = 5_000;
/** After which the server gives a statement up. */
const STATEMENT_TIMEOUT_MS = 10_000;
/** After which a server is given up that does not even say so, as when the network is cut. */
const SILENCE_TIMEOUT_MS = 15_000;
/** A bot is asked now and then; a new connection takes several times as long as the statement. */
const IDLE_TIMEOUT_MS = 300_000;
const KEEP_ALIVE_DELAY_MS = 10_000;

const INT8 = 20;
const NUMERIC = 1700;

/** How a database is opened. */
export interface PostgresOptions {
  /** What stands in it wins over what is set here, TLS above all. */
  readonly url: Secret;
  readonly access: 'write' | 'read';
  readonly log: Log;
  /** One connection without time-outs: a change of large tables takes its time, and so does waiting for another bot's. */
  readonly isForMigration?: boolean;
}

/**
 * Opens a pool of connections, which mends itself: a lost one is replaced at the next statement. No connection is made
 * before the first. `destroy()` of the result closes all.
 */
export function openPostgres({ url, access, log, isForMigration = false }: PostgresOptions): Kysely<Schema> {
  const place: StorePlace = { engine: 'postgresql', name: toPlaceName(url) };
  const pool = new pg.Pool({
    connectionString: url.reveal(),
    application_name: 'dateline',
    max: isForMigration ? 1 : MAX_CONNECTIONS,
    connectionTimeoutMillis: CONNECTION_TIMEOUT_MS,
    idleTimeoutMillis: IDLE_TIMEOUT_MS,
    // A command that has its answer ends; it does not wait until its connection has been idle for long enough.
    allowExitOnIdle: access === 'read',
    keepAlive: true,
    keepAliveInitialDelayMillis: KEEP_ALIVE_DELAY_MS,
    types: { getTypeParser: toTypeParser },
    onConnect: (client) => prepareSession(client, access, isForMigration ? 0 : STATEMENT_TIMEOUT_MS),
    ...(!isForMigration && { query_timeout: SILENCE_TIMEOUT_MS }),
  });
  // Both events end the process when nobody listens. The first is a connection that broke while it was idle, and the
  // pool has dropped it; the second one that broke between two statements of a transaction, and the next reports it.
  pool.on('error', (error) => log.warn({ store: place.name, reason: error.message }, 'an idle connection broke'));
  pool.on('connect', (client) => client.on('error', () => {}));
  return new Kysely<Schema>({ dialect: new PostgresDialect({ pool: new GuardedPool(pool, place) }) });
}

function toPlaceName(url: Secret): string {
  const { host, pathname, searchParams } = new URL(url.reveal());
  return `${host || searchParams.get('host') || 'localhost'}${pathname}`;
}

/** By statements rather than start-up parameters, which poolers such as PgBouncer refuse; all in one message. */
async function prepareSession(client: pg.ClientBase, access: 'write' | 'read', statementTimeoutMs: number) {
  // Some servers say that a commit is done before it is on the disk. A digest that was noted as sent must not come
  // again after a power cut. Settings that are stricter than `on` stay.
  await client.query(
    `set statement_timeout = ${statementTimeoutMs};
     set default_transaction_read_only = ${access === 'read'};
     select set_config('synchronous_commit', 'on', false) where current_setting('synchronous_commit') = 'off'`,
  );
}

/** Instants and counts are numbers here as on SQLite; a sum of bigints comes as a numeric. */
function toTypeParser(oid: number, format?: 'text' | 'binary') {
  return format !== 'binary' && (oid === INT8 || oid === NUMERIC) ? Number : pg.types.getTypeParser(oid, format);
}

/** The pool as Kysely wants it, with faults put into words where they enter. */
class GuardedPool implements PostgresPool {
  readonly #pool: PostgresPool;
  readonly #place: StorePlace;

  constructor(pool: PostgresPool, place: StorePlace) {
    this.#pool = pool;
    this.#place = place;
  }

  async connect(): Promise<PostgresPoolClient> {
    try {
      return new GuardedClient(await this.#pool.connect(), this.#place);
    } catch (error) {
      throw toStoreError(error, this.#place);
    }
  }

  end(): Promise<void> {
    return this.#pool.end();
  }
}

class GuardedClient implements PostgresPoolClient {
  readonly #client: PostgresPoolClient;
  readonly #place: StorePlace;
  #isInTransaction = false;
  /** Once the connection is lost: all that follows fails with the same, so that a vain rollback does not hide it. */
  #loss: BotError | undefined;

  constructor(client: PostgresPoolClient, place: StorePlace) {
    this.#client = client;
    this.#place = place;
  }

  query<R>(sql: string, parameters: readonly unknown[]): Promise<PostgresQueryResult<R>>;
  query<R>(cursor: PostgresCursor<R>): PostgresCursor<R>;
  query<R>(
    sql: string | PostgresCursor<R>,
    parameters: readonly unknown[] = [],
  ): Promise<PostgresQueryResult<R>> | PostgresCursor<R> {
    if (typeof sql !== 'string') throw new TypeError('The store reads no streams.');
    return this.#run(sql, parameters);
  }

  release(isBroken = false): void {
    this.#client.release(isBroken || this.#loss !== undefined);
  }

  async #run<R>(sql: string, parameters: readonly unknown[]): Promise<PostgresQueryResult<R>> {
    if (this.#loss !== undefined) throw this.#loss;
    try {
      const result = await this.#client.query<R>(sql, parameters);
      if (sql === 'begin') this.#isInTransaction = true;
      if (sql === 'commit' || sql === 'rollback') this.#isInTransaction = false;
      return result;
    } catch (error) {
      const told = toStoreError(error, this.#place);
      const isLost = told instanceof BotError && (!isPostgresAnswer(error) || endsConnection(error));
      if (!isLost) throw told;
      this.#loss = this.#isSavedBy(sql) ? this.#toDoubt(error) : told;
      throw this.#loss;
    }
  }

  /** Whether a change is saved when this statement ends well; until then a lost connection means that it is not. */
  #isSavedBy(sql: string): boolean {
    return sql === 'commit' || (!this.#isInTransaction && !/^(?:select|begin|rollback)\b/i.test(sql));
  }

  #toDoubt(cause: unknown): BotError {
    return new BotError(
      'store-unavailable',
      `The connection to PostgreSQL at ${this.#place.name} was lost while a change was being saved. ` +
        'It is not known whether it was: look before you repeat it.',
      { cause, retryable: true },
    );
  }
}

/** Shutdown, crash of another process of the server, a lost peer: it was the last answer on this connection. */
function endsConnection(error: unknown): boolean {
  return error instanceof Error && 'code' in error && /^(?:57P|08)/.test(String(error.code));
}
