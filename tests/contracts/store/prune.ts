import { describe, expect, it } from 'vitest';
import { createArticleQueries } from '../../../src/store/articles.js';
import type { Connection } from '../../../src/store/connection.js';
import { createDeliveryQueries } from '../../../src/store/deliveries.js';
import { createEventQueries } from '../../../src/store/events.js';
import { createFeedbackQueries } from '../../../src/store/feedback.js';
import { createPeopleQueries } from '../../../src/store/people.js';
import { createPruneQueries } from '../../../src/store/prune.js';
import { createReplyQueries } from '../../../src/store/replies.js';
import { createSpaceQueries } from '../../../src/store/spaces.js';
import { createSubscriptionQueries } from '../../../src/store/subscriptions.js';
import { createAnswer, createArticle, createKept, GUILD } from './samples.js';
import { START_MS, type StoreSuite } from './test-store.js';

const DAY_MS = 86_400_000;
const NOTHING = { spaces: 0, replies: 0, deliveries: 0, told: 0, events: 0, logLines: 0, contents: 0 };

/** What every store does with what is old. */
export const describePrune: StoreSuite = (open) => {
  const openPrune = async () => {
    const store = await open();
    const { connection } = store;
    return {
      ...store,
      ...createPruneQueries(connection),
      replies: createReplyQueries(connection),
      articles: createArticleQueries(connection),
    };
  };

  describe('pruning', () => {
    it('finds nothing in an empty store', async () => {
      const { prune } = await openPrune();
      expect(await prune({ keepMs: 0 })).toEqual(NOTHING);
    });

    it('deletes replies whose time is over, so that their words are nowhere', async () => {
      const { prune, connection, replies, clock, readTables } = await openPrune();
      await replies.keep(createKept('old', { reply: createAnswer('Which zeppelin?') }));
      await replies.delivered('old', 'c1', 'm1');
      const judged = { reply: 'old', space: GUILD, asker: 'discord:1', isHelpful: false, reason: 'No zeppelin.' };
      await createFeedbackQueries(connection).judge(judged);
      clock.nowMs += 1;
      await replies.keep(createKept('new', { thread: 'c1/t2', reply: createAnswer('Which lantern?') }));
      expect(JSON.stringify(await readTables())).toContain('zeppelin');
      clock.nowMs += 90 * DAY_MS;
      expect(await prune({ keepMs: 90 * DAY_MS })).toEqual({ ...NOTHING, replies: 1 });
      const left = JSON.stringify(await readTables());
      expect(left).not.toContain('zeppelin');
      expect(left).toContain('lantern');
    });

    it('deletes claimed events after seven days', async () => {
      const { prune, connection, clock } = await openPrune();
      const { claim } = createEventQueries(connection);
      await claim('old');
      clock.nowMs += 1;
      await claim('new');
      clock.nowMs += 7 * DAY_MS;
      expect(await prune({ keepMs: 90 * DAY_MS })).toEqual({ ...NOTHING, events: 1 });
      expect(await claim('new')).toBe(false);
      expect(await claim('old')).toBe(true);
    });

    it('deletes spaces thirty days after they were left', async () => {
      const { prune, connection, replies, clock } = await openPrune();
      const spaces = createSpaceQueries(connection);
      await spaces.removed('slack:T1');
      clock.nowMs += 1;
      await spaces.removed('slack:T2');
      clock.nowMs += 30 * DAY_MS;
      await replies.keep(createKept('r1', { space: 'slack:T1' }));
      expect(await prune({ keepMs: 90 * DAY_MS })).toEqual({ ...NOTHING, spaces: 1 });
      expect(await replies.get('r1', 'slack:T1')).toBeUndefined();
    });

    it('deletes settled deliveries whose time is over, but of each subscription the newest', async () => {
      const { prune, connection, clock } = await openPrune();
      const deliveries = createDeliveryQueries(connection);
      for (const id of ['s1', 's2'])
        await createSubscriptionQueries(connection).add({
          ...{
            id,
            space: GUILD,
            platform: 'discord',
            channel: 'c1',
            schedule: '08:00',
            zone: 'UTC',
            empty: 'line' as const,
          },
        });
      const plan = (subscription: string, day: number) =>
        deliveries.plan({
          id: `${subscription}-${day}`,
          subscription,
          occasion: String(day),
          dueAt: START_MS + day * DAY_MS,
        });
      const settle = async (subscription: string, day: number, state: 'failed' | 'skipped') => {
        await plan(subscription, day);
        const claimed = await deliveries.claim(`${subscription}-${day}`, DAY_MS);
        if (claimed === undefined) throw new Error('it is free');
        await deliveries.settle(claimed, { state, reason: 'The channel is gone.' });
      };
      await settle('s1', 1, 'failed');
      await settle('s1', 2, 'skipped');
      await settle('s1', 3, 'failed');
      await plan('s1', 0);
      await settle('s2', 1, 'failed');
      await plan('s2', 2);
      clock.nowMs += 90 * DAY_MS;
      expect(await prune({ keepMs: 90 * DAY_MS })).toEqual(NOTHING);
      clock.nowMs += 1;
      expect(await prune({ keepMs: 90 * DAY_MS })).toEqual({ ...NOTHING, deliveries: 2 });
      const left = await deliveries.list({ limit: 10 });
      expect(left.map(({ id }) => id).sort()).toEqual(['s1-0', 's1-3', 's2-1', 's2-2']);
    });

    it('deletes contents that nobody sees, once no kept reply quotes them', async () => {
      const { prune, replies, articles, clock } = await openPrune();
      const [quoted, unquoted, seen] = ['One.', 'Two.', 'Three.'].map((body) => createArticle('harbour', { body }));
      if (!quoted || !unquoted || !seen) throw new Error('there are three');
      for (const article of [quoted, unquoted, seen]) await articles.add(article, [GUILD]);
      await articles.add(createArticle('ferry'), ['*']);
      await articles.remove('ferry', '*');
      await replies.keep(createKept('r1', { reply: createAnswer('When?', [quoted]) }));
      expect(await prune({ keepMs: DAY_MS })).toEqual({ ...NOTHING, contents: 2 });
      const isThere = async ({ revision }: { revision: string }) =>
        (await articles.articleAt('harbour', revision, GUILD)) !== undefined;
      expect([await isThere(quoted), await isThere(unquoted), await isThere(seen)]).toEqual([true, false, true]);
      expect(await articles.revisionsOf('harbour', GUILD)).toHaveLength(3);

      clock.nowMs += DAY_MS + 1;
      expect(await prune({ keepMs: DAY_MS })).toEqual({ ...NOTHING, replies: 1, contents: 1 });
      expect([await isThere(quoted), await isThere(seen)]).toEqual([false, true]);
      // What was deleted can be shown again.
      expect(await articles.add(unquoted, [GUILD])).toBe('revised');
      expect(await isThere(unquoted)).toBe(true);
    });

    it('looks through more contents than one statement gives', async () => {
      const { prune, connection, articles } = await openPrune();
      const rows = Array.from({ length: 1_100 }, (_, n) => ({
        article: `a${Math.floor(n / 2)}`,
        revision: String(n),
        content_hash: 'h',
        content: '{}',
      }));
      await connection.query((db) => db.insertInto('article_content').values(rows).execute());
      await articles.add(createArticle('a300'), ['*']);
      expect(await prune({ keepMs: 0 })).toEqual({ ...NOTHING, contents: 1_100 });
      expect(await articles.articleAt('a300', createArticle('a300').revision)).toBeDefined();
    });

    it('deletes what the log says about hidden articles after seven days, and nothing else of it', async () => {
      const { prune, articles, clock } = await openPrune();
      await articles.add(createArticle('harbour'), [GUILD]);
      await articles.remove('harbour', GUILD);
      clock.nowMs += 1;
      await articles.add(createArticle('ferry'), [GUILD]);
      await articles.remove('ferry', GUILD);
      await articles.add(createArticle('ferry'), [GUILD]);
      clock.nowMs += 7 * DAY_MS;
      expect(await prune({ keepMs: DAY_MS })).toEqual({ ...NOTHING, logLines: 1, contents: 1 });
      expect((await articles.changesSince(2, 10)).changes).toMatchObject([{ change: 'shown', id: 'ferry' }]);
      expect(await articles.revisionsOf('harbour', GUILD)).toHaveLength(1);
      expect(await articles.lastSeq()).toBe(5);
    });

    it('leaves not even the names of a deleted space’s articles', async () => {
      const { prune, connection, articles, clock, readTables } = await openPrune();
      await articles.add(createArticle('zeppelin'), [GUILD]);
      await createSpaceQueries(connection).removed(GUILD);
      clock.nowMs += 31 * DAY_MS;
      await prune({ keepMs: DAY_MS });
      expect(JSON.stringify(await readTables())).toContain('zeppelin');
      clock.nowMs += 7 * DAY_MS + 1;
      await prune({ keepMs: DAY_MS });
      expect(JSON.stringify(await readTables())).not.toContain('zeppelin');
    });

    it('keeps what was shown to all when a space quotes it', async () => {
      const { prune, replies, articles } = await openPrune();
      await articles.add(createArticle('harbour'), ['*']);
      await replies.keep(createKept('r1', { reply: createAnswer('When?', [createArticle('harbour')]) }));
      await articles.remove('harbour', '*');
      expect(await prune({ keepMs: DAY_MS })).toEqual(NOTHING);
    });

    it('works in parts that come to all', async () => {
      const { connection, clock } = await openPrune();
      const keys = Array.from({ length: 1_700 }, (_, n) => ({ key: `e${n}`, at: START_MS }));
      await connection.query((db) => db.insertInto('event').values(keys).execute());
      clock.nowMs += 8 * DAY_MS;
      let transactions = 0;
      const counting: Connection = {
        ...connection,
        transaction: (work) => {
          transactions += 1;
          return connection.transaction(work);
        },
      };
      expect(await createPruneQueries(counting).prune({ keepMs: 0 })).toEqual({ ...NOTHING, events: 1_700 });
      // One for each of replies, deliveries, what was told and log lines; nine for the events.
      expect(transactions).toBe(13);
    });

    it('and forgetting, judging, adding, hiding and leaving at once do not stand in one another’s way', async () => {
      const { connection, openAnother, clock } = await openPrune();
      // A transaction whose work runs twice was undone by a deadlock.
      let transactions = 0;
      let runs = 0;
      const watch = (watched: Connection): Connection => ({
        ...watched,
        transaction: (work) => {
          transactions += 1;
          return watched.transaction((db) => {
            runs += 1;
            return work(db);
          });
        },
      });
      const bots = [connection, (await openAnother()) ?? connection].map(watch);
      const PEOPLE = 6;
      for (let round = 0; round < 5; round += 1) {
        const setUp = createReplyQueries(connection);
        for (let n = 0; n < 60; n += 1) {
          const space = n % 2 === 0 ? GUILD : 'slack:T1';
          await setUp.keep(createKept(`r${round}-${n}`, { space, asker: `discord:${n % PEOPLE}` }));
          for (const other of [1, 2]) {
            const asker = `discord:${(n + other) % PEOPLE}`;
            const judgement = { reply: `r${round}-${n}`, space, asker, isHelpful: true };
            await createFeedbackQueries(connection).judge(judgement);
          }
        }
        await createSpaceQueries(connection).removed('slack:T1');
        clock.nowMs += 31 * DAY_MS;
        await Promise.all(
          bots.flatMap((bot, index) => [
            createPruneQueries(bot).prune({ keepMs: DAY_MS }),
            ...Array.from({ length: PEOPLE }, (_, n) => createPeopleQueries(bot).forget(`discord:${n}`)),
            ...Array.from({ length: PEOPLE }, (_, n) =>
              createArticleQueries(bot).add(createArticle(`a${n}`, { body: `${round} ${index}` }), ['*', GUILD]),
            ),
            ...Array.from({ length: PEOPLE }, (_, n) => createArticleQueries(bot).remove(`a${n}`, GUILD)),
            createReplyQueries(bot).keep(createKept(`new${round}-${index}`)),
          ]),
        );
      }
      expect(transactions).toBeGreaterThan(100);
      expect(runs).toBe(transactions);
      expect(await connection.query((db) => db.selectFrom('feedback').selectAll().execute())).toEqual([]);
    });
  });
};
