import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parsePublicationDate, toDateText } from '../../src/ingest/publication-date.js';

describe('parsePublicationDate', () => {
  it.each<[string | number, string, string | undefined]>([
    ['2031-04-02', '2031-04-02', undefined],
    [' 2028-02-29 ', '2028-02-29', undefined],
    ['2031-04-02T09:30', '2031-04-02', undefined],
    ['2031-04-02T23:30:00Z', '2031-04-02', '2031-04-02T23:30:00Z'],
    ['2031-04-02 23:30:00 -0500', '2031-04-02', '2031-04-03T04:30:00Z'],
    ['2031-04-02t00:30:15.250+02:00', '2031-04-02', '2031-04-01T22:30:15.250Z'],
    ['2031-04-02T00:30+05', '2031-04-02', '2031-04-01T19:30:00Z'],
    ['Wed, 02 Apr 2031 23:30:00 GMT', '2031-04-02', '2031-04-02T23:30:00Z'],
    ['2 Apr 2031 00:30 +0200', '2031-04-02', '2031-04-01T22:30:00Z'],
    ['Wed, 2 April 31 20:00:00 EST (winter)', '2031-04-02', '2031-04-03T01:00:00Z'],
    ['2 Apr 1999', '1999-04-02', undefined],
    [1932939000, '2031-04-02', '2031-04-02T23:30:00Z'],
    [1932939000000, '2031-04-02', '2031-04-02T23:30:00Z'],
  ])('reads %j', (value, published, publishedAt) => {
    expect(parsePublicationDate(value)).toEqual({ published, ...(publishedAt === undefined ? {} : { publishedAt }) });
  });

  it.each<string | number>([
    '',
    'yesterday',
    '2031',
    '2031-04',
    '2023-02-30',
    '2031-02-29',
    '2031-13-01',
    '2031-00-10',
    '2031-04-02T24:00:00Z',
    '2031-04-02T10:60Z',
    '2031-04-02T10:00+15:00',
    '2031-04-02T10:00+01:75',
    '30 Feb 2031',
    '2 Foo 2031',
    '2 Apr 2031 10:00 XYZ',
    '02/04/2031',
    20310402,
    Number.NaN,
    Number.POSITIVE_INFINITY,
  ])('refuses %j', (value) => {
    expect(parsePublicationDate(value)).toBeUndefined();
  });
});

describe('toDateText', () => {
  it('writes what parsePublicationDate reads back to the same day and instant', () => {
    const instants = fc.date({ min: new Date('1900-01-02'), max: new Date('2200-01-01'), noInvalidDate: true });
    fc.assert(
      fc.property(instants, fc.integer({ min: -14 * 60, max: 14 * 60 }), (instant, offset) => {
        const size = Math.abs(offset);
        const zone = [Math.trunc(size / 60), size % 60].map((part) => String(part).padStart(2, '0')).join(':');
        const local = new Date(instant.getTime() + offset * 60_000).toISOString().slice(0, -1);
        const date = parsePublicationDate(`${local}${offset < 0 ? '-' : '+'}${zone}`);
        if (date === undefined) throw new Error(`not read: ${local}`);
        expect(date.published).toBe(local.slice(0, 10));
        expect(Date.parse(date.publishedAt ?? '')).toBe(instant.getTime());
        expect(parsePublicationDate(toDateText(date))).toEqual(date);
      }),
      { numRuns: 1000 },
    );
  });

  it('writes a day without an instant as that day', () => {
    expect(toDateText({ published: '2031-04-02' })).toBe('2031-04-02');
  });
});
