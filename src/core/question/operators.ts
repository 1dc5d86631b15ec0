import { parseDayRange } from '../article/calendar.js';
import { BotError } from '../errors.js';
import type { Filters } from '../reply.js';

/** A text with its operators taken out. */
export interface Operators {
  /** What is left for the words of the question. */
  readonly text: string;
  readonly filters: Filters;
  /** Texts between double quotes, which must stand word for word. */
  readonly phrases: readonly string[];
  /** Words, or words in a row, that must not stand in an article. */
  readonly excluded: readonly string[];
}

/** Filters before their dates are read. */
export type NamedFilters = Readonly<Partial<Record<keyof Filters | 'on', string | undefined>>>;

const OPERATOR =
  /(?<![^\s(])(?<key>since|until|on|publisher|topic|place|person):(?:"(?<quoted>[^"]*)"|(?<word>[^\s"]+))/giu;
const PHRASE = /"([^"]+)"/gu;
const EXCLUDED = /(?<!\S)-(?:"(?<quoted>[^"]+)"|(?<word>[\p{L}\p{N}]\S*))/gu;

/**
 * Takes `since:` `until:` `on:` `publisher:` `topic:` `place:` `person:`, `"exact phrase"` and `-word` out of a text.
 * Any other `word:` is plain words.
 *
 * @throws {BotError} `bad-request` for a date that is none, and for a period that ends before it begins
 */
export function parseOperators(text: string): Operators {
  const named: Partial<Record<keyof NamedFilters, string>> = {};
  let rest = text.replace(/[“”]/gu, '"').replace(OPERATOR, (...match) => {
    const { key, quoted, word } = match.at(-1) as { key: string; quoted?: string; word?: string };
    named[key.toLowerCase() as keyof NamedFilters] = (quoted ?? word ?? '').trim();
    return ' ';
  });
  const excluded: string[] = [];
  rest = rest.replace(EXCLUDED, (...match) => {
    const { quoted, word } = match.at(-1) as { quoted?: string; word?: string };
    excluded.push(quoted ?? word ?? '');
    return ' ';
  });
  const phrases: string[] = [];
  rest = rest.replace(PHRASE, (_, phrase: string) => {
    phrases.push(phrase.trim());
    return ` ${phrase} `;
  });
  return {
    text: rest.replace(/\s+/gu, ' ').trim(),
    filters: toFilters(named),
    phrases: phrases.filter(hasWord),
    excluded,
  };
}

/** A text without the operators of these names; all else stays as it was typed. */
export function withoutOperators(text: string, names: readonly (keyof NamedFilters)[]): string {
  const dropped = new Set<string>(names);
  return text
    .replace(/[“”]/gu, '"')
    .replace(OPERATOR, (match: string, key: string) => (dropped.has(key.toLowerCase()) ? ' ' : match))
    .replace(/\s+/gu, ' ')
    .trim();
}

/** A text of the same length in which operators and excluded words are blank, so that offsets stay what they were. */
export function blankOperators(text: string): string {
  const blank = (match: string): string => ' '.repeat(match.length);
  return text.replace(/[“”]/gu, '"').replace(OPERATOR, blank).replace(EXCLUDED, blank);
}

/**
 * Checks filters as they came from outside.
 *
 * @param named  any of since, until, on, publisher, topic, place, person; empty values count as not given
 * @throws {BotError} `bad-request` for a date that is none, and for a period that ends before it begins
 */
export function toFilters(named: NamedFilters): Filters {
  const on = dayRange('on', named.on);
  const dates = narrow(
    { ...(on === undefined ? {} : { since: on.from, until: on.to }) },
    {
      ...optional('since', dayRange('since', named.since)?.from),
      ...optional('until', dayRange('until', named.until)?.to),
    },
  );
  return {
    ...dates,
    ...optional('publisher', named.publisher),
    ...optional('topic', named.topic),
    ...optional('place', named.place),
    ...optional('person', named.person),
  };
}

/**
 * Filters of two places in one: of days only those that both allow, else what the text says, since whoever wrote it was
 * later.
 *
 * @throws {BotError} `bad-request` when together they leave no day
 */
export function mergeFilters(given: Filters, written: Filters): Filters {
  return { ...given, ...written, ...narrow(given, written) };
}

/** The days that two filters allow together. */
function narrow(a: Filters, b: Filters): Pick<Filters, 'since' | 'until'> {
  const since = [a.since, b.since]
    .flatMap((day) => day ?? [])
    .sort()
    .at(-1);
  const [until] = [a.until, b.until].flatMap((day) => day ?? []).sort();
  if (since !== undefined && until !== undefined && since > until) {
    throw new BotError(
      'bad-request',
      `since (${since}) is later than until (${until}): swap the two dates, or leave one out.`,
    );
  }
  return { ...optional('since', since), ...optional('until', until) };
}

function dayRange(name: string, text: string | undefined) {
  if (text === undefined || text.trim() === '') return undefined;
  const range = parseDayRange(text);
  if (range === undefined) {
    throw new BotError(
      'bad-request',
      `${name}: "${text.slice(0, 40)}" is not a date: write YYYY, YYYY-MM or YYYY-MM-DD, for instance 2023-10-10.`,
    );
  }
  return range;
}

function optional(name: keyof Filters, value: string | undefined): Filters {
  return value === undefined || value.trim() === '' ? {} : { [name]: value.trim() };
}

function hasWord(text: string): boolean {
  return /[\p{L}\p{N}]/u.test(text);
}
