import { beforeEach, describe, expect, it } from 'vitest';
import type { Article } from '../../../src/core/article/article.js';
import type { Arrival } from '../../../src/store/arrivals.js';
import { type ArticleQueries, createArticleQueries } from '../../../src/store/articles.js';
import type { Connection } from '../../../src/store/connection.js';
import { createFeedQueries } from '../../../src/store/feeds.js';
import { createSpaceQueries } from '../../../src/store/spaces.js';
import { createArticle, GUILD } from './samples.js';
import type { StoreSuite, TestClock } from './test-store.js';

const TEAM = 'slack:T1';

/** What every store does with articles as feeds bring them. */
export const describeArrivals: StoreSuite = (open) => {
  describe('arrivals', () => {
    let connection: Connection;
    let clock: TestClock;
    let openAnother: () => Promise<Connection | undefined>;
    let queries: ArticleQueries;
    const feeds = () => createFeedQueries(connection);

    beforeEach(async () => {
      ({ connection, clock, openAnother } = await open());
      queries = createArticleQueries(connection);
      for (const [id, space] of [
        ['f1', GUILD],
        ['f2', GUILD],
        ['f3', TEAM],
        ['f4', '*'],
      ] as const) {
        await feeds().add({ id, space, url: `https://news.example/${id}` });
      }
    });

    /** An item whose address and text are as named. */
    function toArrival(address: string, text: string, changes: Partial<Arrival> & { title?: string } = {}): Arrival {
      const { title = address, ...others } = changes;
      return {
        feed: 'f1',
        space: GUILD,
        item: `item ${address}`,
        contentHash: `${text} ${title}`,
        addressHash: `address ${address}`,
        textHash: `text ${text}`,
        chooseId: (isTaken) => [address, `${address}-2`, `${address}-3`].find((id) => !isTaken(id)) ?? '',
        toArticle: (id) => createArticle(id, { body: text, title }),
        ...others,
      };
    }

    const visible = async () => {
      const all: string[] = [];
      for await (const { article, space } of queries.visible()) all.push(`${space} ${article.id}: ${article.body}`);
      return all.sort();
    };

    it('shows a new article to the space of its feed, and remembers the item', async () => {
      const received = await queries.receive(toArrival('ferry', 'The ferry is back.'));
      expect(received).toMatchObject({ outcome: 'added', article: { id: 'ferry' } });
      expect(await visible()).toEqual([`${GUILD} ferry: The ferry is back.`]);
      const known = await queries.knownItems('f1', ['item ferry', 'item unknown']);
      expect([...known]).toEqual([['item ferry', 'The ferry is back. ferry']]);
      expect(await feeds().list([GUILD])).toMatchObject([
        { id: 'f1', articles: 1, held: 0 },
        { id: 'f2', articles: 0 },
      ]);
    });

    it('takes the same item as the same article, however often it comes', async () => {
      await queries.receive(toArrival('ferry', 'The ferry is back.'));
      expect(await queries.receive(toArrival('ferry', 'The ferry is back.'))).toMatchObject({ outcome: 'unchanged' });
      expect(await queries.lastSeq()).toBe(1);
    });

    it('takes another text of an address as a new revision of its article', async () => {
      await queries.receive(toArrival('ferry', 'The ferry is back.'));
      clock.nowMs += 1;
      const received = await queries.receive(toArrival('ferry', 'The ferry is late.'));
      expect(received).toMatchObject({ outcome: 'revised', article: { id: 'ferry' } });
      expect(await visible()).toEqual([`${GUILD} ferry: The ferry is late.`]);
      expect(await queries.revisionsOf('ferry', GUILD)).toHaveLength(2);
    });

    it('takes the same text of another address as the same article, now and when that address changes', async () => {
      await queries.receive(toArrival('ferry', 'The ferry is back.'));
      const again = toArrival('boat', 'The ferry is back.', { feed: 'f2' });
      expect(await queries.receive(again)).toMatchObject({ outcome: 'unchanged', article: { id: 'ferry' } });
      const changed = toArrival('boat', 'The ferry is late.', { feed: 'f2' });
      expect(await queries.receive(changed)).toMatchObject({ outcome: 'revised', article: { id: 'ferry' } });
      expect(await visible()).toEqual([`${GUILD} ferry: The ferry is late.`]);
    });

    it('gives two articles of one name an id each', async () => {
      await queries.receive(toArrival('ferry', 'One.'));
      const other = toArrival('ferry', 'Two.', { addressHash: 'another address', item: 'another item' });
      expect(await queries.receive(other)).toMatchObject({ outcome: 'added', article: { id: 'ferry-2' } });
    });

    it('keeps the articles of two spaces apart, be their addresses and texts the same', async () => {
      await queries.receive(toArrival('ferry', 'The ferry is back.'));
      const other = toArrival('ferry', 'The ferry is back.', { feed: 'f3', space: TEAM, title: 'Theirs' });
      expect(await queries.receive(other)).toMatchObject({ outcome: 'added', article: { id: 'ferry' } });
      expect(await visible()).toEqual([`${GUILD} ferry: The ferry is back.`, `${TEAM} ferry: The ferry is back.`]);
    });

    it('leaves an article that all see as it is when the feed of one space brings it', async () => {
      await queries.receive(toArrival('ferry', 'The ferry is back.', { feed: 'f4', space: '*' }));
      const own = toArrival('ferry', 'Something else.');
      expect(await queries.receive(own)).toMatchObject({ outcome: 'unchanged', article: { id: 'ferry' } });
      expect(await visible()).toEqual(['* ferry: The ferry is back.']);
    });

    it('holds an article back until its time, and shows it then once', async () => {
      const showAt = clock.nowMs + 1_000;
      expect(await queries.receive(toArrival('ferry', 'The ferry is back.', { showAt }))).toMatchObject({
        outcome: 'held',
      });
      expect([await visible(), await queries.release(10)]).toEqual([[], []]);
      expect(await feeds().list([GUILD])).toMatchObject([{ id: 'f1', articles: 0, held: 1 }, { id: 'f2' }]);
      clock.nowMs = showAt;
      expect(await queries.release(10)).toMatchObject([{ article: { id: 'ferry' }, space: GUILD }]);
      expect(await queries.release(10)).toEqual([]);
      expect(await visible()).toEqual([`${GUILD} ferry: The ferry is back.`]);
      expect(await queries.lastSeq()).toBe(1);
    });

    it('shows the newest text of one that changed while it was held back, at the time of the first', async () => {
      const showAt = clock.nowMs + 1_000;
      await queries.receive(toArrival('ferry', 'The ferry is back.', { showAt }));
      await queries.receive(toArrival('ferry', 'The ferry is late.', { showAt: showAt + 500 }));
      clock.nowMs = showAt;
      await queries.release(10);
      expect(await visible()).toEqual([`${GUILD} ferry: The ferry is late.`]);
    });

    it('passes an item over without an article', async () => {
      await queries.passOver({ feed: 'f1', item: 'item advert', contentHash: 'advert' });
      expect([...(await queries.knownItems('f1', ['item advert']))]).toEqual([['item advert', 'advert']]);
      expect(await visible()).toEqual([]);
    });

    it('forgets items and what is held back with a feed that is removed, and keeps what was shown', async () => {
      await queries.receive(toArrival('ferry', 'The ferry is back.'));
      await queries.receive(toArrival('boat', 'A boat.', { showAt: clock.nowMs + 1 }));
      await feeds().remove('f1', GUILD);
      clock.nowMs += 1;
      expect(await queries.release(10)).toEqual([]);
      expect((await queries.knownItems('f1', ['item ferry'])).size).toBe(0);
      expect(await queries.receive(toArrival('late', 'Too late.'))).toMatchObject({ outcome: 'unchanged' });
      expect(await visible()).toEqual([`${GUILD} ferry: The ferry is back.`]);
    });

    it('leaves nothing of a space that is deleted', async () => {
      await queries.receive(toArrival('ferry', 'The ferry is back.'));
      await queries.receive(toArrival('boat', 'A boat.', { showAt: clock.nowMs + 1 }));
      await createSpaceQueries(connection).removed(GUILD);
      clock.nowMs += 1;
      await createSpaceQueries(connection).deleteDeparted(clock.nowMs);
      for (const table of ['article_key', 'held_article', 'feed_item'] as const) {
        expect(await connection.query((db) => db.selectFrom(table).selectAll().execute())).toEqual([]);
      }
    });

    it('makes one article of an item that many bring at once', async () => {
      const other = await openAnother();
      const others = other === undefined ? queries : createArticleQueries(other);
      const received = await Promise.all(
        Array.from({ length: 12 }, (_, index) =>
          (index % 2 === 0 ? queries : others).receive(
            toArrival('ferry', 'The ferry is back.', { feed: index % 3 === 0 ? 'f1' : 'f2' }),
          ),
        ),
      );
      expect(received.filter(({ outcome }) => outcome === 'added')).toHaveLength(1);
      expect(new Set(received.map(({ article }: { article: Article }) => article.id))).toEqual(new Set(['ferry']));
    });
  });
};
