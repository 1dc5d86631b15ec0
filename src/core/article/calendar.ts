const DAY_MS = 86_400_000;

/** Days from 1970-01-01 to an ISO day, so that days can be compared and moved by numbers. */
export function dayNumber(day: string): number {
  return Math.round(Date.parse(`${day.slice(0, 10)}T00:00:00Z`) / DAY_MS);
}

/** The ISO day, `YYYY-MM-DD`, of a day number. */
export function dayOf(number: number): string {
  return new Date(number * DAY_MS).toISOString().slice(0, 10);
}

/** An ISO day moved by whole days, which may be negative. */
export function addDays(day: string, days: number): string {
  return dayOf(dayNumber(day) + days);
}

/** How many days a month has, month counted from 1. */
export function daysInMonth(year: number, month: number): number {
  return new Date(Date.UTC(year, month, 0)).getUTCDate();
}

/** The ISO day of its parts, month counted from 1; undefined when there is no such day. */
export function toDay(year: number, month: number, day: number): string | undefined {
  if (month < 1 || month > 12 || day < 1 || day > daysInMonth(year, month)) return undefined;
  return `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
}

/** 0 for Sunday to 6 for Saturday. */
export function weekdayOf(day: string): number {
  return (((dayNumber(day) + 4) % 7) + 7) % 7;
}

/** A span of whole days, both ends included. */
export interface DayRange {
  readonly from: string;
  readonly to: string;
}

/**
 * Reads `YYYY`, `YYYY-MM` or `YYYY-MM-DD` as the days it covers.
 *
 * @returns undefined when the text is none of them or names a day that does not exist
 */
export function parseDayRange(text: string): DayRange | undefined {
  const match = /^(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?$/.exec(text.trim());
  if (match === null) return undefined;
  const [, year = '', month, day] = match;
  if (day !== undefined) {
    const only = toDay(Number(year), Number(month), Number(day));
    return only === undefined ? undefined : { from: only, to: only };
  }
  if (month === undefined) return { from: `${year}-01-01`, to: `${year}-12-31` };
  const from = toDay(Number(year), Number(month), 1);
  const to = toDay(Number(year), Number(month), daysInMonth(Number(year), Number(month)));
  return from === undefined || to === undefined ? undefined : { from, to };
}

/** Whether two ranges share a day. */
export function overlaps(a: DayRange, b: DayRange): boolean {
  return a.from <= b.to && b.from <= a.to;
}

/**
 * How many days lie between two ranges.
 *
 * @returns 0 when they share a day; positive when `range` is later than `asked`, negative when it is earlier
 */
export function daysApart(range: DayRange, asked: DayRange): number {
  if (range.from > asked.to) return dayNumber(range.from) - dayNumber(asked.to);
  if (range.to < asked.from) return dayNumber(range.to) - dayNumber(asked.from);
  return 0;
}
