import { describe, expect, it } from 'vitest';
import { duesBetween, nextDue, toDayBounds } from '../../../src/core/digest/schedule.js';

const HOUR_MS = 3_600_000;
const iso = (at: number): string => new Date(at).toISOString();

/** Zones with every habit that clocks have: none, an hour or half an hour, at midnight, twice a year around a fast. */
const ZONES = [
  'UTC',
  'Europe/Paris',
  'America/New_York',
  'America/Nuuk',
  'America/Santiago',
  'America/St_Johns',
  'Australia/Lord_Howe',
  'Africa/Cairo',
  'Africa/Casablanca',
  'Asia/Beirut',
  'Asia/Gaza',
  'Asia/Jerusalem',
  'Asia/Kathmandu',
  'Pacific/Chatham',
  'Pacific/Kiritimati',
  'Pacific/Pago_Pago',
];

describe('a daily time', () => {
  it.each(ZONES)('comes once on each day of 2026 in %s', (zone) => {
    for (const at of ['00:00', '01:45', '02:30', '08:00', '23:30', '23:59']) {
      const dues: { readonly day: string; readonly at: number }[] = [];
      let due = nextDue({ at, zone }, Date.parse('2026-01-01T12:00:00Z'));
      for (let day = 0; day < 365; day += 1) {
        dues.push(due);
        due = nextDue({ at, zone }, due.at);
      }
      expect(new Set(dues.map(({ day }) => day)).size).toBe(365);
      const gaps = dues.slice(1).map((one, index) => (one.at - (dues[index]?.at ?? 0)) / HOUR_MS);
      expect(Math.min(...gaps)).toBeGreaterThanOrEqual(22.5);
      expect(Math.max(...gaps)).toBeLessThanOrEqual(25.5);
    }
  });

  it.each([
    [
      'that is left out comes at the end of the gap',
      'Europe/Paris',
      '02:30',
      '2027-03-27T12:00:00Z',
      '2027-03-28T01:00:00.000Z',
    ],
    [
      'that comes twice counts the first time',
      'Europe/Paris',
      '02:30',
      '2027-10-30T12:00:00Z',
      '2027-10-31T00:30:00.000Z',
    ],
    ['at a midnight that is left out', 'America/Santiago', '00:00', '2026-09-05T12:00:00Z', '2026-09-06T04:00:00.000Z'],
    ['in a gap that ends the day', 'America/Nuuk', '23:30', '2026-03-28T12:00:00Z', '2026-03-29T01:00:00.000Z'],
    ['in a gap of half an hour', 'Australia/Lord_Howe', '02:15', '2026-10-03T00:00:00Z', '2026-10-03T15:30:00.000Z'],
  ])('%s', (_, zone, at, after, due) => {
    expect(iso(nextDue({ at, zone }, Date.parse(after)).at)).toBe(due);
  });

  it.each(['2027-10-31T00:45:00Z', '2027-10-31T01:15:00Z', '2027-10-31T01:45:00Z'])(
    'is over for the day once it came, also between its two occurrences (%s)',
    (after) => {
      expect(nextDue({ at: '02:30', zone: 'Europe/Paris' }, Date.parse(after)).day).toBe('2027-11-01');
    },
  );

  it('has no day where a zone skipped one', () => {
    const dues = duesBetween(
      { at: '08:00', zone: 'Pacific/Apia' },
      Date.parse('2011-12-28T20:00:00Z'),
      Date.parse('2012-01-01T00:00:00Z'),
    );
    expect(dues.map(({ day }) => day)).toEqual(['2011-12-29', '2011-12-31', '2012-01-01']);
  });

  it('is told for a period, its beginning left out and its end included, and for the last 40 days at most', () => {
    const time = { at: '08:00', zone: 'UTC' };
    const [from, to] = [Date.parse('2026-05-01T08:00:00Z'), Date.parse('2026-05-03T08:00:00Z')];
    expect(duesBetween(time, from, to).map(({ day }) => day)).toEqual(['2026-05-02', '2026-05-03']);
    expect(duesBetween(time, from, from)).toEqual([]);
    expect(duesBetween(time, 0, to)).toHaveLength(40);
  });
});

describe('a local day', () => {
  it.each([
    ['2026-03-29', 'Europe/Paris', '2026-03-28T23:00:00.000Z', '2026-03-29T22:00:00.000Z'],
    ['2026-09-06', 'America/Santiago', '2026-09-06T04:00:00.000Z', '2026-09-07T03:00:00.000Z'],
    ['2023-10-21', 'Pacific/Kiritimati', '2023-10-20T10:00:00.000Z', '2023-10-21T10:00:00.000Z'],
    ['2023-10-21', 'Pacific/Pago_Pago', '2023-10-21T11:00:00.000Z', '2023-10-22T11:00:00.000Z'],
  ])('%s in %s lasts from %s to %s', (day, zone, from, to) => {
    const bounds = toDayBounds(day, zone);
    expect([iso(bounds.from), iso(bounds.to)]).toEqual([from, to]);
  });

  it('that a zone left out is empty', () => {
    const { from, to } = toDayBounds('2011-12-30', 'Pacific/Apia');
    expect(to).toBe(from);
  });
});
