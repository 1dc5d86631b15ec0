import { describe, expect, it } from 'vitest';
import { parseLocalTime } from '../../../src/core/digest/local-time.js';
import { findZones, toLocalTime, toZone } from '../../../src/core/digest/zone.js';

describe('a time zone', () => {
  it.each([
    ['Europe/Paris', 'Europe/Paris'],
    ['europe/paris', 'Europe/Paris'],
    ['America/New York', 'America/New_York'],
    ['utc', 'UTC'],
    ['Asia/Gaza', 'Asia/Gaza'],
  ])('is read from %s', (typed, zone) => {
    expect(toZone(typed)).toBe(zone);
  });

  it.each(['', 'Paris', '+02:00', '2', 'Europe/Atlantis', 'Europe/Paris every day'])(
    'is not read from “%s”',
    (typed) => {
      expect(toZone(typed)).toBeUndefined();
    },
  );

  it('is found by the beginning of its name or of its city', () => {
    expect(findZones('par', 25)).toContain('Europe/Paris');
    expect(findZones('new y', 25)).toContain('America/New_York');
    expect(findZones('Europe/', 5)).toHaveLength(5);
    expect(findZones('(.*', 25)).toEqual([]);
  });

  it('tells the local day and hour of an instant', () => {
    const at = Date.parse('2023-10-21T22:30:00Z');
    expect(toLocalTime('Europe/Paris', at)).toEqual({ day: '2023-10-22', hour: 0, minute: 30 });
    expect(toLocalTime('America/New_York', at)).toEqual({ day: '2023-10-21', hour: 18, minute: 30 });
  });
});

describe('a local time', () => {
  it.each([
    ['08:00', '08:00'],
    ['8:05', '08:05'],
    ['8.30', '08:30'],
    ['23h59', '23:59'],
  ])('is read from %s', (typed, time) => {
    expect(parseLocalTime(typed)).toBe(time);
  });

  it.each(['', '8', '24:00', '12:60', '8:5', 'noon', '08:00:00'])('is not read from “%s”', (typed) => {
    expect(parseLocalTime(typed)).toBeUndefined();
  });
});
