import type { AskedName, Question } from '../question/question.js';
import type { Understood } from '../reply.js';
import type { SlotMatch } from './match.js';

/**
 * What a question was taken to mean, for the reader to check.
 *
 * @param matches  what the quoted sentences matched: only aliases that were used are told
 */
export function toUnderstood(question: Question, matches: readonly SlotMatch[] = []): Understood {
  const own = question.slots.filter(({ isInherited, isDate, weight }) => !isInherited && !isDate && weight > 0);
  return {
    kind: question.kind,
    terms: own.map(
      ({ surface, alternatives }) => alternatives.find(({ via }) => via === 'spelling')?.written ?? surface,
    ),
    names: nameTexts(question.names),
    ...(question.dates.length === 0 ? {} : { dates: question.dates }),
    ...question.filters,
    aliases: usedAliases(question, matches),
    ...(Object.keys(question.corrected).length === 0 ? {} : { corrected: question.corrected }),
    ...(question.about === undefined ? {} : { about: question.about }),
  };
}

function nameTexts(names: readonly AskedName[]): string[] {
  return [...new Set(names.map(({ name }) => name))];
}

/** Pairs of asked and found name, where a quoted sentence has only the other name; a name of several words is one pair. */
function usedAliases(question: Question, matches: readonly SlotMatch[]): [string, string][] {
  const used = new Map<string, [string, string]>();
  const wholeOf = (slot: number): string => {
    const name = question.names.find(({ slots }) => slots.includes(slot));
    return (name?.slots ?? [slot]).map((at) => question.slots[at]?.surface ?? '').join(' ');
  };
  for (const match of matches) {
    match.found.forEach((alternative, slot) => {
      const surface = question.slots[slot]?.surface;
      if (surface === undefined || alternative === undefined) return;
      if (alternative.via !== 'alias' && alternative.via !== 'metonym') return;
      // One part of a name in another spelling stands for that part; another name stands for the whole.
      const asked = alternative.isWhole === true ? wholeOf(slot) : surface;
      used.set(`${asked}\n${alternative.written}`, [asked, alternative.written]);
    });
  }
  return [...used.values()];
}
