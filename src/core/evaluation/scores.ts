import type { Scores, ScoresReply } from '../reply.js';
import type { Outcome } from './outcome.js';
import { meanOf, percentileOf } from './statistics.js';

/** The scores that are means over questions, in the order in which they are shown. */
export const SHARES = [
  'hit1',
  'hit5',
  'hit10',
  'mrr10',
  'evidence1',
  'evidence3',
  'answer3',
  'stated',
  'related',
  'refused',
  'unanswerableNotStated',
] as const satisfies readonly (keyof Scores)[];

/** The name of a score that is a mean over questions. */
export type ShareName = (typeof SHARES)[number];

/** The key under which questions without a type are counted. */
const UNTYPED = 'untyped';

function toType(outcome: Outcome): string {
  return outcome.type ?? UNTYPED;
}

function within(rank: number | null | undefined, limit: number): number | undefined {
  if (rank === undefined) return undefined;
  return rank !== null && rank <= limit ? 1 : 0;
}

function hasCertainty(outcome: Outcome, certainty: Outcome['certainty']): number | undefined {
  if (!outcome.answerable) return undefined;
  return outcome.certainty === certainty ? 1 : 0;
}

const VALUE_OF: Readonly<Record<ShareName, (outcome: Outcome) => number | undefined>> = {
  hit1: ({ rank }) => within(rank, 1),
  hit5: ({ rank }) => within(rank, 5),
  hit10: ({ rank }) => within(rank, 10),
  mrr10: ({ rank }) => {
    if (rank === undefined) return undefined;
    return rank !== null && rank <= 10 ? 1 / rank : 0;
  },
  evidence1: ({ evidenceRank }) => within(evidenceRank, 1),
  evidence3: ({ evidenceRank }) => within(evidenceRank, 3),
  answer3: ({ answer3 }) => (answer3 === undefined ? undefined : Number(answer3)),
  stated: (outcome) => hasCertainty(outcome, 'stated'),
  related: (outcome) => hasCertainty(outcome, 'related'),
  refused: (outcome) => hasCertainty(outcome, 'refused'),
  unanswerableNotStated: ({ answerable, certainty }) => (answerable ? undefined : Number(certainty !== 'stated')),
};

/**
 * What one question adds to a score.
 *
 * @returns 0 to 1, or `undefined` when the question does not count towards it
 */
export function toShareValue(name: ShareName, outcome: Outcome): number | undefined {
  return VALUE_OF[name](outcome);
}

/** What each question that counts adds to a score, in the order of the questions. */
export function toShareValues(name: ShareName, outcomes: readonly Outcome[]): number[] {
  return outcomes.map(VALUE_OF[name]).filter((value) => value !== undefined);
}

/** The scores of some questions together. Times are percentiles by nearest rank, in milliseconds; 0 without a question. */
export function toScores(outcomes: readonly Outcome[]): Scores {
  const share = (name: ShareName) => meanOf(toShareValues(name, outcomes));
  const times = outcomes.map(({ ms }) => ms);
  return {
    questions: outcomes.length,
    hit1: share('hit1'),
    hit5: share('hit5'),
    hit10: share('hit10'),
    mrr10: share('mrr10'),
    evidence1: share('evidence1'),
    evidence3: share('evidence3'),
    answer3: share('answer3'),
    stated: share('stated'),
    related: share('related'),
    refused: share('refused'),
    unanswerableNotStated: share('unanswerableNotStated'),
    p50Ms: percentileOf(times, 0.5),
    p95Ms: percentileOf(times, 0.95),
  };
}

/** The scores of all questions and of each type; a question that has no answer in the corpus counts in its type too. */
export function toScoresReply(outcomes: readonly Outcome[]): ScoresReply {
  const types = [...new Set(outcomes.map(toType))].toSorted();
  const byType = types.map((type) => [type, toScores(outcomes.filter((outcome) => toType(outcome) === type))]);
  return { kind: 'scores', ...toScores(outcomes), byType: Object.fromEntries(byType) };
}
