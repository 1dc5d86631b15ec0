import { describe, expect, it } from 'vitest';
import { createFeedbackQueries } from '../../../src/store/feedback.js';
import { createGapQueries } from '../../../src/store/gaps.js';
import { createReplyQueries } from '../../../src/store/replies.js';
import { createAnswer, createKept, createNoMatch, GUILD } from './samples.js';
import { START_MS, type StoreSuite } from './test-store.js';

const HOUR_MS = 3_600_000;
const toIso = (ms: number) => new Date(ms).toISOString();

/** What every store does with questions that the articles did not answer. */
export const describeGaps: StoreSuite = (open) => {
  const openGaps = async () => {
    const store = await open();
    const replies = createReplyQueries(store.connection);
    const feedback = createFeedbackQueries(store.connection);
    let count = 0;
    /** Each an hour after the one before. */
    const fail = async (question: string, space = GUILD) => {
      count += 1;
      await replies.keep(createKept(`no-${count}`, { space, reply: createNoMatch(question) }));
      store.clock.nowMs += HOUR_MS;
    };
    const answer = async (question: string, ...comments: (string | undefined)[]) => {
      count += 1;
      const reply = `yes-${count}`;
      await replies.keep(createKept(reply, { reply: createAnswer(question) }));
      for (const [index, reason] of comments.entries())
        await feedback.judge({
          reply,
          space: GUILD,
          asker: `discord:${index}`,
          isHelpful: false,
          ...(reason !== undefined && { reason }),
        });
      store.clock.nowMs += HOUR_MS;
      return reply;
    };
    return { ...store, replies, feedback, fail, answer, gaps: createGapQueries(store.connection) };
  };
  const questionsOf = (gaps: readonly { question: string }[]) => gaps.map(({ question }) => question);

  describe('the gaps', () => {
    it('are the questions without an answer, most frequent first, then newest', async () => {
      const { gaps, fail } = await openGaps();
      for (const question of ['Once, early?', 'Twice?', 'Once, late?', 'Twice?']) await fail(question);
      expect(questionsOf(await gaps.list())).toEqual(['Twice?', 'Once, late?', 'Once, early?']);
      expect(questionsOf(await gaps.list({ limit: 1 }))).toEqual(['Twice?']);
    });

    it('count one question once, however it is written, with its last wording', async () => {
      const { gaps, fail } = await openGaps();
      await fail('Who  is\nNobody?');
      await fail('WHO IS NOBODY');
      await fail(' Who is Nobodý? ');
      await fail('Who is nobody else?');
      expect((await gaps.list())[0]).toEqual({
        space: GUILD,
        question: ' Who is Nobodý? ',
        times: 3,
        first: toIso(START_MS),
        last: toIso(START_MS + 2 * HOUR_MS),
        reasons: ['no-match'],
        comments: [],
      });
    });

    it('are also answers that somebody judged not helpful, with what was written', async () => {
      const { gaps, answer, feedback } = await openGaps();
      await answer('Fine?');
      await answer('When?', 'Wrong year.', undefined, 'Too old.');
      const liked = await answer('Where?');
      await feedback.judge({ reply: liked, space: GUILD, asker: 'discord:1', isHelpful: true, reason: 'Good.' });
      const changed = await answer('Why?', 'Useless.');
      await feedback.judge({ reply: changed, space: GUILD, asker: 'discord:0', isHelpful: true });
      expect(await gaps.list()).toMatchObject([
        { question: 'When?', times: 1, reasons: ['not-helpful'], comments: ['Wrong year.', 'Too old.'] },
      ]);
    });

    it('count a reply once that fails on both accounts', async () => {
      const { gaps, fail, answer, feedback } = await openGaps();
      await fail('When?');
      await feedback.judge({ reply: 'no-1', space: GUILD, asker: 'discord:1', isHelpful: false, reason: 'A pity.' });
      await answer('When?', 'Wrong year.');
      expect(await gaps.list()).toMatchObject([
        { times: 2, reasons: ['no-match', 'not-helpful'], comments: ['A pity.', 'Wrong year.'] },
      ]);
    });

    it('are told for each space by itself, for one of them, and since an instant', async () => {
      const { gaps, fail } = await openGaps();
      await fail('When?');
      await fail('when?', 'slack:T1');
      await fail('Where?');
      expect(await gaps.list()).toMatchObject([
        { space: GUILD, question: 'Where?' },
        { space: 'slack:T1', question: 'when?' },
        { space: GUILD, question: 'When?' },
      ]);
      expect(questionsOf(await gaps.list({ space: GUILD }))).toEqual(['Where?', 'When?']);
      expect(questionsOf(await gaps.list({ sinceMs: START_MS + HOUR_MS }))).toEqual(['Where?', 'when?']);
      expect(await gaps.list({ space: 'slack:T2' })).toEqual([]);
    });

    it('leave out what held nothing to look for', async () => {
      const { gaps, replies } = await openGaps();
      await replies.keep(createKept('r1', { reply: createNoMatch('and the?', 'empty-question') }));
      await replies.keep(createKept('r2', { reply: { kind: 'done', message: 'Done.' } }));
      expect(await gaps.list()).toEqual([]);
    });

    it('are counted over more replies than one statement gives', async () => {
      const { gaps, connection } = await openGaps();
      const row = {
        space: GUILD,
        thread: null,
        command: 'ask',
        kind: 'no-match',
        asker: 'a',
        at: START_MS,
        content: '{}',
      };
      const rows = Array.from({ length: 1_000 }, (_, n) => ({ ...row, id: `r${n}`, question: `Number ${n % 3}?` }));
      await connection.query((db) => db.insertInto('reply').values(rows).execute());
      expect((await gaps.list()).map(({ question, times }) => [question, times])).toEqual([
        ['Number 0?', 334],
        ['Number 1?', 333],
        ['Number 2?', 333],
      ]);
    });
  });
};
