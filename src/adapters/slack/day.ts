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
