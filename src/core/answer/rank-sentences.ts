import type { Library } from '../library.js';
import type { Question } from '../question/question.js';
import type { FeatureEvidence } from '../reply.js';
import { type Evidence, gatherEvidence } from './evidence.js';
import { FEATURES } from './features.js';
import type { Matcher } from './match.js';
import type { RankedArticle } from './rank-articles.js';
import { SENTENCE_WEIGHTS } from './weights.js';

/** The features that have a say, with their weights. */
const WEIGHTED = FEATURES.map(({ name, value }) => ({ name, value, weight: SENTENCE_WEIGHTS[name] ?? 0 })).filter(
  ({ weight }) => weight !== 0,
);

/** A sentence with its score: the sum of value times weight over the features. */
export interface RankedSentence {
  readonly evidence: Evidence;
  readonly score: number;
}

/** Scores the sentences of all these articles, best first. */
export function rankSentences(
  articles: readonly RankedArticle[],
  question: Question,
  matcher: Matcher,
  library: Library,
): RankedSentence[] {
  const bestScore = articles[0]?.score ?? 0;
  return articles
    .flatMap((article) => gatherEvidence(article, bestScore, question, matcher, library))
    .map(scoreSentence)
    .sort((a, b) => b.score - a.score || comparePlaces(a.evidence, b.evidence));
}

function scoreSentence(evidence: Evidence): RankedSentence {
  let score = 0;
  for (const { value, weight } of WEIGHTED) score += value(evidence) * weight;
  return { evidence, score };
}

/** What spoke for a sentence and against it, the strongest first; features without a say are left out. */
export function explainSentence({ evidence }: RankedSentence): FeatureEvidence[] {
  return WEIGHTED.map(({ name, value, weight }) => ({ name, value: value(evidence), weight }))
    .filter(({ value }) => value !== 0)
    .sort((a, b) => Math.abs(b.value * b.weight) - Math.abs(a.value * a.weight));
}

/** Equal scores are ordered by article and place, so that the same question always has the same answer. */
function comparePlaces(a: Evidence, b: Evidence): number {
  const [one, other] = [a.article.analysed.article.id, b.article.analysed.article.id];
  return one === other ? a.index - b.index : one < other ? -1 : 1;
}
