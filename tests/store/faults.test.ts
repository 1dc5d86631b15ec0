import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { afterAll, afterEach, beforeEach, describe, expect, it } from 'vitest';
import { BotError } from '../../src/core/errors.js';
import { Secret } from '../../src/lib/secret.js';
import { type OpenConnection, openConnection, type StoreTarget } from '../../src/store/open-connection.js';
import { RecordingLog } from '../fakes/recording-log.js';
import { startCuttingProxy } from '../servers/cutting-proxy.js';
import { startPostgres } from '../servers/postgres.js';
import { mountSmallDisk } from '../servers/small-disk.js';

let log = new RecordingLog();
beforeEach(() => {
  log = new RecordingLog();
});

const open = (target: StoreTarget) =>
  openConnection({ target, access: 'write', secretKey: new Secret('k'.repeat(64)), now: () => 0, log });

const addEvent = (connection: OpenConnection, key: string) =>
  connection.query((db) => db.insertInto('event').values({ key, at: 1 }).execute());

const readKeys = async (connection: OpenConnection) =>
  (await connection.query((db) => db.selectFrom('event').select('key').orderBy('key').execute())).map(({ key }) => key);

async function failureOf(work: Promise<unknown>): Promise<BotError> {
  const error = await work.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (error instanceof BotError) return error;
  throw new Error(`a failure of the store was expected, not ${String(error)}`, { cause: error });
}

/** Adds large rows until the store refuses one. */
async function addUntilRefused(add: (key: string) => Promise<unknown>): Promise<never> {
  for (let number = 0; number < 1000; number += 1) await add(`${number} ${'x'.repeat(50_000)}`);
  throw new Error('the disk never became full');
}

const disk = await mountSmallDisk();
afterAll(() => disk?.remove());

describe.skipIf(disk === undefined)(
  disk === undefined ? 'SQLite on a full disk: NOT TESTED, none can be mounted here' : 'SQLite on a full disk',
  () => {
    it('says so, keeps nothing by halves, still reads, and works on when there is space', async () => {
      if (disk === undefined) return;
      const connection = await open({ kind: 'sqlite', folder: join(disk.folder, 'data') });
      await addEvent(connection, 'before');
      await disk.fill();

      const alone = await failureOf(addUntilRefused((key) => addEvent(connection, key)));
      expect(alone).toMatchObject({ code: 'store-unavailable', retryable: true });
      expect(alone.message).toMatch(/^The disk is full.*Free some space/);
      const kept = await readKeys(connection);

      const together = await failureOf(
        connection.transaction(async (db) => {
          await db.insertInto('event').values({ key: 'half', at: 1 }).execute();
          await addUntilRefused((key) =>
            db
              .insertInto('event')
              .values({ key: `t${key}`, at: 1 })
              .returning('key')
              .execute(),
          );
        }),
      );
      expect(together.message).toBe(alone.message);
      expect(await readKeys(connection)).toEqual(kept);
      expect(kept).toContain('before');

      await disk.free();
      await connection.transaction((db) => db.insertInto('event').values({ key: 'after', at: 1 }).execute());
      await connection.close();

      const reopened = await open({ kind: 'sqlite', folder: join(disk.folder, 'data') });
      expect(await readKeys(reopened)).toEqual([...kept, 'after'].sort());
      expect((await sql`pragma integrity_check`.execute(reopened.db)).rows).toEqual([{ integrity_check: 'ok' }]);
      await reopened.close();
    });

    it('says so when there is no space even to open', async () => {
      if (disk === undefined) return;
      await disk.fill();
      const failure = await failureOf(open({ kind: 'sqlite', folder: join(disk.folder, 'new') }));
      await disk.free();
      expect(failure).toMatchObject({ code: 'store-unavailable', retryable: true });
      expect(failure.message).toMatch(/^The disk is full/);
      await (await open({ kind: 'sqlite', folder: join(disk.folder, 'new') })).close();
    });
  },
);

describe('SQLite whose database may not grow', () => {
  it('says that the disk is full, and works on once it may', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'dateline-faults-'));
    const connection = await open({ kind: 'sqlite', folder });
    await sql`pragma max_page_count = 60`.execute(connection.db);
    const failure = await failureOf(addUntilRefused((key) => addEvent(connection, key)));
    expect(failure.message).toMatch(/^The disk is full/);
    await sql`pragma max_page_count = 100000`.execute(connection.db);
    await addEvent(connection, 'after');
    expect(await readKeys(connection)).toContain('after');
    await connection.close();
    await rm(folder, { recursive: true });
  });
});

describe('PostgreSQL that is not to be had', () => {
  const PASSWORD = 'hunter2';
  const toTarget = (port: number): StoreTarget => ({
    kind: 'postgresql',
    url: new Secret(`postgres://someone:${PASSWORD}@127.0.0.1:${port}/news`),
  });

  it('is reported at once where nobody listens', async () => {
    const probe = createServer().listen(0, '127.0.0.1');
    await once(probe, 'listening');
    const { port } = probe.address() as { port: number };
    probe.close();
    await once(probe, 'close');
    const failure = await failureOf(open(toTarget(port)));
    expect(failure).toMatchObject({ code: 'store-unavailable', retryable: true });
    expect(failure.message).toContain(`127.0.0.1:${port}/news cannot be reached (ECONNREFUSED)`);
    expect(failure.message).not.toContain(PASSWORD);
  });

  it('is given up after a few seconds when it says nothing', async () => {
    const silent = createServer().listen(0, '127.0.0.1');
    await once(silent, 'listening');
    const started = performance.now();
    const failure = await failureOf(open(toTarget((silent.address() as { port: number }).port)));
    expect(performance.now() - started).toBeLessThan(10_000);
    expect(failure).toMatchObject({ code: 'store-unavailable', retryable: true });
    silent.close();
  });
});

const server = await startPostgres();
afterAll(() => server?.stop());

if (server === undefined) it.skip('faults of PostgreSQL: NOT TESTED, no server is to be had here', () => {});
else {
  describe(`PostgreSQL of ${server.origin}`, () => {
    it.each<[what: string, change: (url: URL) => void, words: RegExp, retryable: boolean]>([
      [
        'a wrong password',
        (url) => Object.assign(url, { password: 'hunter2' }),
        /refuses the user or the password/,
        false,
      ],
      ['a database that is not there', (url) => Object.assign(url, { pathname: '/nothing' }), /has no database/, false],
      ['a server without TLS', (url) => Object.assign(url, { search: 'sslmode=verify-full' }), /offers no TLS/, false],
      ['a missing certificate', (url) => Object.assign(url, { search: 'sslrootcert=/x' }), /certificate file/, false],
    ])('names the remedy for %s, and no password', async (_, change, words, retryable) => {
      const url = new URL(server.url);
      change(url);
      const failure = await failureOf(open({ kind: 'postgresql', url: new Secret(url.href) }));
      expect(failure).toMatchObject({ code: 'store-unavailable', retryable });
      expect(failure.message).toMatch(words);
      expect(failure.message).not.toContain(url.password);
    });
  });

  describe(`PostgreSQL of ${server.origin} that fails`, () => {
    let address = '';
    let connection: OpenConnection;
    beforeEach(async () => {
      address = await server.createDatabase();
      connection = await open({ kind: 'postgresql', url: new Secret(address) });
    });
    afterEach(() => connection.close());

    it('fails in bounded time when the server crashes, and works again by itself when it is back', async () => {
      await addEvent(connection, 'before');
      const amid = await failureOf(
        connection.transaction(async (db) => {
          await db.insertInto('event').values({ key: 'half', at: 1 }).execute();
          await server.crash();
          await db.insertInto('event').values({ key: 'other half', at: 1 }).execute();
        }),
      );
      expect(amid).toMatchObject({ code: 'store-unavailable', retryable: true });
      const started = performance.now();
      const after = await failureOf(readKeys(connection));
      expect(after).toMatchObject({ code: 'store-unavailable', retryable: true });
      expect(performance.now() - started).toBeLessThan(6_000);

      await server.restart();
      expect(await readKeys(connection)).toEqual(['before']);
      await addEvent(connection, 'again');
      expect(await readKeys(connection)).toEqual(['again', 'before']);
    });

    it('notes connections that break while they are idle, and goes on', async () => {
      await Promise.all([readKeys(connection), readKeys(connection)]);
      await server.crash();
      await expect.poll(() => log.lines.filter(({ level }) => level === 'warn').length).toBeGreaterThan(0);
      await server.restart();
      expect(await readKeys(connection)).toEqual([]);
      expect(JSON.stringify(log.lines)).not.toContain(encodeURIComponent(new URL(address).password));
    });

    it('has all that it said was committed after the server crashes', async () => {
      const told: string[] = [];
      const write = async (writer: number) => {
        for (let number = 0; ; number += 1) {
          const key = `${writer}.${number}`;
          await connection.transaction((db) => db.insertInto('event').values({ key, at: 1 }).execute());
          told.push(key);
        }
      };
      const failures = Promise.all([0, 1, 2, 3].map((writer) => failureOf(write(writer))));
      await expect.poll(() => told.length).toBeGreaterThan(100);
      await server.crash();
      for (const failure of await failures) expect(failure.code).toBe('store-unavailable');
      await server.restart();
      expect(await readKeys(connection)).toEqual(expect.arrayContaining(told));
    });

    it.each<[when: 'before' | 'after answer', kept: string[]]>([
      ['before', []],
      ['after answer', ['a']],
    ])('says that it does not know whether a change was saved, when cut off at the commit (%s)', async (when, kept) => {
      const proxy = await startCuttingProxy(Number(new URL(address).port));
      const through = new URL(address);
      through.port = String(proxy.port);
      const distant = await open({ kind: 'postgresql', url: new Secret(through.href) });
      proxy.cutAt('commit', when);
      const failure = await failureOf(
        distant.transaction((db) => db.insertInto('event').values({ key: 'a', at: 1 }).execute()),
      );
      expect(failure).toMatchObject({ code: 'store-unavailable', retryable: true });
      expect(failure.message).toMatch(/not known whether it was/);
      expect(await readKeys(connection)).toEqual(kept);
      await distant.close();
      await proxy.stop();
    });

    it('knows that nothing was saved, when cut off before the commit', async () => {
      const proxy = await startCuttingProxy(Number(new URL(address).port));
      const through = new URL(address);
      through.port = String(proxy.port);
      const distant = await open({ kind: 'postgresql', url: new Secret(through.href) });
      proxy.cutAt('insert into', 'after answer');
      const failure = await failureOf(
        distant.transaction((db) => db.insertInto('event').values({ key: 'a', at: 1 }).execute()),
      );
      expect(failure).toMatchObject({ code: 'store-unavailable', retryable: true });
      expect(failure.message).not.toMatch(/not known/);
      expect(await readKeys(connection)).toEqual([]);
      expect(await readKeys(distant)).toEqual([]);
      await distant.close();
      await proxy.stop();
    });
  });
}
