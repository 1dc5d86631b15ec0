import { type AnalysedArticle, countOf } from '../article/analyse.js';
import type { Alternative, Question } from '../question/question.js';

/** How well a piece of text accounts for each slot of the question. */
export interface SlotMatch {
  /** One number a slot, 0 to 1: the weight of the best alternative that stands there. */
  readonly weights: readonly number[];
  /** The alternative behind each weight. */
  readonly found: readonly (Alternative | undefined)[];
  /** Position of the token that matched, -1 for none. */
  readonly at: readonly number[];
}

/** The same for a whole article. */
export interface ArticleMatch extends SlotMatch {
  /** How often each slot stands there: of its alternatives, the most of weight times count. */
  readonly counts: readonly number[];
}

/** Looks for the slots of one question in any number of texts. */
export interface Matcher {
  /** Matches the tokens of a sentence or title. */
  matchTerms(terms: Uint32Array): SlotMatch;
  /** Matches title and body at once, without positions. */
  matchArticle(article: AnalysedArticle): ArticleMatch;
}

/** Prepares a question's slots for matching: a text then costs one look-up a token. */
export function createMatcher(question: Question): Matcher {
  const byTerm = new Map<number, { slot: number; alternative: Alternative }[]>();
  question.slots.forEach(({ alternatives }, slot) => {
    for (const alternative of alternatives) {
      const [first] = alternative.terms;
      if (first === undefined) continue;
      const list = byTerm.get(first);
      if (list === undefined) byTerm.set(first, [{ slot, alternative }]);
      else list.push({ slot, alternative });
    }
  });
  return {
    matchTerms: (terms) => {
      const match = emptyMatch(question.slots.length);
      terms.forEach((term, position) => {
        for (const { slot, alternative } of byTerm.get(term) ?? []) {
          if (alternative.weight <= (match.weights[slot] ?? 0)) continue;
          if (alternative.terms.length > 1 && !alternative.terms.every((other) => terms.includes(other))) continue;
          match.weights[slot] = alternative.weight;
          match.found[slot] = alternative;
          match.at[slot] = position;
        }
      });
      return match;
    },
    matchArticle: (article) => {
      const match = emptyMatch(question.slots.length);
      const counts = match.weights.map(() => 0);
      question.slots.forEach(({ alternatives }, slot) => {
        for (const alternative of alternatives) {
          const count = countOfAll(article, alternative.terms);
          if (count === 0) continue;
          counts[slot] = Math.max(counts[slot] ?? 0, alternative.weight * count);
          if (alternative.weight <= (match.weights[slot] ?? 0)) continue;
          match.weights[slot] = alternative.weight;
          match.found[slot] = alternative;
        }
      });
      return { ...match, counts };
    },
  };
}

/**
 * The share of the question's weight that a match accounts for.
 *
 * @param importance  a factor for each slot, all 1 when left out
 * @returns 0 to 1; 0 when nothing in the question has weight
 */
export function coverage(question: Question, weights: readonly number[], importance?: readonly number[]): number {
  let covered = 0;
  let total = 0;
  // The innermost loop of a question: it runs some thousand times.
  for (let at = 0; at < question.slots.length; at += 1) {
    const weight = (question.slots[at]?.weight ?? 0) * (importance === undefined ? 1 : (importance[at] ?? 0));
    covered += weight * (weights[at] ?? 0);
    total += weight;
  }
  return total === 0 ? 0 : covered / total;
}

/** The larger of two matches slot by slot, the second scaled by `factor`, 0 to 1. */
export function widen(
  weights: readonly number[],
  others: readonly number[] | undefined,
  factor: number,
): readonly number[] {
  return others === undefined ? weights : weights.map((weight, slot) => Math.max(weight, factor * (others[slot] ?? 0)));
}

/** How often all of the terms stand in an article: as often as the rarest of them. */
function countOfAll(article: AnalysedArticle, terms: readonly number[]): number {
  let least = Number.POSITIVE_INFINITY;
  for (const term of terms) {
    least = Math.min(least, countOf(article, term));
    if (least === 0) return 0;
  }
  return least;
}

interface MutableMatch extends SlotMatch {
  readonly weights: number[];
  readonly found: (Alternative | undefined)[];
  readonly at: number[];
}

function emptyMatch(slots: number): MutableMatch {
  return {
    weights: new Array<number>(slots).fill(0),
    found: new Array<Alternative | undefined>(slots).fill(undefined),
    at: new Array<number>(slots).fill(-1),
  };
}
