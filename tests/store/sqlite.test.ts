import { chmod, copyFile, mkdir, mkdtemp, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import Database from 'libsql';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { Secret } from '../../src/lib/secret.js';
import { openConnection } from '../../src/store/open-connection.js';
import { RecordingLog } from '../fakes/recording-log.js';
import { buildWorkers } from './start-worker.js';

const workers = await buildWorkers();
const root = await mkdtemp(join(tmpdir(), 'dateline-sqlite-'));
// So that another user gets as far as the data folders.
await chmod(root, 0o755);
afterAll(async () => {
  await workers.remove();
  await rm(root, { recursive: true });
});

let folder = '';
beforeEach(async () => {
  folder = join(await mkdtemp(join(root, 'run-')), 'data');
  await chmod(join(folder, '..'), 0o755);
});

const options = () => ({
  target: { kind: 'sqlite', folder } as const,
  secretKey: new Secret('k'.repeat(64)),
  now: () => 0,
  log: new RecordingLog(),
});
const open = (access: 'write' | 'read') => openConnection({ ...options(), access });
const openWriter = () => openConnection({ ...options(), access: 'write' });

describe('the data folder', () => {
  it('is made for its owner alone, with all that is in it', async () => {
    const connection = await openWriter();
    expect((await stat(folder)).mode & 0o777).toBe(0o700);
    for (const name of ['dateline.sqlite', 'dateline.sqlite-wal', 'dateline.sqlite-shm', 'bot.lock', 'bot.pid']) {
      expect([name, (await stat(join(folder, name))).mode & 0o777]).toEqual([name, 0o600]);
    }
    await connection.close();
  });

  it('holds the database as one plain file once it is closed', async () => {
    const connection = await openWriter();
    await connection.query((db) => db.insertInto('event').values({ key: 'a', at: 1 }).execute());
    await connection.close();
    expect((await readdir(folder)).filter((name) => name.startsWith('dateline'))).toEqual(['dateline.sqlite']);

    const copied = join(folder, '..', 'copy');
    await mkdir(copied);
    await copyFile(join(folder, 'dateline.sqlite'), join(copied, 'dateline.sqlite'));
    folder = copied;
    const copy = await open('read');
    expect(await copy?.query((db) => db.selectFrom('event').select('key').execute())).toEqual([{ key: 'a' }]);
    await copy?.close();
  });

  it('stays untouched by a reader that finds nothing', async () => {
    expect(await open('read')).toBeUndefined();
    await expect(stat(folder)).rejects.toThrow('ENOENT');
  });

  it('may have signs in its name that mean something in an address', async () => {
    folder = join(folder, 'news? #1 100% 北');
    const connection = await openWriter();
    await connection.query((db) => db.insertInto('event').values({ key: 'a', at: 1 }).execute());
    const reader = await open('read');
    expect(await reader?.query((db) => db.selectFrom('event').select('key').execute())).toEqual([{ key: 'a' }]);
    await reader?.close();
    await connection.close();
  });

  it('can be left and entered by writers while a reader stays', async () => {
    const add = async (key: string) => {
      const connection = await openWriter();
      await connection.query((db) => db.insertInto('event').values({ key, at: 1 }).execute());
      await connection.close();
    };
    await add('a');
    const reader = await open('read');
    const read = () => reader?.query((db) => db.selectFrom('event').select('key').execute());
    expect(await read()).toEqual([{ key: 'a' }]);
    for (const key of ['b', 'c']) await add(key);
    expect(await read()).toEqual([{ key: 'a' }, { key: 'b' }, { key: 'c' }]);
    await reader?.close();
  });

  it('is reported as damaged when its file is no database', async () => {
    await mkdir(folder);
    await writeFile(join(folder, 'dateline.sqlite'), 'this is no database '.repeat(500));
    for (const access of ['write', 'read'] as const) {
      await expect(open(access)).rejects.toMatchObject({
        code: 'store-unavailable',
        retryable: false,
        message: expect.stringMatching(/damaged\. Restore a backup/),
      });
    }
  });

  it('is free for the next writer after an opening that failed', async () => {
    await mkdir(folder);
    await writeFile(join(folder, 'dateline.sqlite'), 'this is no database '.repeat(500));
    await expect(open('write')).rejects.toThrow('damaged');
    await rm(join(folder, 'dateline.sqlite'));
    await (await openWriter()).close();
  });
});

describe('a writer on SQLite', () => {
  it('waits for the disk at every commit, checks references and lets readers read', async () => {
    const { db, close } = await openWriter();
    const read = async (name: string) =>
      Object.values((await sql<Record<string, unknown>>`${sql.raw(`pragma ${name}`)}`.execute(db)).rows[0] ?? {})[0];
    expect(await read('synchronous')).toBe(2);
    expect(await read('foreign_keys')).toBe(1);
    expect(await read('journal_mode')).toBe('wal');
    expect(await read('busy_timeout')).toBe(2000);
    await close();
  });

  it('has the right to write from the start of a transaction, whatever a foreign program does meanwhile', async () => {
    const connection = await openWriter();
    const foreign = new Database(join(folder, 'dateline.sqlite'));
    await connection.transaction(async (db) => {
      await db.selectFrom('event').selectAll().execute();
      expect(() => foreign.exec("insert into event values ('foreign', 1)")).toThrow(/locked/);
      await db.insertInto('event').values({ key: 'a', at: 1 }).execute();
    });
    foreign.exec("insert into event values ('foreign', 1)");
    foreign.close();
    expect(await connection.query((db) => db.selectFrom('event').select('key').orderBy('key').execute())).toEqual([
      { key: 'a' },
      { key: 'foreign' },
    ]);
    await connection.close();
  });

  it.each([true, false, undefined])('refuses the value %s, which the database does not have', async (value) => {
    const connection = await openWriter();
    await expect(connection.query((db) => sql`select ${value} as value`.execute(db))).rejects.toThrow(TypeError);
    await connection.close();
  });

  it('has all that was committed after its process is killed, and nothing by halves', async () => {
    const worker = workers.start('write', folder);
    for (let seen = 0; seen < 50; seen += 1) await worker.next();
    const reader = await open('read');
    const seen = await reader?.query((db) => db.selectFrom('event').selectAll().execute());
    expect(seen?.length).toBeGreaterThanOrEqual(100);
    await reader?.close();
    const told = await worker.end('SIGKILL');

    const connection = await openWriter();
    const rows = await connection.query((db) => db.selectFrom('event').select('at').orderBy('at').execute());
    const last = Number(told.at(-1)?.at ?? 50);
    // One more may have been committed before it could be told.
    expect([last * 2, last * 2 + 2]).toContain(rows.length);
    expect(rows.filter((_, index) => index % 2 === 0)).toEqual(rows.filter((_, index) => index % 2 === 1));
    await connection.close();
  });
});

const NOBODY = 65534;
const canBeNobody = process.getuid?.() === 0;

describe.skipIf(!canBeNobody)(
  canBeNobody ? 'another user' : 'another user: NOT TESTED, only root can run a process as somebody else',
  () => {
    const runAsNobody = async (action: 'count' | 'hold') => {
      const worker = workers.start(action, folder, NOBODY);
      const step = await worker.next();
      await worker.end('close input');
      return step;
    };
    const letRead = async (names: readonly string[]) => {
      await chmod(folder, 0o755);
      for (const name of names) await chmod(join(folder, name), 0o644);
    };
    const leaveLog = async () => {
      const worker = workers.start('write', folder);
      await worker.next();
      await worker.end('SIGKILL');
    };

    it('is told that it may not open the folder', async () => {
      await (await openWriter()).close();
      for (const action of ['count', 'hold'] as const) {
        expect(await runAsNobody(action)).toMatchObject({
          error: { code: 'store-unavailable', retryable: false, message: expect.stringContaining(folder) },
        });
      }
    });

    it('is told that it may not write the folder', async () => {
      await (await openWriter()).close();
      await letRead(['dateline.sqlite']);
      expect(await runAsNobody('hold')).toMatchObject({
        error: { code: 'store-unavailable', message: expect.stringContaining('cannot be opened or written') },
      });
    });

    it('reads a closed database in a folder where it may not write', async () => {
      await (await openWriter()).close();
      await letRead(['dateline.sqlite']);
      expect(await runAsNobody('count')).toEqual({ events: 0 });
    });

    it('reads beside a running writer in a folder where it may not write', async () => {
      const connection = await openWriter();
      await connection.query((db) => db.insertInto('event').values({ key: 'a', at: 1 }).execute());
      await letRead(['dateline.sqlite', 'dateline.sqlite-wal', 'dateline.sqlite-shm']);
      expect(await runAsNobody('count')).toEqual({ events: 1 });
      await connection.close();
    });

    it('reads what a killed writer left in a folder where it may not write', async () => {
      await leaveLog();
      await letRead(['dateline.sqlite', 'dateline.sqlite-wal', 'dateline.sqlite-shm']);
      expect(await runAsNobody('count')).toMatchObject({ events: expect.any(Number) });
    });

    it('is told to get the right to write, rather than shown a part, when only the log of a killed writer is left', async () => {
      await leaveLog();
      await rm(join(folder, 'dateline.sqlite-shm'));
      await letRead(['dateline.sqlite', 'dateline.sqlite-wal']);
      expect(await runAsNobody('count')).toMatchObject({
        error: { code: 'store-unavailable', message: expect.stringMatching(/cannot be opened or written/) },
      });
    });
  },
);
