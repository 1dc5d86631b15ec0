import type { AnswerReply, ArticleReply, Citation, CorpusRange, Filters, Understood, VerifiedReply } from './reply.js';

// Words that every platform shows alike. They are plain text: whoever renders them makes what came from articles and
// people harmless, here by the piece (`clean`) or afterwards as a whole.

/** Makes a text from outside harmless or short; what comes back takes its place. */
export type Clean = (text: string) => string;

const MONTHS = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
];

/**
 * An ISO day, month or year as people write it.
 *
 * @returns the text unchanged when it is none of them
 * @example toDayText('2023-10-07') // '7 October 2023'
 */
export function toDayText(day: string): string {
  const [, year, month, date] = /^(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?$/.exec(day) ?? [];
  const name = month === undefined ? undefined : MONTHS[Number(month) - 1];
  if (year === undefined || (month !== undefined && name === undefined)) return day;
  return [date && String(Number(date)), name, year].filter(Boolean).join(' ');
}

/** A period in words; one day when both ends are the same. */
export function toPeriodText(from: string, to: string): string {
  return from === to ? toDayText(from) : `${toDayText(from)} to ${toDayText(to)}`;
}

/** Publisher and day of an article, as far as they are known: `Harbour Post, 7 October 2023`. */
export function toOrigin(
  article: { readonly publisher?: string; readonly published?: string },
  clean: Clean = asItIs,
): string {
  const day = article.published === undefined ? 'undated' : toDayText(article.published);
  return article.publisher === undefined ? day : `${clean(article.publisher)}, ${day}`;
}

/** How many named sources of one article are listed before "and 2 more". */
const MAX_SOURCES = 4;

/** Where an article has its facts from; empty when nobody but its publisher is named. */
export function toSourcesText(
  { sources = [], publisher }: Pick<Citation, 'sources' | 'publisher'>,
  clean: Clean = asItIs,
): string {
  const names = [...new Set(sources.flatMap(({ name }) => (name === publisher ? [] : [clean(name)])))];
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

/** A quotation that no longer stands, with its place: `line 3, bridge-opens, sentence 4: the text differs`. */
export function toBrokenText({ line, article, sentence, message }: VerifiedReply['broken'][number]): string {
  const place = [`line ${line}`, article, sentence === undefined ? '' : `sentence ${sentence}`];
  return `${place.filter(Boolean).join(', ')}: ${message}`;
}

/**
 * What is worth telling about how a question was taken; nothing when it was taken as it stands.
 *
 * @param exactHint  how to ask for exactly what was typed
 */
export function toNotes(
  understood: Understood | undefined,
  clean: Clean = asItIs,
  exactHint = 'put it in "quotation marks"',
): string[] {
  if (understood === undefined) return [];
  const { about, corrected = {}, aliases, dates = [] } = understood;
  const filters = toFilterText(understood, clean);
  return [
    ...(about === undefined ? [] : [`Taken from the conversation: ${clean(about)}.`]),
    ...Object.entries(corrected).map(
      ([typed, read]) =>
        `“${clean(typed)}” was read as “${clean(read)}”. To look for exactly what was typed, ${exactHint}.`,
    ),
    ...(aliases.length === 0
      ? []
      : [`Names: ${aliases.map(([asked, found]) => `${clean(asked)} = ${clean(found)}`).join('; ')}.`]),
    ...(dates.length === 0
      ? []
      : [`Dates in the question: ${dates.map(({ from, to }) => toPeriodText(from, to)).join('; ')}.`]),
    ...(filters === '' ? [] : [`Only articles ${filters}.`]),
  ];
}

function toFilterText(filters: Filters, clean: Clean): string {
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
    return value === undefined ? [] : [`with ${name} “${clean(value)}”`];
  });
  return [...days, ...names].join(', ');
}

/** What an answer says of how far its sentences can be trusted. */
export function toCertaintyText(
  { certainty, reason }: Pick<AnswerReply, 'certainty' | 'reason'>,
  clean: Clean = asItIs,
): string {
  if (certainty === 'stated') return 'The articles state:';
  const why = reason === undefined ? '' : ` (${clean(reason).replace(/[.\s]+$/, '')})`;
  return `The articles do not state this directly${why}. The closest passages:`;
}

/** @example count(2, 'article') // '2 articles' */
export function count(number: number, noun: string, plural = `${noun}s`): string {
  return `${number.toLocaleString('en-GB')} ${number === 1 ? noun : plural}`;
}

/** @example joinWords(['a', 'b', 'c']) // 'a, b and c' */
export function joinWords(words: readonly string[]): string {
  if (words.length < 2) return words.join('');
  return `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`;
}

/**
 * An ISO instant as people write it, in UTC.
 *
 * @returns the text unchanged when it is none
 * @example toInstantText('2023-10-07T06:30:12.000Z') // '7 October 2023, 06:30 UTC'
 */
export function toInstantText(instant: string): string {
  const milliseconds = Date.parse(instant);
  if (Number.isNaN(milliseconds)) return instant;
  const [day = '', time = ''] = new Date(milliseconds).toISOString().split('T');
  return `${toDayText(day)}, ${time.slice(0, 5)} UTC`;
}

/** Changed sentences of an article that are shown. */
const MAX_CHANGES = 5;

/**
 * What changed between kept revisions of an article, newest first: a heading for each pair, then lines that begin with
 * `- ` or `+ `; five of these in all.
 *
 * @param clean  makes a sentence harmless and short
 */
export function toChangeLines(
  { changes = [] }: Pick<ArticleReply, 'changes'>,
  clean: Clean = asItIs,
): { readonly heading: string; readonly lines: readonly string[] }[] {
  let room = MAX_CHANGES;
  return changes.flatMap(({ from, to, removed, added }) => {
    const all = [...removed.map((text) => `- ${clean(text)}`), ...added.map((text) => `+ ${clean(text)}`)];
    if (room === 0 || all.length === 0) return [];
    const lines = all.slice(0, room);
    room -= lines.length;
    const more = all.length > lines.length ? [`and ${count(all.length - lines.length, 'more sentence')}`] : [];
    return [{ heading: `Changed from revision ${clean(from)} to ${clean(to)}`, lines: [...lines, ...more] }];
  });
}

function asItIs(text: string): string {
  return text;
}
