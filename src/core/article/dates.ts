import { addDays, type DayRange, daysInMonth, toDay, weekdayOf } from './calendar.js';

/** A day or period that a text names. Offsets are UTF-16 code units of that text. */
export interface DateMention extends DayRange {
  readonly start: number;
  readonly end: number;
  readonly precision: 'day' | 'period' | 'month' | 'year';
}

/** What decides the parts of a date that a text leaves out. */
export interface DateReference {
  /** The year of a day or month without one; undefined leaves such a date unread. */
  yearFor(month: number, day: number | undefined): number | undefined;
  /** The day of writing: "on Tuesday" is the last Tuesday up to then. Absent: weekdays are not read. */
  readonly writtenOn?: string;
}

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const WEEKDAYS = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'];
const MONTH =
  '(?<month>January|February|March|April|May|June|July|August|September|October|November|December|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept|Sep|Oct|Nov|Dec)\\b\\.?';
const ORDINAL = '(?:st|nd|rd|th)?';
const YEAR = '(?<year>(?:19|20)\\d{2})';

type Groups = Readonly<Record<string, string | undefined>>;
type Found = (DayRange & { readonly precision: DateMention['precision'] }) | undefined;

interface Form {
  readonly pattern: RegExp;
  read(groups: Groups, reference: DateReference): Found;
}

/** Tried in this order; what one form has taken the later ones leave alone. */
const FORMS: readonly Form[] = [
  {
    pattern: /\b(?<year>(?:19|20)\d{2})-(?<monthNumber>\d{2})-(?<day>\d{2})\b/gu,
    read: ({ year, monthNumber, day }) => span(toDay(Number(year), Number(monthNumber), Number(day))),
  },
  {
    pattern: new RegExp(
      `\\b(?<day>\\d{1,2})${ORDINAL}(?:\\s*(?:-|–|to|and|or|until|till)\\s*(?:the\\s+)?(?<last>\\d{1,2})${ORDINAL})?\\s+(?:of\\s+)?${MONTH}(?:,?\\s+${YEAR})?(?!\\d)`,
      'giu',
    ),
    read: readDays,
  },
  {
    pattern: new RegExp(
      `\\b${MONTH}\\s+(?:the\\s+)?(?<day>\\d{1,2})${ORDINAL}(?:\\s*(?:-|–|to|and|or|until|till)\\s*(?:the\\s+)?(?<last>\\d{1,2})${ORDINAL})?(?![\\d:]|[,.]\\d)(?:,?\\s+${YEAR})?(?!\\d)`,
      'giu',
    ),
    read: readDays,
  },
  {
    pattern: new RegExp(
      `\\b(?<part>early|mid|middle of|late|beginning of|start of|end of|first half of|second half of)(?:\\s+in)?[\\s-]+(?:the\\s+)?${MONTH}(?:,?\\s+${YEAR})?`,
      'giu',
    ),
    read: readPartOfMonth,
  },
  { pattern: new RegExp(`\\b${MONTH},?\\s+${YEAR}\\b`, 'giu'), read: readMonth },
  {
    // A month alone is read only with its capital or behind a preposition: "may" and "march" are mostly verbs.
    pattern: new RegExp(`(?<=\\b(?:in|since|until|during|of|by|from|for)\\s)${MONTH}`, 'giu'),
    read: readMonth,
  },
  {
    pattern: /\b(?<month>January|February|April|June|July|August|September|October|November|December)\b/gu,
    read: readMonth,
  },
  {
    pattern: /\bturn of the year\b(?:\s+(?<year>(?:19|20)\d{2}))?/giu,
    read: ({ year }, reference) => {
      const first = year === undefined ? reference.yearFor(12, 31) : Number(year);
      return first === undefined ? undefined : span(toDay(first, 12, 29), toDay(first + 1, 1, 3), 'period');
    },
  },
  {
    pattern: /\bchristmas\b(?:\s+(?<year>(?:19|20)\d{2}))?/giu,
    read: ({ year }, reference) => {
      const of = year === undefined ? reference.yearFor(12, 25) : Number(year);
      return of === undefined ? undefined : span(toDay(of, 12, 24), toDay(of, 12, 26), 'period');
    },
  },
  {
    pattern: new RegExp(
      `(?<![\\d/.-])\\b${YEAR}\\b(?![\\d/]|[.,-]\\d|\\s*(?:per cent|percent|people|trucks|votes))`,
      'gu',
    ),
    read: ({ year }) => span(toDay(Number(year), 1, 1), toDay(Number(year), 12, 31), 'year'),
  },
  {
    pattern: /\b(?<weekday>Sunday|Monday|Tuesday|Wednesday|Thursday|Friday|Saturday)s?\b/gu,
    read: ({ weekday = '' }, { writtenOn }) => {
      if (writtenOn === undefined) return undefined;
      const back = (weekdayOf(writtenOn) - WEEKDAYS.indexOf(weekday.slice(0, 3).toLowerCase()) + 7) % 7;
      return span(addDays(writtenOn, -back));
    },
  },
];

/** Every form has a digit, a month, a weekday or a feast; most sentences have none, and one look tells. */
const MAY_HOLD_DATE = /\d|day|christmas|turn of the year|jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec/iu;

/** The days and periods that a text names, in order of their place. */
export function findDates(text: string, reference: DateReference): DateMention[] {
  if (!MAY_HOLD_DATE.test(text)) return [];
  const mentions: DateMention[] = [];
  for (const form of FORMS) {
    for (const match of text.matchAll(form.pattern)) {
      const start = match.index;
      const end = start + match[0].length;
      if (mentions.some((mention) => mention.start < end && start < mention.end)) continue;
      const found = form.read(match.groups ?? {}, reference);
      if (found !== undefined) mentions.push({ start, end, ...found });
    }
  }
  return mentions.sort((a, b) => a.start - b.start);
}

/** The reference for an article's own text: a day without a year is the one nearest to the day of publication. */
export function articleReference(published: string | undefined): DateReference {
  if (published === undefined) return { yearFor: () => undefined };
  const year = Number(published.slice(0, 4));
  const month = Number(published.slice(5, 7));
  return {
    writtenOn: published,
    yearFor: (named) => (named - month > 6 ? year - 1 : month - named > 6 ? year + 1 : year),
  };
}

function readDays({ day, last, month, year }: Groups, reference: DateReference): Found {
  const monthNumber = monthOf(month);
  const of = year === undefined ? reference.yearFor(monthNumber, Number(day)) : Number(year);
  if (of === undefined) return undefined;
  const from = toDay(of, monthNumber, Number(day));
  if (last === undefined || Number(last) <= Number(day)) return span(from);
  return span(from, toDay(of, monthNumber, Number(last)), 'period');
}

function readMonth({ month, year }: Groups, reference: DateReference): Found {
  const monthNumber = monthOf(month);
  const of = year === undefined ? reference.yearFor(monthNumber, undefined) : Number(year);
  if (of === undefined) return undefined;
  return span(toDay(of, monthNumber, 1), toDay(of, monthNumber, daysInMonth(of, monthNumber)), 'month');
}

function readPartOfMonth(groups: Groups, reference: DateReference): Found {
  const whole = readMonth(groups, reference);
  if (whole === undefined) return undefined;
  const part = (groups.part ?? '').toLowerCase();
  const of = (day: number) => `${whole.from.slice(0, 8)}${String(day).padStart(2, '0')}`;
  const lastDay = Number(whole.to.slice(8));
  if (part.startsWith('first')) return span(whole.from, of(15), 'period');
  if (part.startsWith('second')) return span(of(16), whole.to, 'period');
  if (part.startsWith('mid')) return span(of(10), of(20), 'period');
  if (part === 'late' || part.startsWith('end')) return span(of(lastDay - 10), whole.to, 'period');
  return span(whole.from, of(10), 'period');
}

function monthOf(name: string | undefined): number {
  return MONTHS.indexOf((name ?? '').slice(0, 3).toLowerCase()) + 1;
}

function span(
  from: string | undefined,
  to: string | undefined = from,
  precision: DateMention['precision'] = 'day',
): Found {
  return from === undefined || to === undefined ? undefined : { from, to, precision };
}
