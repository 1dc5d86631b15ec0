import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Kysely, type Migration, sql, type Transaction } from 'kysely';
import { afterAll, describe, expect, it } from 'vitest';
import { Secret } from '../../src/lib/secret.js';
import { createDeliveryQueries } from '../../src/store/deliveries.js';
import { migrate, readSchemaState, refuseOlder } from '../../src/store/migrate.js';
import { migrations } from '../../src/store/migrations/index.js';
import { openConnection } from '../../src/store/open-connection.js';
import { openPostgres } from '../../src/store/postgres.js';
import type { Schema } from '../../src/store/schema.js';
import { openSqliteWriter } from '../../src/store/sqlite.js';
import { createSubscriptionQueries } from '../../src/store/subscriptions.js';
import { createToldQueries } from '../../src/store/told.js';
import { RecordingLog } from '../fakes/recording-log.js';
import { startPostgres } from '../servers/postgres.js';

const server = await startPostgres();
afterAll(() => server?.stop());
const root = await mkdtemp(join(tmpdir(), 'dateline-migrate-'));
afterAll(() => rm(root, { recursive: true }));
const log = new RecordingLog();

interface Opened {
  readonly engine: 'sqlite' | 'postgresql';
  readonly db: Kysely<Schema>;
  close(): Promise<void>;
}

const suites: [name: string, open: () => Promise<Opened>][] = [
  ['SQLite', async () => ({ engine: 'sqlite', ...(await openSqliteWriter(await mkdtemp(join(root, 'data-')))) })],
];
if (server === undefined) it.skip('migrate on PostgreSQL: NOT TESTED, no server is to be had here', () => {});
else {
  suites.push([
    'PostgreSQL',
    async () => {
      const db = openPostgres({ url: new Secret(await server.createDatabase()), access: 'write', log });
      return { engine: 'postgresql', db, close: () => db.destroy() };
    },
  ]);
}

const addPlaces: Migration = {
  up: (db) => db.schema.createTable('place').addColumn('name', 'text').execute(),
};
const failHalfway: Migration = {
  async up(db) {
    await db.schema.alterTable('event').addColumn('place', 'text').execute();
    await sql`insert into event (key, at) values ('from the migration', 1)`.execute(db);
    await sql`insert into nowhere values (1)`.execute(db);
  },
};

describe.each(suites)('migrate on %s', (_, open) => {
  it('makes the tables once, and then has nothing to do', async () => {
    const { engine, db, close } = await open();
    expect(await readSchemaState(db, engine)).toEqual({
      isThere: false,
      pending: Object.keys(migrations),
      unknown: [],
    });
    expect(await migrate(db, engine)).toEqual(Object.keys(migrations));
    expect(await migrate(db, engine)).toEqual([]);
    expect(await readSchemaState(db, engine)).toEqual({ isThere: true, pending: [], unknown: [] });
    await close();
  });

  it('undoes all the changes of one run when one fails, and can go on later', async () => {
    const { engine, db, close } = await open();
    await migrate(db, engine);
    const failing = migrate(db, engine, { ...migrations, '0098-places': addPlaces, '0099-fails': failHalfway });
    await expect(failing).rejects.toThrow(/nowhere/);

    expect((await readSchemaState(db, engine)).unknown).toEqual([]);
    await expect(sql`select * from place`.execute(db)).rejects.toThrow(/place/);
    await expect(sql`select place from event`.execute(db)).rejects.toThrow(/place/);
    expect(await db.selectFrom('event').selectAll().execute()).toEqual([]);

    expect(await migrate(db, engine, { ...migrations, '0098-places': addPlaces })).toEqual(['0098-places']);
    expect((await sql`select * from place`.execute(db)).rows).toEqual([]);
    await close();
  });

  it('goes on with what was kept before digests were: wishes are active since they were made, and nothing was told', async () => {
    const { engine, db, close } = await open();
    await migrate(db, engine, Object.fromEntries(Object.entries(migrations).slice(0, 2)));
    await sql`insert into subscription (id, space, platform, channel, schedule, zone, state, created_at)
      values ('s1', 'slack:T1', 'slack', 'C1', '08:00', 'UTC', 'active', 1700000000000)`.execute(db);
    await sql`insert into delivery (id, subscription, occasion, due_at, state, attempts)
      values ('d1', 's1', '2023-11-14', 1700000000000, 'planned', 2)`.execute(db);
    await sql`insert into article_log (seq, article, space, change, at)
      values (1, 'harbour', '*', 'shown', 1700000000000)`.execute(db);

    expect(await migrate(db, engine)).toEqual(Object.keys(migrations).slice(2));
    const connection = { engine, now: () => 1_800_000_000_000, hash: (text: string) => text };
    const query = { query: <T>(work: (own: Kysely<Schema>) => Promise<T>) => work(db) };
    const transaction = <T>(work: (own: Transaction<Schema>) => Promise<T>) => db.transaction().execute(work);
    const all = { ...connection, ...query, transaction };
    expect(await createSubscriptionQueries(all).active()).toEqual([
      {
        ...{ id: 's1', space: 'slack:T1', platform: 'slack', channel: 'C1', schedule: '08:00', zone: 'UTC' },
        ...{ state: 'active', empty: 'line', origin: 'request' },
        ...{ createdAt: 1_700_000_000_000, activeSince: 1_700_000_000_000 },
      },
    ]);
    const claimed = await createDeliveryQueries(all).claimDue(1_000);
    expect(claimed).toMatchObject({ id: 'd1', attempts: 3, refusals: 0, occasionAt: 1_700_000_000_000 });
    expect(claimed).not.toHaveProperty('postingAt');
    expect(await createToldQueries(all).of('s1')).toEqual(new Map());
    expect(await createToldQueries(all).firstSeen('slack:T1', 0)).toEqual([
      { article: 'harbour', at: 1_700_000_000_000 },
    ]);
    await expect(sql`update subscription set empty = 'perhaps'`.execute(db)).rejects.toThrow(/empty/);
    await close();
  });

  it('refuses a reader what a writer of this program would still change', async () => {
    const { engine, db, close } = await open();
    await migrate(db, engine);
    const state = await readSchemaState(db, engine, { ...migrations, '0098-places': addPlaces });
    expect(state).toEqual({ isThere: true, pending: ['0098-places'], unknown: [] });
    expect(() => refuseOlder(state)).toThrow(/older version of Dateline \(it lacks 0098-places\)\. Start the bot once/);
    await close();
  });

  it('says what a newer program has made', async () => {
    const { engine, db, close } = await open();
    await migrate(db, engine, { ...migrations, '0098-places': addPlaces });
    expect(await readSchemaState(db, engine)).toEqual({ isThere: true, pending: [], unknown: ['0098-places'] });
    await expect(migrate(db, engine)).rejects.toMatchObject({
      code: 'store-unavailable',
      message: expect.stringContaining('it has 0098-places'),
    });
    await close();
  });
});

describe.skipIf(server === undefined)(
  server === undefined
    ? 'bots that start together: NOT TESTED, no PostgreSQL server is to be had here'
    : 'bots that start together on PostgreSQL',
  () => {
    it('make the tables once, and all find them', async () => {
      const url = new Secret((await server?.createDatabase()) ?? '');
      const options = {
        target: { kind: 'postgresql', url },
        access: 'write',
        secretKey: new Secret('k'),
        now: () => 0,
      } as const;
      const logs = Array.from({ length: 4 }, () => new RecordingLog());
      const connections = await Promise.all(logs.map((own) => openConnection({ ...options, log: own })));

      for (const [index, connection] of connections.entries()) {
        await connection.query((db) =>
          db
            .insertInto('event')
            .values({ key: String(index), at: 1 })
            .execute(),
        );
      }
      const made = logs.flatMap(({ lines }) => lines.flatMap(({ fields }) => fields.migrations));
      expect(made).toEqual(Object.keys(migrations));
      for (const connection of connections) await connection.close();
    });
  },
);
