import { beforeEach, describe, expect, it } from 'vitest';
import { createArticleQueries } from '../../../src/store/articles.js';
import type { Connection } from '../../../src/store/connection.js';
import { createDeliveryQueries } from '../../../src/store/deliveries.js';
import { createPeopleQueries } from '../../../src/store/people.js';
import { createPruneQueries } from '../../../src/store/prune.js';
import { createSpaceQueries } from '../../../src/store/spaces.js';
import { createSubscriptionQueries } from '../../../src/store/subscriptions.js';
import { createToldQueries } from '../../../src/store/told.js';
import { createArticle } from './samples.js';
import { START_MS, type StoreSuite, type TestClock, type TestStore } from './test-store.js';

const GUILD = 'discord:guild:1';
const OTHER = 'discord:guild:2';
const DAY_MS = 86_400_000;

/** What every store knows of what channels have seen, were told and do not want to hear. */
export const describeTold: StoreSuite = (open) => {
  describe('what a channel knows', () => {
    let connection: Connection;
    let clock: TestClock;
    let readTables: TestStore['readTables'];
    const queries = () => createToldQueries(connection);
    const articles = () => createArticleQueries(connection);
    const firstSeen = async (space: string, after: number) =>
      (await queries().firstSeen(space, after)).map(({ article, at }) => `${article} ${at - START_MS}`);

    /** Sends a subscription of a space a digest that tells of an article. */
    const tell = async (subscription: string, space: string, article: string) => {
      const subscriptions = createSubscriptionQueries(connection);
      if ((await subscriptions.find(subscription)) === undefined) {
        await subscriptions.add({
          ...{ id: subscription, space, platform: 'discord', channel: 'c1', creator: 'discord:7' },
          ...{ schedule: '08:00', zone: 'UTC', empty: 'line' },
        });
      }
      const deliveries = createDeliveryQueries(connection);
      const id = `${subscription}-${article}`;
      await deliveries.plan({ id, subscription, occasion: article, dueAt: 1 });
      const claimed = await deliveries.claim(id, 1_000);
      if (claimed === undefined) throw new Error('it is free');
      await deliveries.settle(claimed, { state: 'sent', message: id, told: [{ article, revision: 'r1' }] });
    };

    beforeEach(async () => {
      ({ connection, clock, readTables } = await open());
    });

    it('is first seen when the corpus folder has it or it is shown, the earliest first', async () => {
      clock.nowMs = START_MS + 1;
      await articles().noteSeen([{ article: 'folder-old', revision: 'r1' }]);
      clock.nowMs = START_MS + 2;
      await articles().add(createArticle('shared'), ['*']);
      clock.nowMs = START_MS + 3;
      await articles().noteSeen([{ article: 'folder', revision: 'r1' }]);
      clock.nowMs = START_MS + 4;
      await articles().add(createArticle('own'), [GUILD]);
      expect(await firstSeen(GUILD, START_MS)).toEqual(['folder-old 1', 'shared 2', 'folder 3', 'own 4']);
      expect(await firstSeen(GUILD, START_MS + 2)).toEqual(['folder 3', 'own 4']);
      expect(await firstSeen(GUILD, START_MS + 4)).toEqual([]);
    });

    it('is never what only another space was shown', async () => {
      await articles().add(createArticle('own'), [OTHER]);
      expect(await firstSeen(GUILD, 0)).toEqual([]);
      expect(await firstSeen('*', 0)).toEqual([]);
      clock.nowMs += 5;
      await articles().add(createArticle('own'), [GUILD]);
      expect(await firstSeen(GUILD, START_MS)).toEqual(['own 5']);
      expect(await firstSeen(OTHER, START_MS - 1)).toEqual(['own 0']);
    });

    it('is not first seen again with a later revision, a change of its title, or after it was hidden', async () => {
      await articles().add(createArticle('shown'), [GUILD]);
      await articles().add(createArticle('shared'), ['*']);
      await articles().noteSeen([{ article: 'folder', revision: 'r1' }]);
      clock.nowMs += 10;
      await articles().add(createArticle('shown', { body: 'It was closed.' }), [GUILD]);
      await articles().add(createArticle('shared', { title: 'Another title' }), ['*']);
      await articles().noteSeen([{ article: 'folder', revision: 'r2' }]);
      await articles().remove('shown', GUILD);
      await articles().add(createArticle('shown'), [GUILD]);
      // What all have seen is known to a space that gets its own of it.
      await articles().add(createArticle('shared', { title: 'Its own title' }), [GUILD]);
      expect(await firstSeen(GUILD, START_MS + 5)).toEqual([]);
      expect(await firstSeen(GUILD, START_MS - 1)).toEqual(['folder 0', 'shared 0', 'shown 0']);
    });

    it('is seen although it is hidden by now', async () => {
      await articles().add(createArticle('harbour'), [GUILD]);
      await articles().remove('harbour', GUILD);
      expect(await firstSeen(GUILD, START_MS - 1)).toEqual(['harbour 0']);
    });

    it('is muted for one channel of one space, as often as it is said', async () => {
      await queries().mute(GUILD, 'c1', ['harbour', 'ferry', 'harbour']);
      await queries().mute(GUILD, 'c1', ['harbour']);
      await queries().mute(GUILD, 'c1', []);
      expect(await queries().muted(GUILD, 'c1')).toEqual(new Set(['harbour', 'ferry']));
      expect(await queries().muted(GUILD, 'c2')).toEqual(new Set());
      expect(await queries().muted(OTHER, 'c1')).toEqual(new Set());
    });

    it('is forgotten when its time is over, what was told later and muted later is not', async () => {
      await tell('s1', GUILD, 'old');
      await queries().mute(GUILD, 'c1', ['old']);
      clock.nowMs += 1;
      await tell('s1', GUILD, 'new');
      await queries().mute(GUILD, 'c1', ['new']);
      clock.nowMs += 90 * DAY_MS;
      const { prune } = createPruneQueries(connection);
      expect(await prune({ keepMs: 90 * DAY_MS })).toMatchObject({ told: 2 });
      expect(await queries().of('s1')).toEqual(new Map([['new', 'r1']]));
      expect(await queries().muted(GUILD, 'c1')).toEqual(new Set(['new']));
    });

    it('is forgotten in parts that come to all', async () => {
      await tell('s1', GUILD, 'harbour');
      const rows = Array.from({ length: 700 }, (_, n) => ({
        subscription: 's1',
        article: `a${n}`,
        revision: 'r',
        at: 1,
      }));
      await connection.query((db) => db.insertInto('told_article').values(rows).execute());
      expect(await createPruneQueries(connection).prune({ keepMs: DAY_MS })).toMatchObject({ told: 700 });
      expect(await queries().of('s1')).toEqual(new Map([['harbour', 'r1']]));
    });

    it('goes with its subscription', async () => {
      await tell('s1', GUILD, 'harbour');
      await tell('s2', GUILD, 'harbour');
      await createSubscriptionQueries(connection).remove('s1', GUILD);
      expect(await queries().of('s1')).toEqual(new Map());
      expect(await queries().of('s2')).toEqual(new Map([['harbour', 'r1']]));
    });

    it('goes with its space', async () => {
      await tell('s1', GUILD, 'zeppelin');
      await queries().mute(GUILD, 'c1', ['zeppelin']);
      await tell('s2', OTHER, 'lantern');
      await queries().mute(OTHER, 'c1', ['lantern']);
      const spaces = createSpaceQueries(connection);
      await spaces.removed(GUILD);
      await spaces.deleteDeparted(START_MS + 1);
      const left = JSON.stringify(await readTables());
      expect(left).not.toContain('zeppelin');
      expect(await queries().of('s2')).toEqual(new Map([['lantern', 'r1']]));
      expect(await queries().muted(OTHER, 'c1')).toEqual(new Set(['lantern']));
    });

    it('stays when who asked for it is forgotten, without the name', async () => {
      await tell('s1', GUILD, 'harbour');
      await queries().mute(GUILD, 'c1', ['ferry']);
      expect(await createPeopleQueries(connection).forget('discord:7')).toMatchObject({ ownerships: 1 });
      expect(await createSubscriptionQueries(connection).find('s1')).not.toHaveProperty('creator');
      expect(await queries().of('s1')).toEqual(new Map([['harbour', 'r1']]));
      expect(await queries().muted(GUILD, 'c1')).toEqual(new Set(['ferry']));
    });
  });
};
