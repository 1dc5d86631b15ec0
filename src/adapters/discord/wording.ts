import type { AnswerReply, Citation, CorpusRange, Filters, Understood } from '../../core/reply.js';

const FORMATS: Readonly<Record<number, Intl.DateTimeFormatOptions>> = {
  4: { year: 'numeric' },
  7: { month: 'long', year: 'numeric' },
  10: { day: 'numeric', month: 'long', year: 'numeric' },
};

/**
 * An ISO day, month or year as people write it.
 *
 * @returns the text unchanged when it is none of them
 * @example toDayText('2023-10-07') // '7 October 2023'
 */
export function toDayText(day: string): string {
  const format = /^\d{4}(?:-\d{2}(?:-\d{2})?)?$/.test(day) ? FORMATS[day.length] : undefined;
  const date = new Date(day);
  if (format === undefined || Number.isNaN(date.getTime())) return day;
  return new Intl.DateTimeFormat('en-GB', { ...format, timeZone: 'UTC' }).format(date);
}

/** A period in words; one day when both ends are the same. */
export function toPeriodText(from: string, to: string): string {
  return from === to ? toDayText(from) : `${toDayText(from)} to ${toDayText(to)}`;
}

/**
 * Discord's own form of an instant, which each reader sees in their zone and language.
 *
 * @param style  `f` day and time, `d` day
 * @returns undefined when it is no instant
 */
export function toTimestamp(instant: string, style: 'f' | 'd'): string | undefined {
  const milliseconds = Date.parse(instant);
  return Number.isNaN(milliseconds) ? undefined : `<t:${Math.floor(milliseconds / 1000)}:${style}>`;
}

/** Publisher and day of an article, as far as they are known: `Harbour Post, 7 October 2023`. Not yet escaped. */
export function toOrigin(article: { readonly publisher?: string; readonly published?: string }): string {
  const day = article.published === undefined ? 'undated' : toDayText(article.published);
  return article.publisher === undefined ? day : `${article.publisher}, ${day}`;
}

/** How many named sources of one article are listed before "and 2 more". */
const MAX_SOURCES = 4;

/** Where an article has its facts from; empty when nobody but its publisher is named. Not yet escaped. */
export function toSourcesText({ sources = [], publisher }: Pick<Citation, 'sources' | 'publisher'>): string {
  const names = [...new Set(sources.flatMap(({ name }) => (name === publisher ? [] : [name])))];
  if (names.length === 0) return '';
  const shown = names.length > MAX_SOURCES ? names.slice(0, MAX_SOURCES - 1) : names;
  const more = names.length > shown.length ? `; and ${names.length - shown.length} more` : '';
  return `Based on: ${shown.join('; ')}${more}`;
}

/** What a corpus holds, as one sentence. */
export function toRangeText({ articles, publishers, from, to }: CorpusRange): string {
  if (articles === 0) return 'There are no articles yet.';
  const origin = publishers === 0 ? '' : ` from ${count(publishers, 'publisher')}`;
  const period = from === undefined || to === undefined ? '' : `, ${toPeriodText(from, to)}`;
  return `${count(articles, 'article')}${origin}${period}.`;
}

/** What is worth telling about how a question was taken; nothing when it was taken as it stands. Not yet escaped. */
export function toNotes(understood: Understood | undefined): string[] {
  if (understood === undefined) return [];
  const { about, corrected = {}, aliases, dates = [] } = understood;
  const filters = toFilterText(understood);
  return [
    ...(about === undefined ? [] : [`Taken from the conversation: ${about}.`]),
    ...Object.entries(corrected).map(
      ([typed, read]) =>
        `“${typed}” was read as “${read}”. To look for exactly what was typed, put it in "quotation marks".`,
    ),
    ...(aliases.length === 0 ? [] : [`Names: ${aliases.map(([asked, found]) => `${asked} = ${found}`).join('; ')}.`]),
    ...(dates.length === 0
      ? []
      : [`Dates in the question: ${dates.map(({ from, to }) => toPeriodText(from, to)).join('; ')}.`]),
    ...(filters === '' ? [] : [`Only articles ${filters}.`]),
  ];
}

function toFilterText(filters: Filters): string {
  const { since, until } = filters;
  const days =
    since !== undefined && since === until
      ? [`of ${toDayText(since)}`]
      : [
          ...(since === undefined ? [] : [`since ${toDayText(since)}`]),
          ...(until === undefined ? [] : [`until ${toDayText(until)}`]),
        ];
  const names = (['publisher', 'topic', 'place', 'person'] as const).flatMap((name) => {
    const value = filters[name];
    return value === undefined ? [] : [`with ${name} “${value}”`];
  });
  return [...days, ...names].join(', ');
}

/** What an answer says of how far its sentences can be trusted. Not yet escaped. */
export function toCertaintyText({ certainty, reason }: Pick<AnswerReply, 'certainty' | 'reason'>): string {
  if (certainty === 'stated') return 'The articles state:';
  const why = reason === undefined ? '' : ` (${reason.replace(/[.\s]+$/, '')})`;
  return `The articles do not state this directly${why}. The closest passages:`;
}

/** @example count(2, 'article') // '2 articles' */
export function count(number: number, noun: string): string {
  return `${number.toLocaleString('en-GB')} ${noun}${number === 1 ? '' : 's'}`;
}

/** @example joinWords(['a', 'b', 'c']) // 'a, b and c' */
export function joinWords(words: readonly string[]): string {
  if (words.length < 2) return words.join('');
  return `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`;
}
