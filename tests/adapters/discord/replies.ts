import fc from 'fast-check';
import type { FeedFacts } from '../../../src/core/ports.js';
import type {
  AnswerReply,
  AnswerSentence,
  ArticleMention,
  ArticleReply,
  ArticlesReply,
  Citation,
  NoMatchReply,
  Reply,
  Understood,
} from '../../../src/core/reply.js';
import { anyText } from './texts.js';

/** An answer of one short sentence, with what a test wants to be otherwise. */
export function createAnswer(changes: Partial<AnswerReply> = {}): AnswerReply {
  return {
    kind: 'answer',
    id: 'reply-1',
    question: 'When did the bridge open?',
    certainty: 'stated',
    confidence: 0.9,
    sentences: [createSentence()],
    citations: [createCitation()],
    also: [],
    ...changes,
  };
}

/** The first sentence of the article of `createCitation`. */
export function createSentence(changes: Partial<AnswerSentence> = {}): AnswerSentence {
  return {
    text: 'The bridge opened on Friday.',
    article: 'bridge-opens',
    revision: '0a1b2c3d4e5f',
    paragraph: 1,
    sentence: 1,
    start: 0,
    end: 28,
    citation: 1,
    role: 'answer',
    ...changes,
  };
}

export function createCitation(changes: Partial<Citation> = {}): Citation {
  return {
    n: 1,
    article: 'bridge-opens',
    revision: '0a1b2c3d4e5f',
    title: 'New bridge opens',
    publisher: 'Harbour Post',
    published: '2031-05-02',
    ...changes,
  };
}

const day = fc.constantFrom('2031-05-02', '2031-05', '2031', undefined);
const name = anyText(120);
const title = anyText(600);
const body = anyText(7_000);
const id = fc.option(fc.stringMatching(/^[A-Za-z0-9_-]{1,24}$/), { nil: undefined });
const articleId = fc.oneof(
  fc.stringMatching(/^[a-z0-9-]{1,80}$/),
  fc.string({ minLength: 1, maxLength: 250, unit: 'grapheme' }),
);

const understood: fc.Arbitrary<Understood> = fc.record({
  kind: fc.constantFrom('who', 'how_many', 'timeline', 'other'),
  terms: fc.array(name, { maxLength: 3 }),
  names: fc.array(name, { maxLength: 3 }),
  aliases: fc.array(fc.tuple(name, name), { maxLength: 3 }),
  corrected: fc.dictionary(name, name, { maxKeys: 3 }),
  dates: fc.constant([{ from: '2031-05-01', to: '2031-05-03' }]),
  about: title,
  publisher: name,
  since: fc.constant('2031-05-01'),
});

const mention: fc.Arbitrary<ArticleMention> = fc
  .record({ article: articleId, title, publisher: fc.option(name, { nil: undefined }), published: day })
  .map(defined);

const address = fc.constantFrom(
  undefined,
  'https://harbourpost.example/bridge',
  `https://harbourpost.example/${'a'.repeat(900)}`,
  'javascript:alert(1)',
  'no address',
);

/** Any citation of a number. */
export const anyCitation = (n: number): fc.Arbitrary<Citation> =>
  fc
    .record({
      n: fc.constant(n),
      article: articleId,
      revision: fc.constant('0a1b2c3d4e5f'),
      title,
      publisher: fc.option(name, { nil: undefined }),
      published: day,
      url: address,
      sources: fc.array(fc.record({ name }), { maxLength: 6 }),
    })
    .map(defined);

/** Any answer of up to 20 sentences, most of them short. */
export const anyAnswer: fc.Arbitrary<AnswerReply> = fc
  .record({
    id,
    question: fc.option(anyText(2_000), { nil: undefined }),
    understood: fc.option(understood, { nil: undefined }),
    certainty: fc.constantFrom('stated' as const, 'related' as const),
    reason: fc.option(title, { nil: undefined }),
    citations: fc
      .integer({ min: 1, max: 6 })
      .chain((count) => fc.tuple(...Array.from({ length: count }, (_, index) => anyCitation(index + 1)))),
    texts: fc.array(
      fc.record({
        text: fc
          .oneof({ weight: 3, arbitrary: anyText(300) }, { weight: 1, arbitrary: body })
          .filter((text) => text.trim() !== ''),
        role: fc.constantFrom('answer' as const, 'answer' as const, 'context' as const),
        citation: fc.nat(5),
        part: fc.constantFrom(undefined, 1, 2),
        asOf: day,
      }),
      { minLength: 1, maxLength: 20 },
    ),
    also: fc.array(mention, { maxLength: 10 }),
    isExplained: fc.boolean(),
  })
  .map(({ texts, isExplained, ...reply }): AnswerReply => {
    const sentences = texts.map(({ text, role, citation: cited, part, asOf }, index): AnswerSentence => {
      const source = reply.citations[cited % reply.citations.length] ?? createCitation();
      const place = { article: source.article, revision: source.revision, citation: source.n };
      const where = { paragraph: 1, sentence: index + 1, start: index, end: index + text.length };
      return defined({ text, role, part, asOf, ...place, ...where });
    });
    return {
      kind: 'answer',
      confidence: 0.5,
      sentences,
      ...defined(reply),
      ...(isExplained
        ? {
            explain: sentences.map(({ article, sentence }) => ({
              article,
              sentence,
              features: Array.from({ length: 30 }, (_, index) => ({
                name: `feature-${index}`,
                value: 1,
                weight: index - 9,
              })),
            })),
          }
        : {}),
    };
  });

const anyNoMatch: fc.Arbitrary<NoMatchReply> = fc
  .record({
    id,
    question: anyText(2_000),
    message: anyText(1_000),
    nearest: fc.array(mention, { maxLength: 10 }),
    understood: fc.option(understood, { nil: undefined }),
    relax: fc.constantFrom(undefined, ['since' as const, 'publisher' as const]),
  })
  .map(
    (reply): NoMatchReply => ({
      kind: 'no-match',
      reason: 'unknown-name',
      corpus: { articles: 129, publishers: 3, from: '2031-05-01', to: '2031-06-14' },
      ...defined(reply),
    }),
  );

/** Any list of articles. */
export const anyArticles: fc.Arbitrary<ArticlesReply> = fc
  .record({
    id,
    question: fc.option(anyText(2_000), { nil: undefined }),
    understood: fc.option(understood, { nil: undefined }),
    hits: fc.array(
      fc.tuple(mention, fc.oneof({ weight: 3, arbitrary: anyText(300) }, { weight: 1, arbitrary: body }), address),
      { maxLength: 25 },
    ),
  })
  .map(
    ({ hits, ...reply }): ArticlesReply => ({
      kind: 'articles',
      hits: hits.map(([one, text, url]) =>
        defined({ ...one, score: 1, snippet: { text, start: 0, end: text.length }, url }),
      ),
      ...defined(reply),
    }),
  );

/** Any article of up to 60 sentences, most of them short. */
export const anyArticle: fc.Arbitrary<ArticleReply> = fc
  .record({
    id: articleId,
    title,
    publisher: fc.option(name, { nil: undefined }),
    published: day,
    publishedAt: fc.constantFrom(undefined, '2031-05-02T12:00:00Z', 'no instant'),
    url: address,
    author: fc.option(name, { nil: undefined }),
    people: fc.array(name, { maxLength: 20 }),
    topics: fc.array(name, { maxLength: 3 }),
    sources: fc.array(fc.record({ name }), { maxLength: 6 }),
    texts: fc.array(
      fc.tuple(
        fc
          .oneof({ weight: 6, arbitrary: anyText(300) }, { weight: 1, arbitrary: body })
          .filter((text) => text.trim() !== ''),
        fc.boolean(),
      ),
      { maxLength: 60 },
    ),
  })
  .map(({ texts, ...article }): ArticleReply => {
    let paragraph = 1;
    const sentences = texts.map(([text, isNew], index) => {
      if (isNew) paragraph += 1;
      return { sentence: index + 1, paragraph, start: index, end: index + text.length, text };
    });
    return {
      kind: 'article',
      article: {
        revision: '0a1b2c3d4e5f',
        body: texts.map(([text]) => text).join('\n\n'),
        places: [],
        organizations: [],
        ...defined(article),
      },
      sentences,
      revisions: [{ revision: '0a1b2c3d4e5f', firstSeen: '2031-05-02T12:00:00Z' }],
      copies: [],
      changes: [{ from: 'aaa', to: 'bbb', removed: texts.map(([text]) => text), added: [] }],
    };
  });

function toFeed(text: string, index: number): FeedFacts {
  return {
    id: `f${index}`,
    url: `https://post.example/${text}`,
    title: text,
    state: index % 2 === 0 ? 'active' : 'disabled',
    articles: index,
    lastError: text,
    note: text,
    lastSuccess: '2031-05-02T08:00:00.000Z',
    nextTry: index % 3 === 0 ? text : '2031-05-02T09:00:00.000Z',
  };
}

const anyReport: fc.Arbitrary<Reply> = fc.oneof(
  fc.array(anyText(500), { maxLength: 60 }).map((texts): Reply => ({ kind: 'feeds', feeds: texts.map(toFeed) })),
  anyText(3_000).map((message): Reply => ({ kind: 'notice', code: 'feed-disabled', message })),
  anyText(3_000).map((message): Reply => ({ kind: 'done', message })),
  anyText(3_000).map((message): Reply => ({ kind: 'failure', code: 'store-unavailable', message, reference: 'ref-1' })),
  fc.array(anyText(500), { maxLength: 60 }).map(
    (problems): Reply => ({
      kind: 'status',
      version: '1.2.3',
      articles: 12,
      publishers: 3,
      index: { engine: 'minisearch', articles: 12, sentences: 40, words: 300, problems },
      feeds: problems.slice(0, 20).map(toFeed),
      feedCount: problems.length,
      deliveries: [],
      platforms: [{ platform: 'discord', state: 'connected' }],
    }),
  ),
  fc.array(anyText(500), { maxLength: 60 }).map(
    (texts): Reply => ({
      kind: 'help',
      commands: texts.map((summary) => ({ name: 'ask', usage: 'ask', summary, examples: [] })),
    }),
  ),
  fc.array(anyText(500), { maxLength: 60 }).map(
    (texts): Reply => ({
      kind: 'gaps',
      gaps: texts.map((question) => ({
        space: 'local',
        question,
        times: 2,
        first: '2031-05-01T00:00:00Z',
        last: '2031-05-02T00:00:00Z',
        reasons: ['no-match'],
        comments: [],
      })),
    }),
  ),
  fc.array(anyText(500), { maxLength: 60 }).map(
    (texts): Reply => ({
      kind: 'imported',
      added: texts,
      unchanged: [],
      duplicates: texts.map((source) => ({ source, of: 'a' })),
      failed: texts.map((message) => ({ source: 'a', message })),
    }),
  ),
  fc.array(anyText(500), { maxLength: 60 }).map(
    (texts): Reply => ({
      kind: 'verified',
      checked: 60,
      broken: texts.map((message) => ({ line: 1, article: 'a', message })),
    }),
  ),
);

/** Any reply of any kind. */
export const anyReply: fc.Arbitrary<Reply> = fc.oneof(
  { weight: 4, arbitrary: anyAnswer },
  { weight: 2, arbitrary: anyArticles },
  { weight: 2, arbitrary: anyArticle },
  { weight: 1, arbitrary: anyNoMatch },
  { weight: 1, arbitrary: anyReport },
);

/** The same without the fields that are undefined. */
export function defined<T extends object>(fields: T): { [K in keyof T]: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as {
    [K in keyof T]: Exclude<T[K], undefined>;
  };
}
