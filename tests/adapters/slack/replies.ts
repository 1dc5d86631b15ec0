import fc from 'fast-check';
import type {
  AnswerReply,
  AnswerSentence,
  ArticleReply,
  Citation,
  NoMatchReply,
  Reply,
} from '../../../src/core/reply.js';

export const CITATION: Citation = {
  n: 1,
  article: '2031-03-09-ferry',
  revision: 'abcdef012345',
  title: 'Ferry to Lunholm sails again',
  publisher: 'Harbour Post',
  published: '2031-03-09',
  url: 'https://harbour.example/ferry',
  link: 'https://harbour.example/ferry#:~:text=The%20ferry',
  sources: [{ name: 'Port Office' }, { name: 'Harbour Post' }, { name: 'Coast Agency' }],
};

/** A sentence of the article that `CITATION` names. */
export function createSentence(text: string, changes: Partial<AnswerSentence> = {}): AnswerSentence {
  return {
    text,
    article: CITATION.article,
    revision: CITATION.revision,
    paragraph: 1,
    sentence: 1,
    start: 0,
    end: text.length,
    citation: 1,
    role: 'answer',
    ...changes,
  };
}

/** An answer with as many sentences as are named. */
export function createAnswer(texts: readonly string[], changes: Partial<AnswerReply> = {}): AnswerReply {
  return {
    kind: 'answer',
    id: 'r1',
    question: 'When did the ferry sail?',
    certainty: 'stated',
    sentences: texts.map((text, index) => createSentence(text, { sentence: index + 1 })),
    citations: [CITATION],
    confidence: 0.8,
    also: [],
    ...changes,
  };
}

export const ARTICLE: ArticleReply = {
  kind: 'article',
  article: {
    id: 'a',
    revision: 'abcdef012345',
    title: 'Ferry sails',
    body: 'It sailed. All waved.\n\nIt was late.',
    people: ['Ada Holm'],
    places: [],
    organizations: [],
    topics: ['ferries'],
    sources: [],
  },
  sentences: [
    { sentence: 1, paragraph: 1, start: 0, end: 10, text: 'It sailed.' },
    { sentence: 2, paragraph: 1, start: 11, end: 21, text: 'All waved.' },
    { sentence: 3, paragraph: 2, start: 23, end: 35, text: 'It was late.' },
  ],
  revisions: [{ revision: 'abcdef012345' }],
  copies: [],
};

export const NO_MATCH: NoMatchReply = {
  kind: 'no-match',
  reason: 'outside-dates',
  message: 'No article of that period is about ferries.',
  nearest: [{ article: 'b', title: 'Ferry timetable', published: '2031-03-10' }],
  corpus: { articles: 12, publishers: 1, from: '2031-01-02', to: '2031-03-09' },
  relax: ['since', 'until'],
};

/** Text that Slack could take for something else, in several scripts. */
const pieces = fc.constantFrom(
  '<!channel>',
  '<!here>',
  '<@U1>',
  '<#C1|general>',
  '<https://x.example|y>',
  '&amp;',
  '&',
  '*bold*',
  '_under_',
  '~gone~',
  '`code`',
  '```',
  ':smile:',
  '> quoted',
  '\n',
  '\r\n',
  '\u0000',
  '\u202e',
  '\u2067',
  '"',
  '\\',
  'حول الميناء',
  '港口重新开放',
  '👩‍🚒🏳️‍🌈',
  'e\u0301',
  '\ud800',
  'Lunholm',
);

/** Any text up to some length, most of it awkward. */
export function awkwardText(maxLength: number): fc.Arbitrary<string> {
  return fc.oneof(
    fc.array(pieces, { maxLength: Math.min(40, maxLength) }).map((parts) => parts.join(' ').slice(0, maxLength)),
    fc.string({ unit: 'binary', maxLength: Math.min(200, maxLength) }),
    // A short piece many times over: what is long is long in one script.
    fc
      .tuple(pieces, fc.integer({ min: 1, max: maxLength }))
      .map(([piece, length]) => piece.repeat(Math.ceil(length / piece.length)).slice(0, length)),
  );
}

const mentions = fc.record(
  {
    article: awkwardText(300),
    title: awkwardText(2_000),
    publisher: awkwardText(500),
    published: fc.constant('2031-03-10'),
  },
  { requiredKeys: ['article', 'title'] },
);

const understood = fc.record(
  {
    kind: fc.constant('when' as const),
    terms: fc.constant([]),
    names: fc.constant([]),
    aliases: fc.array(fc.tuple(awkwardText(100), awkwardText(100)), { maxLength: 5 }),
    corrected: fc.dictionary(awkwardText(30), awkwardText(30), { maxKeys: 5 }),
    dates: fc.constant([{ from: '2031-03-01', to: '2031-03-31' }]),
    about: awkwardText(500),
    since: fc.constant('2031-01'),
    publisher: awkwardText(200),
  },
  { requiredKeys: ['kind', 'terms', 'names', 'aliases'] },
);

const sources = fc.array(fc.record({ name: awkwardText(300) }), { maxLength: 8 });

const citationFields = fc.record(
  {
    article: awkwardText(300),
    revision: fc.constant('abcdef012345'),
    title: awkwardText(2_000),
    publisher: awkwardText(500),
    published: fc.constant('2031-03-09'),
    url: fc.oneof(fc.webUrl(), awkwardText(600)),
    link: fc.oneof(fc.webUrl(), awkwardText(600)),
    sources,
  },
  { requiredKeys: ['article', 'revision', 'title'] },
);

/** Answers of up to twenty sentences of any text, with their citations. */
export const awkwardAnswers: fc.Arbitrary<AnswerReply> = fc
  .record({
    citations: fc.array(citationFields, { minLength: 1, maxLength: 6 }),
    sentences: fc.array(
      fc.record({
        text: fc.oneof({ weight: 5, arbitrary: awkwardText(600) }, { weight: 1, arbitrary: awkwardText(20_000) }),
        role: fc.constantFrom('answer' as const, 'answer' as const, 'context' as const),
        at: fc.nat(),
        asOf: fc.constantFrom(undefined, '2031-03-09'),
        part: fc.constantFrom(undefined, 1, 2),
      }),
      { minLength: 1, maxLength: 20 },
    ),
    question: awkwardText(2_000),
    certainty: fc.constantFrom('stated' as const, 'related' as const),
    reason: awkwardText(1_000),
    also: fc.array(mentions, { maxLength: 10 }),
    understood,
    hasId: fc.boolean(),
  })
  .map(({ citations, sentences, question, certainty, reason, also, understood: taken, hasId }) => ({
    kind: 'answer',
    ...(hasId ? { id: 'Zk3_reply-1' } : {}),
    question,
    understood: taken,
    certainty,
    reason,
    confidence: 0.5,
    also,
    citations: citations.map((citation, index) => ({ n: index + 1, ...citation })),
    sentences: sentences.map(({ text, role, at, asOf, part }, index) =>
      createSentence(text, {
        role,
        sentence: index + 1,
        citation: (at % citations.length) + 1,
        ...(asOf === undefined ? {} : { asOf }),
        ...(part === undefined ? {} : { part }),
      }),
    ),
  }));

const articles: fc.Arbitrary<ArticleReply> = fc
  .record({
    id: awkwardText(300),
    title: awkwardText(2_000),
    sentences: fc.array(fc.tuple(awkwardText(3_000), fc.integer({ min: 1, max: 4 })), { maxLength: 12 }),
  })
  .map(({ id, title, sentences }) => ({
    ...ARTICLE,
    article: { ...ARTICLE.article, id, title, body: sentences.map(([text]) => text).join('\n\n') },
    sentences: sentences.map(([text, paragraph], index) => ({
      sentence: index + 1,
      paragraph: paragraph + Math.floor(index / 4) * 4,
      start: 0,
      end: text.length,
      text,
    })),
    changes: [
      { from: 'aaa', to: 'bbb', removed: sentences.map(([text]) => text), added: sentences.map(([text]) => text) },
    ],
  }));

/** Replies of every kind that chat sees, of any text. */
export const awkwardReplies: fc.Arbitrary<Reply> = fc.oneof(
  awkwardAnswers,
  articles,
  fc
    .record({
      message: awkwardText(3_000),
      nearest: fc.array(mentions, { maxLength: 10 }),
      understood,
      question: awkwardText(2_000),
    })
    .map((fields): Reply => ({ ...NO_MATCH, ...fields })),
  fc
    .record({
      understood,
      hits: fc.array(
        fc.record(
          {
            article: awkwardText(300),
            title: awkwardText(2_000),
            score: fc.constant(1),
            url: fc.oneof(fc.webUrl(), awkwardText(600)),
            snippet: awkwardText(5_000).map((text) => ({ text, start: 0, end: text.length })),
          },
          { requiredKeys: ['article', 'title', 'score', 'snippet'] },
        ),
        { maxLength: 20 },
      ),
    })
    .map((fields): Reply => ({ kind: 'articles', id: 'r2', ...fields })),
  awkwardText(5_000).map((message): Reply => ({ kind: 'failure', code: 'internal', message, reference: message })),
  awkwardText(5_000).map((message): Reply => ({ kind: 'done', message })),
  fc.array(fc.tuple(awkwardText(600), awkwardText(2_000)), { maxLength: 25 }).chain((texts) => {
    const feeds = texts.map(([title, url], index) => ({
      id: `f${index}`,
      title,
      url,
      state: index % 2 === 0 ? ('active' as const) : ('disabled' as const),
      articles: index,
      lastError: title,
      note: title,
      lastSuccess: '2031-05-02T08:00:00.000Z',
      nextTry: url,
    }));
    return fc.constantFrom<Reply>(
      { kind: 'feeds', feeds },
      {
        kind: 'status',
        version: '1',
        articles: 0,
        publishers: 0,
        index: { engine: 'e', articles: 0, sentences: 0, words: 0, problems: texts.map(([title]) => title) },
        feeds: feeds.slice(0, 20),
        feedCount: feeds.length,
        deliveries: [],
        platforms: [],
      },
    );
  }),
);
