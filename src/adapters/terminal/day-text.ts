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
  const parts = /^(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?$/.exec(day);
  if (!parts) return day;
  const [, year, month, date] = parts;
  const name = month === undefined ? undefined : MONTHS[Number(month) - 1];
  return [date && String(Number(date)), name, year].filter(Boolean).join(' ');
}

/** A period in words; one day when both ends are the same. */
export function toPeriodText(from: string, to: string): string {
  return from === to ? toDayText(from) : `${toDayText(from)} to ${toDayText(to)}`;
}
