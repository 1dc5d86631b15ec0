import MiniSearch from 'minisearch';
import { BotError } from '../errors.js';
import type { Candidate, CandidateIndex, IndexEntry, QueryTerm } from '../ports.js';

/** Title words count a little more than body words; a boost of 2 or more costs recall (`docs/quality.md`). */
const TITLE_BOOST = 1.3;

/**
 * The live index: MiniSearch over terms that arrive folded and stemmed, so that it neither tokenizes nor stems.
 * Articles can be added and removed at any time. Right for some thousands of articles.
 */
export function createMiniSearchIndex(): CandidateIndex {
  const index = new MiniSearch<{ id: string; title: string; body: string }>({
    fields: ['title', 'body'],
    tokenize: (text) => (text === '' ? [] : text.split(' ')),
    processTerm: (term) => term,
  });
  return {
    engine: 'minisearch',
    add: ({ id, title, body }: IndexEntry) => {
      if (index.has(id)) throw new BotError('internal', `The article ${id} is in the index already.`);
      index.add({ id, title: title.join(' '), body: body.join(' ') });
    },
    remove: (id) => {
      if (index.has(id)) index.discard(id);
    },
    propose: (terms, limit, accepts) => propose(index, terms, limit, accepts),
  };
}

function propose(
  index: MiniSearch,
  terms: readonly QueryTerm[],
  limit: number,
  accepts: ((id: string) => boolean) | undefined,
): Candidate[] {
  if (terms.length === 0) return [];
  const weights = new Map(terms.map(({ term, weight }) => [term, weight]));
  const results = index.search([...weights.keys()].join(' '), {
    combineWith: 'OR',
    boost: { title: TITLE_BOOST },
    boostTerm: (term) => weights.get(term) ?? 1,
    ...(accepts === undefined ? {} : { filter: (result) => accepts(String(result.id)) }),
  });
  return results.slice(0, limit).map(({ id, score, terms: found }) => ({ id: String(id), score, terms: found }));
}
