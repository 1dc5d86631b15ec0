import { toDay } from '../core/article/calendar.js';
import { parseWrittenDate, type WrittenDate } from './feed/written-date.js';
import { parseZoneOffset } from './feed/zone-offset.js';

/** When something was published. */
export interface ItemDate {
  /** `YYYY-MM-DD` in the zone in which the date was written. */
  readonly published: string;
  /** ISO 8601 in UTC; absent when only the day, or no zone, was given. */
  readonly publishedAt?: string;
}

const ISO =
  /^(\d{4})-?(\d\d)-?(\d\d)(?:(?:[Tt]|,?\s+)(\d\d):?(\d\d)(?::?(\d\d)(?:[.,](\d{1,9}))?)?\s*([A-Za-z]{1,5}|(?:GMT|UTC)?[+-]\d\d?(?::?\d\d)?)?)?$/;
/** Fourteen digits, as in addresses and older systems. */
const COMPACT = /^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)$/;
/** Seconds or milliseconds since 1970, written as text. */
const EPOCH = /^(?:\d{9,10}|\d{12,13})$/;
const MINUTE_MS = 60_000;
/** Numbers below are days or years written without separators (20310402) rather than seconds since 1970. */
const MIN_EPOCH_SECONDS = 1e8;
const MIN_EPOCH_MS = 1e11;

/**
 * Reads the date of an article in any form that feeds and pages use: an ISO day or instant, a date of RFC 2822 as in mail
 * and RSS, a number of seconds or milliseconds since 1970, or a date in words of the languages in `feed/date-words.ts`.
 *
 * @returns undefined when it has none of these forms, is not a real day or time (`2023-02-30`), or leaves open which number
 *   is the day (`02/04/2031`)
 */
export function parsePublicationDate(value: string | number): ItemDate | undefined {
  if (typeof value === 'number') return parseEpoch(value);
  const text = value.trim();
  if (EPOCH.test(text)) return parseEpoch(Number(text));
  const written = parseIso(text) ?? parseWrittenDate(text);
  return written && toDate(written);
}

function parseIso(text: string): WrittenDate | undefined {
  // Eight digits alone may be a number of anything.
  const match = /^\d{8}$/.test(text) ? null : (COMPACT.exec(text) ?? ISO.exec(text));
  if (match === null) return undefined;
  const [, year, month, day, hour, minute, second = '0', fraction = '', zone] = match;
  return {
    year: Number(year),
    month: Number(month),
    day: Number(day),
    ...(hour !== undefined && {
      clock: {
        hour: Number(hour),
        minute: Number(minute),
        second: Number(second),
        millisecond: Number(fraction.slice(0, 3).padEnd(3, '0')),
        ...(zone !== undefined && { zone }),
      },
    }),
  };
}

/**
 * The written form of a date, which `parsePublicationDate` reads back to an equal one. Where the day in its own zone is not
 * the day in UTC, the smallest whole number of hours stands in for an offset that is no longer known.
 */
export function toDateText({ published, publishedAt }: ItemDate): string {
  if (publishedAt === undefined || publishedAt.startsWith(published)) return publishedAt ?? published;
  const instant = Date.parse(publishedAt);
  const midnight = Date.parse(`${published}T00:00:00Z`);
  const isAhead = instant < midnight;
  const gapMs = isAhead ? midnight - instant : instant - midnight - 24 * 60 * MINUTE_MS + 1;
  const hours = Math.ceil(gapMs / (60 * MINUTE_MS));
  const local = new Date(instant + (isAhead ? hours : -hours) * 60 * MINUTE_MS).toISOString().slice(0, -1);
  return `${local.replace(/\.000$/, '')}${isAhead ? '+' : '-'}${String(hours).padStart(2, '0')}:00`;
}

function toDate({ year, month, day, clock }: WrittenDate): ItemDate | undefined {
  const published = toDay(year, month, day);
  if (published === undefined) return undefined;
  if (clock === undefined) return { published };
  const { hour, minute, second, millisecond, zone } = clock;
  if (hour > 23 || minute > 59 || second > 59) return undefined;
  if (zone === undefined) return { published };
  const offset = parseZoneOffset(zone);
  if (offset === undefined) return undefined;
  if (offset === 'unclear') return { published };
  const midnight = Date.parse(`${published}T00:00:00Z`);
  const sinceMidnight = (hour * 60 + minute - offset) * MINUTE_MS + second * 1000 + millisecond;
  const publishedAt = toInstant(midnight + sinceMidnight);
  // An hour of the zone may lead out of the years that have four digits.
  return /^\d{4}-/.test(publishedAt) ? { published, publishedAt } : undefined;
}

function parseEpoch(value: number): ItemDate | undefined {
  const milliseconds = value >= MIN_EPOCH_MS ? value : value * 1000;
  if (!(value >= MIN_EPOCH_SECONDS) || milliseconds > Date.parse('9999-12-31T23:59:59Z')) return undefined;
  const publishedAt = toInstant(milliseconds);
  return { published: publishedAt.slice(0, 10), publishedAt };
}

function toInstant(milliseconds: number): string {
  return new Date(milliseconds).toISOString().replace('.000Z', 'Z');
}
