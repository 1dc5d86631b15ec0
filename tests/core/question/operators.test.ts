import { describe, expect, it } from 'vitest';
import { BotError } from '../../../src/core/errors.js';
import { mergeFilters, parseOperators, toFilters } from '../../../src/core/question/operators.js';

/** What a function throws, or undefined. */
function thrownBy(run: () => unknown): unknown {
  try {
    run();
    return undefined;
  } catch (error) {
    return error;
  }
}

describe('parseOperators', () => {
  it.each<[text: string, filters: object]>([
    ['since:2031', { since: '2031-01-01' }],
    ['since:2031-05', { since: '2031-05-01' }],
    ['since:2031-05-02', { since: '2031-05-02' }],
    ['until:2031', { until: '2031-12-31' }],
    ['until:2031-02', { until: '2031-02-28' }],
    ['until:2031-05-02', { until: '2031-05-02' }],
    ['on:2031', { since: '2031-01-01', until: '2031-12-31' }],
    ['on:2031-05', { since: '2031-05-01', until: '2031-05-31' }],
    ['on:2031-05-02', { since: '2031-05-02', until: '2031-05-02' }],
    ['publisher:Courier', { publisher: 'Courier' }],
    ['publisher:"Quay Courier"', { publisher: 'Quay Courier' }],
    ['topic:strike', { topic: 'strike' }],
    ['place:Kell', { place: 'Kell' }],
    ['person:"Oona Lind"', { person: 'Oona Lind' }],
    ['PERSON:Lind', { person: 'Lind' }],
    ['since:2031-05 until:2031-06 topic:strike', { since: '2031-05-01', until: '2031-06-30', topic: 'strike' }],
    ['topic:ferries topic:strike', { topic: 'strike' }],
    ['topic:""', {}],
  ])('reads %s', (operators, filters) => {
    for (const text of [`who came ${operators}`, `${operators} who came`]) {
      expect(parseOperators(text)).toEqual({ text: 'who came', filters, phrases: [], excluded: [] });
    }
  });

  it.each([
    'author:Lind',
    'see https://quay.example/a',
    'at 18:59',
    'notsince:2031',
    'since',
    'Ostrel: a town',
    'since: 2031',
  ])('takes %j for plain words', (text) => {
    expect(parseOperators(text)).toEqual({ text, filters: {}, phrases: [], excluded: [] });
  });

  it.each<[text: string, phrases: string[], rest: string]>([
    ['"warm water" in the sound', ['warm water'], 'warm water in the sound'],
    ['“warm water” in the sound', ['warm water'], 'warm water in the sound'],
    ['"warm water" and "cold  wind"', ['warm water', 'cold  wind'], 'warm water and cold wind'],
    ['"…" water', [], '… water'],
    ['an "unclosed phrase', [], 'an "unclosed phrase'],
  ])('reads the phrases of %j', (text, phrases, rest) => {
    expect(parseOperators(text)).toMatchObject({ phrases, text: rest });
  });

  it.each<[text: string, excluded: string[], rest: string]>([
    ['strike -wages', ['wages'], 'strike'],
    ['-wages strike -Lind', ['wages', 'Lind'], 'strike'],
    ['vote -5', ['5'], 'vote'],
    ['strike -über', ['über'], 'strike'],
    ['well-known quay', [], 'well-known quay'],
    ['quay - ferry', [], 'quay - ferry'],
    ['quay --ferry', [], 'quay --ferry'],
  ])('reads the excluded words of %j', (text, excluded, rest) => {
    expect(parseOperators(text)).toMatchObject({ excluded, text: rest });
  });

  it('takes all kinds out of one text', () => {
    expect(parseOperators('Who said "a step" in topic:strike -wages on:2031-05-06 at the port?')).toEqual({
      text: 'Who said a step in at the port?',
      filters: { topic: 'strike', since: '2031-05-06', until: '2031-05-06' },
      phrases: ['a step'],
      excluded: ['wages'],
    });
  });

  it.each<[text: string, part: string]>([
    ['since:yesterday', 'since'],
    ['until:2031-02-30', '2031-02-30'],
    ['on:31', 'on'],
    ['on:2031-13', '2031-13'],
    ['since:2031-06 until:2031-05', 'until'],
  ])('refuses %s', (text, part) => {
    const error = thrownBy(() => parseOperators(`strike ${text}`));
    expect(error).toBeInstanceOf(BotError);
    expect(error).toMatchObject({ code: 'bad-request', message: expect.stringContaining(part) });
  });
});

describe('toFilters', () => {
  it('leaves out what was not given, or is blank', () => {
    expect(toFilters({ since: undefined, topic: '', place: '  ', person: ' Lind ' })).toEqual({ person: 'Lind' });
    expect(toFilters({})).toEqual({});
  });

  it('takes one day as a period', () => {
    expect(toFilters({ since: '2031-05-02', until: '2031-05-02' })).toEqual({
      since: '2031-05-02',
      until: '2031-05-02',
    });
  });

  it('shows no more than the beginning of a long value', () => {
    const error = thrownBy(() => toFilters({ since: 'x'.repeat(5000) }));
    expect(error).toMatchObject({ code: 'bad-request' });
    expect(error instanceof Error && error.message.length < 300).toBe(true);
  });
});

describe('mergeFilters', () => {
  it('lets what is written in the text win', () => {
    expect(mergeFilters({ topic: 'strike', place: 'Kell' }, { topic: 'ferries' })).toEqual({
      topic: 'ferries',
      place: 'Kell',
    });
  });

  it('refuses filters that together leave no day', () => {
    expect(thrownBy(() => mergeFilters({ since: '2031-06-01' }, { until: '2031-05-01' }))).toMatchObject({
      code: 'bad-request',
      message: expect.stringContaining('2031-06-01'),
    });
  });
});

describe('days of several filters', () => {
  it.each([
    [
      { on: '2031-05', since: '2031-05-10' },
      { since: '2031-05-10', until: '2031-05-31' },
    ],
    [
      { on: '2031', until: '2031-03' },
      { since: '2031-01-01', until: '2031-03-31' },
    ],
  ])('%j leave those that all allow', (named, days) => {
    expect(toFilters(named)).toEqual(days);
  });

  it('leave an error when there are none', () => {
    expect(() => toFilters({ on: '2031-05', since: '2031-06' })).toThrow(
      'since (2031-06-01) is later than until (2031-05-31)',
    );
    expect(() => mergeFilters({ since: '2031-06-01' }, { until: '2031-05-31' })).toThrow('swap');
  });

  it('of the text narrow those given beside it', () => {
    expect(mergeFilters({ since: '2031-06-01', topic: 'a' }, { since: '2031-05-01', topic: 'b' })).toEqual({
      since: '2031-06-01',
      topic: 'b',
    });
  });
});
