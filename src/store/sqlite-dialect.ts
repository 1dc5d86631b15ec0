import {
  CompiledQuery,
  type DatabaseConnection,
  type Driver,
  SqliteAdapter,
  type SqliteDatabase,
  SqliteDialect,
  SqliteDriver,
  type SqliteStatement,
} from 'kysely';
import type Database from 'libsql';
import { type StorePlace, toStoreError } from './store-error.js';

/** A database as libsql opens it. */
export type LibsqlDatabase = InstanceType<typeof Database>;

/** More than the program has, so that none is prepared twice (21 to 36 µs, against 9 µs for one that is ready). */
const MAX_STATEMENTS = 500;

/** Kysely's dialect for SQLite, fitted to libsql and to transactions that must not be refused half-way. */
export class LibsqlDialect extends SqliteDialect {
  readonly #database: LibsqlDatabase;
  readonly #statements: Statements;

  /** @param place  for the words of a fault */
  constructor(database: LibsqlDatabase, place: StorePlace) {
    const statements = new Statements(database, place);
    super({ database: statements });
    this.#database = database;
    this.#statements = statements;
  }

  override createDriver(): Driver {
    return new LibsqlDriver(this.#database, this.#statements);
  }

  override createAdapter(): SqliteAdapter {
    return new LibsqlAdapter();
  }
}

class LibsqlAdapter extends SqliteAdapter {
  /** SQLite undoes a change of tables like any other, so a migration happens as a whole or not at all. */
  override get supportsTransactionalDdl(): boolean {
    return true;
  }
}

class LibsqlDriver extends SqliteDriver {
  readonly #database: LibsqlDatabase;

  constructor(database: LibsqlDatabase, statements: Statements) {
    super({ database: statements });
    this.#database = database;
  }

  /** Takes the right to write at once: a transaction that has read already is refused it without any waiting. */
  override async beginTransaction(connection: DatabaseConnection): Promise<void> {
    await connection.executeQuery(CompiledQuery.raw('begin immediate'));
  }

  /** A full disk may have ended the transaction; a rollback would then fail, and its error hide the reason. */
  override async rollbackTransaction(connection: DatabaseConnection): Promise<void> {
    if (this.#database.inTransaction) await super.rollbackTransaction(connection);
  }
}

/** What Kysely asks of a database: statements are prepared once, and faults put into words where they enter. */
class Statements implements SqliteDatabase {
  readonly #database: LibsqlDatabase;
  readonly #place: StorePlace;
  readonly #prepared = new Map<string, SqliteStatement>();

  constructor(database: LibsqlDatabase, place: StorePlace) {
    this.#database = database;
    this.#place = place;
  }

  prepare(sql: string): SqliteStatement {
    const known = this.#prepared.get(sql);
    if (known !== undefined) return known;
    const statement = this.#attempt(() => this.#database.prepare(sql));
    const guarded: SqliteStatement = {
      reader: statement.reader,
      all: (parameters) => this.#attempt(() => statement.all(toBindable(parameters))),
      run: (parameters) => this.#attempt(() => statement.run(toBindable(parameters))),
      iterate: () => {
        throw new TypeError('The store reads no streams: a statement that is kept cannot be read twice at a time.');
      },
    };
    if (this.#prepared.size >= MAX_STATEMENTS) this.#prepared.clear();
    this.#prepared.set(sql, guarded);
    return guarded;
  }

  close(): void {
    this.#prepared.clear();
    this.#database.close();
  }

  #attempt<T>(work: () => T): T {
    try {
      return work();
    } catch (error) {
      throw toStoreError(error, this.#place);
    }
  }
}

/** libsql ends the whole process at a boolean, and takes undefined for null: both are mistakes of a query. */
function toBindable(parameters: readonly unknown[]): unknown[] {
  const wrong = parameters.findIndex((value) => typeof value === 'boolean' || value === undefined);
  if (wrong >= 0) throw new TypeError(`SQLite has no value ${String(parameters[wrong])}: give 0, 1 or null.`);
  return [...parameters];
}
