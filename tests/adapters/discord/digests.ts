import type { DigestReply, DigestStory, Quotation } from '../../../src/core/reply.js';
import { createCitation } from './replies.js';

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
