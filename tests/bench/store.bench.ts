import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'libsql';
import pg from 'pg';
import { afterAll, bench, describe } from 'vitest';
import type { AnswerReply } from '../../src/core/reply.js';
import { Secret } from '../../src/lib/secret.js';
import type { Delivery } from '../../src/store/delivery-row.js';
import { openStore, type Store } from '../../src/store/store.js';
import { RecordingLog } from '../fakes/recording-log.js';
import { startPostgres } from '../servers/postgres.js';
import { createSamples, printTimes, time } from './report.js';

// The write path with durability on: a claim, a kept reply and a digest that is noted as sent, beside a bare insert of one
// row on the same kind of store.

const folder = await mkdtemp(join(tmpdir(), 'dateline-bench-'));
const postgres = await startPostgres();
const closers: (() => unknown)[] = [];

afterAll(async () => {
  for (const close of closers) await close();
  await postgres?.stop();
  await rm(folder, { recursive: true, force: true });
});

async function open(target: Parameters<typeof openStore>[0]['target']): Promise<Store> {
  const store = await openStore({
    target,
    access: 'write',
    secretKey: new Secret('k'.repeat(64)),
    now: () => Date.now(),
    log: new RecordingLog(),
  });
  closers.push(() => store.close());
  return store;
}

function createSqliteInsert(): (number: number) => void {
  const database = new Database(join(folder, 'bare.sqlite'));
  for (const setting of ['journal_mode=WAL', 'synchronous=FULL']) database.exec(`PRAGMA ${setting}`);
  database.exec('create table event (key text primary key, at integer not null)');
  const insert = database.prepare('insert into event (key, at) values (?, ?)');
  closers.push(() => database.close());
  return (number) => void insert.run([`event-${number}`, number]);
}

async function createPostgresInsert(url: string): Promise<(number: number) => Promise<unknown>> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  await client.query('create table event (key text primary key, at bigint not null)');
  closers.push(() => client.end());
  return (number) =>
    client.query({
      name: 'insert',
      text: 'insert into event (key, at) values ($1, $2)',
      values: [`e-${number}`, number],
    });
}

const SENTENCE = 'The ferry between Ostrel and Lunholm sails again from Monday, the harbour master said.';
const reply: AnswerReply = {
  kind: 'answer',
  certainty: 'stated',
  question: 'When does the ferry sail again?',
  confidence: 0.9,
  also: [],
  citations: [{ n: 1, article: 'ferry', revision: '0123456789ab', title: 'Ferry is back' }],
  sentences: [1, 2, 3].map((sentence) => ({
    text: SENTENCE,
    article: 'ferry',
    revision: '0123456789ab',
    paragraph: 1,
    sentence,
    start: 0,
    end: SENTENCE.length,
    citation: 1,
    role: 'answer',
  })),
};

const TOLD = Array.from({ length: 20 }, (_, index) => ({ article: `ferry-${index}`, revision: '0123456789ab' }));

/** Gives a delivery that somebody has taken on. */
async function takeOn({ deliveries }: Store, number: number): Promise<Delivery> {
  const id = `delivery-${number}`;
  await deliveries.plan({ id, subscription: 'morning', occasion: id, dueAt: 1 });
  const claimed = await deliveries.claim(id, 60_000);
  if (claimed === undefined) throw new Error('somebody else has it');
  return claimed;
}

async function compare(name: string, insert: (number: number) => unknown, store: Store): Promise<void> {
  await store.subscriptions.add({
    ...{ id: 'morning', space: 'discord:guild:1', platform: 'discord', channel: '1', schedule: '08:00', zone: 'UTC' },
    empty: 'line',
  });
  const bare = createSamples('bare insert of one row');
  const claim = createSamples('claim of an event');
  const keep = createSamples('reply with three quotations');
  const settle = createSamples('digest sent, which told of 20 articles');
  let number = 0;
  describe(name, () => {
    bench(bare.name, () => time(bare, () => insert(number++)), { time: 2000 });
    bench(claim.name, () => time(claim, () => store.events.claim(`event-${number++}`)), { time: 2000 });
    bench(
      keep.name,
      () =>
        time(keep, () =>
          store.replies.keep({
            id: `reply-${number++}`,
            space: 'discord:guild:1',
            thread: `thread-${number % 100}`,
            command: 'ask',
            asker: `discord:${number % 50}`,
            reply,
          }),
        ),
      { time: 2000 },
    );
    bench(
      settle.name,
      async () => {
        const claimed = await takeOn(store, number++);
        await time(settle, () => store.deliveries.settle(claimed, { state: 'sent', message: '1', told: TOLD }));
      },
      { time: 2000, teardown: (_, mode) => void (mode === 'run' && printTimes(name, [bare, claim, keep, settle])) },
    );
  });
}

await compare(
  'A durable write on SQLite',
  createSqliteInsert(),
  await open({ kind: 'sqlite', folder: join(folder, 'state') }),
);
if (postgres === undefined) process.stdout.write('No PostgreSQL could be started: only SQLite was measured.\n');
else {
  await compare(
    `A durable write on PostgreSQL (${postgres.origin})`,
    await createPostgresInsert(await postgres.createDatabase()),
    await open({ kind: 'postgresql', url: new Secret(await postgres.createDatabase()) }),
  );
}
