import fc from 'fast-check';
import { sql } from 'kysely';
import { describe, expect, it } from 'vitest';
import type { Article } from '../../../src/core/article/article.js';
import { appendToLog, transactionInTurn } from '../../../src/store/article-log.js';
import { type ArticleQueries, createArticleQueries } from '../../../src/store/articles.js';
import type { Connection } from '../../../src/store/connection.js';
import { readVisible } from './articles.js';
import { createArticle } from './samples.js';
import { START_MS, type StoreSuite } from './test-store.js';

/** A running bot's view, brought up to date. */
async function follow(
  articles: ArticleQueries,
  view: Map<string, Article>,
  from: number,
  limit: number,
): Promise<number> {
  for (let seq = from; ; ) {
    const next = await articles.changesSince(seq, limit);
    for (const { id, space, article } of next.changes) {
      if (article === undefined) view.delete(`${space} ${id}`);
      else view.set(`${space} ${id}`, article);
    }
    if (next.seq === seq) return seq;
    seq = next.seq;
  }
}

/** What every store tells bots of changes in the articles. */
export const describeArticleLog: StoreSuite = (open) => {
  const openArticles = async () => {
    const store = await open();
    return { ...store, articles: createArticleQueries(store.connection) };
  };

  describe('the log of articles', () => {
    it('starts at nothing', async () => {
      const { articles } = await openArticles();
      expect(await articles.lastSeq()).toBe(0);
      expect(await articles.changesSince(0, 10)).toEqual({ seq: 0, changes: [] });
    });

    it('tells each article and space once, as it is now, where its latest change stands', async () => {
      const { articles } = await openArticles();
      const revised = createArticle('harbour', { body: 'Closed.' });
      await articles.add(createArticle('harbour'), ['*']);
      await articles.add(createArticle('ferry'), ['slack:T1']);
      await articles.add(revised, ['*']);
      await articles.add(createArticle('bridge'), ['slack:T1']);
      await articles.remove('ferry', 'slack:T1');
      expect(await articles.changesSince(0, 10)).toEqual({
        seq: 5,
        changes: [
          { change: 'shown', id: 'harbour', space: '*', article: revised },
          { change: 'shown', id: 'bridge', space: 'slack:T1', article: createArticle('bridge') },
          { change: 'hidden', id: 'ferry', space: 'slack:T1', article: undefined },
        ],
      });
      expect(await articles.changesSince(4, 10)).toMatchObject({ seq: 5, changes: [{ id: 'ferry' }] });
      expect(await articles.changesSince(1, 2)).toMatchObject({
        seq: 3,
        changes: [{ id: 'ferry' }, { id: 'harbour' }],
      });
      expect(await articles.changesSince(5, 10)).toEqual({ seq: 5, changes: [] });
      expect(await articles.lastSeq()).toBe(5);
    });

    it('leads whoever follows it to what a new start would see', async () => {
      const { connection, articles } = await openArticles();
      const step = fc.record({
        id: fc.constantFrom('a', 'b'),
        body: fc.constantFrom(undefined, 'One.', 'Two.'),
        spaces: fc.subarray(['*', 'slack:T1', 'discord:guild:1'], { minLength: 1 }),
        page: fc.option(fc.integer({ min: 1, max: 3 }), { nil: undefined }),
      });
      await fc.assert(
        fc.asyncProperty(fc.array(step, { maxLength: 8 }), async (steps) => {
          const view = await readVisible(articles);
          let seq = await articles.lastSeq();
          for (const { id, body, spaces, page } of steps) {
            if (body !== undefined) await articles.add(createArticle(id, { body }), spaces);
            else for (const space of spaces) await articles.remove(id, space);
            if (page !== undefined) seq = await follow(articles, view, seq, page);
          }
          await follow(articles, view, seq, 2);
          expect(view).toEqual(await readVisible(createArticleQueries(connection)));
        }),
        { numRuns: 25 },
      );
    });

    it('has no gap for a reader beside bots that write at once', async () => {
      const { connection, openAnother, articles } = await openArticles();
      const bots = [articles, createArticleQueries((await openAnother()) ?? connection)];
      const PER_BOT = 40;
      const writing = bots.flatMap((bot, index) =>
        Array.from({ length: PER_BOT }, async (_, number) => {
          await bot.add(createArticle(`a${index}-${number}`), ['*', 'slack:T1']);
          if (number % 4 === 0) await bot.remove(`a${index}-${number}`, '*');
        }),
      );
      let isOver = false;
      const over = Promise.all(writing).then(() => {
        isOver = true;
      });
      const view = new Map<string, Article>();
      let seq = 0;
      while (!isOver) seq = await follow(articles, view, seq, 7);
      await over;
      seq = await follow(articles, view, seq, 7);
      expect(seq).toBe(2 * PER_BOT * 2 + (2 * PER_BOT) / 4);
      expect(view).toEqual(await readVisible(articles));
    });

    it('keeps a later writer back until the earlier is done, so that numbers come in the order of commits', async ({
      skip,
    }) => {
      const { connection, openAnother, articles } = await openArticles();
      const another = await openAnother();
      if (another === undefined) return skip('this store has one writer');
      const order: string[] = [];
      let second: Promise<void> | undefined;
      await transactionInTurn(another, async (db) => {
        const entry = { article: 'first', space: '*', change: 'hidden', revision: null, content_hash: null } as const;
        await appendToLog(db, [entry], START_MS);
        second = articles.add(createArticle('second'), ['*']).then(() => {
          order.push('second');
        });
        await waitUntilBlocked(connection);
        expect(await articles.changesSince(0, 10)).toEqual({ seq: 0, changes: [] });
        order.push('first');
      });
      await second;
      expect(order).toEqual(['first', 'second']);
      expect((await articles.changesSince(0, 10)).changes).toMatchObject([{ id: 'first' }, { id: 'second' }]);
    });
  });
};

async function waitUntilBlocked(connection: Connection): Promise<void> {
  for (let blocked = 0; blocked === 0; ) {
    const { rows } = await connection.query((db) =>
      sql<{ count: number }>`select count(*) as count from pg_stat_activity
        where datname = current_database() and wait_event_type = 'Lock'`.execute(db),
    );
    blocked = rows[0]?.count ?? 0;
  }
}
