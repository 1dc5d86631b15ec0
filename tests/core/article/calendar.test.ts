import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  addDays,
  dayNumber,
  dayOf,
  daysApart,
  daysInMonth,
  parseDayRange,
  toDay,
  weekdayOf,
} from '../../../src/core/article/calendar.js';

describe('parseDayRange', () => {
  it.each<[string, string, string]>([
    ['2031', '2031-01-01', '2031-12-31'],
    ['2031-02', '2031-02-01', '2031-02-28'],
    ['2032-02', '2032-02-01', '2032-02-29'],
    ['2031-05-02', '2031-05-02', '2031-05-02'],
    [' 2031-05-02 ', '2031-05-02', '2031-05-02'],
  ])('reads %j as the days it covers', (text, from, to) => {
    expect(parseDayRange(text)).toEqual({ from, to });
  });

  it.each([
    '',
    '31',
    '2031-5',
    '2031-13',
    '2031-00',
    '2031-02-29',
    '2031-04-31',
    '2031-05-00',
    '2031/05/02',
    'May',
    '2031-05-02T10:00',
    '20310502',
    '-2031',
  ])('reads nothing in %j', (text) => {
    expect(parseDayRange(text)).toBeUndefined();
  });
});

describe('days', () => {
  it.each<[string, number, string]>([
    ['2031-05-02', 1, '2031-05-03'],
    ['2031-05-31', 1, '2031-06-01'],
    ['2031-01-01', -1, '2030-12-31'],
    ['2032-02-28', 1, '2032-02-29'],
    ['2031-02-28', 1, '2031-03-01'],
    ['1969-12-31', 1, '1970-01-01'],
    ['2031-03-30', 365, '2032-03-29'],
  ])('%s moved by %d is %s', (day, days, moved) => {
    expect(addDays(day, days)).toBe(moved);
  });

  it.each<[string, number]>([
    ['2023-10-10', 2],
    ['2024-02-29', 4],
    ['1970-01-01', 4],
    ['1969-12-28', 0],
    ['2000-01-01', 6],
  ])('%s is weekday %d, counted from Sunday', (day, weekday) => {
    expect(weekdayOf(day)).toBe(weekday);
  });

  it.each<[number, number, number]>([
    [2031, 2, 28],
    [2032, 2, 29],
    [1900, 2, 28],
    [2000, 2, 29],
    [2031, 12, 31],
    [2031, 4, 30],
  ])('%d-%d has %d days', (year, month, days) => {
    expect(daysInMonth(year, month)).toBe(days);
    expect(toDay(year, month, days)).toBeDefined();
    expect(toDay(year, month, days + 1)).toBeUndefined();
  });

  it.each<[number, number]>([
    [0, 1],
    [13, 1],
    [5, 0],
    [5, -1],
  ])('there is no day in month %d, day %d', (month, day) => {
    expect(toDay(2031, month, day)).toBeUndefined();
  });

  it('counts and moves days without losing one', () => {
    fc.assert(
      fc.property(fc.integer({ min: -20_000, max: 60_000 }), fc.integer({ min: -900, max: 900 }), (number, days) => {
        const day = dayOf(number);
        expect(dayNumber(day)).toBe(number);
        expect(dayNumber(addDays(day, days)) - dayNumber(day)).toBe(days);
      }),
    );
  });
});

describe('daysApart', () => {
  const asked = { from: '2031-05-02', to: '2031-05-04' };
  it.each<[string, string, number]>([
    ['2031-05-02', '2031-05-02', 0],
    ['2031-04-01', '2031-06-01', 0],
    ['2031-05-04', '2031-05-09', 0],
    ['2031-05-05', '2031-05-05', 1],
    ['2031-05-01', '2031-05-01', -1],
    ['2031-04-20', '2031-04-30', -2],
    ['2031-06-04', '2031-06-05', 31],
  ])('%s to %s is %d days from 2 to 4 May', (from, to, days) => {
    expect(daysApart({ from, to }, asked)).toBe(days);
  });
});
