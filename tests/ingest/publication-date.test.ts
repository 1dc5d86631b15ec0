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

describe('a date as feeds and pages really write it', () => {
  it.each<[string, string, string | undefined]>([
    // RFC 822 and 2822, and what passes for them
    ['Mon, 10 Oct 2023 14:05:00 GMT', '2023-10-10', '2023-10-10T14:05:00Z'],
    ['Tue, 10 Oct 2023 14:05 GMT', '2023-10-10', '2023-10-10T14:05:00Z'],
    ['Tue, 10 Oct 23 14:05:00 EDT', '2023-10-10', '2023-10-10T18:05:00Z'],
    ['10 Oct 99 14:05 UT', '1999-10-10', '1999-10-10T14:05:00Z'],
    ['Tue, 10 Oct 2023 14:05:00 Z', '2023-10-10', '2023-10-10T14:05:00Z'],
    ['Tue, 10 Oct 2023 14:05:00 K', '2023-10-10', undefined],
    ['Tue, 10 Oct 2023 23:05:00 +0300 (EEST)', '2023-10-10', '2023-10-10T20:05:00Z'],
    ['Tue, 10 Oct 2023 01:05:00 GMT+3', '2023-10-10', '2023-10-09T22:05:00Z'],
    ['Tue, 10 Oct 2023 01:05:00 UTC+05:30', '2023-10-10', '2023-10-09T19:35:00Z'],
    ['Tue, 10 Oct 2023 14:05:00 CEST', '2023-10-10', '2023-10-10T12:05:00Z'],
    ['Tue, 10 Oct 2023 14:05:00 MSK', '2023-10-10', '2023-10-10T11:05:00Z'],
    ['Tue, 10 Oct 2023 14:05:00 BST', '2023-10-10', '2023-10-10T13:05:00Z'],
    ['Tue, 10 Oct 2023 14:05:00 IST', '2023-10-10', undefined],
    ['Tue,10 Oct 2023 14:05:00 +0000', '2023-10-10', '2023-10-10T14:05:00Z'],
    ['Tue, 10 October 2023 14:05:00 +0000', '2023-10-10', '2023-10-10T14:05:00Z'],
    ['Tue, 10 Oct 2023 9:05:00 \u22120400', '2023-10-10', '2023-10-10T13:05:00Z'],
    ['Tue, 10-Oct-2023 14:05:00 GMT', '2023-10-10', '2023-10-10T14:05:00Z'],
    ['Tue Oct 10 14:05:00 2023', '2023-10-10', undefined],
    ['Tue Oct 10 14:05:00 +0000 2023', '2023-10-10', '2023-10-10T14:05:00Z'],
    ['Tue Oct 10 2023 01:05:00 GMT+0200 (Central European Summer Time)', '2023-10-10', '2023-10-09T23:05:00Z'],
    // ISO and its relatives
    ['2023-10-10 14:05:00', '2023-10-10', undefined],
    ['2023-10-10 14:05:00 UTC', '2023-10-10', '2023-10-10T14:05:00Z'],
    ['2023-10-10T14:05:00 GMT+3', '2023-10-10', '2023-10-10T11:05:00Z'],
    ['2023-10-10T14:05:00.123456789Z', '2023-10-10', '2023-10-10T14:05:00.123Z'],
    ['2023-10-10, 14:05', '2023-10-10', undefined],
    ['20231010T140500Z', '2023-10-10', '2023-10-10T14:05:00Z'],
    ['20231010140500', '2023-10-10', undefined],
    ['2023/10/10 14:05', '2023-10-10', undefined],
    ['2023-9-4', '2023-09-04', undefined],
    ['1696946700', '2023-10-10', '2023-10-10T14:05:00Z'],
    ['1696946700000', '2023-10-10', '2023-10-10T14:05:00Z'],
    // English words
    ['10 October 2023', '2023-10-10', undefined],
    ['October 10, 2023', '2023-10-10', undefined],
    ['October 10th, 2023 at 2:05 p.m.', '2023-10-10', undefined],
    ['October 10, 2023 2:05 pm', '2023-10-10', undefined],
    ['October 10, 2023 12:05 am EDT', '2023-10-10', '2023-10-10T04:05:00Z'],
    ['Sept. 4, 2023', '2023-09-04', undefined],
    ['14:05, 10 October 2023', '2023-10-10', undefined],
    ['14:05 10 Oct 2023', '2023-10-10', undefined],
    // Numbers whose order shows
    ['23/10/2023', '2023-10-23', undefined],
    ['10/23/2023 14:05', '2023-10-23', undefined],
    ['23.10.2023 14:05 Uhr', '2023-10-23', undefined],
    ['10/10/2023', '2023-10-10', undefined],
    // Other languages
    ['mardi 10 octobre 2023 à 14h05', '2023-10-10', undefined],
    ['mar. 10 oct. 2023', '2023-10-10', undefined],
    ['1er août 2023', '2023-08-01', undefined],
    ['mer, 11 fév 2026 09:00:00 +0100', '2026-02-11', '2026-02-11T08:00:00Z'],
    ['martes, 10 de octubre de 2023 a las 14:05', '2023-10-10', undefined],
    ['10 de setiembre de 2023', '2023-09-10', undefined],
    ['Dienstag, 10. Oktober 2023, 14:05 Uhr', '2023-10-10', undefined],
    ['3. März 2024 14:05 MEZ', '2024-03-03', '2024-03-03T13:05:00Z'],
    ['10 de março de 2024', '2024-03-10', undefined],
    ['10 октября 2023 14:05', '2023-10-10', undefined],
    ['الثلاثاء 10 أكتوبر 2023', '2023-10-10', undefined],
    ['10 تشرين الأول 2023', '2023-10-10', undefined],
    ['٢٥ كانون الثاني ٢٠٢٤ - ١٤:٠٥', '2024-01-25', undefined],
    ['25 يناير / كانون الثاني 2024', '2024-01-25', undefined],
    ['الأربعاء، ٥ يونيو ٢٠٢٤ ٢:٠٥ م', '2024-06-05', undefined],
    ['14 جويلية 2023', '2023-07-14', undefined],
    ['۱۰ Jul ۲۰۲۳', '2023-07-10', undefined],
    ['יום שלישי, 10 באוקטובר 2023 בשעה 14:05', '2023-10-10', undefined],
    ['2023年10月10日 14:05', '2023-10-10', undefined],
    ['2023年1月5日 星期四 下午2:05', '2023-01-05', undefined],
    ['２０２３年１０月１０日', '2023-10-10', undefined],
  ])('reads %j', (value, published, publishedAt) => {
    expect(parsePublicationDate(value)).toEqual({ published, ...(publishedAt === undefined ? {} : { publishedAt }) });
  });

  it.each<string>([
    '2023-W41-2',
    '2023-283',
    '20231010',
    '10/11/2023',
    '10-11-23',
    '10.11.2023',
    '31 April 2023',
    'October 2023',
    '10 October',
    'Published by Ann Harrow on 10 October 2023',
    'since 2 April 2031',
    '5 people, 10 October 2023',
    'Tue, 10 Oct 2023 25:05:00 GMT',
    '9999-12-31T23:59:59-12:00',
    '0000-01-01T00:00:00+05:00',
    `${'1 '.repeat(200)}October 2023`,
  ])('refuses %j', (value) => {
    expect(parsePublicationDate(value)).toBeUndefined();
  });

  it('never fails, whatever the text', () => {
    const word = fc.constantFrom(
      '10',
      'Oct',
      '2023',
      '14:05',
      'GMT',
      '+',
      '-',
      '/',
      '年',
      '月',
      'كانون',
      'الثاني',
      'pm',
      ',',
    );
    const text = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.array(word).map((words) => words.join(' ')),
    );
    fc.assert(
      fc.property(fc.oneof(text, fc.double()), (value) => {
        const date = parsePublicationDate(value);
        if (date === undefined) return;
        expect(date.published).toMatch(/^\d{4}-\d\d-\d\d$/);
        expect(parsePublicationDate(toDateText(date))).toEqual(date);
      }),
      { numRuns: 2000 },
    );
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
