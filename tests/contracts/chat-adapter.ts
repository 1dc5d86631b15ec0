import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import type { Run } from '../../src/core/commands/request.js';
import type { DigestReply } from '../../src/core/digest-reply.js';
import type { Reply } from '../../src/core/reply.js';
import { createTestRun } from '../core/commands/request-fixture.js';
import { createArticle, createLibrary, PORT_ARTICLES } from '../core/corpus-fixture.js';
import type { ChatPlatform, Platform } from './chat/driver.js';

const QUESTION = 'When did the bridge at Ostrel open?';
const SOURCE = 'New bridge at Ostrel opens to traffic';
const HOSTILE = '@everyone <!channel> <@U1> *said* the `quay` [is](https://evil.example) ||open|| & ~closed~.';

/** An id of no channel, in a form that every platform reads. */
const NO_CHANNEL = '123456789012345678';
/** Long enough for an adapter that does not wait to have stopped. */
const HASTE_MS = 200;
const HOUR_MS = 3_600_000;

const port = createLibrary();
const answerFromPort = (): Run => createTestRun({ libraryOf: () => port }).run;
const answerHostile = (): Run => {
  const article = createArticle({ id: 'hostile', title: HOSTILE, body: `${HOSTILE} The quay was noisy.` });
  const library = createLibrary([...PORT_ARTICLES, article]);
  return createTestRun({ libraryOf: () => library }).run;
};
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

const STRIKE = {
  title: 'Cranes stand still as dockers strike',
  mark: 'new',
  articles: 3,
  independent: 2,
  sentences: [
    {
      text: 'Dockers at Ostrel walked out on Monday.',
      article: 'strike',
      revision: '0123456789ab',
      paragraph: 1,
      sentence: 1,
      start: 0,
      end: 39,
      citation: 1,
    },
  ],
  members: [{ article: 'strike', revision: '0123456789ab' }],
} as const;

const DIGEST: DigestReply = {
  kind: 'digest',
  day: '2031-05-02',
  zone: 'Europe/Paris',
  from: '2031-05-01T06:00:00.000Z',
  to: '2031-05-02T06:00:00.000Z',
  stories: [STRIKE],
  citations: [{ n: 1, article: 'strike', revision: '0123456789ab', title: STRIKE.title, published: '2031-05-02' }],
};

interface Sample {
  /** What is shown of it everywhere, so that an apology in its place is told from it. */
  readonly shows: string;
  make(): Promise<Reply>;
}

/** One reply of every kind; the compiler asks for those of a new kind. */
const REPLIES: { readonly [Kind in Reply['kind']]: Sample } = {
  answer: { shows: SOURCE, make: () => askPort('ask', { question: QUESTION, explain: true }) },
  'no-match': {
    shows: 'No article mentions Gwendolyn Achterberg.',
    make: () => askPort('ask', { question: 'What did Gwendolyn Achterberg say?' }),
  },
  articles: { shows: 'Cranes stand still as dockers strike', make: () => askPort('search', { query: 'strike' }) },
  article: { shows: 'Mayor Oona Lind cut the ribbon at noon.', make: () => askPort('article', { id: 'bridge-opens' }) },
  status: { shows: '12 articles from 4 publishers', make: () => askPort('status', {}) },
  help: { shows: 'List the articles on a subject', make: () => askPort('help', {}) },
  feeds: {
    shows: 'Post of the harbour',
    make: async () => ({
      kind: 'feeds',
      message: 'Added.',
      feeds: [
        {
          id: '4f9a1c07be',
          url: 'https://post.example/rss',
          title: 'Post of the harbour',
          state: 'active',
          articles: 12,
          waiting: 3,
          lastSuccess: '2031-05-02T08:00:00.000Z',
          lastError: 'The server answers with 503.',
          nextTry: '2031-05-02T09:00:00.000Z',
          excerptChars: 400,
          embargoMs: 7_200_000,
        },
      ],
    }),
  },
  digest: {
    shows: 'Cranes stand still as dockers strike',
    make: async () => DIGEST,
  },
  subscriptions: {
    shows: 'Every day at 08:00, Europe/Paris',
    make: async () => ({
      kind: 'subscriptions',
      message: 'Subscribed.',
      subscriptions: [
        {
          id: 'a1b2c3d4e5',
          platform: 'discord',
          channel: NO_CHANNEL,
          at: '08:00',
          zone: 'Europe/Paris',
          topic: 'strike',
          empty: 'line',
          state: 'active',
          createdBy: 'discord:1',
          next: '2031-05-03T06:00:00.000Z',
        },
      ],
    }),
  },
  deliveries: {
    shows: 'digest of 2 May 2031',
    make: async () => ({
      kind: 'deliveries',
      deliveries: [
        {
          id: 'd1',
          subscription: 'a1b2c3d4e5',
          space: 'discord:guild:1',
          platform: 'discord',
          channel: NO_CHANNEL,
          occasion: '2031-05-02',
          state: 'sent',
          attempts: 1,
          due: '2031-05-02T06:00:00.000Z',
          settled: '2031-05-02T06:00:01.000Z',
          message: '5',
        },
      ],
    }),
  },
  notice: {
    shows: 'The feed Post is read no more.',
    make: async () => ({ kind: 'notice', code: 'feed-disabled', message: 'The feed Post is read no more.' }),
  },
  done: { shows: 'Nothing was kept.', make: async () => ({ kind: 'done', message: 'Nothing was kept.' }) },
  failure: {
    shows: '"no day" is not a date',
    make: () => askPort('ask', { question: 'strike', since: 'no day' }),
  },
  gaps: {
    shows: 'Who paid?',
    make: async () => ({
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
  },
  imported: {
    shows: '1 article added',
    make: async () => ({
      kind: 'imported',
      added: ['a'],
      unchanged: [],
      duplicates: [{ source: 'b.txt', of: 'a' }],
      failed: [{ source: 'c.txt', message: 'It is empty.' }],
    }),
  },
  verified: {
    shows: '1 broken',
    make: async () => ({ kind: 'verified', checked: 2, broken: [{ line: 1, article: 'a', message: 'Changed.' }] }),
  },
  scores: { shows: 'hit@1', make: async () => ({ kind: 'scores', ...SCORES, byType: { who: SCORES } }) },
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

/** On one line: a terminal breaks lines at its width. */
const unwrap = (text: string): string => text.replace(/\s+/g, ' ');

/** As a person reads it, where a backslash takes the meaning of what stands behind it. */
const asRead = (text: string): string => text.replace(/\\(?=[^\p{L}\p{N}\s])/gu, '');

/** Buttons that act on a kept reply, without the links to articles. */
const actions = (labels: readonly string[]): readonly string[] => labels.filter((label) => !/^Read|^Open/.test(label));

/** What holds on every way to talk to the bot. */
export function describePlatform(platform: Platform): void {
  describe(`a talk on ${platform.name}`, () => {
    it('answers with whole sentences, each with its source, publisher and absolute date', async () => {
      const talk = await platform.open(answerFromPort);
      expect(talk.ready()).toBe(true);
      const reply = await REPLIES.answer.make();
      if (reply.kind !== 'answer') throw new Error('no answer');
      const text = unwrap((await talk.ask(QUESTION)).text);
      for (const sentence of reply.sentences) expect(text).toContain(sentence.text);
      expect(text).toContain(SOURCE);
      expect(text).toContain('Harbour Post, 2 May 2031');
      expect(talk.refusals()).toEqual([]);
    });

    it.each(Object.entries(REPLIES))('shows a reply of the kind %s, within every limit', async (_, sample) => {
      const talk = await platform.open(always(await sample.make()));
      expect(unwrap((await talk.ask('anything')).text)).toContain(sample.shows);
      expect(talk.refusals()).toEqual([]);
    });

    it('says in words when the articles do not state the answer', async () => {
      const talk = await platform.open(answerFromPort);
      const { text } = await talk.ask('What did Oona Lind say about the chess olympiad in Zandria?');
      expect(text).toMatch(/do not state|No article/);
    });

    it('shows text of articles as it is written, whatever it would mean to the platform', async () => {
      const talk = await platform.open(answerHostile);
      const text = unwrap(asRead((await talk.ask('What was said of the noisy quay?')).text));
      expect(text).toContain(`“${HOSTILE}”`);
      // And as the title of its source.
      expect(text).toContain(` ${HOSTILE}`);
    });

    it('is not ready once it is stopped', async () => {
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

    it('tells the state of the connection in words', async () => {
      const { adapter, stop } = await platform.open(answerFromPort);
      expect([adapter.platform, adapter.ready()]).toEqual([platform.name, true]);
      const connected = adapter.state();
      expect(connected).toMatch(/^\w+( \w+)?$/);
      await stop();
      expect(adapter.ready()).toBe(false);
      expect(adapter.state()).toBe('stopped');
      expect(connected).not.toBe('stopped');
    });

    it('answers an event that is delivered again only once', async () => {
      const talk = await platform.open(answerFromPort);
      await talk.ask(QUESTION);
      await talk.deliverAgain();
      // Whatever is answered to what comes after it comes after an answer to the repetition.
      await talk.ask('Who cut the ribbon?');
      expect(talk.messages()).toHaveLength(2);
      expect(talk.services.kept.map(({ reply }) => reply.question)).toEqual([QUESTION, 'Who cut the ribbon?']);
    });

    it('leaves an event to the process that has taken it on', async () => {
      const talk = await platform.open(answerFromPort);
      const claim = talk.services.claimEvent.bind(talk.services);
      let isTaken = false;
      talk.services.claimEvent = async () => {
        isTaken = true;
        return false;
      };
      talk.ask(QUESTION).catch(() => {});
      await talk.until(() => isTaken, 'the question to arrive');
      talk.services.claimEvent = claim;
      await talk.ask('Who cut the ribbon?');
      expect(talk.messages()).toHaveLength(1);
      expect(talk.services.kept.map(({ reply }) => reply.question)).toEqual(['Who cut the ribbon?']);
    });

    it('keeps the conversation, and tells where each kept reply stands', async () => {
      const talk = await platform.open(answerFromPort);
      await talk.ask(QUESTION);
      await talk.ask('And who cut the ribbon?');
      const [first, second] = talk.services.kept;
      expect(first?.thread).toMatch(/\S/);
      expect(second?.thread).toBe(first?.thread);
      await talk.until(() => talk.services.deliveries.length === 2, 'both to be told');
      expect(talk.services.deliveries.map(({ reply }) => reply)).toEqual([first?.id, second?.id]);
      expect(talk.services.deliveries.map(({ message }) => message)).toEqual(talk.messages());
    });

    it('pings nobody, whatever stands in an article, in an answer and in a post', async () => {
      const talk = await platform.open(answerHostile);
      await talk.ask('What was said of the noisy quay?');
      const hostile = talk.services.kept[0]?.reply;
      if (hostile === undefined) throw new Error('no answer');
      await talk.adapter.post(talk.channel, hostile, 'k');
      expect(talk.pings()).toEqual([]);
      expect(talk.refusals()).toEqual([]);
    });

    it('has buttons on a kept reply, and none on one that could not be kept', async () => {
      const talk = await platform.open(answerFromPort);
      expect(actions((await talk.ask(QUESTION)).buttons)).not.toEqual([]);
      talk.services.isDown = true;
      const { text, buttons } = await talk.ask(QUESTION);
      expect(text).toContain(SOURCE);
      expect(actions(buttons)).toEqual([]);
    });

    it.each(Object.entries(REPLIES))('posts a reply of the kind %s, and finds it again', async (kind, { make }) => {
      const talk = await platform.open(answerFromPort);
      const message = await talk.adapter.post(talk.channel, await make(), kind);
      expect(await talk.adapter.find(talk.channel, kind)).toBe(message);
      expect(talk.refusals()).toEqual([]);
    });

    it.each([
      ['as digests have them', 'digest:1:2031-05-02', 'digest:1:2031-05-03'],
      ['of 300 characters that differ in the last', `${'k'.repeat(299)}1`, `${'k'.repeat(299)}2`],
      ['of characters beyond ASCII', 'alert:أوستريل:“1”', 'alert:أوستريل:“2”'],
    ])('finds posts by keys %s, and nothing by a key that is unknown', async (_, key, other) => {
      const { adapter, channel } = await platform.open(answerFromPort);
      const reply = await REPLIES.articles.make();
      const message = await adapter.post(channel, reply, key);
      expect(await adapter.find(channel, other)).toBeUndefined();
      const second = await adapter.post(channel, reply, other);
      expect(await adapter.find(channel, key)).toBe(message);
      expect(await adapter.find(channel, other)).toBe(second);
      expect(second).not.toBe(message);
    });

    it('finds a post that is newer than an instant', async () => {
      const { adapter, channel } = await platform.open(answerFromPort);
      const message = await adapter.post(channel, await REPLIES.digest.make(), 'digest:1');
      expect(await adapter.find(channel, 'digest:1', Date.now() - HOUR_MS)).toBe(message);
      expect(await adapter.find(channel, 'digest:2', Date.now() - HOUR_MS)).toBeUndefined();
    });

    it('tells a person something in a direct message, once for a key', async () => {
      const talk = await platform.open(answerFromPort);
      const notice = await REPLIES.notice.make();
      const told = await talk.adapter.tell(talk.person, notice, 'feed-disabled:1');
      expect(talk.messages()).toEqual([told]);
      expect(talk.lastText()).toContain(REPLIES.notice.shows);
      expect(await talk.adapter.tell(talk.person, notice, 'feed-disabled:1')).toBe(told);
      const other = await talk.adapter.tell(talk.person, notice, 'feed-disabled:2');
      expect(talk.messages()).toEqual([told, other]);
      expect(talk.refusals()).toEqual([]);
    });

    it('says so when there is nobody to tell', async () => {
      const { adapter } = await platform.open(answerFromPort);
      await expect(adapter.tell(NO_CHANNEL, await REPLIES.notice.make(), 'k')).rejects.toMatchObject({
        code: 'not-allowed',
        retryable: false,
      });
    });

    it('tells where a kept reply was posted', async () => {
      const { adapter, channel, services } = await platform.open(answerFromPort);
      const message = await adapter.post(channel, { ...(await REPLIES.answer.make()), id: 'reply-9' }, 'k');
      expect(services.deliveries).toEqual([{ reply: 'reply-9', channel, message }]);
    });

    it('says so when it may not post, or the channel is gone', async () => {
      const { adapter, closedChannel } = await platform.open(answerFromPort);
      const reply = await REPLIES.answer.make();
      const refused = [
        adapter.post(closedChannel, reply, 'k'),
        adapter.post(NO_CHANNEL, reply, 'k'),
        adapter.find(NO_CHANNEL, 'k'),
      ];
      await Promise.all(refused.map((one) => expect(one).rejects.toMatchObject({ code: 'not-allowed' })));
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
      const stopped = talk.stop().then(() => talk.messages().length);
      expect(await Promise.race([stopped, sleep(HASTE_MS, 'waits')])).toBe('waits');
      expect(talk.ready()).toBe(false);
      release();
      expect((await answer).text).toContain(SOURCE);
      expect(await stopped).toBe(1);
    });

    it('takes nothing more once it is stopped', async () => {
      const talk = await platform.open(answerFromPort);
      await talk.ask(QUESTION);
      await talk.stop();
      const taken = [...talk.services.claimed];
      talk.ask('Who cut the ribbon?').catch(() => {});
      await sleep(HASTE_MS);
      expect(talk.services.claimed).toEqual(taken);
      expect(talk.messages()).toHaveLength(1);
    });

    it('tells when the bot is removed from a space', async () => {
      const talk = await platform.open(answerFromPort);
      await talk.removeBot();
      expect([...new Set(talk.services.removed)]).toEqual([expect.stringMatching(new RegExp(`^${platform.name}:`))]);
    });
  });
}
