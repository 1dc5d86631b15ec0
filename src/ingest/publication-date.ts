/** When something was published. */
interface PublicationDate {
  /** `YYYY-MM-DD` in the zone in which the date was written. */
  readonly published: string;
  /** ISO 8601 in UTC; absent when only the day, or no zone, was given. */
  readonly publishedAt?: string;
}

const ISO = /^(\d{4}-\d\d-\d\d)(?:[Tt ]+(\d\d):(\d\d)(?::(\d\d)(?:[.,](\d{1,9}))?)?\s*([Zz]|[+-]\d\d(?::?\d\d)?)?)?$/;
const MAIL =
  /^(?:[A-Za-z]{3,9},?\s+)?(\d{1,2})\s+([A-Za-z]{3})[a-z]*\.?\s+(\d{4}|\d\d)(?:\s+(\d\d):(\d\d)(?::(\d\d))?\s*([+-]\d{4}|[A-Za-z]{1,3})?(?:\s*\([^()]*\))?)?$/;
const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
/** Zone names of RFC 2822, section 4.3, in hours. */
const ZONE_HOURS: Readonly<Record<string, number>> = {
  z: 0,
  ut: 0,
  utc: 0,
  gmt: 0,
  est: -5,
  edt: -4,
  cst: -6,
  cdt: -5,
  mst: -7,
  mdt: -6,
  pst: -8,
  pdt: -7,
};
const MAX_OFFSET_MINUTES = 14 * 60;
const MINUTE_MS = 60_000;
/** Numbers below are days or years written without separators (20310402) rather than seconds since 1970. */
const MIN_EPOCH_SECONDS = 1e8;
const MIN_EPOCH_MS = 1e11;

/**
 * Reads the date of an article: an ISO day or instant, a date of RFC 2822 as in mail and RSS, or a number of seconds or
 * milliseconds since 1970 as in JSON feeds.
 *
 * @returns undefined when it has none of these forms, or is not a real day or time (`2023-02-30`)
 */
export function parsePublicationDate(value: string | number): PublicationDate | undefined {
  if (typeof value === 'number') return parseEpoch(value);
  const text = value.trim();
  const iso = ISO.exec(text);
  if (iso !== null) {
    const [, day = '', hour, minute = '', second = '00', fraction = '', zone] = iso;
    return toDate(day, hour === undefined ? undefined : { hour, minute, second, fraction, zone });
  }
  const mail = MAIL.exec(text);
  if (mail === null) return undefined;
  const [, date = '', monthName = '', shortYear = '', hour, minute = '', second = '00', zone] = mail;
  const month = MONTHS.indexOf(monthName.toLowerCase()) + 1;
  // RFC 2822, section 4.3: two digits from 00 to 49 belong to this century.
  const year = shortYear.length === 4 ? shortYear : `${Number(shortYear) < 50 ? '20' : '19'}${shortYear}`;
  const day = `${year}-${String(month).padStart(2, '0')}-${date.padStart(2, '0')}`;
  return toDate(day, hour === undefined ? undefined : { hour, minute, second, fraction: '', zone });
}

/**
 * The written form of a date, which `parsePublicationDate` reads back to an equal one. Where the day in its own zone is not
 * the day in UTC, the smallest whole number of hours stands in for an offset that is no longer known.
 */
export function toDateText({ published, publishedAt }: PublicationDate): string {
  if (publishedAt === undefined || publishedAt.startsWith(published)) return publishedAt ?? published;
  const instant = Date.parse(publishedAt);
  const midnight = Date.parse(`${published}T00:00:00Z`);
  const isAhead = instant < midnight;
  const gapMs = isAhead ? midnight - instant : instant - midnight - 24 * 60 * MINUTE_MS + 1;
  const hours = Math.ceil(gapMs / (60 * MINUTE_MS));
  const local = new Date(instant + (isAhead ? hours : -hours) * 60 * MINUTE_MS).toISOString().slice(0, -1);
  return `${local.replace(/\.000$/, '')}${isAhead ? '+' : '-'}${String(hours).padStart(2, '0')}:00`;
}

interface Clock {
  readonly hour: string;
  readonly minute: string;
  readonly second: string;
  readonly fraction: string;
  readonly zone: string | undefined;
}

function toDate(day: string, clock: Clock | undefined): PublicationDate | undefined {
  if (!isDay(day)) return undefined;
  if (clock === undefined) return { published: day };
  const { hour, minute, second, fraction, zone } = clock;
  if (Number(hour) > 23 || Number(minute) > 59 || Number(second) > 59) return undefined;
  if (zone === undefined) return { published: day };
  const offset = parseOffset(zone);
  if (offset === undefined) return undefined;
  const local = Date.parse(`${day}T${hour}:${minute}:${second}.${fraction.slice(0, 3).padEnd(3, '0')}Z`);
  return { published: day, publishedAt: toInstant(local - offset * MINUTE_MS) };
}

/** Whether `YYYY-MM-DD` names a day that exists. */
function isDay(day: string): boolean {
  const time = Date.parse(`${day}T00:00:00Z`);
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(`${day}T`);
}

/** Minutes east of UTC, or undefined for a zone that is not known or does not exist. */
function parseOffset(zone: string): number | undefined {
  const parts = /^([+-])(\d\d):?(\d\d)?$/.exec(zone);
  if (parts === null) {
    const hours = ZONE_HOURS[zone.toLowerCase()];
    return hours === undefined ? undefined : hours * 60;
  }
  const minutes = Number(parts[3] ?? 0);
  const size = Number(parts[2]) * 60 + minutes;
  if (minutes > 59 || size > MAX_OFFSET_MINUTES) return undefined;
  return parts[1] === '-' ? -size : size;
}

function parseEpoch(value: number): PublicationDate | undefined {
  const milliseconds = value >= MIN_EPOCH_MS ? value : value * 1000;
  if (!(value >= MIN_EPOCH_SECONDS) || milliseconds > Date.parse('9999-12-31T23:59:59Z')) return undefined;
  const publishedAt = toInstant(milliseconds);
  return { published: publishedAt.slice(0, 10), publishedAt };
}

function toInstant(milliseconds: number): string {
  return new Date(milliseconds).toISOString().replace('.000Z', 'Z');
}
