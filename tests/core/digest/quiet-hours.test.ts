import { describe, expect, it } from 'vitest';
import { afterQuietHours, parseQuietHours, toQuietText } from '../../../src/core/digest/quiet-hours.js';

const after = (quiet: string, zone: string, at: string): string =>
  new Date(afterQuietHours(parseQuietHours(quiet), zone, Date.parse(at))).toISOString();

describe('quiet hours', () => {
  it.each([
    ['22-07', '22-07'],
    ['22:00-7:00', '22-07'],
    [' 1 – 5 ', '01-05'],
    ['18-24', '18-00'],
  ])('are read from %s', (typed, text) => {
    const quiet = parseQuietHours(typed);
    expect(quiet && toQuietText(quiet)).toBe(text);
  });

  it.each(['', '22', '22-22', '25-07', '22-25', '22:30-07', 'night', '-3-4'])('are not read from “%s”', (typed) => {
    expect(parseQuietHours(typed)).toBeUndefined();
  });

  it.each([
    ['before they begin', '22-07', '2026-05-01T19:59:00Z', '2026-05-01T19:59:00.000Z'],
    ['in the evening', '22-07', '2026-05-01T20:00:00Z', '2026-05-02T05:00:00.000Z'],
    ['in the morning', '22-07', '2026-05-02T04:59:59Z', '2026-05-02T05:00:00.000Z'],
    ['at their end', '22-07', '2026-05-02T05:00:00Z', '2026-05-02T05:00:00.000Z'],
    ['by day', '12-14', '2026-05-02T10:30:00Z', '2026-05-02T12:00:00.000Z'],
    ['over a night with an hour less', '22-07', '2026-03-28T22:00:00Z', '2026-03-29T05:00:00.000Z'],
    ['over a night with an hour more', '22-07', '2026-10-24T22:00:00Z', '2026-10-25T06:00:00.000Z'],
  ])('end what is due %s', (_, quiet, at, expected) => {
    expect(after(quiet, 'Europe/Paris', at)).toBe(expected);
  });

  it('are none when nothing is said', () => {
    expect(afterQuietHours(undefined, 'UTC', 5)).toBe(5);
  });
});
