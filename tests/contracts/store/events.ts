import { describe, expect, it } from 'vitest';
import { createEventQueries } from '../../../src/store/events.js';
import type { StoreSuite } from './test-store.js';

/** What every store does with platform events. */
export const describeEvents: StoreSuite = (open) => {
  describe('events', () => {
    it('can be claimed once each', async () => {
      const { connection } = await open();
      const events = createEventQueries(connection);
      expect(await events.claim('discord:interaction:1')).toBe(true);
      expect(await events.claim('discord:interaction:1')).toBe(false);
      expect(await events.claim('discord:interaction:2')).toBe(true);
    });

    it('stay claimed for another caller of the same store', async () => {
      const { connection, clock } = await open();
      await createEventQueries(connection).claim('slack:Ev1');
      clock.nowMs += 3_600_000;
      expect(await createEventQueries(connection).claim('slack:Ev1')).toBe(false);
    });

    it('go to one of many bots that claim them at once', async () => {
      const { connection, openAnother } = await open();
      const bots = [connection, (await openAnother()) ?? connection].map(createEventQueries);
      const keys = Array.from({ length: 20 }, (_, index) => `slack:Ev${index}`);
      for (const key of keys) {
        const claims = await Promise.all(Array.from({ length: 10 }, () => bots.map((bot) => bot.claim(key))).flat());
        expect(claims.filter(Boolean)).toHaveLength(1);
      }
    });
  });
};
