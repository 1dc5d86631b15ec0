import { beforeEach, describe, expect, it } from 'vitest';
import type { Connection } from '../../../src/store/connection.js';
import { createDeliveryQueries } from '../../../src/store/deliveries.js';
import { createSubscriptionQueries, type NewSubscription } from '../../../src/store/subscriptions.js';
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
    const queries = () => createSubscriptionQueries(connection);

    beforeEach(async () => {
      ({ connection, clock } = await open());
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
  });
};
