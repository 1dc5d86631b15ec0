import { sql } from 'kysely';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Secret } from '../../src/lib/secret.js';
import { openConnection } from '../../src/store/open-connection.js';
import { RecordingLog } from '../fakes/recording-log.js';
import { startPostgres } from '../servers/postgres.js';

const server = await startPostgres();
afterAll(() => server?.stop());

const open = (url: string) =>
  openConnection({
    target: { kind: 'postgresql', url: new Secret(url) },
    access: 'write',
    secretKey: new Secret('k'.repeat(64)),
    now: () => 0,
    log: new RecordingLog(),
  });

async function runSql(url: string, text: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  await client.query(text);
  await client.end();
}

describe.skipIf(server === undefined)(
  server === undefined ? 'a session on PostgreSQL: NOT TESTED, no server is to be had here' : 'a session on PostgreSQL',
  () => {
    let url = '';
    beforeAll(async () => {
      url = (await server?.createDatabase()) ?? '';
    });

    async function show(setting: string, address = url): Promise<unknown> {
      const connection = await open(address);
      const { rows } = await sql<Record<string, unknown>>`${sql.raw(`show ${setting}`)}`.execute(connection.db);
      await connection.close();
      return rows[0]?.[setting];
    }

    it.each([
      ['off', 'on'],
      ['on', 'on'],
      ['remote_apply', 'remote_apply'],
    ])('with commits that are %s on the server waits for the disk: %s', async (given, expected) => {
      await runSql(url, `alter database ${new URL(url).pathname.slice(1)} set synchronous_commit = ${given}`);
      expect(await show('synchronous_commit')).toBe(expected);
    });

    it('has a limit for a statement, and a name by which an operator knows it', async () => {
      expect(await show('statement_timeout')).toBe('10s');
      expect(await show('application_name')).toBe('dateline');
    });

    it('lets the address decide where it says something', async () => {
      expect(await show('application_name', `${url}?application_name=evening-desk`)).toBe('evening-desk');
    });

    it('leaves the numbers of other users of the package alone', async () => {
      await (await open(url)).close();
      const client = new pg.Client({ connectionString: url });
      await client.connect();
      expect((await client.query('select 1::int8 as number')).rows).toEqual([{ number: '1' }]);
      await client.end();
    });

    it('repeats a transaction that stood in the way of another, and both are done', async () => {
      const connection = await open(url);
      await connection.query((db) =>
        db
          .insertInto('counter')
          .values(['a', 'b'].map((name) => ({ name, value: 0 })))
          .execute(),
      );
      let waiting = 0;
      let letGo = () => {};
      const both = new Promise<void>((resolve) => {
        letGo = resolve;
      });
      let runs = 0;
      const addTo = (first: string, second: string) =>
        connection.transaction(async (db) => {
          runs += 1;
          const add = (name: string) =>
            db
              .updateTable('counter')
              .set(({ eb }) => ({ value: eb('value', '+', 1) }))
              .where('name', '=', name)
              .execute();
          await add(first);
          waiting += 1;
          if (waiting === 2) letGo();
          await both;
          await add(second);
        });
      await Promise.all([addTo('a', 'b'), addTo('b', 'a')]);

      expect(runs).toBe(3);
      const counters = await connection.query((db) => db.selectFrom('counter').selectAll().orderBy('name').execute());
      expect(counters).toEqual(['a', 'b'].map((name) => ({ name, value: 2 })));
      await connection.close();
    });

    it('gives up a transaction that is in the way four times', async () => {
      const connection = await open(url);
      let runs = 0;
      const failing = connection.transaction((db) => {
        runs += 1;
        return sql`do $$ begin raise exception 'again' using errcode = '40001'; end $$`.execute(db);
      });
      await expect(failing).rejects.toMatchObject({ code: 'store-unavailable', retryable: true });
      expect(runs).toBe(4);
      await connection.close();
    });

    it('does not lose a connection to a parameter that cannot be sent', async () => {
      const connection = await open(url);
      const circle: unknown[] = [];
      circle.push({ circle });
      const failing = connection.query((db) => sql`select ${circle}`.execute(db));
      await expect(failing).rejects.toThrow(TypeError);
      expect(await connection.query((db) => db.selectFrom('event').selectAll().execute())).toEqual([]);
      await connection.close();
    });
  },
);
