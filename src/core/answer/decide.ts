import { daysApart } from '../article/calendar.js';
import { CUE } from '../article/cues.js';
import type { Question } from '../question/question.js';
import type { RankedSentence } from './rank-sentences.js';
import { CERTAINTY_BIAS, CERTAINTY_WEIGHTS } from './weights.js';

/** An answer is presented as stated from this estimated chance on. */
export const STATED_FROM = 0.5;

/** The judgement on a set of chosen sentences. */
export interface Decision {
  readonly certainty: 'stated' | 'related';
  /** 0 to 1: the estimated chance that the sentences state the answer. */
  readonly confidence: number;
  /** What is missing, in words; only for `related`. */
  readonly reason?: string;
}

/** One slot check: what the answer's sentences lack of what the question asks for. */
export interface Checks {
  /** Names of the question that stand neither in a quoted sentence nor around it. */
  readonly missingNames: readonly string[];
  /** Words that the corpus does not have at all. */
  readonly unknownWords: readonly string[];
  /** The question names a day, and neither sentence nor article is of that day. */
  readonly isOtherDay: boolean;
  /** A number, day or name is asked for and no quoted sentence adds one. */
  readonly lacksKind: boolean;
}

/**
 * Decides whether the best sentences state the answer or are only related to it.
 *
 * @param chosen  the sentences that will be shown, best first; at least one
 */
export function decide(question: Question, chosen: readonly RankedSentence[]): Decision {
  const checks = checkSlots(question, chosen);
  const confidence = toConfidence(certaintyFeatures(question, chosen, checks));
  if (confidence >= STATED_FROM) return { certainty: 'stated', confidence };
  return { certainty: 'related', confidence, reason: reasonFor(question, checks) };
}

/** Holds the best sentences against each part of the question. */
export function checkSlots(question: Question, chosen: readonly RankedSentence[]): Checks {
  const heldBy = (slots: readonly number[]): boolean =>
    chosen.some(({ evidence: { own, article } }) =>
      slots.some((slot) => (own.weights[slot] ?? 0) > 0 || (article.title.weights[slot] ?? 0) > 0),
    );
  const missingNames = question.names
    .filter(({ slots, isInherited }) => !isInherited && !heldBy(slots))
    .map(({ name }) => name);
  const isOtherDay =
    question.dates.length > 0 &&
    !chosen.some(({ evidence: { sentence, article } }) => {
      const { published } = article.analysed.article;
      return (
        sentence.dates.some((named) => question.dates.some((asked) => daysApart(named, asked) === 0)) ||
        (published !== undefined &&
          question.dates.some((asked) => Math.abs(daysApart({ from: published, to: published }, asked)) <= 1))
      );
    });
  return {
    missingNames,
    unknownWords: question.slots.filter(({ isUnknown, isDate }) => isUnknown && !isDate).map(({ surface }) => surface),
    isOtherDay,
    lacksKind: lacksKind(question, chosen),
  };
}

function lacksKind(question: Question, chosen: readonly RankedSentence[]): boolean {
  const some = (holds: (evidence: RankedSentence['evidence']) => boolean): boolean =>
    chosen.some(({ evidence }) => holds(evidence));
  if (question.kind === 'how_many') return !some((evidence) => evidence.newNumbers > 0);
  if (question.kind === 'when')
    return !some((evidence) => evidence.sentence.dates.length > 0 || (evidence.sentence.cues & CUE.clock) !== 0);
  if (question.kind === 'who' || question.kind === 'where') return !some((evidence) => evidence.newNames > 0);
  return false;
}

/** The numbers on which the judgement rests, by name; weights in `weights.ts`. */
export function certaintyFeatures(
  question: Question,
  chosen: readonly RankedSentence[],
  checks: Checks,
): Readonly<Record<string, number>> {
  const [best, second] = chosen;
  if (best === undefined) return {};
  const { evidence } = best;
  const total = question.slots.reduce((sum, slot) => sum + slot.weight, 0);
  const unknown = question.slots.reduce((sum, slot) => sum + (slot.isUnknown ? slot.weight : 0), 0);
  return {
    score: best.score,
    lead: second === undefined ? 0 : best.score - second.score,
    coverage: evidence.ownCoverage,
    context: evidence.contextCoverage,
    article: evidence.article.coverage,
    words: evidence.article.words,
    names: question.names.length === 0 ? 1 : 1 - checks.missingNames.length / question.names.length,
    unknown: total === 0 ? 0 : unknown / total,
    'other-day': checks.isOtherDay ? 1 : 0,
    'day-meets': Math.max(evidence.article.dateFit, evidence.namesDay ? 1 : 0),
    'lacks-kind': checks.lacksKind ? 1 : 0,
    head: question.head.length === 0 ? 1 : evidence.contextHead,
  };
}

function toConfidence(features: Readonly<Record<string, number>>): number {
  const sum = Object.entries(features).reduce(
    (total, [name, value]) => total + value * (CERTAINTY_WEIGHTS[name] ?? 0),
    CERTAINTY_BIAS,
  );
  return 1 / (1 + Math.exp(-sum));
}

function reasonFor(question: Question, checks: Checks): string {
  if (checks.missingNames.length > 0)
    return `No passage found speaks of ${checks.missingNames.join(' and ')} in this connection.`;
  if (checks.isOtherDay) {
    const days = question.dates.map(({ from, to }) => (from === to ? from : `${from} to ${to}`)).join(', ');
    return `No passage found is of the time asked for (${days}).`;
  }
  if (checks.unknownWords.length > 0)
    return `The articles have no word like ${checks.unknownWords.map((word) => `"${word}"`).join(', ')}.`;
  if (checks.lacksKind) return 'No passage found gives what is asked for.';
  return 'The passages found share words with the question and leave parts of it open.';
}
