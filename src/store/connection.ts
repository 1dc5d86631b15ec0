import type { Kysely, Transaction } from 'kysely';
import type { Schema } from './schema.js';

/** What the queries run on, the same for both stores. Errors of either are translated on the way out. */
export interface Connection {
  readonly engine: 'sqlite' | 'postgresql';
  /** Milliseconds since 1970 in UTC. */
  now(): number;
  /** The keyed hash under which a person is stored. */
  hash(person: string): string;
  /**
   * Runs one statement, or several that need not happen together.
   *
   * @throws {BotError} `store-unavailable`, retryable
   */
  query<T>(work: (db: Kysely<Schema>) => Promise<T>): Promise<T>;
  /**
   * Runs statements that happen together or not at all, and is settled only when they are safe on the disk. The work may
   * be run again when the store asks for that (a deadlock), so it must have no other effect. It uses the database that it
   * is given: a `query` or `transaction` of the connection inside it would wait for ever on SQLite, which has one.
   *
   * @throws {BotError} `store-unavailable`, retryable
   */
  transaction<T>(work: (db: Transaction<Schema>) => Promise<T>): Promise<T>;
}
