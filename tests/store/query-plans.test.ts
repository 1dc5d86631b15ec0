import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createQueryId, type Kysely, type KyselyPlugin, type RootOperationNode, sql } from 'kysely';
import { afterAll, describe, expect, it } from 'vitest';
import { Secret } from '../../src/lib/secret.js';
import type { Connection } from '../../src/store/connection.js';
import { createDeliveryQueries } from '../../src/store/deliveries.js';
import { openConnection } from '../../src/store/open-connection.js';
import type { Schema } from '../../src/store/schema.js';
import { createSubscriptionQueries } from '../../src/store/subscriptions.js';
import { createToldQueries } from '../../src/store/told.js';
import { RecordingLog } from '../fakes/recording-log.js';

// What is asked each second must not read through what has grown for years.

const LOG_ROWS = 100_000;
const NOW_MS = LOG_ROWS * 1_000;
const SPACE = 'discord:guild:7';

const folder = await mkdtemp(join(tmpdir(), 'dateline-plans-'));
const connection = await openConnection({
  target: { kind: 'sqlite', folder },
  access: 'write',
  secretKey: new Secret('k'),
  now: () => NOW_MS,
  log: new RecordingLog(),
});
afterAll(async () => {
  await connection.close();
  await rm(folder, { recursive: true });
});

const { db } = connection;
const upTo = (rows: number) => sql`with recursive n(i) as (select 1 union all select i + 1 from n where i < ${rows})`;
await sql`${upTo(LOG_ROWS)} insert into article_log (seq, article, space, change, revision, content_hash, at)
  select i, 'a' || (i / 2), case i % 3 when 0 then '*' else 'discord:guild:' || (i % 50) end,
    case i % 10 when 0 then 'hidden' else 'shown' end, 'r', 'h', i * 1000 from n`.execute(db);
await sql`${upTo(20_000)} insert into article_revision select 'c' || i, 'r', i * 5000 from n`.execute(db);
await sql`${upTo(1_000)} insert into subscription (id, space, platform, channel, schedule, zone, state, created_at)
  select 's' || i, ${SPACE}, 'discord', 'c1', '08:00', 'UTC', 'active', i from n`.execute(db);
await sql`${upTo(90_000)} insert into delivery (id, subscription, occasion, due_at, occasion_at, state, attempts, settled_at)
  select 'd' || i, 's' || (1 + i % 1000), 'o' || i, i * 1000, i * 1000, 'sent', 1, i * 1000 from n`.execute(db);

/** Runs queries, and gives the steps in which SQLite looks through tables for them. */
async function explain(run: (spied: Connection) => Promise<unknown>): Promise<readonly string[]> {
  const nodes: RootOperationNode[] = [];
  const spy: KyselyPlugin = {
    transformQuery: ({ node }) => {
      nodes.push(node);
      return node;
    },
    transformResult: async ({ result }) => result,
  };
  await run({ ...connection, query: <T>(work: (own: Kysely<Schema>) => Promise<T>) => work(db.withPlugin(spy)) });
  const steps: string[] = [];
  for (const node of nodes) {
    const { sql: text, parameters } = db.getExecutor().compileQuery(node, createQueryId());
    // A plan is made without the values.
    if (parameters.length === 0) throw new Error('The query names nothing.');
    const { rows } = await sql<{ detail: string }>`explain query plan ${sql.raw(text.replaceAll('?', 'null'))}`.execute(
      db,
    );
    steps.push(...rows.map(({ detail }) => detail).filter((detail) => /^(?:SCAN|SEARCH)/.test(detail)));
  }
  return steps;
}

describe('on SQLite, with 100,000 changes of articles and 90,000 deliveries', () => {
  it.each<[what: string, run: (spied: Connection) => Promise<unknown>, used: readonly string[]]>([
    [
      'what is due',
      (spied) => createDeliveryQueries(spied).claimDue(1_000),
      [
        'SEARCH delivery USING INDEX delivery_by_due (state=? AND due_at<?)',
        'SEARCH subscription USING INDEX sqlite_autoindex_subscription_1 (id=?)',
      ],
    ],
    [
      'when the newest was due',
      (spied) => createDeliveryQueries(spied).lastDue('s5'),
      ['SEARCH delivery USING COVERING INDEX delivery_by_occasion (subscription=?)'],
    ],
    [
      'which was sent last',
      (spied) => createDeliveryQueries(spied).lastSent('s5'),
      ['SEARCH delivery USING INDEX delivery_by_settling (subscription=? AND state=?)'],
    ],
    [
      'up to when was told',
      (spied) => createDeliveryQueries(spied).toldUntil('s5'),
      ['SEARCH delivery USING INDEX delivery_by_settling (subscription=? AND state=?)'],
    ],
    [
      'how many were sent',
      (spied) => createDeliveryQueries(spied).countSent('s5', 5),
      ['SEARCH delivery USING COVERING INDEX delivery_by_settling (subscription=? AND state=? AND settled_at>?)'],
    ],
    [
      'which were missed',
      (spied) => createDeliveryQueries(spied).missedSince('s5', 5),
      ['SEARCH delivery USING INDEX delivery_by_occasion (subscription=? AND occasion_at>?)'],
    ],
    [
      'what is first seen',
      (spied) => createToldQueries(spied).firstSeen(SPACE, NOW_MS - 100_000),
      [
        'SEARCH article_revision USING INDEX article_revision_by_time (first_seen>?)',
        'SEARCH article_log USING INDEX article_log_by_time (space=? AND at>?)',
        'SEARCH article_revision USING INDEX sqlite_autoindex_article_revision_1 (article=?)',
        'SEARCH article_log USING INDEX article_log_by_space (space=? AND article=?)',
      ],
    ],
  ])('finds %s by an index', async (_, run, used) => {
    const steps = await explain(run);
    expect(steps).toEqual(expect.arrayContaining([...used]));
    expect(steps.filter((step) => /^SCAN (?:article_|delivery|subscription)/.test(step))).toEqual([]);
  });

  it('reads of all subscriptions nothing but them', async () => {
    // Nearly all of them are active.
    const steps = await explain((spied) => createSubscriptionQueries(spied).active());
    expect(steps).toEqual(['SCAN subscription']);
  });
});
