import fc from 'fast-check';
import type { DigestReply, DigestStory } from '../../../src/core/digest-reply.js';
import type { DeliveryFacts, SubscriptionFacts } from '../../../src/core/ports.js';
import type { Quotation, Reply } from '../../../src/core/reply.js';
import { anyCitation, createCitation, defined } from './replies.js';
import { anyText } from './texts.js';

/** The first sentence of the article of `createCitation`. */
export function createQuotation(changes: Partial<Quotation> = {}): Quotation {
  return {
    text: 'The bridge opened on Friday.',
    article: 'bridge-opens',
    revision: '0a1b2c3d4e5f',
    paragraph: 1,
    sentence: 1,
    start: 0,
    end: 28,
    citation: 1,
    ...changes,
  };
}

/** A story of two articles, of which one sentence is quoted. */
export function createStory(changes: Partial<DigestStory> = {}): DigestStory {
  return {
    title: 'New bridge opens',
    mark: 'new',
    articles: 2,
    independent: 1,
    sentences: [createQuotation()],
    members: [{ article: 'bridge-opens', revision: '0a1b2c3d4e5f' }],
    ...changes,
  };
}

/** A kept digest of one story, with what a test wants to be otherwise. */
export function createDigest(changes: Partial<DigestReply> = {}): DigestReply {
  return {
    kind: 'digest',
    id: 'reply-1',
    day: '2031-05-02',
    zone: 'Europe/Paris',
    from: '2031-05-01T06:00:00.000Z',
    to: '2031-05-02T06:00:00.000Z',
    stories: [createStory()],
    citations: [createCitation()],
    ...changes,
  };
}

/** A channel's wish for a digest. */
export function createSubscription(changes: Partial<SubscriptionFacts> = {}): SubscriptionFacts {
  return {
    id: '4f9a1c07be',
    platform: 'discord',
    channel: '123456789012345678',
    at: '08:00',
    zone: 'America/New_York',
    empty: 'line',
    state: 'active',
    createdBy: 'discord:7',
    ...changes,
  };
}

/** A digest that was sent. */
export function createDelivery(changes: Partial<DeliveryFacts> = {}): DeliveryFacts {
  return {
    id: 'd1',
    subscription: '4f9a1c07be',
    space: 'discord:guild:5',
    platform: 'discord',
    channel: '123456789012345678',
    occasion: '2031-05-02',
    state: 'sent',
    attempts: 1,
    due: '2031-05-02T06:00:00.000Z',
    settled: '2031-05-02T06:00:01.000Z',
    ...changes,
  };
}

const sentence = fc
  .oneof({ weight: 4, arbitrary: anyText(300) }, { weight: 1, arbitrary: anyText(7_000) })
  .filter((text) => text.trim() !== '');

const quotation: fc.Arbitrary<Quotation> = fc
  .record({ text: sentence, citation: fc.integer({ min: 1, max: 12 }), sentence: fc.integer({ min: 1, max: 900 }) })
  .map(createQuotation);

const anyStory: fc.Arbitrary<DigestStory> = fc
  .record({
    title: anyText(600),
    mark: fc.constantFrom('new' as const, 'update' as const, 'correction' as const),
    articles: fc.integer({ min: 1, max: 40_000 }),
    independent: fc.integer({ min: 1, max: 4_000 }),
    sentences: fc.array(quotation, { maxLength: 4 }),
    changes: fc.oneof(
      { weight: 3, arbitrary: fc.constant([]) },
      {
        weight: 1,
        arbitrary: fc.array(fc.record({ subject: anyText(100), from: quotation, to: quotation }), { maxLength: 8 }),
      },
    ),
    removed: fc.oneof(
      { weight: 3, arbitrary: fc.constant([]) },
      { weight: 1, arbitrary: fc.array(quotation, { maxLength: 8 }) },
    ),
  })
  .map(createStory);

/** Any digest of up to 30 stories. */
export const anyDigest: fc.Arbitrary<DigestReply> = fc
  .record({
    id: fc.option(fc.stringMatching(/^[A-Za-z0-9_-]{1,24}$/), { nil: undefined }),
    stories: fc.array(anyStory, { maxLength: 30 }),
    citations: fc.tuple(...Array.from({ length: 12 }, (_, index) => anyCitation(index + 1))),
    limit: fc.constantFrom(undefined, 1, 3, 20),
    isAlert: fc.constantFrom(undefined, true as const),
    due: fc.constantFrom(undefined, '2031-05-02T06:00:00.000Z', 'no instant'),
    missed: fc.constantFrom(
      undefined,
      ['2031-05-01'],
      Array.from({ length: 60 }, (_, index) => `2031-0${1 + (index % 9)}-1${index % 10}`),
    ),
    omitted: fc.constantFrom(undefined, 7),
    filters: fc.option(fc.record({ topic: anyText(300), publisher: anyText(300) }), { nil: undefined }),
  })
  .map(({ id, ...changes }) => {
    const { id: _, ...digest } = createDigest(defined(changes));
    return id === undefined ? digest : { ...digest, id };
  });

/** Any lists of subscriptions and of deliveries. */
export const anyLists: fc.Arbitrary<Reply> = fc.oneof(
  fc.array(anyText(300), { maxLength: 40 }).map(
    (texts): Reply => ({
      kind: 'subscriptions',
      subscriptions: texts.map((text, index) =>
        createSubscription({
          id: index % 7 === 0 ? `${text}-${index}` : `s${index}`,
          channel: index % 5 === 0 ? text : String(index),
          zone: text,
          topic: text,
          at: index % 2 === 0 ? 'now' : '08:00',
          state: index % 3 === 0 ? 'paused' : 'active',
          pauseReason: text,
          next: index % 4 === 0 ? text : '2031-05-03T06:00:00.000Z',
        }),
      ),
    }),
  ),
  fc.array(anyText(300), { maxLength: 60 }).map(
    (texts): Reply => ({
      kind: 'deliveries',
      deliveries: texts.map((text, index) =>
        createDelivery({ occasion: index % 2 === 0 ? text : '2031-05-02', reason: text, channel: text, due: text }),
      ),
    }),
  ),
);
