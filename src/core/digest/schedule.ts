import { Cron } from 'croner';
import { toLocalTime } from './zone.js';

/** A digest that is due: once for a local day, whatever the clocks do. */
export interface DueDay {
  /** `YYYY-MM-DD` in the zone. */
  readonly day: string;
  /** Milliseconds since 1970 in UTC. */
  readonly at: number;
}

/** Local time of a digest: `at` is `HH:MM`, `zone` an IANA time zone. */
export interface DailyTime {
  readonly at: string;
  readonly zone: string;
}

const MINUTE_MS = 60_000;
/** No gap in the clocks of a zone is longer than two hours: earlier times come before any that ends a day too soon. */
const LATE_TIME = '22:00';
/** What is missed beyond this is told of as so many days. */
const MAX_DAYS = 40;

/**
 * When the next digest after an instant is due. A time that the clocks leave out on some day is the first instant after
 * the gap, also where that is the next day's midnight; one that they show twice is the first of the two.
 *
 * @param after  milliseconds since 1970 in UTC, not included
 */
export function nextDue(time: DailyTime, after: number): DueDay {
  const next = nextOccurrence(time, after);
  if (time.at < LATE_TIME) return next;
  // In Nuuk a day ends at 23:00 when the clocks go forward, and the schedule passes over what was due in its last hour.
  const midnight = toDayBounds(next.day, time.zone).from;
  const { day, hour, minute } = toLocalTime(time.zone, midnight - MINUTE_MS);
  const isLeftOut = toClockText(hour, minute) < time.at;
  return isLeftOut && midnight > after ? { day, at: midnight } : next;
}

function nextOccurrence(time: DailyTime, after: number): DueDay {
  const schedule = toSchedule(time);
  const toDue = (date: Date | null): DueDay => {
    if (date === null) throw new RangeError(`${time.at} in ${time.zone} never comes`);
    return { day: toLocalTime(time.zone, date.getTime()).day, at: date.getTime() };
  };
  const next = toDue(schedule.nextRun(new Date(after)));
  // Begun between two occurrences of one time, the schedule would give the second of a day whose first one is over.
  const previous = toDue(schedule.nextRun(new Date(next.at - 26 * 3_600_000)));
  if (previous.day !== next.day || previous.at === next.at) return next;
  return toDue(schedule.nextRun(new Date(next.at)));
}

/**
 * The digests that were due in a period, the earliest first; at most the last 40 of them.
 *
 * @param after  milliseconds since 1970 in UTC, not included
 * @param until  the same, included
 */
export function duesBetween(time: DailyTime, after: number, until: number): readonly DueDay[] {
  const dues: DueDay[] = [];
  const from = Math.max(after, until - MAX_DAYS * 86_400_000);
  for (let due = nextDue(time, from); due.at <= until; due = nextDue(time, due.at)) dues.push(due);
  return dues;
}

/**
 * A local day as instants, from its first moment to that of the next day.
 *
 * @param day  `YYYY-MM-DD`
 * @returns milliseconds since 1970 in UTC; of a day that the zone left out, the same instant twice
 */
export function toDayBounds(day: string, zone: string): { readonly from: number; readonly to: number } {
  const midnight = { at: '00:00', zone };
  // No zone is more than 14 hours ahead of UTC.
  const first = nextDue(midnight, Date.parse(day) - 15 * 3_600_000);
  const from = first.day < day ? nextDue(midnight, first.at) : first;
  return { from: from.at, to: from.day === day ? nextDue(midnight, from.at).at : from.at };
}

function toClockText(hour: number, minute: number): string {
  return [hour, minute].map((part) => String(part).padStart(2, '0')).join(':');
}

function toSchedule({ at, zone }: DailyTime): Cron {
  const [hour = '', minute = ''] = at.split(':');
  // Paused: it only calculates, and sets no timer.
  return new Cron(`0 ${Number(minute)} ${Number(hour)} * * *`, { timezone: zone, paused: true });
}
