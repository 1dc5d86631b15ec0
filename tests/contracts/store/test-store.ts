import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { sql } from 'kysely';
import { onTestFinished } from 'vitest';
import { Secret } from '../../../src/lib/secret.js';
import { type OpenConnection, openConnection, type StoreTarget } from '../../../src/store/open-connection.js';
import { RecordingLog } from '../../fakes/recording-log.js';
import type { TestPostgres } from '../../servers/postgres.js';

/** An empty store of one test, closed when the test is over. */
export interface TestStore {
  readonly connection: OpenConnection;
  /** Where it is, for a connection of another kind. */
  readonly target: StoreTarget;
  readonly clock: TestClock;
  /** Another connection to the same database, as a second bot has it; undefined where only one may write. */
  openAnother(): Promise<OpenConnection | undefined>;
  /** Every row of every table. */
  readTables(): Promise<Tables>;
  /** Closes the store and gives all bytes that it leaves, each as one character; of a server, what is in its tables. */
  closeAndReadBytes(): Promise<string>;
}

/** Rows by the name of their table; in the order of their texts, since the stores promise none. */
type Tables = Readonly<Record<string, readonly unknown[]>>;

/** A clock that stands still until a test moves it. */
export interface TestClock {
  nowMs: number;
}

/** Opens an empty store for the running test. */
export type OpenTestStore = () => Promise<TestStore>;

/** What everything that is a store must do, in one field. */
export type StoreSuite = (open: OpenTestStore) => void;

/** Where every test begins: 14 November 2023, 22:13:20 UTC. */
export const START_MS = 1_700_000_000_000;

/** Opens each store in a new folder. */
export const openSqlite: OpenTestStore = async () => {
  const folder = await mkdtemp(join(tmpdir(), 'dateline-contract-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  return openTarget({ kind: 'sqlite', folder }, async () => {
    // By another process: one that has the files open must not open them a second time.
    const program = `
      const { readdirSync, readFileSync } = require('node:fs');
      for (const name of readdirSync('.')) if (name !== 'bot.lock') process.stdout.write(readFileSync(name));`;
    const { stdout } = await promisify(execFile)(process.execPath, ['-e', program], {
      cwd: folder,
      encoding: 'latin1',
      maxBuffer: 2 ** 28,
    });
    return stdout;
  });
};

/** Opens each store in a database of a server that no other open store has. They are emptied and used again: making one takes long. */
export function createPostgresOpener(server: TestPostgres): OpenTestStore {
  const free: string[] = [];
  return async () => {
    const url = free.pop() ?? (await server.createDatabase());
    onTestFinished(() => {
      free.push(url);
    });
    const store = await openTarget({ kind: 'postgresql', url: new Secret(url) });
    const { db } = store.connection;
    const names = (await db.introspection.getTables()).map(({ name }) => sql.table(name));
    await sql`truncate table ${sql.join(names)}`.execute(db);
    return store;
  };
}

async function openTarget(target: StoreTarget, readFiles?: () => Promise<string>): Promise<TestStore> {
  const clock: TestClock = { nowMs: START_MS };
  const openOne = async () => {
    const connection = await openConnection({
      target,
      access: 'write',
      secretKey: new Secret('5'.repeat(64)),
      now: () => clock.nowMs,
      log: new RecordingLog(),
    });
    onTestFinished(() => connection.close());
    return connection;
  };
  const connection = await openOne();
  const readTables = () => readAllRows(connection);
  return {
    connection,
    target,
    clock,
    openAnother: async () => (target.kind === 'sqlite' ? undefined : openOne()),
    readTables,
    async closeAndReadBytes() {
      const rows = readFiles === undefined ? JSON.stringify(await readTables()) : '';
      await connection.close();
      return readFiles === undefined ? rows : readFiles();
    },
  };
}

async function readAllRows({ db }: OpenConnection): Promise<Tables> {
  const tables: Record<string, readonly unknown[]> = {};
  for (const { name } of await db.introspection.getTables()) {
    const { rows } = await sql`select * from ${sql.table(name)}`.execute(db);
    tables[name] = rows
      .map((row) => JSON.stringify(row))
      .sort()
      .map((row): unknown => JSON.parse(row));
  }
  return tables;
}
