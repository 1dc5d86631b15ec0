import { type ItemDate, parsePublicationDate } from '../publication-date.js';

/** Why an item is shown without a date. */
export type DateProblem = 'missing' | 'future' | 'unreadable';

/** How a problem is told, of one item or many. */
export const DATE_NOTES: Readonly<Record<DateProblem, string>> = {
  missing: 'without a date',
  future: 'dated in the future, and shown without a date',
  unreadable: 'with a date that cannot be read, and shown without one',
};

const HOUR_MS = 3_600_000;
/** A day begins so long before it begins in UTC, in the zone farthest to the east. */
const EARLIEST_ZONE_MS = 14 * HOUR_MS;
/** Clocks of servers differ, and texts are dated to the hour in which they go out. */
const TOLERANCE_MS = HOUR_MS;
/** Systems write the first second of their calendar, or the year 1, for a date that they do not have. */
const NO_DATE = /^(?:1970-01-01T00:00:00Z|0)/;
const FIRST_DAY = '1800-01-01';

/**
 * The date of an item: the first that can be read.
 *
 * @param candidates  best first
 */
export function chooseItemDate(candidates: readonly (string | number)[]): ItemDate | undefined {
  for (const candidate of candidates) {
    const date = parsePublicationDate(candidate);
    if (date !== undefined && !isEmpty(date)) return date;
  }
  // Kept, so that it is seen to be wrong rather than missing.
  for (const candidate of candidates) {
    const date = parsePublicationDate(candidate);
    if (date !== undefined) return date;
  }
  return undefined;
}

/**
 * A date as far as it can be believed: one that lies more than an hour in the future, or stands for none, is left out and
 * named.
 *
 * @param now  milliseconds since 1970 in UTC
 */
export function markDate(
  date: ItemDate | undefined,
  now: number,
): { readonly date?: ItemDate; readonly problem?: DateProblem } {
  if (date === undefined) return { problem: 'missing' };
  if (isEmpty(date)) return { problem: 'unreadable' };
  const earliest = Date.parse(date.publishedAt ?? `${date.published}T00:00:00Z`);
  const start = date.publishedAt === undefined ? earliest - EARLIEST_ZONE_MS : earliest;
  if (Number.isNaN(start)) return { problem: 'unreadable' };
  return start > now + TOLERANCE_MS ? { problem: 'future' } : { date };
}

function isEmpty({ published, publishedAt }: ItemDate): boolean {
  return published < FIRST_DAY || (publishedAt !== undefined && NO_DATE.test(publishedAt));
}
