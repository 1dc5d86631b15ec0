import type { RankedSentence } from './rank-sentences.js';

/** Two sentences that share this much of their words say the same thing. */
const ALIKE = 0.75;

/**
 * The sentences to show, best first: no two alike.
 *
 * @param limit  at most this many, 1 or more
 */
export function chooseSentences(ranked: readonly RankedSentence[], limit: number): RankedSentence[] {
  const chosen: RankedSentence[] = [];
  for (const sentence of ranked) {
    if (chosen.length === limit) break;
    if (!chosen.some((other) => overlap(other, sentence) >= ALIKE)) chosen.push(sentence);
  }
  return chosen;
}

/** Jaccard overlap of the distinct terms of two sentences, 0 to 1. */
function overlap(a: RankedSentence, b: RankedSentence): number {
  const one = new Set(a.evidence.sentence.terms);
  const other = new Set(b.evidence.sentence.terms);
  const shared = [...one].filter((term) => other.has(term)).length;
  const union = one.size + other.size - shared;
  return union === 0 ? 1 : shared / union;
}
