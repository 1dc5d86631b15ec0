import type { DayRange } from '../article/calendar.js';
import { foldText } from '../article/fold.js';
import type { CorpusRange } from '../reply.js';
import { blankOperators } from './operators.js';
import { findQuestionDates } from './question-dates.js';

const WORD = /[\p{L}\p{N}][\p{L}\p{N}\p{M}'’.-]*/gu;
/** What belongs to the date or the name behind it, and says nothing without it. */
const LEADING = /(?<!\S)(?:(?:on|in|of|at|by|since|from|during|before|after|until|till|around)\s+)?(?:the\s+)?$/iu;

interface Span {
  readonly start: number;
  readonly end: number;
}

/**
 * A question without the words that name somebody or something. What stands in an operator is left alone.
 *
 * @param name  as articles have it: of `Ada Verrin` the question may have one part
 * @returns undefined when the question does not have it, or has no other word
 * @example withoutName('What did Verrin say on aid?', 'Ada Verrin') // 'What did say on aid?'
 */
export function withoutName(question: string, name: string): string | undefined {
  const wanted = new Set((name.match(WORD) ?? []).map(toKey));
  let run: Span[] = [];
  let longest: Span[] = [];
  for (const { 0: word, index } of blankOperators(question).matchAll(WORD)) {
    run = wanted.has(toKey(word)) ? [...run, { start: index, end: index + word.length }] : [];
    if (run.length > longest.length) longest = run;
  }
  const [first] = longest;
  const last = longest.at(-1);
  return first === undefined || last === undefined ? undefined : cut(question, [{ start: first.start, end: last.end }]);
}

/**
 * A question without the words that name a day or a period. A date in an operator is left alone.
 *
 * @param corpus  settles the year of a date that has none
 * @returns undefined when it is named in another way ("the day after"), or there is no other word
 * @example withoutDate('Who met on 10 October?', { from: '2023-10-10', to: '2023-10-10' }, corpus) // 'Who met?'
 */
export function withoutDate(question: string, { from, to }: DayRange, corpus: CorpusRange): string | undefined {
  const { ranges, spans } = findQuestionDates(blankOperators(question), corpus, [], () => undefined);
  // A day that is counted from another one stands in no single place.
  if (ranges.length !== spans.length) return undefined;
  const named = spans.filter((_, at) => ranges[at]?.from === from && ranges[at]?.to === to);
  return named.length === 0 ? undefined : cut(question, named);
}

/** A possessive ending belongs to no name. */
function toKey(word: string): string {
  return foldText(word).replace(/['’]s$|[.'’-]+$/u, '');
}

function cut(question: string, spans: readonly Span[]): string | undefined {
  let rest = question;
  for (const { start, end } of [...spans].sort((a, b) => b.start - a.start)) {
    rest = `${rest.slice(0, start).replace(LEADING, '')}${rest.slice(end).replace(/^['’]s\b/u, '')}`;
  }
  const tidy = rest
    .replace(/\s+/gu, ' ')
    .replace(/\s+(?=[?!.,;:])/gu, '')
    .trim();
  return /[\p{L}\p{N}]/u.test(blankOperators(tidy)) ? tidy : undefined;
}
