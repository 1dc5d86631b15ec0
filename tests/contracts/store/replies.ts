import { describe, expect, it } from 'vitest';
import { REPLY_SCHEMA, type Reply } from '../../../src/core/reply.js';
import { createReplyQueries } from '../../../src/store/replies.js';
import { createAnswer, createArticle, createKept, createNoMatch, GUILD } from './samples.js';
import { START_MS, type StoreSuite } from './test-store.js';

/** What every store does with kept replies. */
export const describeReplies: StoreSuite = (open) => {
  const openReplies = async () => {
    const store = await open();
    return { ...store, replies: createReplyQueries(store.connection) };
  };

  describe('a kept reply', () => {
    it.each<[kind: string, reply: Reply]>([
      ['answer', createAnswer('Who said “no”?\u0000 \ud800 👩‍🚒', [createArticle('harbour'), createArticle('ferry')])],
      ['no-match', createNoMatch('Who is Nobody?')],
      ['articles', { kind: 'articles', question: 'ferry', hits: [] }],
      ['done', { kind: 'done', message: 'Done.' }],
    ])('of the kind %s comes back as it was, with its id', async (_, reply) => {
      const { replies } = await openReplies();
      await replies.keep(createKept('r1', { reply }));
      expect(await replies.get('r1', GUILD)).toEqual({ ...reply, id: 'r1' });
    });

    it('is there for its own space only', async () => {
      const { replies } = await openReplies();
      await replies.keep(createKept('r1'));
      expect(await replies.get('r1', 'discord:guild:2')).toBeUndefined();
      expect(await replies.get('r2', GUILD)).toBeUndefined();
    });

    it('stands in its row in the form in which it is written elsewhere, with a place for each quotation', async () => {
      const { replies, connection } = await openReplies();
      const reply = createAnswer('When?', [createArticle('harbour'), createArticle('ferry', { body: 'It sails.' })]);
      await replies.keep(createKept('r1', { reply }));
      const row = await connection.query((db) => db.selectFrom('reply').select('content').executeTakeFirstOrThrow());
      expect(JSON.parse(row.content)).toEqual({ schema: REPLY_SCHEMA, ...reply, id: 'r1' });
      const quotations = await connection.query((db) =>
        db.selectFrom('quotation').selectAll().orderBy('position').execute(),
      );
      expect(quotations).toMatchObject([
        { reply: 'r1', position: 0, article: 'harbour', sentence: 1, start: 0 },
        { reply: 'r1', position: 1, article: 'ferry', sentence: 1, start: 0, end: 9 },
      ]);
    });

    it('that cannot be kept whole is not kept at all', async () => {
      const { replies } = await openReplies();
      const broken = { ...createAnswer('When?').sentences[0], sentence: null } as never;
      const keeping = replies.keep(createKept('r1', { reply: { ...createAnswer('When?'), sentences: [broken] } }));
      await expect(keeping).rejects.toThrow();
      expect(await replies.get('r1', GUILD)).toBeUndefined();
      expect(await replies.knows(GUILD, 'c1/t1')).toBe(false);
    });

    it.each<[what: string, content: string]>([
      ['is cut', '{"schema":"dateline/reply@1","kind":"ans'],
      ['is of another form', '{"schema":"dateline/reply@2","kind":"answer"}'],
      ['is of no known kind', '{"schema":"dateline/reply@1","kind":"toString"}'],
      ['is no object', '"answer"'],
    ])('that %s is reported as damaged', async (_, content) => {
      const { replies, connection } = await openReplies();
      await replies.keep(createKept('r1'));
      await connection.query((db) => db.updateTable('reply').set({ content }).execute());
      await expect(replies.get('r1', GUILD)).rejects.toMatchObject({
        code: 'store-unavailable',
        message: 'The database is damaged: reply r1 cannot be read. Restore a backup.',
      });
    });
  });

  describe('the turns of a conversation', () => {
    const ask = (id: string, question: string, changes: Parameters<typeof createKept>[1] = {}) =>
      createKept(id, { reply: createAnswer(question), ...changes });

    it('are its last questions, oldest first, also within one millisecond', async () => {
      const { replies } = await openReplies();
      for (const [index, question] of ['One?', 'Two?', 'Three?', 'Four?'].entries())
        await replies.keep(ask(`r${9 - index}`, question));
      expect(await replies.turns(GUILD, 'c1/t1', 3)).toEqual(['Two?', 'Three?', 'Four?']);
      expect(await replies.turns(GUILD, 'c1/t1', 10)).toHaveLength(4);
    });

    it('stay in order when the clock is set back', async () => {
      const { replies, clock } = await openReplies();
      await replies.keep(ask('r1', 'One?'));
      clock.nowMs -= 3_600_000;
      await replies.keep(ask('r2', 'Two?'));
      expect(await replies.turns(GUILD, 'c1/t1', 10)).toEqual(['One?', 'Two?']);
    });

    it('are those of no other conversation, space or command', async () => {
      const { replies } = await openReplies();
      await replies.keep(ask('r1', 'One?'));
      await replies.keep(ask('r2', 'Two?', { thread: 'c1/t2' }));
      await replies.keep(ask('r3', 'Three?', { space: 'discord:guild:2' }));
      await replies.keep(ask('r4', 'four', { command: 'search' }));
      const { thread: _, ...apart } = ask('r5', 'Five?');
      await replies.keep(apart);
      expect(await replies.turns(GUILD, 'c1/t1', 10)).toEqual(['One?']);
    });

    it('leave out what held nothing to look for', async () => {
      const { replies } = await openReplies();
      await replies.keep(ask('r1', 'Who is Nobody?', { reply: createNoMatch('Who is Nobody?') }));
      await replies.keep(ask('r2', 'and the?', { reply: createNoMatch('and the?', 'empty-question') }));
      await replies.keep(ask('r3', '', { reply: createNoMatch('', 'empty-question') }));
      expect(await replies.turns(GUILD, 'c1/t1', 10)).toEqual(['Who is Nobody?']);
    });

    it('keep their words, less what no store can hold', async () => {
      const { replies } = await openReplies();
      await replies.keep(ask('r1', 'Łódź, 北京, 👩‍🚒\u0000\ud800?'));
      expect(await replies.turns(GUILD, 'c1/t1', 1)).toEqual(['Łódź, 北京, 👩‍🚒\ufffd\ufffd?']);
    });

    it('make a conversation known, to its space', async () => {
      const { replies } = await openReplies();
      await replies.keep(ask('r1', 'one', { command: 'search' }));
      expect(await replies.knows(GUILD, 'c1/t1')).toBe(true);
      expect(await replies.knows(GUILD, 'c1/t2')).toBe(false);
      expect(await replies.knows('discord:guild:2', 'c1/t1')).toBe(false);
    });
  });

  describe('a message of the bot', () => {
    it('leads to its reply and conversation, also when it is told twice', async () => {
      const { replies } = await openReplies();
      await replies.keep(createKept('r1'));
      await replies.delivered('r1', 'c1', 'm1');
      await replies.delivered('r1', 'c1', 'm1');
      await replies.delivered('r1', 'c2', 'm1');
      expect(await replies.findByMessage('c1', 'm1')).toEqual({ id: 'r1', space: GUILD, thread: 'c1/t1' });
      expect(await replies.findByMessage('c1', 'm2')).toBeUndefined();
      expect(await replies.findByMessage('c3', 'm1')).toBeUndefined();
    });

    it('has no conversation when its reply has none', async () => {
      const { replies } = await openReplies();
      const { thread: _, ...apart } = createKept('r1');
      await replies.keep(apart);
      await replies.delivered('r1', 'c1', 'm1');
      expect(await replies.findByMessage('c1', 'm1')).toEqual({ id: 'r1', space: GUILD });
    });

    it('is passed over when its reply is gone', async () => {
      const { replies } = await openReplies();
      await replies.delivered('r1', 'c1', 'm1');
      expect(await replies.findByMessage('c1', 'm1')).toBeUndefined();
    });
  });

  describe('the messages that quote an article', () => {
    it('are found for a space, newest first, of one revision or all', async () => {
      const { replies, clock } = await openReplies();
      const [before, after] = [createArticle('harbour'), createArticle('harbour', { body: 'It was closed.' })];
      const post = async (id: string, articles: (typeof before)[], space = GUILD) => {
        await replies.keep(createKept(id, { space, reply: createAnswer('When?', articles) }));
        await replies.delivered(id, 'c1', `m-${id}`);
        clock.nowMs += 1;
      };
      await post('r1', [before, createArticle('ferry'), before]);
      await post('r2', [after]);
      await post('r3', [createArticle('ferry')]);
      await post('r4', [before], 'discord:guild:2');
      await replies.keep(createKept('unposted', { reply: createAnswer('When?', [before]) }));

      const idsOf = async (options: { revision?: string; limit?: number; space?: string }) =>
        (await replies.quoting({ article: 'harbour', space: GUILD, limit: 10, ...options })).map(({ reply }) => reply);
      expect(await idsOf({})).toEqual(['r2', 'r1']);
      expect(await idsOf({ limit: 1 })).toEqual(['r2']);
      expect(await idsOf({ revision: before.revision })).toEqual(['r1']);
      expect(await idsOf({ space: 'discord:guild:2' })).toEqual(['r4']);
      expect(await replies.quoting({ article: 'ferry', space: GUILD, limit: 1 })).toEqual([
        { reply: 'r3', channel: 'c1', message: 'm-r3', at: START_MS + 2 },
      ]);
    });
  });
};
