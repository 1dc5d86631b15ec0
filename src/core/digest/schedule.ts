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

/** What is missed beyond this is told of as so many days. */
const MAX_DAYS = 40;

/**
 * Reads a local time.
 *
 * @returns `HH:MM`; undefined for what is none
 * @example parseLocalTime('8:00') // '08:00'
 */
export function parseLocalTime(text: string): string | undefined {
  const [, hour = '', minute = ''] = /^\s*(\d{1,2})[:.h](\d{2})\s*$/i.exec(text) ?? [];
  if (hour === '' || Number(hour) > 23 || Number(minute) > 59) return undefined;
  return `${hour.padStart(2, '0')}:${minute}`;
}

/**
 * When the next digest after an instant is due. A time that the clocks leave out on some day is that day's first instant
 * after the gap; one that they show twice is the first of the two.
 *
 * @param after  milliseconds since 1970 in UTC, not included
 */
export function nextDue(time: DailyTime, after: number): DueDay {
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

function toSchedule({ at, zone }: DailyTime): Cron {
  const [hour = '', minute = ''] = at.split(':');
  // Paused: it only calculates, and sets no timer.
  return new Cron(`0 ${Number(minute)} ${Number(hour)} * * *`, { timezone: zone, paused: true });
}
