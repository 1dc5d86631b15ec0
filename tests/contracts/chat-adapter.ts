import { describe, expect, it } from 'vitest';
import type { Run } from '../../src/core/commands/request.js';
import type { Reply } from '../../src/core/reply.js';
import { createTestRun } from '../core/commands/request-fixture.js';
import { createArticle, createLibrary, PORT_ARTICLES } from '../core/corpus-fixture.js';
import type { ChatPlatform, Platform } from './chat/driver.js';

const QUESTION = 'When did the bridge at Ostrel open?';
const SOURCE = 'New bridge at Ostrel opens to traffic';
const HOSTILE = '@everyone <!channel> <@U1> *said* the `quay` [is](https://evil.example) ||open|| & ~closed~.';

const port = createLibrary();
const answerFromPort = (): Run => createTestRun({ libraryOf: () => port }).run;
const always =
  (reply: Reply): (() => Run) =>
  () =>
  async () =>
    reply;

const SCORES = {
  questions: 1,
  hit1: 1,
  hit5: 1,
  hit10: 1,
  mrr10: 1,
  evidence1: null,
  evidence3: null,
  answer3: null,
  stated: 1,
  related: 0,
  refused: 0,
  unanswerableNotStated: null,
  p50Ms: 1,
  p95Ms: 2,
};

/** One reply of every kind; the compiler asks for those of a new kind. */
const REPLIES: { readonly [Kind in Reply['kind']]: () => Promise<Reply> } = {
  answer: () => askPort('ask', { question: QUESTION, explain: true }),
  'no-match': () => askPort('ask', { question: 'What did Gwendolyn Achterberg say?' }),
  articles: () => askPort('search', { query: 'strike' }),
  article: () => askPort('article', { id: 'bridge-opens' }),
  status: () => askPort('status', {}),
  help: () => askPort('help', {}),
  done: async () => ({ kind: 'done', message: 'Nothing was kept.' }),
  failure: () => askPort('ask', { question: 'strike', since: 'no day' }),
  gaps: async () => ({
    kind: 'gaps',
    gaps: [
      {
        space: 'local',
        question: 'Who paid?',
        times: 2,
        first: '2031-05-01T08:00:00.000Z',
        last: '2031-05-02T08:00:00.000Z',
        reasons: ['no-match'],
        comments: ['too old'],
      },
    ],
  }),
  imported: async () => ({
    kind: 'imported',
    added: ['a'],
    unchanged: [],
    duplicates: [{ source: 'b.txt', of: 'a' }],
    failed: [{ source: 'c.txt', message: 'It is empty.' }],
  }),
  verified: async () => ({ kind: 'verified', checked: 2, broken: [{ line: 1, article: 'a', message: 'Changed.' }] }),
  scores: async () => ({ kind: 'scores', ...SCORES, byType: { who: SCORES } }),
};

function askPort(command: string, args: Readonly<Record<string, unknown>>): Promise<Reply> {
  return answerFromPort()({
    id: 'r',
    command,
    arguments: args,
    asker: { id: 'a', mayManage: false },
    space: 'local',
    conversation: [],
  });
}

/** What holds on every way to talk to the bot. */
export function describePlatform(platform: Platform): void {
  describe(`a talk on ${platform.name}`, () => {
    it('answers with whole sentences, each with its source, publisher and absolute date', async () => {
      const talk = await platform.open(answerFromPort);
      expect(talk.ready()).toBe(true);
      const reply = await REPLIES.answer();
      if (reply.kind !== 'answer') throw new Error('no answer');
      // A terminal breaks lines at its width.
      const text = (await talk.ask(QUESTION)).text.replace(/\s+/g, ' ');
      expect(text).toContain(reply.sentences[0]?.text);
      expect(text).toContain(SOURCE);
      expect(text).toContain('2 May 2031');
      expect(talk.refusals()).toEqual([]);
    });

    it.each(Object.entries(REPLIES))('shows a reply of the kind %s, within every limit', async (_, make) => {
      const talk = await platform.open(always(await make()));
      expect((await talk.ask('anything')).text.trim()).not.toBe('');
      expect(talk.refusals()).toEqual([]);
    });

    it('says in words when the articles do not state the answer', async () => {
      const talk = await platform.open(answerFromPort);
      const { text } = await talk.ask('What did Oona Lind say about the chess olympiad in Zandria?');
      expect(text).toMatch(/do not state|No article/);
    });

    it('takes nothing more once it is stopped', async () => {
      const talk = await platform.open(answerFromPort);
      await talk.stop();
      expect(talk.ready()).toBe(false);
    });
  });
}

/** What holds on every chat platform beside that. */
export function describeChatPlatform(platform: ChatPlatform): void {
  describe(`the ${platform.name} adapter`, () => {
    it('is refused with one clear error when the platform refuses its token', async () => {
      await expect(platform.startRefused()).rejects.toMatchObject({
        code: 'not-allowed',
        message: expect.stringMatching(/token/i),
      });
    });

    it('answers an event that is delivered again only once', async () => {
      const talk = await platform.open(answerFromPort);
      await talk.ask(QUESTION);
      await talk.deliverAgain();
      // Whatever is answered to what comes after it comes after an answer to the repetition.
      await talk.ask('help');
      expect(talk.messages()).toHaveLength(2);
    });

    it('keeps the conversation, and tells where each kept reply stands', async () => {
      const talk = await platform.open(answerFromPort);
      await talk.ask(QUESTION);
      await talk.ask('And who cut the ribbon?');
      const [first, second] = talk.services.kept;
      expect(first?.thread).toBe(second?.thread);
      await talk.until(() => talk.services.deliveries.length === 2, 'both to be told');
      expect(talk.services.deliveries.map(({ reply }) => reply)).toEqual([first?.id, second?.id]);
      expect(talk.services.deliveries.map(({ message }) => message)).toEqual(talk.messages());
    });

    it('pings nobody, whatever stands in an article, and quotes it as it is written', async () => {
      const hostile = createArticle({ id: 'hostile', title: HOSTILE, body: `${HOSTILE} The quay was noisy.` });
      const library = createLibrary([...PORT_ARTICLES, hostile]);
      const talk = await platform.open(() => createTestRun({ libraryOf: () => library }).run);
      const { text } = await talk.ask('What was said of the noisy quay?');
      expect(text).toContain('quay');
      expect(talk.pings()).toEqual([]);
      expect(talk.refusals()).toEqual([]);
    });

    it('has no buttons on a reply that could not be kept', async () => {
      const talk = await platform.open(answerFromPort);
      talk.services.isDown = true;
      const { text, buttons } = await talk.ask(QUESTION);
      expect(text).toContain(SOURCE);
      expect(buttons.filter((label) => !/^Read|^Open/.test(label))).toEqual([]);
    });

    it('finds what it has posted by its key, and nothing by another', async () => {
      const { adapter, channel } = await platform.open(answerFromPort);
      const message = await adapter.post(channel, await REPLIES.answer(), 'digest:1:2031-05-02');
      expect(await adapter.find(channel, 'digest:1:2031-05-02')).toBe(message);
      expect(await adapter.find(channel, 'digest:1:2031-05-03')).toBeUndefined();
    });

    it('says so when it may not post', async () => {
      const { adapter, closedChannel } = await platform.open(answerFromPort);
      await expect(adapter.post(closedChannel, await REPLIES.answer(), 'k')).rejects.toMatchObject({
        code: 'not-allowed',
      });
    });

    it('answers what is under way before it stops', async () => {
      let release = () => {};
      const held = new Promise<void>((resolve) => {
        release = resolve;
      });
      let isAsked = false;
      const talk = await platform.open(() => async (request) => {
        isAsked = true;
        await held;
        return answerFromPort()(request);
      });
      const answer = talk.ask(QUESTION);
      await talk.until(() => isAsked, 'the question to arrive');
      const stopped = talk.stop();
      release();
      expect((await answer).text).toContain(SOURCE);
      await stopped;
      expect(talk.ready()).toBe(false);
    });

    it('tells when the bot is removed from a space', async () => {
      const talk = await platform.open(answerFromPort);
      await talk.removeBot();
      expect([...new Set(talk.services.removed)]).toEqual([expect.stringMatching(new RegExp(`^${platform.name}:`))]);
    });
  });
}
