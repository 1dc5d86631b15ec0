import type { Article } from '../../../src/core/article/article.js';
import { toRevision } from '../../../src/core/article/identity.js';
import type { KeptReply } from '../../../src/core/commands/keep.js';
import type { AnswerReply, NoMatchReply } from '../../../src/core/reply.js';

/** An article whose revision fits its body. */
export function createArticle(id: string, changes: Partial<Article> = {}): Article {
  const body = changes.body ?? `The ${id} was opened on Monday.`;
  return {
    id,
    title: `About ${id}`,
    body,
    people: [],
    places: [],
    organizations: [],
    topics: [],
    sources: [],
    ...changes,
    revision: changes.revision ?? toRevision(body),
  };
}

/** An answer that quotes the whole body of each article. */
export function createAnswer(question: string, articles: readonly Article[] = [createArticle('harbour')]): AnswerReply {
  return {
    kind: 'answer',
    question,
    certainty: 'stated',
    confidence: 0.9,
    sentences: articles.map(({ id, revision, body }, index) => ({
      text: body,
      article: id,
      revision,
      paragraph: 1,
      sentence: 1,
      start: 0,
      end: body.length,
      citation: index + 1,
      role: 'answer',
    })),
    citations: articles.map(({ id, revision, title }, index) => ({ n: index + 1, article: id, revision, title })),
    also: [],
  };
}

/** What is said when nothing fits. */
export function createNoMatch(question: string, reason: NoMatchReply['reason'] = 'no-candidate'): NoMatchReply {
  return {
    kind: 'no-match',
    question,
    reason,
    message: 'No article has any of these words.',
    nearest: [],
    corpus: { articles: 3, publishers: 1 },
  };
}

/** The space in which samples are kept. */
export const GUILD = 'discord:guild:1';

/** A reply to be kept: asked in a thread of `GUILD` by somebody. */
export function createKept(id: string, changes: Partial<KeptReply> = {}): KeptReply {
  return {
    id,
    space: GUILD,
    thread: 'c1/t1',
    command: 'ask',
    asker: 'discord:1001',
    reply: createAnswer('When was the harbour opened?'),
    ...changes,
  };
}
