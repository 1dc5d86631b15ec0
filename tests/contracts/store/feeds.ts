import { beforeEach, describe, expect, it } from 'vitest';
import type { Connection } from '../../../src/store/connection.js';
import { createFeedQueries } from '../../../src/store/feeds.js';
import type { StoreSuite, TestClock } from './test-store.js';

const GUILD = 'discord:guild:1';
const LEASE_MS = 1_000;

/** What every store does with feeds. */
export const describeFeeds: StoreSuite = (open) => {
  describe('feeds', () => {
    let connection: Connection;
    let clock: TestClock;
    let openAnother: () => Promise<Connection | undefined>;
    const queries = () => createFeedQueries(connection);
    const add = (id: string, url = `https://news.example/${id}`, space = GUILD) => queries().add({ id, space, url });
    const get = async (id: string) => (await queries().all()).find((feed) => feed.id === id);

    beforeEach(async () => {
      ({ connection, clock, openAnother } = await open());
      clock.nowMs = 10_000;
    });

    it('adds a feed that is due at once', async () => {
      const url = 'https://news.example/feed';
      const added = await queries().add({ id: 'f1', space: GUILD, url, creator: '80351110224678912' });
      expect(added).toEqual({
        isNew: true,
        feed: {
          id: 'f1',
          space: GUILD,
          url,
          creator: '80351110224678912',
          nextAt: 10_000,
          failures: 0,
          state: 'active',
          createdAt: 10_000,
          origin: 'request',
        },
      });
      expect(await queries().list([GUILD])).toEqual([{ ...added.feed, articles: 0, held: 0 }]);
      expect(await queries().get('f1')).toEqual(added.feed);
      expect(await queries().claimDue(LEASE_MS)).toEqual(added.feed);
    });

    it('has an address once a space, and says when it was there', async () => {
      const url = 'https://news.example/feed';
      const { feed } = await add('f1', url);
      clock.nowMs += 1;
      expect(await add('f2', url)).toEqual({ feed, isNew: false });
      expect(await add('f3', url, 'slack:T1')).toMatchObject({ feed: { id: 'f3', space: 'slack:T1' }, isNew: true });
      expect((await queries().all()).map(({ id }) => id)).toEqual(['f1', 'f3']);
      expect((await queries().list([GUILD])).map(({ id }) => id)).toEqual(['f1']);
    });

    it('adds one of many that come at the same time', async () => {
      const others = createFeedQueries((await openAnother()) ?? connection);
      const added = await Promise.all(
        Array.from({ length: 12 }, (_, index) =>
          (index % 2 === 0 ? queries() : others).add({ id: `f${index}`, space: GUILD, url: 'https://news.example/' }),
        ),
      );
      expect(added.filter(({ isNew }) => isNew)).toHaveLength(1);
      expect(new Set(added.map(({ feed }) => feed.id)).size).toBe(1);
    });

    it('removes one of its own space only', async () => {
      await add('f1');
      expect([await queries().remove('f1', 'slack:T1'), await queries().remove('f1', GUILD)]).toEqual([false, true]);
      expect(await queries().remove('f1', GUILD)).toBe(false);
      expect(await queries().all()).toEqual([]);
    });

    it('keeps validators to the letter, and forgets those that the server gives no more', async () => {
      await add('f1');
      const etag = 'W/"5a-\u00e4 , ""'; // Servers send what they like.
      const lastModified = 'Sun, 09 Mar 2031 08:00:00 GMT ';
      await queries().succeeded('f1', { etag, lastModified, title: 'Harbour Post', nextAt: 20_000 });
      const feed = await get('f1');
      expect(feed).toMatchObject({ etag, lastModified, title: 'Harbour Post', nextAt: 20_000, lastSuccessAt: 10_000 });

      await queries().succeeded('f1', { nextAt: 30_000 });
      const later = await get('f1');
      expect(later).toMatchObject({ title: 'Harbour Post', nextAt: 30_000 });
      expect(later).not.toHaveProperty('etag');
      expect(later).not.toHaveProperty('lastModified');
    });

    it('keeps the limits of a feed and where it comes from', async () => {
      const url = 'https://news.example/feed';
      const limits = { excerptChars: 400, embargoMs: 7_200_000, origin: 'configuration', title: 'Post' } as const;
      await queries().add({ id: 'f1', space: '*', url, ...limits });
      expect(await get('f1')).toMatchObject(limits);
    });

    it('keeps what a reading left out until the next one', async () => {
      await add('f1');
      await queries().succeeded('f1', { nextAt: 11_000, note: 'One item has no text.' });
      expect(await get('f1')).toMatchObject({ note: 'One item has no text.' });
      await queries().succeeded('f1', { nextAt: 12_000 });
      expect(await get('f1')).not.toHaveProperty('note');
    });

    it('knows since when a feed fails', async () => {
      await add('f1');
      await queries().failed('f1', { error: 'The server said 500.', nextAt: 12_000 });
      clock.nowMs += 500;
      await queries().failed('f1', { error: 'The server said 500.', nextAt: 14_000 });
      expect(await get('f1')).toMatchObject({ failingSince: 10_000 });
      await queries().succeeded('f1', { nextAt: 15_000 });
      expect(await get('f1')).not.toHaveProperty('failingSince');
    });

    it('tells of a disabled feed until its creator was told, and of none that nobody asked for', async () => {
      await queries().add({ id: 'f1', space: GUILD, url: 'https://news.example/1', creator: 'discord:1' });
      await add('f2');
      await queries().disable('f1', 'It failed for a week.');
      await queries().disable('f2', 'It failed for a week.');
      expect((await queries().untold()).map(({ id }) => id)).toEqual(['f1']);
      await queries().told('f1');
      expect(await queries().untold()).toEqual([]);
    });

    it('makes a disabled feed active again when it is added again', async () => {
      await add('f1', 'https://news.example/feed');
      await queries().failed('f1', { error: 'The server said 500.', nextAt: 12_000 });
      await queries().disable('f1', 'It failed for a week.');
      const again = await add('f2', 'https://news.example/feed');
      expect(again).toMatchObject({ isNew: false, feed: { id: 'f1', state: 'active', failures: 0, nextAt: 10_000 } });
      expect((await queries().claimDue(LEASE_MS))?.id).toBe('f1');
    });

    it('moves to another address, unless the space reads that already', async () => {
      await add('f1', 'https://news.example/old');
      await add('f2', 'https://news.example/new');
      expect(await queries().move('f1', 'https://news.example/new')).toBe(false);
      expect(await queries().move('f1', 'https://news.example/newer')).toBe(true);
      expect(await get('f1')).toMatchObject({ url: 'https://news.example/newer' });
    });

    it('leaves one alone for longer while it is being read', async () => {
      await add('f1');
      await queries().claimDue(LEASE_MS);
      clock.nowMs += LEASE_MS;
      await queries().renew('f1', LEASE_MS);
      clock.nowMs += LEASE_MS;
      expect(await queries().claimDue(LEASE_MS)).toBeUndefined();
    });

    it('counts failures until a success', async () => {
      await add('f1');
      await queries().succeeded('f1', { etag: '"1"', nextAt: 11_000 });
      await queries().failed('f1', { error: 'The server said 500.', nextAt: 12_000 });
      await queries().failed('f1', { error: 'The server said nothing.', nextAt: 14_000 });
      expect(await get('f1')).toMatchObject({
        failures: 2,
        lastError: 'The server said nothing.',
        nextAt: 14_000,
        etag: '"1"',
        lastSuccessAt: 10_000,
      });
      await queries().succeeded('f1', { nextAt: 15_000 });
      expect(await get('f1')).toMatchObject({ failures: 0 });
      expect(await get('f1')).not.toHaveProperty('lastError');
    });

    it('gives out the one that is due longest, none before its time', async () => {
      for (const [id, nextAt] of [
        ['later', 9_000],
        ['first', 8_000],
        ['future', 10_001],
      ] as const) {
        await add(id);
        await queries().succeeded(id, { nextAt });
      }
      expect((await queries().claimDue(LEASE_MS))?.id).toBe('first');
      expect((await queries().claimDue(LEASE_MS))?.id).toBe('later');
      expect(await queries().claimDue(LEASE_MS)).toBeUndefined();
      clock.nowMs += 1;
      expect((await queries().claimDue(LEASE_MS))?.id).toBe('future');
    });

    it('gives out one that was taken on and never settled, once its time has run out', async () => {
      await add('f1');
      await queries().claimDue(LEASE_MS);
      clock.nowMs += LEASE_MS;
      expect(await queries().claimDue(LEASE_MS)).toBeUndefined();
      clock.nowMs += 1;
      expect((await queries().claimDue(LEASE_MS))?.id).toBe('f1');
    });

    it('gives out again what a bot had that is no more, when the next one has the database to itself', async () => {
      await add('f1');
      await queries().claimDue(LEASE_MS);
      await queries().releaseAll();
      expect((await queries().claimDue(LEASE_MS))?.id).toBe('f1');
    });

    it('gives out one that was settled when it is due again', async () => {
      await add('f1');
      await queries().claimDue(LEASE_MS);
      await queries().failed('f1', { error: 'The server said 503.', nextAt: 10_500 });
      expect(await queries().claimDue(LEASE_MS)).toBeUndefined();
      clock.nowMs = 10_500;
      expect((await queries().claimDue(LEASE_MS))?.id).toBe('f1');
    });

    it('gives out no disabled one', async () => {
      await add('f1');
      await queries().disable('f1', 'It failed for a week.');
      expect(await queries().claimDue(LEASE_MS)).toBeUndefined();
      expect(await get('f1')).toMatchObject({ state: 'disabled', lastError: 'It failed for a week.' });
    });

    it('gives each to one of many who ask at once', async () => {
      const ids = Array.from({ length: 20 }, (_, index) => `f${index}`);
      for (const id of ids) await add(id);
      const others = createFeedQueries((await openAnother()) ?? connection);
      const taken: string[] = [];
      const takeAll = async (from: typeof others) => {
        for (let feed = await from.claimDue(LEASE_MS); feed !== undefined; feed = await from.claimDue(LEASE_MS)) {
          taken.push(feed.id);
        }
      };
      await Promise.all([queries(), others, queries(), others].map(takeAll));
      expect(taken.sort()).toEqual(ids.sort());
    });
  });
};
