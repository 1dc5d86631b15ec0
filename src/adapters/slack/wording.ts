import type { Citation, CorpusRange, Filters, Understood } from '../../core/reply.js';
import { toDayText, toPeriodText } from './day.js';
import { toLine } from './text.js';

/** Publisher and day of an article, as far as they are known: `Harbour Post, 7 October 2023`. */
export function toOrigin(article: { readonly publisher?: string; readonly published?: string }): string {
  const day = article.published === undefined ? 'undated' : toDayText(article.published);
  return article.publisher === undefined ? day : `${toLine(article.publisher)}, ${day}`;
}

/** How many named sources of one article are listed before "and 2 more". */
const MAX_SOURCES = 4;

/** Where an article has its facts from; empty when nobody but its publisher is named. */
export function toSourcesText({ sources = [], publisher }: Citation): string {
  const names = [...new Set(sources.flatMap(({ name }) => (name === publisher ? [] : [toLine(name)])))];
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

/** What is worth telling about how a question was taken; nothing when it was taken as it stands. */
export function toNotes(understood: Understood | undefined): string[] {
  if (understood === undefined) return [];
  const { about, corrected = {}, aliases, dates = [] } = understood;
  const filters = toFilterText(understood);
  return [
    ...(about === undefined ? [] : [`Taken from the conversation: ${toLine(about)}.`]),
    ...Object.entries(corrected).map(
      ([typed, read]) =>
        `“${toLine(typed)}” was read as “${toLine(read)}”. To look for exactly what was typed, put it in "quotation marks".`,
    ),
    ...(aliases.length === 0
      ? []
      : [`Names: ${aliases.map(([asked, found]) => `${toLine(asked)} = ${toLine(found)}`).join('; ')}.`]),
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
    return value === undefined ? [] : [`with ${name} “${toLine(value)}”`];
  });
  return [...days, ...names].join(', ');
}

/** What a reply says of how far its sentences can be trusted, in words. */
export function toCertaintyText({
  certainty,
  reason,
}: {
  readonly certainty: 'stated' | 'related';
  readonly reason?: string;
}): string {
  if (certainty === 'stated') return 'The articles state:';
  const why = reason === undefined ? '' : ` (${toLine(reason).replace(/[.\s]+$/, '')})`;
  return `The articles do not state this directly${why}. The closest passages:`;
}

/** @example count(1, 'article') // '1 article' */
export function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`;
}

/** @example joinWords(['a', 'b', 'c']) // 'a, b and c' */
export function joinWords(words: readonly string[]): string {
  if (words.length < 2) return words.join('');
  return `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`;
}
