import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { articleReference, findDates } from '../../../src/core/article/dates.js';

/** Written on Wednesday, 14 May 2031. */
const reference = articleReference('2031-05-14');
const read = (text: string): string[] =>
  findDates(text, reference).map(({ from, to }) => (from === to ? from : `${from}/${to}`));

describe('findDates', () => {
  it.each<[text: string, ...days: string[]]>([
    ['on 2031-05-02', '2031-05-02'],
    ['2 May 2031', '2031-05-02'],
    ['2nd of May 2031', '2031-05-02'],
    ['2 May, 2031', '2031-05-02'],
    ['the 21st of April', '2031-04-21'],
    ['3 may', '2031-05-03'],
    ['April 10', '2031-04-10'],
    ['April 10, 2030', '2030-04-10'],
    ['April 10 2030', '2030-04-10'],
    ['April 10th', '2031-04-10'],
    ['April the 10th', '2031-04-10'],
    ['Apr. 10', '2031-04-10'],
    ['Nov 29', '2031-11-29'],
    ['Sept. 5, 2030', '2030-09-05'],
    ['Sep 5, 2030', '2030-09-05'],
    ['29 February 2032', '2032-02-29'],
    ['on 3 May at 18:30', '2031-05-03'],
    ['21 and 31 October', '2031-10-21/2031-10-31'],
    ['between 21 and 31 October 2030', '2030-10-21/2030-10-31'],
    ['10-12 October', '2031-10-10/2031-10-12'],
    ['10–12 October 2030', '2030-10-10/2030-10-12'],
    ['10 to 12 October', '2031-10-10/2031-10-12'],
    ['October 7-9, 2030', '2030-10-07/2030-10-09'],
    ['from 21 May to 3 June', '2031-05-21', '2031-06-03'],
    ['early November', '2031-11-01/2031-11-10'],
    ['mid-November', '2031-11-10/2031-11-20'],
    ['late February 2032', '2032-02-19/2032-02-29'],
    ['the end of May', '2031-05-21/2031-05-31'],
    ['the beginning of May', '2031-05-01/2031-05-10'],
    ['in the middle of June', '2031-06-10/2031-06-20'],
    ['the first half of May', '2031-05-01/2031-05-15'],
    ['the second half of May 2030', '2030-05-16/2030-05-31'],
    ['May 2031', '2031-05-01/2031-05-31'],
    ['in May', '2031-05-01/2031-05-31'],
    ['in march', '2031-03-01/2031-03-31'],
    ['June', '2031-06-01/2031-06-30'],
    ['since 2029', '2029-01-01/2029-12-31'],
    ['Christmas 2030', '2030-12-24/2030-12-26'],
    ['the turn of the year', '2030-12-29/2031-01-03'],
    ['on Wednesday', '2031-05-14'],
    ['on Tuesday', '2031-05-13'],
    ['last Thursday', '2031-05-08'],
    ['on Friday 9 May and on 2031-05-12', '2031-05-09', '2031-05-09', '2031-05-12'],
  ])('reads %j', (text, ...days) => {
    expect(read(text)).toEqual(days);
  });

  it.each([
    'they may go',
    'You May Go',
    'a march on city hall',
    'March on!',
    'march on',
    '1,400 people',
    'at 18:59',
    'by 13-1-1',
    'the document S/2023/962',
    '2031-02-30',
    '32 May',
    '2031 trucks',
    '12/10/2031',
    'the 14th',
    'a sunday roast',
    'no date at all',
    '',
  ])('reads nothing in %j', (text) => {
    expect(read(text)).toEqual([]);
  });

  it.each(['30 February 2031', '31 June', '29 February 2031', 'April 31', '0 May 2031'])(
    'reads no day in %j, which does not exist',
    (text) => {
      expect(findDates(text, reference).filter(({ precision }) => precision === 'day')).toEqual([]);
    },
  );

  it.each<[published: string, text: string, day: string]>([
    ['2031-01-05', '28 December', '2030-12-28'],
    ['2030-12-28', '5 January', '2031-01-05'],
    ['2031-06-30', '30 December', '2031-12-30'],
    ['2031-01-01', 'on Tuesday', '2030-12-31'],
  ])('an article of %s means by %j the day %s', (published, text, day) => {
    expect(findDates(text, articleReference(published))).toMatchObject([{ from: day, to: day }]);
  });

  it('reads in an undated article only what names its year', () => {
    const undated = articleReference(undefined);
    expect(findDates('on Tuesday, on 2 May and in June', undated)).toEqual([]);
    expect(findDates('on 2 May 2031', undated)).toMatchObject([{ from: '2031-05-02' }]);
  });

  it('says how exact a date is', () => {
    const precisions = findDates('in 2029, in June 2030, from 3 to 5 April and on 9 May', reference).map(
      ({ precision }) => precision,
    );
    expect(precisions).toEqual(['year', 'month', 'period', 'day']);
  });

  it('gives the place of each date in the text, in order and without overlap', () => {
    const text = 'On 2 May 2031, after late April and before 2031-06-01, the bridge opened.';
    expect(findDates(text, reference).map(({ start, end }) => text.slice(start, end))).toEqual([
      '2 May 2031',
      'late April',
      '2031-06-01',
    ]);
  });

  it('reads back every day that it is given in words', () => {
    const months = 'January February March April May June July August September October November December'.split(' ');
    const days = fc.record({
      year: fc.integer({ min: 1900, max: 2099 }),
      month: fc.integer({ min: 1, max: 12 }),
      day: fc.integer({ min: 1, max: 28 }),
    });
    fc.assert(
      fc.property(days, ({ year, month, day }) => {
        const iso = `${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
        const name = months[month - 1] ?? '';
        for (const text of [iso, `${day} ${name} ${year}`, `${name} ${day}, ${year}`]) {
          expect(findDates(`The gate opened on ${text} at last.`, reference)).toMatchObject([
            { from: iso, to: iso, precision: 'day' },
          ]);
        }
      }),
    );
  });
});
