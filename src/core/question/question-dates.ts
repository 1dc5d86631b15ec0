import { addDays, type DayRange, dayNumber, toDay } from '../article/calendar.js';
import { type DateMention, findDates } from '../article/dates.js';
import type { CorpusRange } from '../reply.js';

/** The days a question names, and where its wording names them. */
export interface QuestionDates {
  readonly ranges: readonly DayRange[];
  /** Spans `[start, end)` of the question that are dates. */
  readonly spans: readonly { readonly start: number; readonly end: number }[];
}

const TODAY = /\b(?:today is|it is now|now is|as of today,?)\s+/giu;
const RELATIVE =
  /\b(?<yesterday>yesterday|the day before|the previous day|a day earlier)\b|\b(?<tomorrow>the next day|the day after|the following day|a day later|tomorrow)\b|\b(?<count>\d+|an?|one|two|three|four|five|six|seven|ten) (?<unit>days?|weeks?) (?:(?<before>before(?: that| then)?|earlier|ago|previously)|(?<after>after(?: that| then)?|later|on))\b/giu;
const MAX_COUNT = 3_650;
const COUNTS = ['zero', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten'];

/**
 * Reads the days of a question. A day without a year is taken in the year in which the corpus has it; "the next day"
 * counts from the question's own date, else from the one before it in the conversation.
 *
 * @param earlier  the days that the conversation was about, newest question first
 * @param dayOfEvent  the day of an event that is told in words, for "three days after the summit"
 */
export function findQuestionDates(
  text: string,
  corpus: CorpusRange,
  earlier: readonly DayRange[],
  dayOfEvent: (event: string) => string | undefined,
): QuestionDates {
  const mentions = findDates(text, { yearFor: (month, day) => yearWithin(corpus, month, day) });
  const today = [...text.matchAll(TODAY)].map((match) => match.index + match[0].length);
  const now = mentions.find((mention) => today.includes(mention.start));
  // "Today is 25 November" tells when "yesterday" was: it is not itself asked about.
  const named = mentions.filter((mention) => mention !== now);
  const spans: { start: number; end: number }[] = [...mentions];
  const relative: DayRange[] = [];
  const base = now ?? firstDay(named) ?? earlier[0];
  for (const match of text.matchAll(RELATIVE)) {
    const days = daysOf(match.groups ?? {});
    const from = base ?? eventBehind(text, match.index + match[0].length, dayOfEvent);
    if (from === undefined || days === 0) continue;
    relative.push({ from: addDays(from.from, days), to: addDays(from.to, days) });
    spans.push({ start: match.index, end: match.index + match[0].length });
  }
  return { ranges: relative.length > 0 ? relative : named.map(({ from, to }) => ({ from, to })), spans };
}

/** The day of what stands behind "after" or "before", up to the next pause. */
function eventBehind(
  text: string,
  at: number,
  dayOfEvent: (event: string) => string | undefined,
): DayRange | undefined {
  if (!/\b(?:after|before)$/iu.test(text.slice(0, at))) return undefined;
  const event = /^[^,;:.?!]*/u.exec(text.slice(at))?.[0] ?? '';
  const day = dayOfEvent(event);
  return day === undefined ? undefined : { from: day, to: day };
}

function firstDay(mentions: readonly DateMention[]): DateMention | undefined {
  return mentions.find(({ precision }) => precision === 'day');
}

function daysOf({ yesterday, tomorrow, count, unit, before }: Readonly<Record<string, string | undefined>>): number {
  if (yesterday !== undefined) return -1;
  if (tomorrow !== undefined) return 1;
  const word = (count ?? '').toLowerCase();
  const number = /^an?$/u.test(word) ? 1 : COUNTS.includes(word) ? COUNTS.indexOf(word) : Number(word);
  // Longer spans than a decade are no way in which people tell a day, and would leave the calendar.
  const days =
    (Number.isFinite(number) && number <= MAX_COUNT ? number : 0) * (unit?.startsWith('week') === true ? 7 : 1);
  return before === undefined ? days : -days;
}

/** The latest year in which the corpus has such a day; when it has none, the year that comes nearest to its range. */
function yearWithin({ from, to }: CorpusRange, month: number, day: number | undefined): number | undefined {
  if (from === undefined || to === undefined) return undefined;
  const first = Number(from.slice(0, 4));
  const last = Number(to.slice(0, 4));
  const distanceOf = (year: number): number => {
    const named = toDay(year, month, day ?? 15);
    if (named === undefined) return Number.POSITIVE_INFINITY;
    if (day === undefined) {
      const key = named.slice(0, 7);
      if (key >= from.slice(0, 7) && key <= to.slice(0, 7)) return 0;
    }
    if (named >= from && named <= to) return 0;
    return Math.min(Math.abs(dayNumber(named) - dayNumber(from)), Math.abs(dayNumber(named) - dayNumber(to)));
  };
  let best = last;
  for (let year = last; year >= first; year -= 1) if (distanceOf(year) < distanceOf(best)) best = year;
  return best;
}
