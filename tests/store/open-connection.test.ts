import { createHmac } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { afterAll, afterEach, beforeEach, describe, expect, it } from 'vitest';
import { BotError } from '../../src/core/errors.js';
import { Secret } from '../../src/lib/secret.js';
import { type OpenConnection, openConnection, type StoreTarget } from '../../src/store/open-connection.js';
import { RecordingLog } from '../fakes/recording-log.js';
import { startPostgres } from '../servers/postgres.js';

const server = await startPostgres();
afterAll(() => server?.stop());
const root = await mkdtemp(join(tmpdir(), 'dateline-store-'));
afterAll(() => rm(root, { recursive: true }));

const options = { secretKey: new Secret('5'.repeat(64)), now: () => 1_700_000_000_000, log: new RecordingLog() };

const suites: [name: string, makeTarget: () => Promise<StoreTarget>][] = [
  ['SQLite', async () => ({ kind: 'sqlite', folder: await mkdtemp(join(root, 'data-')) })],
];
if (server === undefined) it.skip('openConnection on PostgreSQL: NOT TESTED, no server is to be had here', () => {});
else suites.push(['PostgreSQL', async () => ({ kind: 'postgresql', url: new Secret(await server.createDatabase()) })]);

describe.each(suites)('openConnection on %s', (_, makeTarget) => {
  let target: StoreTarget;
  let connection: OpenConnection;

  beforeEach(async () => {
    target = await makeTarget();
    connection = await openConnection({ ...options, target, access: 'write' });
  });

  afterEach(() => connection.close());

  const addEvent = (key: string, at = 1) =>
    connection.query((db) => db.insertInto('event').values({ key, at }).execute());
  const readKeys = async (from = connection) =>
    (await from.query((db) => db.selectFrom('event').select('key').orderBy('key').execute())).map(({ key }) => key);

  it('reads back what was written, instants as numbers', async () => {
    await addEvent('a', 1_700_000_000_123);
    expect(await connection.query((db) => db.selectFrom('event').selectAll().execute())).toEqual([
      { key: 'a', at: 1_700_000_000_123 },
    ]);
  });

  it('counts and adds up as numbers', async () => {
    await addEvent('a', 1_700_000_000_000);
    await addEvent('b', 1);
    const numbers = await connection.query((db) =>
      db
        .selectFrom('event')
        .select(({ fn }) => [
          fn.countAll<number>().as('count'),
          fn.sum<number>('at').as('sum'),
          fn.max('at').as('latest'),
        ])
        .executeTakeFirstOrThrow(),
    );
    expect(numbers).toEqual({ count: 2, sum: 1_700_000_000_001, latest: 1_700_000_000_000 });
  });

  it('keeps text to the last sign', async () => {
    const key = `Łódź, 北京, 👩‍🚒 "quoted" 'twice' \\ \n $1 ? %s`;
    await addEvent(key);
    expect(await readKeys()).toEqual([key]);
  });

  it('says how many rows a statement changed', async () => {
    await addEvent('a');
    await addEvent('b');
    const { numDeletedRows } = await connection.query((db) => db.deleteFrom('event').executeTakeFirst());
    expect(numDeletedRows).toBe(2n);
  });

  it('commits a transaction as a whole, and undoes one that fails', async () => {
    await connection.transaction(async (db) => {
      await db.insertInto('event').values({ key: 'a', at: 1 }).execute();
      await db.insertInto('event').values({ key: 'b', at: 1 }).execute();
    });
    const mistake = new Error('a mistake in the work');
    const failing = connection.transaction(async (db) => {
      await db.insertInto('event').values({ key: 'c', at: 1 }).execute();
      throw mistake;
    });
    await expect(failing).rejects.toBe(mistake);
    expect(await readKeys()).toEqual(['a', 'b']);
  });

  it('runs transactions that come at the same time, one change after the other', async () => {
    await connection.query((db) => db.insertInto('counter').values({ name: 'n', value: 0 }).execute());
    const values = await Promise.all(
      Array.from({ length: 20 }, () =>
        connection.transaction(async (db) => {
          const { value } = await db
            .updateTable('counter')
            .set(({ eb }) => ({ value: eb('value', '+', 1) }))
            .returning('value')
            .executeTakeFirstOrThrow();
          return value;
        }),
      ),
    );
    expect(values.sort((a, b) => a - b)).toEqual(Array.from({ length: 20 }, (_, index) => index + 1));
  });

  it('passes an error for the user through as it is', async () => {
    const refusal = new BotError('not-allowed', 'Only who made it may remove it.');
    await expect(connection.transaction(() => Promise.reject(refusal))).rejects.toBe(refusal);
    await expect(connection.query(() => Promise.reject(refusal))).rejects.toBe(refusal);
  });

  it.each<[what: string, work: () => Promise<unknown>]>([
    ['a row that is there already', () => addEvent('a').then(() => addEvent('a'))],
    ['wrong SQL', () => connection.query((db) => sql`selct 1`.execute(db))],
    ['a table that is not there', () => connection.query((db) => sql`select * from nothing`.execute(db))],
    [
      'a row that refers to nothing',
      () =>
        connection.query((db) =>
          db.insertInto('posting').values({ reply: 'none', channel: 'c', message: 'm', at: 1 }).execute(),
        ),
    ],
    [
      'a state that is none',
      () =>
        connection.query((db) =>
          sql`insert into article_log (seq, article, space, change, at) values (1, 'a', '*', 'vanished', 1)`.execute(
            db,
          ),
        ),
    ],
  ])('does not blame the store for %s', async (_, work) => {
    const error = await work().catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(Error);
    expect(error).not.toBeInstanceOf(BotError);
    // The same statement serves again after its fault.
    await addEvent('z');
    expect(await readKeys()).toContain('z');
  });

  it('hashes a person with the key, the same at every opening', async () => {
    const expected = createHmac('sha256', '5'.repeat(64)).update('discord:123').digest('hex').slice(0, 32);
    expect(connection.hash('discord:123')).toBe(expected);
    expect(connection.hash('discord:124')).not.toBe(expected);
  });

  it('keeps what was written when it is opened again', async () => {
    await addEvent('a');
    await connection.close();
    connection = await openConnection({ ...options, target, access: 'write' });
    expect(await readKeys()).toEqual(['a']);
  });

  it('finishes a transaction in progress before it closes', async () => {
    const writing = connection.transaction(async (db) => {
      await db.insertInto('event').values({ key: 'a', at: 1 }).execute();
      await db.insertInto('event').values({ key: 'b', at: 1 }).execute();
    });
    await Promise.all([writing, connection.close()]);
    connection = await openConnection({ ...options, target, access: 'write' });
    expect(await readKeys()).toEqual(['a', 'b']);
  });

  it('lets a reader see what is committed, beside the writer, and nothing else', async () => {
    await addEvent('a');
    const reader = await openConnection({ ...options, target, access: 'read' });
    if (reader === undefined) throw new Error('there is a store');
    await connection.transaction(async (db) => {
      await db.insertInto('event').values({ key: 'b', at: 1 }).execute();
      expect(await readKeys(reader)).toEqual(['a']);
    });
    expect(await readKeys(reader)).toEqual(['a', 'b']);
    await reader.close();
  });

  it('lets a reader change nothing', async () => {
    const reader = await openConnection({ ...options, target, access: 'read' });
    const writing = reader?.query((db) => db.insertInto('event').values({ key: 'a', at: 1 }).execute());
    await expect(writing).rejects.toMatchObject({ code: 'store-unavailable' });
    expect(await readKeys()).toEqual([]);
    await reader?.close();
  });

  it('refuses a database of a newer program, to a writer and to a reader, and leaves it as it is', async () => {
    await addEvent('a');
    await sql`insert into kysely_migration (name, timestamp) values ('0099-later', '2031-01-01')`.execute(
      connection.db,
    );
    await connection.close();
    for (const access of ['write', 'read'] as const) {
      await expect(openConnection({ ...options, target, access })).rejects.toMatchObject({
        code: 'store-unavailable',
        retryable: false,
        message: expect.stringMatching(
          /newer version of Dateline \(it has 0099-later\)\. Install that version, or use another DATA/,
        ),
      });
    }
  });
});

describe.each(suites)('a reader on %s', (_, makeTarget) => {
  it('gets nothing where nothing was ever kept', async () => {
    expect(await openConnection({ ...options, target: await makeTarget(), access: 'read' })).toBeUndefined();
  });
});
