import { describe, expect, it } from 'vitest';
import { createFeedbackQueries } from '../../../src/store/feedback.js';
import { createReplyQueries } from '../../../src/store/replies.js';
import { createKept, GUILD } from './samples.js';
import { START_MS, type StoreSuite } from './test-store.js';

/** What every store does with people's judgements. */
export const describeFeedback: StoreSuite = (open) => {
  const openFeedback = async () => {
    const store = await open();
    await createReplyQueries(store.connection).keep(createKept('r1'));
    const readAll = () =>
      store.connection.query((db) =>
        db.selectFrom('feedback').select(['reply', 'asker', 'is_helpful', 'reason', 'at']).orderBy('at').execute(),
      );
    return { ...store, feedback: createFeedbackQueries(store.connection), readAll };
  };
  const verdict = { reply: 'r1', space: GUILD, asker: 'discord:1001' };

  describe('a judgement', () => {
    it('is noted under the hash of the person', async () => {
      const { feedback, readAll, connection } = await openFeedback();
      expect(await feedback.judge({ ...verdict, isHelpful: false, reason: 'Wrong\u0000 year.' })).toBe(true);
      expect(await readAll()).toEqual([
        {
          reply: 'r1',
          asker: connection.hash('discord:1001'),
          is_helpful: 0,
          reason: 'Wrong\ufffd year.',
          at: START_MS,
        },
      ]);
    });

    it('takes the place of an earlier one of the same person, and of nobody else’s', async () => {
      const { feedback, readAll, clock } = await openFeedback();
      await feedback.judge({ ...verdict, asker: 'discord:1002', isHelpful: false, reason: 'Too old.' });
      clock.nowMs += 1;
      await feedback.judge({ ...verdict, isHelpful: false, reason: 'Wrong year.' });
      clock.nowMs += 1;
      expect(await feedback.judge({ ...verdict, isHelpful: true })).toBe(true);
      expect(await readAll()).toMatchObject([
        { is_helpful: 0, reason: 'Too old.', at: START_MS },
        { is_helpful: 1, reason: null, at: START_MS + 2 },
      ]);
    });

    it('of a reply that the space does not have is refused', async () => {
      const { feedback, readAll } = await openFeedback();
      expect(await feedback.judge({ ...verdict, space: 'discord:guild:2', isHelpful: true })).toBe(false);
      expect(await feedback.judge({ ...verdict, reply: 'r2', isHelpful: true })).toBe(false);
      expect(await readAll()).toEqual([]);
    });
  });
};
