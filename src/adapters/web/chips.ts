import { withoutDate, withoutName } from '../../core/question/leave-out.js';
import { withoutOperators } from '../../core/question/operators.js';
import type { CorpusRange, Filters, Reply, Understood } from '../../core/reply.js';
import { toDayText, toPeriodText } from '../../core/wording.js';
import { type Asked, withoutFilters } from './asked.js';

/** One thing that a question was taken to mean. */
export interface Chip {
  readonly label: string;
  /** The question without it; absent where only other words would take it away. */
  readonly without?: Asked;
}

/**
 * What a question was taken to mean, piece by piece, each with the question that leaves it out.
 *
 * @param earlier  the kept replies of the conversation, oldest first: a filter that the question inherited goes only with them
 * @param corpus  settles the year of a date that has none
 */
export function toChips(reply: Reply, asked: Asked, earlier: readonly Reply[], corpus: CorpusRange): Chip[] {
  const { understood } = reply;
  if (understood === undefined) return [];
  const { about, corrected = {}, aliases, names, dates = [] } = understood;
  const exact = { ...asked, isExact: true };
  return [
    ...(about === undefined
      ? []
      : [{ label: `From the conversation: ${about}`, without: { ...asked, after: [], context: [] } }]),
    ...Object.entries(corrected).map(([typed, read]) => ({ label: `“${typed}” read as “${read}”`, without: exact })),
    ...aliases.map(([typed, found]) => ({ label: `${typed} = ${found}`, without: exact })),
    ...(asked.isExact ? [{ label: 'Exactly as typed', without: { ...asked, isExact: false } }] : []),
    ...toFilterChips(understood, asked, earlier.at(-1)?.understood),
    ...dates.map((date) =>
      toWordChip(
        `Date in the question: ${toPeriodText(date.from, date.to)}`,
        asked,
        withoutDate(asked.text, date, corpus),
      ),
    ),
    ...names.map((name) => toWordChip(`Name: ${name}`, asked, withoutName(asked.text, name))),
  ];
}

/** What the wording has, and goes with its words; what comes from the conversation goes only with that. */
function toWordChip(label: string, asked: Asked, text: string | undefined): Chip {
  return text === undefined ? { label } : { label, without: { ...asked, text } };
}

function toFilterChips(understood: Understood, asked: Asked, earlier: Understood | undefined): Chip[] {
  const { since, until, publisher, topic, place, person } = understood;
  const toChip = (label: string, ...names: (keyof Filters)[]): Chip => {
    const isOwn = withoutOperators(asked.text, names) !== withoutOperators(asked.text, []);
    const isInherited =
      !isOwn && names.some((name) => earlier?.[name] !== undefined && earlier[name] === understood[name]);
    return { label, without: withoutFilters(asked, names, isInherited) };
  };
  const days =
    since !== undefined && since === until
      ? [toChip(`Only of ${toDayText(since)}`, 'since', 'until')]
      : [
          ...(since === undefined ? [] : [toChip(`Since ${toDayText(since)}`, 'since')]),
          ...(until === undefined ? [] : [toChip(`Until ${toDayText(until)}`, 'until')]),
        ];
  return [
    ...days,
    ...(publisher === undefined ? [] : [toChip(`Publisher: ${publisher}`, 'publisher')]),
    ...(topic === undefined ? [] : [toChip(`Topic: ${topic}`, 'topic')]),
    ...(place === undefined ? [] : [toChip(`Place: ${place}`, 'place')]),
    ...(person === undefined ? [] : [toChip(`Person: ${person}`, 'person')]),
  ];
}
