import { describe, expect, it } from 'vitest';
import type { DayRange } from '../../../src/core/article/calendar.js';
import { findQuestionDates } from '../../../src/core/question/question-dates.js';
import type { CorpusRange } from '../../../src/core/reply.js';

const corpus: CorpusRange = { articles: 9, publishers: 2, from: '2030-11-20', to: '2031-06-14' };
const day = (date: string): DayRange => ({ from: date, to: date });
const read = (text: string, earlier: readonly DayRange[] = [], range = corpus): string[] =>
  findQuestionDates(text, range, earlier, () => undefined).ranges.map(({ from, to }) =>
    from === to ? from : `${from}/${to}`,
  );

describe('findQuestionDates', () => {
  it.each<[text: string, ...days: string[]]>([
    ['Who called on 10 May 2031?', '2031-05-10'],
    ['Who called on 2031-05-10?', '2031-05-10'],
    ['Who called on 10 May?', '2031-05-10'],
    ['Who called on May 10?', '2031-05-10'],
    ['Who called on 24 December?', '2030-12-24'],
    ['Who called in December?', '2030-12-01/2030-12-31'],
    ['Who called between 3 and 9 May?', '2031-05-03/2031-05-09'],
    ['Who called from 28 May to 2 June?', '2031-05-28', '2031-06-02'],
    ['Who called in early June?', '2031-06-01/2031-06-10'],
    ['Who called on 3 March 2012?', '2012-03-03'],
    ['Who called at the port?'],
    ['May she call?'],
    [''],
  ])('reads in %j the days %j', (text, ...days) => {
    expect(read(text)).toEqual(days);
  });

  it.each<[text: string, day: string]>([
    ['Today is 9 May 2031. What happened yesterday?', '2031-05-08'],
    ['Now is 9 May 2031: what happened two days ago?', '2031-05-07'],
    ['Today is 9 May 2031. What happened one week ago?', '2031-05-02'],
    ['Today is 1 March 2031. What happened the day before?', '2031-02-28'],
    ['Today is 31 May 2031. What is planned for tomorrow?', '2031-06-01'],
    ['What happened 3 days after 9 May 2031?', '2031-05-12'],
    ['The bridge opened on 2 May. Who came the next day?', '2031-05-03'],
    ['Who came on the following day, after the opening on 2 May?', '2031-05-03'],
  ])('counts from the day that %j names', (text, expected) => {
    expect(read(text)).toEqual([expected]);
  });

  it.each<[text: string, day: string]>([
    ['What happened the next day?', '2031-05-10'],
    ['And the day before?', '2031-05-08'],
    ['And two days later?', '2031-05-11'],
    ['And one week earlier?', '2031-05-02'],
    ['And 3 days after that?', '2031-05-12'],
  ])('counts from the day of the conversation: %j', (text, expected) => {
    expect(read(text, [day('2031-05-09')])).toEqual([expected]);
  });

  it('does not take the day that is said to be today for the day asked about', () => {
    expect(read('Today is 9 May 2031. Who leads the dockers?')).toEqual([]);
  });

  it.each(['What happened yesterday?', 'And the next day?', 'And two weeks later?'])(
    'reads no day in %j when nothing says from where to count',
    (text) => {
      expect(read(text)).toEqual([]);
    },
  );

  it('reads no day without a year in a corpus without dates', () => {
    const undated: CorpusRange = { articles: 1, publishers: 0 };
    expect(read('Who called on 10 May?', [], undated)).toEqual([]);
    expect(read('Who called on 10 May 2031?', [], undated)).toEqual(['2031-05-10']);
  });

  it('tells which words of the question are a date', () => {
    const text = 'The bridge opened on 2 May, who came the next day?';
    const spans = findQuestionDates(text, corpus, [], () => undefined).spans.map(({ start, end }) =>
      text.slice(start, end),
    );
    expect(spans.sort()).toEqual(['2 May', 'the next day']);
  });
});
