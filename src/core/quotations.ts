import type { Quotation, Reply } from './reply.js';

/** Every sentence that a reply quotes, in its order. An article shown whole, or a search hit's excerpt, is no quotation. */
export function quotationsOf(reply: Reply): readonly Quotation[] {
  // Every kind by name: a new one must decide.
  switch (reply.kind) {
    case 'answer':
      return reply.sentences;
    case 'digest':
      return reply.stories.flatMap(({ sentences, changes = [], removed = [] }) => [
        ...sentences,
        ...changes.flatMap(({ from, to }) => [from, to]),
        ...removed,
      ]);
    case 'no-match':
    case 'articles':
    case 'article':
    case 'imported':
    case 'verified':
    case 'scores':
    case 'status':
    case 'help':
    case 'gaps':
    case 'feeds':
    case 'subscriptions':
    case 'deliveries':
    case 'notice':
    case 'done':
    case 'failure':
      return [];
  }
}
