import fc from 'fast-check';
import { type Migration, sql } from 'kysely';
import { describe, expect, it, onTestFinished } from 'vitest';
import { Secret } from '../../../src/lib/secret.js';
import { backup } from '../../../src/store/backup.js';
import type { Connection } from '../../../src/store/connection.js';
import { migrations } from '../../../src/store/migrations/index.js';
import { openConnection } from '../../../src/store/open-connection.js';
import { restore } from '../../../src/store/restore.js';
import { RecordingLog } from '../../fakes/recording-log.js';
import { addReplies, parseLines, readBackup, seal, toLines } from './backup-text.js';
import { createStateArbitrary, type State } from './state-arbitrary.js';
import { type OpenTestStore, START_MS, type TestStore } from './test-store.js';

/** Runs of the property that does not fail early: each makes all the tables of two stores anew. */
const ROUND_TRIPS = 12;

/** What backups do on every store, and between each two. */
export function describeBackups(stores: readonly (readonly [name: string, open: OpenTestStore])[]): void {
  const pairs = stores.flatMap(([from, openFrom]) =>
    stores.map(([to, openTo]) => [to, from, openTo, openFrom] as const),
  );
  it.each(pairs)('%s gives back to the letter what was kept on %s', async (_to, _from, openTo, openFrom) => {
    const source = await openFrom();
    const target = await openTo();
    const states = createStateArbitrary(await source.connection.db.introspection.getTables());
    await fc.assert(
      fc.asyncProperty(states, async (state) => {
        await fill(source.connection, state);
        const text = await readBackup(source.connection);
        const rows = state.reduce((sum, [, { length }]) => sum + length, 0);
        expect(await restore(target.connection, toLines(text), { force: true })).toEqual({
          rows,
          at: new Date(START_MS).toISOString(),
          hasSameKey: true,
        });
        expect(await target.readTables()).toEqual(await source.readTables());
        // Not only alike: the same file comes out again.
        expect(await readBackup(target.connection)).toBe(text);
      }),
      { numRuns: ROUND_TRIPS },
    );
  });

  describe.each(stores)('backups of %s', (_, open) => describeBackup(open));
}

function describeBackup(open: OpenTestStore): void {
  it('hold every table of the database', async () => {
    const { connection } = await open();
    const tables = await connection.db.introspection.getTables();
    const { counts } = parseLines(await readBackup(connection)).at(-1) as { counts: object };
    expect(Object.keys(counts).sort()).toEqual(tables.map(({ name }) => name).sort());
  });

  it('say what they are, and hold no key', async () => {
    const { connection } = await open();
    const [header] = parseLines(await readBackup(connection));
    expect(header).toEqual({
      format: 'dateline/backup@1',
      migrations: Object.keys(migrations),
      at: new Date(START_MS).toISOString(),
      keyCheck: expect.stringMatching(/^[0-9a-f]{32}$/),
    });
    expect(JSON.stringify(header)).not.toContain('5'.repeat(64));
  });

  it('are of one instant while another writes', async () => {
    const store = await open();
    await addReplies(store.connection, 0, 300);
    const reader = await openReader(store);
    const before = await store.readTables();
    let written = 300;
    let text = '';
    await backup(reader, async (piece) => {
      text += piece;
      // Between two pieces, so before the quotations of the same replies are read.
      await addReplies(store.connection, written, 50);
      written += 50;
      await store.connection.query((db) =>
        db
          .deleteFrom('reply')
          .where('id', '=', `reply ${written % 300}`)
          .execute(),
      );
    });
    expect(written).toBeGreaterThan(400);
    expect(await store.readTables()).not.toEqual(before);
    await restore(store.connection, toLines(text), { force: true });
    expect(await store.readTables()).toEqual(before);
  });

  it('come in pieces, however much is kept', async () => {
    const { connection, readTables } = await open();
    await connection.transaction(async (db) => {
      for (let number = 0; number < 2_000; number += 1) {
        const content = number % 500 === 0 ? 'x'.repeat(1_500_000) : 'y'.repeat(3_000);
        const row = { article: `a${number}`, revision: 'r', content_hash: 'h', content };
        await db.insertInto('article_content').values(row).execute();
      }
    });
    const before = await readTables();
    const pieces: number[] = [];
    let text = '';
    const rows = await backup(connection, async (piece) => {
      pieces.push(piece.length);
      text += piece;
    });
    expect(rows).toBe(2_000);
    expect(text.length).toBeGreaterThan(11_000_000);
    expect(Math.max(...pieces)).toBeLessThan(4_000_000);
    await restore(connection, toLines(text), { force: true });
    expect(await readTables()).toEqual(before);
  });

  it('pass on what goes wrong where they are written, and leave the store usable', async () => {
    const { connection } = await open();
    await addReplies(connection, 0, 3);
    const fault = new Error('no space left');
    await expect(backup(connection, () => Promise.reject(fault))).rejects.toBe(fault);
    await addReplies(connection, 3, 3);
    expect(parseLines(await readBackup(connection)).at(-1)).toMatchObject({ counts: { reply: 6, quotation: 12 } });
  });

  it('are not restored over what is kept, unless that is asked for', async () => {
    const { connection, readTables } = await open();
    await addReplies(connection, 0, 2);
    const text = await readBackup(connection);
    await addReplies(connection, 2, 2);
    const before = await readTables();
    await expect(restore(connection, toLines(text), { force: false })).rejects.toMatchObject({
      code: 'bad-request',
      message: expect.stringContaining('--force'),
    });
    expect(await readTables()).toEqual(before);
    expect(await restore(connection, toLines(text), { force: true })).toMatchObject({ rows: 6 });
    expect(parseLines(await readBackup(connection)).at(-1)).toMatchObject({ counts: { reply: 2 } });
  });

  it('are restored once when two do so at the same time', async () => {
    const { connection, openAnother } = await open();
    const other = (await openAnother()) ?? connection;
    await addReplies(connection, 0, 5);
    const text = await readBackup(connection);
    await connection.query((db) => db.deleteFrom('reply').execute());
    const outcomes = await Promise.allSettled(
      [connection, other].map((each) => restore(each, toLines(text), { force: false })),
    );
    expect(outcomes.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    expect(outcomes.find(({ status }) => status === 'rejected')).toMatchObject({ reason: { code: 'bad-request' } });
    expect(await readBackup(connection)).toBe(text);
  });

  it('can be worked with at once after they are restored', async () => {
    const { connection } = await open();
    await addReplies(connection, 0, 5);
    await restore(connection, toLines(await readBackup(connection)), { force: true });
    await addReplies(connection, 5, 5);
    await connection.query((db) => db.deleteFrom('reply').where('id', '=', 'reply 1').execute());
    // Keys and references hold as before.
    expect(parseLines(await readBackup(connection)).at(-1)).toMatchObject({ counts: { reply: 9, quotation: 18 } });
    await expect(addReplies(connection, 5, 1)).rejects.toThrow();
  });

  it('tell when the hashes of people were made with another key', async () => {
    const { connection } = await open();
    const text = await readBackup(connection);
    const others: Connection = { ...connection, hash: (person) => `another ${person}` };
    expect(await restore(others, toLines(text), { force: false })).toMatchObject({ hasSameKey: false });
  });

  it('are restored with a sign for the one character that PostgreSQL has not', async () => {
    const { connection } = await open();
    await addReplies(connection, 0, 1);
    const lines = (await readBackup(connection)).split('\n').slice(0, -1);
    const changed = lines.map((line) => line.replace('"thread":"t"', '"thread":"t\\u0000"'));
    await restore(connection, toLines(seal(changed)), { force: true });
    const { rows } = await sql`select thread from reply`.execute(connection.db);
    expect(rows).toEqual([{ thread: 't\ufffd' }]);
  });

  it('of an older version are brought up to date', async () => {
    const { connection } = await open();
    await addReplies(connection, 0, 2);
    const text = await readBackup(connection);
    const later: Migration = {
      async up(db) {
        await db.schema
          .alterTable('reply')
          .addColumn('mood', 'text', (column) => column.notNull().defaultTo('calm'))
          .execute();
        await sql`update reply set mood = 'glad' where id = 'reply 1'`.execute(db);
      },
    };
    try {
      await restore(connection, toLines(text), { force: true, migrations: { ...migrations, '9999-mood': later } });
      const { rows } = await sql`select id, mood from reply order by id`.execute(connection.db);
      expect(rows).toEqual([
        { id: 'reply 0', mood: 'calm' },
        { id: 'reply 1', mood: 'glad' },
      ]);
      // This program knows no such change, and would leave out what it made.
      await expect(readBackup(connection)).rejects.toMatchObject({ message: expect.stringContaining('9999-mood') });
    } finally {
      await restore(connection, toLines(text), { force: true });
    }
    expect(await readBackup(connection)).toBe(text);
  });
}

async function fill(connection: Connection, state: State): Promise<void> {
  await connection.transaction(async (db) => {
    for (const [table] of state.toReversed()) await sql`delete from ${sql.table(table)}`.execute(db);
    for (const [table, rows] of state) {
      for (const row of rows) {
        const columns = sql.join(Object.keys(row).map((column) => sql.ref(column)));
        await sql`insert into ${sql.table(table)} (${columns}) values (${sql.join(Object.values(row))})`.execute(db);
      }
    }
  });
}

async function openReader({ target }: TestStore): Promise<Connection> {
  const options = { secretKey: new Secret('5'.repeat(64)), now: () => START_MS, log: new RecordingLog() };
  const reader = await openConnection({ target, access: 'read', ...options });
  if (reader === undefined) throw new Error('There is nothing to read.');
  onTestFinished(() => reader.close());
  return reader;
}
