import { beforeEach, describe, expect, it } from 'vitest';
import type { Connection } from '../../../src/store/connection.js';
import { createDeliveryQueries, type DeliveryOutcome } from '../../../src/store/deliveries.js';
import type { Delivery } from '../../../src/store/delivery-row.js';
import { createSubscriptionQueries } from '../../../src/store/subscriptions.js';
import { createToldQueries } from '../../../src/store/told.js';
import type { StoreSuite, TestClock } from './test-store.js';

const GUILD = 'discord:guild:1';
const LEASE_MS = 1_000;

/** What every store notes of a digest on its way into a channel. */
export const describePostings: StoreSuite = (open) => {
  describe('a delivery on its way', () => {
    let connection: Connection;
    let clock: TestClock;
    let openAnother: () => Promise<Connection | undefined>;
    const queries = () => createDeliveryQueries(connection);
    const subscribe = (id: string, creator?: string) =>
      createSubscriptionQueries(connection).add({
        id,
        space: GUILD,
        platform: 'discord',
        channel: '100',
        ...(creator !== undefined && { creator }),
        schedule: '08:00',
        empty: 'line',
        zone: 'UTC',
      });
    const plan = (id: string, dueAt = 10_000, subscription = 's1') =>
      queries().plan({ id, subscription, occasion: `occasion of ${id}`, dueAt });
    const claim = async (id: string): Promise<Delivery> => {
      const claimed = await queries().claim(id, LEASE_MS);
      if (claimed === undefined) throw new Error(`somebody has ${id}`);
      return claimed;
    };
    const settle = async (id: string, outcome: DeliveryOutcome) => queries().settle(await claim(id), outcome);
    const get = async (id: string) => (await queries().list({ limit: 1_000 })).find((delivery) => delivery.id === id);

    beforeEach(async () => {
      ({ connection, clock, openAnother } = await open());
      clock.nowMs = 10_000;
      await subscribe('s1', 'discord:7');
    });

    it('names the reply that is posted, since when, and is left alone anew', async () => {
      await plan('d1');
      const claimed = await claim('d1');
      expect(claimed).not.toHaveProperty('postingAt');
      clock.nowMs += 900;
      expect(await queries().begin(claimed, 'r1', LEASE_MS)).toBe(true);
      expect(await get('d1')).toMatchObject({
        state: 'sending',
        attempts: 1,
        reply: 'r1',
        postingAt: 10_900,
        leaseUntil: 11_900,
      });
      clock.nowMs = 11_900;
      expect(await queries().claim('d1', LEASE_MS)).toBeUndefined();
      clock.nowMs += 1;
      expect(await queries().claim('d1', LEASE_MS)).toMatchObject({ attempts: 2, reply: 'r1', postingAt: 10_900 });
    });

    it('keeps the first instant at which it may have been posted, however often it is tried', async () => {
      await plan('d1');
      await queries().begin(await claim('d1'), 'r1', LEASE_MS);
      clock.nowMs += LEASE_MS + 1;
      const second = await claim('d1');
      expect(await queries().begin(second, 'r1', LEASE_MS)).toBe(true);
      await queries().settle(second, { state: 'planned', dueAt: 20_000, reason: 'the platform is silent' });
      expect(await get('d1')).toMatchObject({ postingAt: 10_000, reply: 'r1', refusals: 0 });
    });

    it('must not be posted by one whom another followed, who has settled it, or whose subscription is gone', async () => {
      await plan('d1');
      const first = await claim('d1');
      clock.nowMs += LEASE_MS + 1;
      const second = await claim('d1');
      expect(await queries().begin(first, 'stale', LEASE_MS)).toBe(false);
      expect(await get('d1')).not.toHaveProperty('reply');
      await queries().settle(second, { state: 'skipped', reason: 'nothing new' });
      expect(await queries().begin(second, 'r1', LEASE_MS)).toBe(false);

      await plan('d2');
      const claimed = await claim('d2');
      await createSubscriptionQueries(connection).remove('s1', GUILD);
      expect(await queries().begin(claimed, 'r1', LEASE_MS)).toBe(false);
      expect(await queries().settle(claimed, { state: 'sent', message: '900', told: [TOLD] })).toBe(false);
    });

    it('is begun by one of two who took it on one after the other, whoever comes first', async () => {
      const others = createDeliveryQueries((await openAnother()) ?? connection);
      for (let round = 0; round < 10; round += 1) {
        const id = `d${round}`;
        await plan(id);
        const first = await claim(id);
        clock.nowMs += LEASE_MS + 1;
        const [isBegun, second] = await Promise.all([
          queries().begin(first, 'r1', LEASE_MS),
          others.claim(id, LEASE_MS),
        ]);
        expect(isBegun).toBe(second === undefined);
      }
    });

    it('is surely not in the channel when the try was undone, and was refused once more when the platform said no', async () => {
      await plan('d1');
      const begun = async () => {
        const claimed = await claim('d1');
        await queries().begin(claimed, 'r1', LEASE_MS);
        return claimed;
      };
      await queries().settle(await begun(), { state: 'planned', dueAt: 10_000, reason: 'busy', isUndone: true });
      expect(await get('d1')).toMatchObject({ state: 'planned', reply: 'r1', refusals: 0, reason: 'busy' });
      expect(await get('d1')).not.toHaveProperty('postingAt');
      for (const refusals of [1, 2]) {
        await queries().settle(await begun(), { state: 'planned', dueAt: 10_000, reason: 'no', isRefused: true });
        expect(await get('d1')).toMatchObject({ state: 'planned', refusals });
        expect(await get('d1')).not.toHaveProperty('postingAt');
      }
    });

    it('notes what was told when it is sent, each article as it was told last', async () => {
      await plan('d1');
      await plan('d2');
      await subscribe('s2');
      const told = [
        { article: 'harbour', revision: 'one' },
        { article: 'ferry', revision: 'one' },
        { article: 'harbour', revision: 'two' },
      ];
      await settle('d1', { state: 'sent', message: '900', told });
      expect(await createToldQueries(connection).of('s1')).toEqual(
        new Map([
          ['ferry', 'one'],
          ['harbour', 'two'],
        ]),
      );
      await settle('d2', { state: 'sent', message: '901', told: [{ article: 'ferry', revision: 'two' }] });
      expect((await createToldQueries(connection).of('s1')).get('ferry')).toBe('two');
      expect(await createToldQueries(connection).of('s2')).toEqual(new Map());
    });

    it('notes more articles than one statement takes', async () => {
      await plan('d1');
      const told = Array.from({ length: 1_200 }, (_, number) => ({ article: `a${number}`, revision: 'r' }));
      await settle('d1', { state: 'sent', message: '900', told });
      expect((await createToldQueries(connection).of('s1')).size).toBe(1_200);
    });

    it('is sent with what it told, or neither', async () => {
      await plan('d1');
      const claimed = await claim('d1');
      const cut = createDeliveryQueries({
        ...connection,
        transaction: (work) =>
          connection.transaction(async (db) => {
            await work(db);
            throw new Error('cut');
          }),
      });
      await expect(cut.settle(claimed, { state: 'sent', message: '900', told: [TOLD] })).rejects.toThrow('cut');
      expect(await get('d1')).toMatchObject({ state: 'sending' });
      expect(await createToldQueries(connection).of('s1')).toEqual(new Map());
    });

    it('that somebody else has taken on tells nothing', async () => {
      await plan('d1');
      const first = await claim('d1');
      clock.nowMs += LEASE_MS + 1;
      await claim('d1');
      expect(await queries().settle(first, { state: 'sent', message: '900', told: [TOLD] })).toBe(false);
      expect(await createToldQueries(connection).of('s1')).toEqual(new Map());
    });

    it('is known by its occasion, whatever became of it', async () => {
      await subscribe('s2');
      await plan('d1');
      await plan('d2');
      await plan('d3', 10_000, 's2');
      await settle('d2', { state: 'failed', reason: 'gone' });
      const occasions = ['d1', 'd2', 'd3', 'd4'].map((id) => `occasion of ${id}`);
      expect(await queries().planned('s1', occasions)).toEqual(new Set(['occasion of d1', 'occasion of d2']));
      expect(await queries().planned('s1', [])).toEqual(new Set());
    });

    it('says when the newest was due in the first place, also when it is tried later', async () => {
      expect(await queries().lastDue('s1')).toBeUndefined();
      await plan('d1', 9_000);
      await plan('d2', 8_000);
      expect(await queries().lastDue('s1')).toBe(9_000);
      await settle('d2', { state: 'planned', dueAt: 9_500 });
      expect(await get('d2')).toMatchObject({ dueAt: 9_500, occasionAt: 8_000 });
      expect(await queries().lastDue('s1')).toBe(9_000);
      expect(await queries().lastDue('s2')).toBeUndefined();
    });

    it('says up to when the channel knows what is new: the last that was sent, or had nothing to tell', async () => {
      await subscribe('s2');
      expect(await queries().toldUntil('s1')).toBeUndefined();
      for (const [id, outcome, expected] of [
        ['d1', { state: 'failed', reason: 'gone' }, undefined],
        ['d2', { state: 'sent', message: '2' }, 10_002],
        ['d3', { state: 'skipped', reason: 'nothing new' }, 10_003],
        ['d4', { state: 'skipped', reason: 'too late', isMissed: true }, 10_003],
        ['d5', { state: 'failed', reason: 'gone' }, 10_003],
        ['d6', { state: 'planned', dueAt: 90_000 }, 10_003],
        ['d7', { state: 'sent', message: '7' }, 10_007],
      ] as const) {
        clock.nowMs += 1;
        await plan(id, 1);
        await settle(id, outcome);
        expect(await queries().toldUntil('s1')).toBe(expected);
      }
      expect(await queries().toldUntil('s2')).toBeUndefined();
    });

    it('is free at once when the only bot starts anew, and what the killed one says late is not believed', async () => {
      await plan('d1');
      await plan('d2');
      const killed = await claim('d1');
      await queries().begin(killed, 'r1', 60 * LEASE_MS);
      await settle('d2', { state: 'sent', message: '2' });
      await queries().releaseAll();
      const anew = await queries().claimDue(LEASE_MS);
      expect(anew).toMatchObject({ id: 'd1', attempts: 2, reply: 'r1', postingAt: 10_000 });
      expect(await queries().claimDue(LEASE_MS)).toBeUndefined();
      expect(await queries().settle(killed, { state: 'sent', message: '1' })).toBe(false);
    });

    it('names the occasions that were missed after an instant, and none that was skipped for another reason', async () => {
      await subscribe('s2');
      for (const [id, dueAt, subscription] of [
        ['d3', 3_000, 's1'],
        ['d1', 1_000, 's1'],
        ['d2', 2_000, 's1'],
        ['d4', 4_000, 's2'],
      ] as const) {
        await plan(id, dueAt, subscription);
        await settle(id, { state: 'skipped', reason: 'too late', isMissed: true });
      }
      await plan('d5', 2_500);
      await settle('d5', { state: 'skipped', reason: 'nothing new' });
      expect(await queries().missedSince('s1', 0)).toEqual(['d1', 'd2', 'd3'].map((id) => `occasion of ${id}`));
      expect(await queries().missedSince('s1', 1_000)).toEqual(['d2', 'd3'].map((id) => `occasion of ${id}`));
    });

    it('counts those that were sent after an instant', async () => {
      await subscribe('s2');
      for (const [id, outcome, subscription] of [
        ['d1', { state: 'sent', message: '1' }, 's1'],
        ['d2', { state: 'sent', message: '2' }, 's1'],
        ['d3', { state: 'failed', reason: 'gone' }, 's1'],
        ['d4', { state: 'sent', message: '4' }, 's2'],
      ] as const) {
        clock.nowMs += 100;
        await plan(id, 1, subscription);
        await settle(id, outcome);
      }
      expect(await queries().countSent('s1', 0)).toBe(2);
      expect(await queries().countSent('s1', 10_100)).toBe(1);
      expect(await queries().countSent('s1', 10_200)).toBe(0);
    });

    it('that failed is there for its maker until that one was told, with the reason and whether it goes on', async () => {
      await subscribe('nobody');
      await plan('d1');
      await plan('d2');
      await plan('d3', 10_000, 'nobody');
      await plan('d4');
      for (const id of ['d2', 'd3', 'd1']) {
        clock.nowMs += 1;
        await settle(id, { state: 'failed', reason: 'The channel is gone.' });
      }
      await settle('d4', { state: 'skipped', reason: 'nothing new' });
      expect((await queries().untold()).map(({ id }) => id)).toEqual(['d2', 'd1']);
      await createSubscriptionQueries(connection).pause('s1', GUILD, 'The channel is gone.');
      expect((await queries().untold())[0]).toMatchObject({
        id: 'd2',
        creator: 'discord:7',
        channel: '100',
        reason: 'The channel is gone.',
        isPaused: true,
      });
      await queries().told('d2');
      expect((await queries().untold()).map(({ id }) => id)).toEqual(['d1']);
    });
  });
};

const TOLD = { article: 'harbour', revision: 'one' };
