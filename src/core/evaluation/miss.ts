import type { Outcome } from './outcome.js';

/**
 * What fell short on a question, in words.
 *
 * @returns one entry for each fault; empty when the question was answered as expected
 */
export function toFaults(outcome: Omit<Outcome, 'detail'>): string[] {
  if (outcome.certainty === 'failed') return ['no answer: the question failed'];
  if (!outcome.answerable) return outcome.certainty === 'stated' ? ['stated although it is not in the corpus'] : [];
  if (outcome.certainty === 'refused') return ['refused'];
  const faults: string[] = [];
  if (outcome.certainty === 'related') faults.push('only related');
  if (outcome.rank === null) faults.push('no listed article');
  else if (outcome.rank !== undefined && outcome.rank > 1) faults.push(`listed article at rank ${outcome.rank}`);
  if (outcome.evidenceRank === null) faults.push('no evidence quoted');
  else if (outcome.evidenceRank !== undefined && outcome.evidenceRank > 3) {
    faults.push(`evidence at rank ${outcome.evidenceRank}`);
  }
  if (outcome.answer3 === false) faults.push('no accepted wording in the first three sentences');
  return faults;
}

/** Whether anything fell short on a question. */
export function isMiss(outcome: Omit<Outcome, 'detail'>): boolean {
  return toFaults(outcome).length > 0;
}
