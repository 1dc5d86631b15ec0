import { describe, expect, it } from 'vitest';
import type { Article } from '../../../src/core/article/article.js';
import { type ArticleQueries, createArticleQueries } from '../../../src/store/articles.js';
import { createArticle } from './samples.js';
import { START_MS, type StoreSuite } from './test-store.js';

const ISO_START = new Date(START_MS).toISOString();

/** A new bot's view: each article by space and id. */
export async function readVisible(articles: ArticleQueries): Promise<Map<string, Article>> {
  const seen = new Map<string, Article>();
  for await (const { article, space } of articles.visible()) seen.set(`${space} ${article.id}`, article);
  return seen;
}

/** What every store does with articles that are added at run time. */
export const describeArticles: StoreSuite = (open) => {
  const openArticles = async () => {
    const store = await open();
    return { ...store, articles: createArticleQueries(store.connection) };
  };

  describe('an added article', () => {
    it('comes back with every field, to the last sign', async () => {
      const { articles } = await openArticles();
      const full: Required<Article> = {
        id: 'łódź-北京',
        revision: '0123456789ab',
        title: 'A “title”',
        body: 'One.\u0000\ud800 Two: 👩‍🚒 \'quoted\' \\ "twice"\n\n$1 ? %s',
        publisher: 'The Lamp',
        published: '2031-04-02',
        publishedAt: '2031-04-02T09:30:00.000Z',
        url: 'https://lamp.example/a?b=c&d',
        author: 'Ann O’Neil',
        language: 'en-GB',
        people: [{ name: 'Osama', aliases: ['Usama'] }],
        places: [{ name: 'Lunholm', aliases: [] }],
        organizations: [{ name: 'Harbour Office', aliases: ['HO', 'the Office'] }],
        topics: ['ferries'],
        sources: [{ name: 'Agency', url: 'https://agency.example/', date: '2031-04-01' }, { name: 'Mayor' }],
        copyOf: 'another',
      };
      await articles.add(full, ['*']);
      await articles.add(createArticle('plain'), ['slack:T1']);
      expect(await readVisible(articles)).toEqual(
        new Map([
          ['slack:T1 plain', createArticle('plain')],
          ['* łódź-北京', full],
        ]),
      );
    });

    it('is there once, however often it is added, whatever the order of its fields', async () => {
      const { articles } = await openArticles();
      const article = createArticle('harbour');
      const reordered = Object.fromEntries(Object.entries(article).reverse()) as unknown as Article;
      expect(await articles.add(article, ['slack:T1', 'slack:T1', 'slack:T2'])).toBe('added');
      const seq = await articles.lastSeq();
      expect(await articles.add(reordered, ['slack:T2', 'slack:T1'])).toBe('unchanged');
      expect(await articles.add(article, [])).toBe('unchanged');
      expect(await articles.lastSeq()).toBe(seq);
      expect((await articles.changesSince(0, 10)).changes).toHaveLength(2);
    });

    it('is added once when many bots add it at once', async () => {
      const { articles, openAnother, connection } = await openArticles();
      const bots = [articles, createArticleQueries((await openAnother()) ?? connection)];
      const results = await Promise.all(
        Array.from({ length: 6 }, () => bots.map((bot) => bot.add(createArticle('harbour'), ['*']))).flat(),
      );
      expect(results.sort()).toEqual(['added', ...Array.from({ length: 11 }, () => 'unchanged')]);
      expect(await articles.lastSeq()).toBe(1);
    });

    it('is seen by a further space without being revised', async () => {
      const { articles } = await openArticles();
      await articles.add(createArticle('harbour'), ['slack:T1']);
      expect(await articles.add(createArticle('harbour'), ['slack:T1', 'slack:T2'])).toBe('added');
      expect([...(await readVisible(articles)).keys()]).toEqual(['slack:T1 harbour', 'slack:T2 harbour']);
    });

    it.each<[what: string, changes: Partial<Article>]>([
      ['text', { body: 'It was closed on Tuesday.' }],
      ['title', { title: 'The harbour: a correction' }],
      ['address', { url: 'https://lamp.example/new' }],
    ])('with a changed %s is revised for the spaces named, and for no other', async (_, changes) => {
      const { articles } = await openArticles();
      const [before, after] = [createArticle('harbour'), createArticle('harbour', changes)];
      await articles.add(before, ['slack:T1', 'slack:T2']);
      expect(await articles.add(after, ['slack:T1'])).toBe('revised');
      expect(await readVisible(articles)).toEqual(
        new Map([
          ['slack:T1 harbour', after],
          ['slack:T2 harbour', before],
        ]),
      );
    });

    it('can be read in an earlier revision, by those who were shown it', async () => {
      const { articles } = await openArticles();
      const [before, after] = [createArticle('harbour'), createArticle('harbour', { body: 'It was closed.' })];
      await articles.add(before, ['slack:T1']);
      await articles.add(after, ['slack:T1']);
      expect(await articles.articleAt('harbour', before.revision, 'slack:T1')).toEqual(before);
      expect(await articles.articleAt('harbour', after.revision, 'slack:T1')).toEqual(after);
      expect(await articles.articleAt('harbour', before.revision, 'slack:T2')).toBeUndefined();
      expect(await articles.articleAt('harbour', before.revision)).toBeUndefined();
      expect(await articles.articleAt('harbour', '000000000000', 'slack:T1')).toBeUndefined();
    });

    it('can be read by a space when it was shown to all, under its last title', async () => {
      const { articles } = await openArticles();
      const corrected = createArticle('harbour', { title: 'Corrected' });
      await articles.add(createArticle('harbour'), ['*']);
      await articles.add(corrected, ['*']);
      await articles.add(createArticle('harbour', { title: 'Private' }), ['slack:T2']);
      for (const space of ['slack:T1', '*', undefined])
        expect(await articles.articleAt('harbour', corrected.revision, space)).toEqual(corrected);
    });

    it('is hidden from one space only', async () => {
      const { articles } = await openArticles();
      await articles.add(createArticle('harbour'), ['slack:T1', 'slack:T2']);
      expect(await articles.remove('harbour', 'slack:T1')).toBe(true);
      expect([...(await readVisible(articles)).keys()]).toEqual(['slack:T2 harbour']);
      const seq = await articles.lastSeq();
      expect(await articles.remove('harbour', 'slack:T1')).toBe(false);
      expect(await articles.remove('nothing', 'slack:T1')).toBe(false);
      expect(await articles.lastSeq()).toBe(seq);
    });

    it('is shown again after it was hidden', async () => {
      const { articles } = await openArticles();
      await articles.add(createArticle('harbour'), ['slack:T1']);
      await articles.remove('harbour', 'slack:T1');
      expect(await articles.add(createArticle('harbour'), ['slack:T1'])).toBe('added');
      expect((await articles.changesSince(0, 10)).changes).toMatchObject([{ change: 'shown', id: 'harbour' }]);
    });

    it('is found among more than one statement can give', async () => {
      const { articles, connection } = await openArticles();
      await articles.add(
        createArticle('harbour'),
        Array.from({ length: 1_203 }, (_, index) => `slack:T${index}`),
      );
      expect((await readVisible(articles)).size).toBe(1_203);
      expect(await createArticleQueries(connection).changesSince(0, 2_000)).toMatchObject({ seq: 1_203 });
    });

    it('that is damaged is named, with the remedy', async () => {
      const { articles, connection } = await openArticles();
      await articles.add(createArticle('harbour'), ['*']);
      for (const content of ['{"id":', '{"id":"harbour"}']) {
        await connection.query((db) => db.updateTable('article_content').set({ content }).execute());
        await expect(readVisible(articles)).rejects.toMatchObject({
          code: 'store-unavailable',
          message: 'The database is damaged: article harbour cannot be read. Restore a backup.',
        });
      }
    });
  });

  describe('the revisions of an article', () => {
    it('come oldest first, with the instant at which each was first seen', async () => {
      const { articles, clock } = await openArticles();
      await articles.noteSeen([{ article: 'harbour', revision: 'bbb' }]);
      clock.nowMs += 60_000;
      await articles.noteSeen([
        { article: 'harbour', revision: 'aaa' },
        { article: 'harbour', revision: 'bbb' },
        { article: 'ferry', revision: 'ccc' },
      ]);
      expect(await articles.revisionsOf('harbour')).toEqual([
        { revision: 'bbb', firstSeen: ISO_START },
        { revision: 'aaa', firstSeen: new Date(START_MS + 60_000).toISOString() },
      ]);
      expect(await articles.revisionsOf('nothing')).toEqual([]);
    });

    it('are those that a space was shown, and no other space’s', async () => {
      const { articles, clock } = await openArticles();
      const [shared, own, foreign] = ['For all.', 'For us.', 'For them.'].map((body) =>
        createArticle('harbour', { body }),
      ) as [Article, Article, Article];
      await articles.add(foreign, ['slack:T2']);
      clock.nowMs += 1;
      await articles.add(own, ['slack:T1']);
      await articles.add(shared, ['*']);
      clock.nowMs += 1;
      await articles.add(own, ['slack:T2']);
      await articles.remove('harbour', 'slack:T1');
      const revisionsOf = async (space?: string) =>
        (await articles.revisionsOf('harbour', space)).map(({ revision }) => revision);
      expect(await revisionsOf('slack:T1')).toEqual([own.revision, shared.revision].sort());
      expect(await revisionsOf('slack:T3')).toEqual([shared.revision]);
      expect(await revisionsOf()).toEqual([shared.revision]);
      // The instant is the space's own too.
      expect((await articles.revisionsOf('harbour', 'slack:T2')).at(-1)).toEqual({
        revision: own.revision,
        firstSeen: new Date(START_MS + 2).toISOString(),
      });
    });

    it('are noted by the thousand, also twice, and by two bots at once', async () => {
      const { articles, openAnother, connection } = await openArticles();
      const revisions = Array.from({ length: 12_000 }, (_, index) => ({ article: `a${index}`, revision: 'aaa' }));
      const another = createArticleQueries((await openAnother()) ?? connection);
      await Promise.all([
        articles.noteSeen([...revisions, ...revisions.slice(0, 600)]),
        another.noteSeen([...revisions].reverse()),
      ]);
      const count = await connection.query((db) =>
        db
          .selectFrom('article_revision')
          .select(({ fn }) => fn.countAll<number>().as('count'))
          .executeTakeFirst(),
      );
      expect(count).toEqual({ count: 12_000 });
      await articles.noteSeen([]);
    });
  });
};
