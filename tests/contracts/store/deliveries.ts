import fc from 'fast-check';
import { beforeEach, describe, expect, it } from 'vitest';
import type { Connection } from '../../../src/store/connection.js';
import { createDeliveryQueries, type DeliveryOutcome } from '../../../src/store/deliveries.js';
import type { Delivery } from '../../../src/store/delivery-row.js';
import { createSubscriptionQueries } from '../../../src/store/subscriptions.js';
import type { StoreSuite, TestClock } from './test-store.js';

const GUILD = 'discord:guild:1';
const LEASE_MS = 1_000;

/** What every store does with deliveries. */
export const describeDeliveries: StoreSuite = (open) => {
  describe('deliveries', () => {
    let connection: Connection;
    let clock: TestClock;
    let openAnother: () => Promise<Connection | undefined>;
    const queries = () => createDeliveryQueries(connection);
    const subscribe = (id: string, space = GUILD) =>
      createSubscriptionQueries(connection).add({
        id,
        space,
        platform: 'discord',
        channel: '100',
        schedule: '08:00',
        empty: 'line',
        zone: 'UTC',
      });
    const plan = (id: string, dueAt = 10_000, subscription = 's1') =>
      queries().plan({ id, subscription, occasion: `occasion of ${id}`, dueAt });
    const get = async (id: string) => (await queries().list({ limit: 1_000 })).find((delivery) => delivery.id === id);

    beforeEach(async () => {
      ({ connection, clock, openAnother } = await open());
      clock.nowMs = 10_000;
      await subscribe('s1');
    });

    it('plans one for a subscription and an occasion, and leaves it as it is the second time', async () => {
      await subscribe('s2');
      const digest = { subscription: 's1', occasion: '2031-03-09', dueAt: 12_000 };
      expect(await queries().plan({ id: 'd1', ...digest })).toBe(true);
      expect(await queries().plan({ id: 'd2', ...digest, dueAt: 13_000 })).toBe(false);
      expect(await queries().plan({ id: 'd3', ...digest, subscription: 's2' })).toBe(true);
      expect(await queries().plan({ id: 'd4', ...digest, occasion: '2031-03-10' })).toBe(true);
      expect(await queries().list({ limit: 10 })).toHaveLength(3);
      expect(await get('d1')).toEqual({
        id: 'd1',
        ...digest,
        occasionAt: 12_000,
        state: 'planned',
        attempts: 0,
        refusals: 0,
        space: GUILD,
        platform: 'discord',
        channel: '100',
      });
    });

    it('plans none for a subscription that is gone', async () => {
      expect(await plan('d1', 10_000, 'removed')).toBe(false);
    });

    it('plans one when many plan the same at once', async () => {
      const others = createDeliveryQueries((await openAnother()) ?? connection);
      const planned = await Promise.all(
        Array.from({ length: 12 }, (_, index) =>
          (index % 2 === 0 ? queries() : others).plan({
            id: `d${index}`,
            subscription: 's1',
            occasion: '2031-03-09',
            dueAt: 1,
          }),
        ),
      );
      expect(planned.filter(Boolean)).toHaveLength(1);
    });

    it('gives a delivery to one, until the time runs out', async () => {
      await plan('d1');
      const first = await queries().claim('d1', LEASE_MS);
      expect(first).toMatchObject({ state: 'sending', attempts: 1, leaseUntil: 11_000 });
      clock.nowMs += LEASE_MS;
      expect(await queries().claim('d1', LEASE_MS)).toBeUndefined();
      clock.nowMs += 1;
      expect(await queries().claim('d1', LEASE_MS)).toMatchObject({ attempts: 2, leaseUntil: 12_001 });
      expect(await queries().claim('unknown', LEASE_MS)).toBeUndefined();
    });

    it('refuses the word of one whose time ran out and whom another followed', async () => {
      await plan('d1');
      const first = (await queries().claim('d1', LEASE_MS)) as Delivery;
      clock.nowMs += LEASE_MS + 1;
      const second = (await queries().claim('d1', LEASE_MS)) as Delivery;

      expect(await queries().settle(first, { state: 'failed', reason: 'too slow' })).toBe(false);
      expect(await get('d1')).toMatchObject({ state: 'sending', attempts: 2 });
      expect(await queries().settle(second, { state: 'sent', message: '900' })).toBe(true);
      expect(await queries().settle(first, { state: 'sent', message: '800' })).toBe(false);
      expect(await get('d1')).toMatchObject({ state: 'sent', message: '900' });
    });

    it('takes the word of one whose time ran out as long as nobody followed', async () => {
      await plan('d1');
      const claimed = (await queries().claim('d1', LEASE_MS)) as Delivery;
      clock.nowMs += 5 * LEASE_MS;
      expect(await queries().settle(claimed, { state: 'sent', message: '900' })).toBe(true);
    });

    it.each<[outcome: DeliveryOutcome, expected: Partial<Delivery>]>([
      [
        { state: 'sent', message: '900' },
        { state: 'sent', message: '900', settledAt: 10_007 },
      ],
      [
        { state: 'failed', reason: 'unknown-outcome' },
        { state: 'failed', reason: 'unknown-outcome', settledAt: 10_007 },
      ],
      [
        { state: 'skipped', reason: 'more than 12 hours late' },
        { state: 'skipped', reason: 'more than 12 hours late', settledAt: 10_007 },
      ],
      [
        { state: 'planned', dueAt: 60_000, reason: 'the platform asks to wait' },
        { state: 'planned', dueAt: 60_000, reason: 'the platform asks to wait' },
      ],
      [
        { state: 'planned', dueAt: 60_000 },
        { state: 'planned', dueAt: 60_000 },
      ],
    ])('notes %j', async (outcome, expected) => {
      await plan('d1');
      const claimed = (await queries().claim('d1', LEASE_MS)) as Delivery;
      clock.nowMs += 7;
      expect(await queries().settle(claimed, outcome)).toBe(true);
      const delivery = await get('d1');
      expect(delivery).toEqual({
        id: 'd1',
        subscription: 's1',
        occasion: 'occasion of d1',
        dueAt: 10_000,
        occasionAt: 10_000,
        attempts: 1,
        refusals: 0,
        space: GUILD,
        platform: 'discord',
        channel: '100',
        ...expected,
      });
      expect(await queries().settle(claimed, { state: 'failed', reason: 'again' })).toBe(false);
      expect((await queries().claim('d1', LEASE_MS)) !== undefined).toBe(outcome.state === 'planned');
    });

    it('refuses the word of one who gave a delivery back and whom another followed in the same instant', async () => {
      await plan('d1');
      const first = (await queries().claim('d1', LEASE_MS)) as Delivery;
      await queries().settle(first, { state: 'planned', dueAt: 10_000 });
      const second = (await queries().claim('d1', LEASE_MS)) as Delivery;
      expect(second.leaseUntil).toBe(first.leaseUntil);
      expect(await queries().settle(first, { state: 'failed', reason: 'late' })).toBe(false);
      expect(await queries().settle(second, { state: 'sent', message: '900' })).toBe(true);
    });

    it('gives out what is due longest, nothing before its time', async () => {
      for (const id of ['s2', 's3']) await subscribe(id);
      await plan('later', 9_000, 's2');
      await plan('first', 8_000);
      await plan('future', 10_001, 's3');
      expect(await queries().claimDue(LEASE_MS)).toMatchObject({ id: 'first', attempts: 1, leaseUntil: 11_000 });
      expect((await queries().claimDue(LEASE_MS))?.id).toBe('later');
      expect(await queries().claimDue(LEASE_MS)).toBeUndefined();
      clock.nowMs = 11_001;
      expect((await queries().claimDue(LEASE_MS))?.id).toBe('first');
    });

    it('gives out one after the other of one subscription', async () => {
      await plan('first', 8_000);
      await plan('second', 9_000);
      const first = (await queries().claimDue(LEASE_MS)) as Delivery;
      expect(await queries().claimDue(LEASE_MS)).toBeUndefined();
      await queries().settle(first, { state: 'sent', message: '900' });
      expect((await queries().claimDue(LEASE_MS))?.id).toBe('second');
    });

    it('gives out one of a subscription to one of many who ask at once', async () => {
      const others = createDeliveryQueries((await openAnother()) ?? connection);
      for (let round = 0; round < 8; round += 1) {
        for (let number = 0; number < 6; number += 1) await plan(`d${round}-${number}`);
        const sides = [queries(), others, queries(), others, queries(), others];
        const claims = (await Promise.all(sides.map((side) => side.claimDue(LEASE_MS)))).filter((one) => one);
        expect(claims).toHaveLength(1);
        for (let due = claims[0]; due !== undefined; due = await queries().claimDue(LEASE_MS)) {
          await queries().settle(due, { state: 'skipped', reason: 'The round is over.' });
        }
      }
    });

    it('lets the deliveries of a paused subscription wait', async () => {
      await plan('d1');
      const subscriptions = createSubscriptionQueries(connection);
      await subscriptions.pause('s1', GUILD);
      expect(await queries().claimDue(LEASE_MS)).toBeUndefined();
      await subscriptions.resume('s1', GUILD);
      expect((await queries().claimDue(LEASE_MS))?.id).toBe('d1');
    });

    it('lists the newest first, as many as are asked for, of one space or all', async () => {
      await subscribe('s2', 'slack:T1');
      await plan('a', 1);
      await plan('b', 3);
      await plan('c', 2, 's2');
      const idsOf = async (options: { space?: string; limit: number }) =>
        (await queries().list(options)).map(({ id }) => id);
      expect(await idsOf({ limit: 10 })).toEqual(['b', 'c', 'a']);
      expect(await idsOf({ limit: 2 })).toEqual(['b', 'c']);
      expect(await idsOf({ space: GUILD, limit: 10 })).toEqual(['b', 'a']);
      expect(await idsOf({ space: 'local', limit: 10 })).toEqual([]);
    });

    it('knows which was sent last', async () => {
      await subscribe('s2');
      expect(await queries().lastSent('s1')).toBeUndefined();
      for (const [id, subscription, outcome] of [
        ['d1', 's1', { state: 'sent', message: '1' }],
        ['d2', 's1', { state: 'sent', message: '2' }],
        ['d3', 's1', { state: 'skipped', reason: 'late' }],
        ['d4', 's2', { state: 'sent', message: '4' }],
      ] as const) {
        await plan(id, 10_000, subscription);
        clock.nowMs += 1;
        await queries().settle((await queries().claim(id, LEASE_MS)) as Delivery, outcome);
      }
      expect(await queries().lastSent('s1')).toMatchObject({ id: 'd2', message: '2', settledAt: 10_002 });
    });

    it('gives each to one of many who ask at once', async () => {
      const ids = Array.from({ length: 30 }, (_, index) => `d${index}`);
      for (const id of ids) {
        await subscribe(`of ${id}`);
        await plan(id, 10_000, `of ${id}`);
      }
      const others = createDeliveryQueries((await openAnother()) ?? connection);
      const sides = [queries(), others, queries(), others];
      const taken: string[] = [];
      const takeAll = async (from: typeof others) => {
        for (let due = await from.claimDue(LEASE_MS); due !== undefined; due = await from.claimDue(LEASE_MS)) {
          taken.push(due.id);
        }
      };
      await Promise.all(sides.map(takeAll));
      expect(taken.sort()).toEqual(ids.sort());

      clock.nowMs += LEASE_MS + 1;
      const claims = await Promise.all(ids.flatMap((id) => sides.map((side) => side.claim(id, LEASE_MS))));
      expect(claims.flatMap((claim) => (claim === undefined ? [] : [claim.id])).sort()).toEqual(ids.sort());
    });

    it('has one holder at a time, and believes only that one, whatever happens in which order', async () => {
      const sides = [queries(), createDeliveryQueries((await openAnother()) ?? connection)];
      const step = fc.oneof(
        fc.record({ do: fc.constant('wait' as const), ms: fc.integer({ min: 1, max: 2 * LEASE_MS }) }),
        fc.record({ do: fc.constant('claim' as const), side: fc.nat(1) }),
        fc.record({
          do: fc.constant('settle' as const),
          side: fc.nat(1),
          outcome: fc.constantFrom<DeliveryOutcome>(
            { state: 'planned', dueAt: 1 },
            { state: 'sent', message: '900' },
            { state: 'failed', reason: 'gone' },
          ),
        }),
      );
      let number = 0;
      await fc.assert(
        fc.asyncProperty(fc.array(step, { maxLength: 20 }), async (steps) => {
          number += 1;
          const id = `p${number}`;
          await plan(id);
          const held: (Delivery | undefined)[] = [undefined, undefined];
          let holder: number | undefined;
          let until = 0;
          let isSettled = false;
          for (const each of steps) {
            if (each.do === 'wait') clock.nowMs += each.ms;
            else if (each.do === 'claim') {
              const claimed = await sides[each.side]?.claim(id, LEASE_MS);
              const isFree = !isSettled && (holder === undefined || until < clock.nowMs);
              expect(claimed !== undefined).toBe(isFree);
              if (claimed === undefined) continue;
              held[each.side] = claimed;
              holder = each.side;
              until = clock.nowMs + LEASE_MS;
            } else {
              const mine = held[each.side];
              if (mine === undefined) continue;
              expect(await sides[each.side]?.settle(mine, each.outcome)).toBe(holder === each.side);
              if (holder !== each.side) continue;
              holder = undefined;
              isSettled = each.outcome.state !== 'planned';
            }
          }
        }),
        { numRuns: 60 },
      );
    });
  });
};
