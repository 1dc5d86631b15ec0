import type { AskedName, Question } from '../question/question.js';
import type { Understood } from '../reply.js';
import type { SlotMatch } from './match.js';

/**
 * What a question was taken to mean, for the reader to check.
 *
 * @param matches  what the quoted sentences matched: only aliases that were used are told
 */
export function toUnderstood(question: Question, matches: readonly SlotMatch[] = []): Understood {
  const own = question.slots.filter(({ isInherited, weight }) => !isInherited && weight > 0);
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

/** Pairs of asked and found name, where a quoted sentence has only the other name. */
function usedAliases(question: Question, matches: readonly SlotMatch[]): [string, string][] {
  const used = new Map<string, [string, string]>();
  for (const match of matches) {
    match.found.forEach((alternative, slot) => {
      const asked = question.slots[slot]?.surface;
      if (asked === undefined || alternative === undefined || !['alias', 'metonym'].includes(alternative.via)) return;
      used.set(`${asked}\n${alternative.written}`, [asked, alternative.written]);
    });
  }
  return [...used.values()];
}
