import fc from 'fast-check';
import type { DigestReply, DigestStory } from '../../../src/core/digest-reply.js';
import type { SubscriptionFacts } from '../../../src/core/ports.js';
import type { Reply } from '../../../src/core/reply.js';
import { awkwardText, CITATION, createSentence } from './replies.js';

/** A story about the ferry with one sentence. */
export function createStory(changes: Partial<DigestStory> = {}): DigestStory {
  const { article, revision, title } = CITATION;
  const { role: _, ...quotation } = createSentence('The ferry to Lunholm sailed again on Monday.');
  return {
    title,
    mark: 'new',
    articles: 6,
    independent: 2,
    sentences: [quotation],
    members: [{ article, revision }],
    ...changes,
  };
}

/** A digest with these stories, kept under an id. */
export function createDigest(stories: readonly DigestStory[], changes: Partial<DigestReply> = {}): DigestReply {
  return {
    kind: 'digest',
    id: 'r1',
    day: '2031-03-10',
    zone: 'Europe/Paris',
    from: '2031-03-09T07:00:00.000Z',
    to: '2031-03-10T07:00:00.000Z',
    stories,
    citations: [CITATION],
    ...changes,
  };
}

/** Stories with titles of their own. */
export function createStories(count: number): DigestStory[] {
  return Array.from({ length: count }, (_, index) => createStory({ title: `Story number ${index + 1}` }));
}

export const SUBSCRIPTION: SubscriptionFacts = {
  id: '4f9a1c07be',
  platform: 'slack',
  channel: 'C1',
  at: '08:00',
  zone: 'Europe/Paris',
  topic: 'ferries',
  empty: 'line',
  state: 'active',
  createdBy: 'slack:U1',
  next: '2031-03-11T07:00:00.000Z',
};

const quotations = fc
  .record({
    text: fc.oneof({ weight: 5, arbitrary: awkwardText(600) }, { weight: 1, arbitrary: awkwardText(20_000) }),
    citation: fc.integer({ min: 1, max: 6 }),
  })
  .map(({ text, citation }) => {
    const { role: _, ...quotation } = createSentence(text, { citation });
    return quotation;
  });

const stories = fc.record(
  {
    title: awkwardText(2_000),
    mark: fc.constantFrom('new' as const, 'update' as const, 'correction' as const),
    articles: fc.integer({ min: 1, max: 2_000 }),
    independent: fc.integer({ min: 1, max: 2_000 }),
    sentences: fc.array(quotations, { maxLength: 2 }),
    changes: fc.array(fc.record({ subject: awkwardText(300), from: quotations, to: quotations }), { maxLength: 6 }),
    removed: fc.array(quotations, { maxLength: 6 }),
    members: fc.constant([]),
  },
  { requiredKeys: ['title', 'mark', 'articles', 'independent', 'sentences', 'members'] },
);

const citations = fc.array(
  fc.record(
    {
      article: awkwardText(300),
      revision: fc.constant('abcdef012345'),
      title: awkwardText(2_000),
      publisher: awkwardText(500),
      published: fc.constant('2031-03-09'),
      url: fc.oneof(
        fc.webUrl(),
        awkwardText(600),
        fc.integer({ min: 1, max: 3_000 }).map((length) => `https://a.example/${'x'.repeat(length)}`),
      ),
      sources: fc.array(fc.record({ name: awkwardText(300) }), { maxLength: 8 }),
    },
    { requiredKeys: ['article', 'revision', 'title'] },
  ),
  { minLength: 6, maxLength: 6 },
);

/** Digests and alerts of any text. */
export const awkwardDigests: fc.Arbitrary<DigestReply> = fc
  .record({
    stories: fc.array(stories, { maxLength: 20 }),
    citations,
    filter: awkwardText(200),
    hasId: fc.boolean(),
    limit: fc.constantFrom(undefined, 1, 5, 20),
    isAlert: fc.boolean(),
    isLate: fc.boolean(),
  })
  .map(({ stories: told, citations: cited, filter, hasId, limit, isAlert, isLate }) => {
    const { id, ...digest } = createDigest(told);
    return {
      ...digest,
      ...(hasId && id !== undefined ? { id } : {}),
      ...(limit === undefined ? {} : { limit }),
      ...(isAlert ? { isAlert: true as const } : {}),
      ...(isLate ? { due: '2031-03-10T07:00:00.000Z', missed: ['2031-03-08', '2031-03-09'], omitted: 3 } : {}),
      citations: cited.map((citation, index) => ({ ...citation, n: index + 1 })),
      filters: { topic: filter, publisher: filter, place: filter, person: filter },
    };
  });

/** Subscriptions and deliveries of any text. */
export const awkwardLists: fc.Arbitrary<Reply> = fc
  .array(fc.tuple(awkwardText(200), awkwardText(2_000)), { maxLength: 40 })
  .chain((texts) =>
    fc.constantFrom<Reply>(
      {
        kind: 'subscriptions',
        subscriptions: texts.map(([word, reason], index) => ({
          ...SUBSCRIPTION,
          id: `s${index}`,
          channel: index % 2 === 0 ? word : 'C1:1700000000.000100',
          topic: word,
          publisher: word,
          state: index % 3 === 0 ? 'paused' : 'active',
          pauseReason: reason,
          createdBy: index % 2 === 0 ? word : 'slack:U1',
        })),
      },
      {
        kind: 'deliveries',
        deliveries: texts.map(([word, reason], index) => ({
          id: `d${index}`,
          subscription: 's1',
          space: 'slack:T1',
          platform: 'slack',
          channel: word,
          occasion: index % 2 === 0 ? word : '2031-03-10',
          state: 'failed',
          attempts: index,
          reason,
          due: '2031-03-10T07:00:00.000Z',
        })),
      },
    ),
  );
