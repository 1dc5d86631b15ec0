import type { Question } from '../question/question.js';
import { type Checks, certaintyFeatures, checkSlots } from './certainty.js';
import type { RankedSentence } from './rank-sentences.js';
import { CERTAINTY_BIAS, CERTAINTY_WEIGHTS, STATED_FROM } from './weights.js';

/** The judgement on a set of quoted sentences. */
export interface Decision {
  readonly certainty: 'stated' | 'related';
  /** 0 to 1: the estimated chance that the sentences state the answer. */
  readonly confidence: number;
  /** What is missing, in words; only for `related`. */
  readonly reason?: string;
}

/**
 * Decides whether the best sentences state the answer or are only related to it.
 *
 * @param chosen  the sentences that will be shown, best first; at least one
 * @param ranked  all scored sentences, best first
 */
export function decide(
  question: Question,
  chosen: readonly RankedSentence[],
  ranked: readonly RankedSentence[],
): Decision {
  const checks = checkSlots(question, chosen);
  const confidence = toConfidence(certaintyFeatures(question, chosen, ranked, checks));
  if (confidence >= STATED_FROM && asksSomething(question)) return { certainty: 'stated', confidence };
  return { certainty: 'related', confidence, reason: reasonFor(question, checks) };
}

/** A single word without a question names a subject: there is nothing that could be stated of it. */
function asksSomething({ kind, slots }: Question): boolean {
  return kind !== 'other' || slots.filter(({ weight }) => weight > 0).length > 1;
}

function toConfidence(features: Readonly<Record<string, number>>): number {
  const sum = Object.entries(features).reduce(
    (total, [name, value]) => total + value * (CERTAINTY_WEIGHTS[name] ?? 0),
    CERTAINTY_BIAS,
  );
  return Number((1 / (1 + Math.exp(-sum))).toFixed(4));
}

const MAX_WORDS = 3;

function reasonFor(question: Question, checks: Checks): string {
  if (checks.missingNames.length > 0) {
    return `No passage found speaks of ${checks.missingNames.join(' and ')} in this connection.`;
  }
  if (checks.areRolesTurned) return 'The closest passage has the same people the other way round.';
  if (checks.isOtherDay) {
    const days = question.dates.map(({ from, to }) => (from === to ? from : `${from} to ${to}`)).join(', ');
    return `No passage found is of the time asked for (${days}).`;
  }
  if (checks.unknownWords.length > 0) return `The articles have no word for ${quoted(checks.unknownWords)}.`;
  if (checks.lacksKind) return 'No passage found gives the kind of thing asked for.';
  if (checks.openWords.length > 0) return `The passages found say nothing of ${quoted(checks.openWords)}.`;
  return 'The passages found share words with the question and leave parts of it open.';
}

function quoted(words: readonly string[]): string {
  return words
    .slice(0, MAX_WORDS)
    .map((word) => `"${word}"`)
    .join(', ');
}
