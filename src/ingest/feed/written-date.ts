import { findMonth, foldDateWord, isDateFiller } from './date-words.js';

/** A time of day in the words of a date. */
interface Clock {
  /** 0 or more; above 23 when the text is wrong. */
  readonly hour: number;
  readonly minute: number;
  readonly second: number;
  readonly millisecond: number;
  /** As written, `+0300` or `CEST`; absent when none is given. */
  readonly zone?: string;
}

/** The parts of a date, not checked for being real. */
export interface WrittenDate {
  readonly year: number;
  /** From 1. */
  readonly month: number;
  readonly day: number;
  readonly clock?: Clock;
}

/** Longest date in characters, with a zone spelt out in parentheses. */
const MAX_CHARS = 100;
const TIME =
  /(?<![\d:.+-])(\d{1,2})(?:[:٫]|\s?h\s?)(\d\d)(?::(\d\d)(?:[.,](\d{1,9}))?)?(?!\d)\s*(?:([ap]m|صباحا|مساء|ص|م)(?![\p{L}]))?\s*((?:gmt|utc|ut)?\s?[+-]\d{1,2}(?::?\d\d)?(?!\d)|[a-z]{1,5}(?![\p{L}.]))?/u;
const CHINESE = /(\d{4})\s*[年년]\s*(\d{1,2})\s*[月월]\s*(\d{1,2})\s*[日号號일]?/u;
const AFTERNOON = /(下午|晚上|오후)\s*(\d{1,2}):/u;
const MORNING = /(?:上午|凌晨|早上|오전)\s*(?=\d{1,2}:)/u;

/**
 * Reads a date written for people or for mail: `Tue, 10 Oct 2023 14:05 GMT`, `October 10, 2023 2:05 pm`, `10/23/2023`,
 * `10 كانون الثاني 2023`, `2023年10月10日 14:05`. Which of two numbers is the day is never guessed.
 *
 * @returns undefined when there is any word in it that dates do not have
 */
export function parseWrittenDate(text: string): WrittenDate | undefined {
  if (text.length > MAX_CHARS || !/\p{Nd}/u.test(text)) return undefined;
  const plain = toPlainDate(text);
  const time = TIME.exec(plain);
  const rest = time === null ? plain : `${plain.slice(0, time.index)} ${plain.slice(time.index + time[0].length)}`;
  let zone = time?.[6];
  // "14:05 Uhr", "14:05 am 10. Oktober"
  const isFiller = zone !== undefined && isDateFiller(zone);
  if (isFiller) zone = undefined;
  // "14:05 10 oct 2023" has no zone, and the month stays with the date.
  const isMonth = zone !== undefined && findMonth(zone) !== undefined;
  const day = parseDay(isMonth ? `${rest} ${zone}` : rest);
  if (day === undefined) return undefined;
  if (time === null) return day;
  return { ...day, clock: toClock(time, isMonth ? undefined : zone) };
}

/** One digit, blank and spelling for each, so that the patterns need to know only these. */
function toPlainDate(text: string): string {
  return foldDateWord(
    text
      .normalize('NFKC')
      .replace(/[\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]/g, '')
      .replace(/[\u0660-\u0669]/g, (digit) => String(digit.charCodeAt(0) - 0x660))
      .replace(/[\u06f0-\u06f9]/g, (digit) => String(digit.charCodeAt(0) - 0x6f0))
      .replace(/[\u2010-\u2015\u2212]/g, '-')
      .replace(/\([^()]*\)/g, ' '),
  )
    .replace(/\b([ap])\.\s?m\b\.?/g, '$1m')
    .replace(AFTERNOON, (_, __, hour) => `${(Number(hour) % 12) + 12}:`)
    .replace(MORNING, '')
    .replace(CHINESE, ' $1-$2-$3 ')
    .replace(/\s+/g, ' ')
    .trim();
}

function toClock([, hour, minute, second, fraction, half]: RegExpExecArray, zone: string | undefined): Clock {
  const isAfternoon = half !== undefined && /^(?:p|م)/.test(half);
  const written = Number(hour);
  const shift = half === undefined || written > 12 ? written : (written % 12) + (isAfternoon ? 12 : 0);
  return {
    hour: shift,
    minute: Number(minute),
    second: Number(second ?? 0),
    millisecond: Number((fraction ?? '').slice(0, 3).padEnd(3, '0')),
    ...(zone !== undefined && { zone }),
  };
}

type Part = { readonly number: number; readonly digits: number } | { readonly month: number };

function parseDay(text: string): WrittenDate | undefined {
  const numeric = /(?<!\d)(\d{1,4})([./-])(\d{1,2})\2(\d{1,4})(?!\d)/.exec(text);
  if (numeric !== null) {
    const around = `${text.slice(0, numeric.index)} ${text.slice(numeric.index + numeric[0].length)}`;
    return toParts(around)?.length === 0 ? parseNumericDay(numeric) : undefined;
  }
  const parts = toParts(text);
  if (parts === undefined) return undefined;
  // "mar. 10 octobre" is a Tuesday in October.
  const [first, second, third, fourth] = parts.length === 4 && parts[0] && 'month' in parts[0] ? parts.slice(1) : parts;
  if (first === undefined || second === undefined || third === undefined || fourth !== undefined) return undefined;
  if ('number' in first && 'month' in second && 'number' in third) {
    return first.digits === 4 ? toDay(first, second.month, third) : toDay(third, second.month, first);
  }
  if ('month' in first && 'number' in second && 'number' in third) return toDay(third, first.month, second);
  return undefined;
}

type NumberPart = Extract<Part, { number: number }>;

function toDay(year: NumberPart, month: number, day: NumberPart): WrittenDate | undefined {
  if (day.digits > 2) return undefined;
  if (year.digits === 4) return { year: year.number, month, day: day.number };
  // RFC 2822, section 4.3: two digits from 00 to 49 belong to this century.
  if (year.digits === 2) return { year: year.number + (year.number < 50 ? 2000 : 1900), month, day: day.number };
  return undefined;
}

function parseNumericDay([, a = '', , b = '', c = '']: RegExpExecArray): WrittenDate | undefined {
  const [first, second, third] = [Number(a), Number(b), Number(c)];
  if (a.length === 4) return c.length > 2 ? undefined : { year: first, month: second, day: third };
  if (c.length !== 4 || a.length > 2) return undefined;
  if (first > 12 || first === second) return { year: third, month: second, day: first };
  return second > 12 ? { year: third, month: first, day: second } : undefined;
}

/** The numbers and months of a text, in order; undefined when it has any other word. */
function toParts(text: string): Part[] | undefined {
  // A word before a comma at the start is a day of the week, in whatever language.
  const words = text
    .replace(/^\p{L}{2,14}\.?\s*[,،]/u, ' ')
    .split(/[\s,،;.|/@·・-]+/u)
    .filter((word) => word !== '');
  const parts: Part[] = [];
  for (let index = 0; index < words.length; index += 1) {
    const word = words[index] ?? '';
    const number = /^(\d{1,4})(?:st|nd|rd|th|er|re|e|o|a)?$/.exec(word)?.[1];
    const pair = findMonth(`${word} ${words[index + 1] ?? ''}`);
    const month = pair ?? findMonth(word);
    if (number !== undefined) parts.push({ number: Number(number), digits: number.length });
    else if (month !== undefined) {
      // "يناير / كانون الثاني" says one month twice.
      const before = parts.at(-1);
      if (!(before && 'month' in before && before.month === month)) parts.push({ month });
      if (pair !== undefined) index += 1;
    } else if (!isDateFiller(word)) return undefined;
  }
  return parts;
}
