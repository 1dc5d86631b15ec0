import { beforeEach, describe, expect, it } from 'vitest';
import type { Connection } from '../../../src/store/connection.js';
import { createDeliveryQueries } from '../../../src/store/deliveries.js';
import { createSubscriptionQueries, type NewSubscription } from '../../../src/store/subscriptions.js';
import { createToldQueries } from '../../../src/store/told.js';
import type { StoreSuite, TestClock } from './test-store.js';

const GUILD = 'discord:guild:1';
const TEAM = 'slack:T1';

const morning: NewSubscription = {
  id: 's1',
  space: GUILD,
  platform: 'discord',
  channel: '100',
  creator: '80351110224678912',
  schedule: '08:00',
  empty: 'silence',
  limit: 5,
  zone: 'Europe/Paris',
  topic: 'ceasefire',
  publisher: 'Harbour Post',
};
const alert: NewSubscription = {
  id: 's2',
  space: TEAM,
  platform: 'slack',
  channel: 'C1',
  schedule: 'now',
  empty: 'line',
  quiet: '22-07',
  zone: 'UTC',
};

/** What every store does with subscriptions. */
export const describeSubscriptions: StoreSuite = (open) => {
  describe('subscriptions', () => {
    let connection: Connection;
    let clock: TestClock;
    let openAnother: () => Promise<Connection | undefined>;
    const queries = () => createSubscriptionQueries(connection);

    beforeEach(async () => {
      ({ connection, clock, openAnother } = await open());
    });

    it('gives back what was added, and nothing that was not said', async () => {
      clock.nowMs = 5_000;
      await queries().add(morning);
      await queries().add(alert);
      expect(await queries().get('s1', GUILD)).toEqual({
        ...morning,
        origin: 'request',
        state: 'active',
        createdAt: 5_000,
        activeSince: 5_000,
      });
      expect(await queries().get('s2', TEAM)).toEqual({
        ...alert,
        origin: 'request',
        state: 'active',
        createdAt: 5_000,
        activeSince: 5_000,
      });
    });

    it('lists those of a space, oldest first', async () => {
      for (const [id, at] of [
        ['c', 1],
        ['a', 2],
        ['b', 2],
      ] as const) {
        clock.nowMs = at;
        await queries().add({ ...morning, id });
      }
      await queries().add(alert);
      expect((await queries().list(GUILD)).map(({ id }) => id)).toEqual(['c', 'a', 'b']);
      expect((await queries().list(TEAM)).map(({ id }) => id)).toEqual(['s2']);
      expect(await queries().list('discord:guild:2')).toEqual([]);
    });

    it('pauses for a reason, and resumes without one', async () => {
      await queries().add(morning);
      await queries().add(alert);
      expect(await queries().pause('s1', GUILD, 'The channel is gone.')).toBe(true);
      expect(await queries().get('s1', GUILD)).toMatchObject({ state: 'paused', pauseReason: 'The channel is gone.' });
      expect((await queries().active()).map(({ id }) => id)).toEqual(['s2']);

      expect(await queries().pause('s1', GUILD)).toBe(true);
      expect(await queries().get('s1', GUILD)).not.toHaveProperty('pauseReason');

      expect(await queries().resume('s1', GUILD)).toBe(true);
      const resumed = await queries().get('s1', GUILD);
      expect(resumed).toMatchObject({ state: 'active' });
      expect(resumed).not.toHaveProperty('pauseReason');
      expect((await queries().active()).map(({ id }) => id)).toEqual(['s1', 's2']);
    });

    it('begins anew when it is resumed, and goes on as before when it was never paused', async () => {
      clock.nowMs = 5_000;
      await queries().add(morning);
      clock.nowMs = 6_000;
      expect(await queries().resume('s1', GUILD)).toBe(true);
      expect(await queries().find('s1')).toMatchObject({ createdAt: 5_000, activeSince: 5_000 });
      await queries().pause('s1', GUILD);
      clock.nowMs = 7_000;
      await queries().resume('s1', GUILD);
      expect(await queries().find('s1')).toMatchObject({ createdAt: 5_000, activeSince: 7_000 });
    });

    it('finds one by its id alone, and none that is not there', async () => {
      await queries().add(alert);
      expect(await queries().find('s2')).toMatchObject({ id: 's2', space: TEAM });
      expect(await queries().find('s1')).toBeUndefined();
    });

    it('lets no space at those of another', async () => {
      await queries().add(morning);
      expect([
        await queries().get('s1', TEAM),
        await queries().pause('s1', TEAM),
        await queries().resume('s1', TEAM),
        await queries().remove('s1', TEAM),
      ]).toEqual([undefined, false, false, false]);
      expect(await queries().get('s1', GUILD)).toMatchObject({ state: 'active' });
    });

    it('takes the deliveries along when it is removed', async () => {
      const deliveries = createDeliveryQueries(connection);
      await queries().add(morning);
      await queries().add(alert);
      await deliveries.plan({ id: 'd1', subscription: 's1', occasion: '2031-03-09', dueAt: 1 });
      await deliveries.plan({ id: 'd2', subscription: 's2', occasion: 'storm', dueAt: 1 });
      expect(await queries().remove('s1', GUILD)).toBe(true);
      expect(await queries().remove('s1', GUILD)).toBe(false);
      expect((await deliveries.list({ limit: 10 })).map(({ id }) => id)).toEqual(['d2']);
    });

    it('is removed while its digest is noted as sent, whoever is first', async () => {
      const another = (await openAnother()) ?? connection;
      const deliveries = createDeliveryQueries(another);
      const told = Array.from({ length: 40 }, (_, number) => ({ article: `a${number}`, revision: 'r' }));
      for (let round = 0; round < 25; round += 1) {
        await queries().add(morning);
        await deliveries.plan({ id: `d${round}`, subscription: 's1', occasion: 'o', dueAt: 1 });
        const claimed = await deliveries.claim(`d${round}`, 1_000);
        if (claimed === undefined) throw new Error('it is free');
        const [, isRemoved] = await Promise.all([
          deliveries.settle(claimed, { state: 'sent', message: '1', told }),
          queries().remove('s1', GUILD),
        ]);
        expect(isRemoved).toBe(true);
        expect(await createToldQueries(connection).of('s1')).toEqual(new Map());
      }
      expect(await deliveries.list({ limit: 100 })).toEqual([]);
    });

    describe('of the configuration', () => {
      const { creator: _, ...listed } = morning;

      it('are added, changed and removed as it lists them, and those that people asked for stay', async () => {
        clock.nowMs = 5_000;
        await queries().add(alert);
        await queries().configure([listed, { ...listed, id: 's3', channel: '300' }]);
        expect(await queries().find('s1')).toEqual({
          ...listed,
          origin: 'configuration',
          state: 'active',
          createdAt: 5_000,
          activeSince: 5_000,
        });
        clock.nowMs = 6_000;
        const { limit: __, ...unlimited } = listed;
        const changed = { ...unlimited, schedule: '09:30', zone: 'UTC', empty: 'line', quiet: '22-07' } as const;
        await queries().configure([changed]);
        expect(await queries().find('s1')).toEqual({
          ...changed,
          origin: 'configuration',
          state: 'active',
          createdAt: 5_000,
          activeSince: 5_000,
        });
        expect((await queries().active()).map(({ id }) => id)).toEqual(['s1', 's2']);
        expect(await queries().find('s2')).toMatchObject({ ...alert, origin: 'request' });
        await queries().configure([]);
        expect((await queries().active()).map(({ id }) => id)).toEqual(['s2']);
      });

      it('keep their deliveries while they are listed, and lose them when they are not', async () => {
        const deliveries = createDeliveryQueries(connection);
        await queries().configure([listed]);
        await deliveries.plan({ id: 'd1', subscription: 's1', occasion: '2031-03-09', dueAt: 1 });
        await queries().configure([{ ...listed, schedule: '10:00' }]);
        expect(await deliveries.list({ limit: 10 })).toHaveLength(1);
        await queries().configure([]);
        expect(await deliveries.list({ limit: 10 })).toEqual([]);
      });

      it('stay paused when they are', async () => {
        await queries().configure([listed]);
        await queries().pause('s1', GUILD, 'The channel is gone.');
        await queries().configure([{ ...listed, schedule: '10:00' }]);
        expect(await queries().find('s1')).toMatchObject({ state: 'paused', schedule: '10:00' });
      });

      it('change none that somebody asked for, not even under the same id', async () => {
        await queries().add(morning);
        await queries().configure([{ ...listed, schedule: '23:00', zone: 'UTC' }]);
        expect(await queries().find('s1')).toMatchObject({ ...morning, origin: 'request' });
      });

      it('are the same when two bots that list them differently start at once, as one of both lists them', async () => {
        const bots = [connection, (await openAnother()) ?? connection].map(createSubscriptionQueries);
        const all = Array.from({ length: 12 }, (_, number) => ({ ...listed, id: `s${number}`, channel: `${number}` }));
        const lists = [all.slice(0, 8), all.slice(4)];
        const idsOf = (subscriptions: readonly { readonly id: string }[]) => subscriptions.map(({ id }) => id).sort();
        for (let round = 0; round < 10; round += 1) {
          await Promise.all(bots.flatMap((bot, index) => [bot.configure(lists[index] ?? []), bot.configure(all)]));
          await Promise.all(bots.map((bot) => bot.configure(all)));
          expect(idsOf(await queries().active())).toEqual(idsOf(all));
        }
      });
    });
  });
};
