import { describe, expect, it } from 'vitest';
import { toDayText, toNotes, toOrigin, toPeriodText, toSourcesText } from '../../src/core/wording.js';

describe('a day', () => {
  it.each([
    ['2023-10-07', '7 October 2023'],
    ['2023-10', 'October 2023'],
    ['2023', '2023'],
    ['2023-13', '2023-13'],
    ['2023-13-45', '2023-13-45'],
    ['soon', 'soon'],
  ])('%s reads %s', (day, text) => {
    expect(toDayText(day)).toBe(text);
  });

  it('reads as one when a period begins and ends with it', () => {
    expect(toPeriodText('2023-10-07', '2023-10-07')).toBe('7 October 2023');
    expect(toPeriodText('2023-10-07', '2023-10-09')).toBe('7 October 2023 to 9 October 2023');
  });
});

describe('the origin of an article', () => {
  it('is its publisher and day, or that it has none', () => {
    expect(toOrigin({ publisher: 'Harbour Post', published: '2031-05-02' })).toBe('Harbour Post, 2 May 2031');
    expect(toOrigin({})).toBe('undated');
  });

  it('names at most four of those it is based on', () => {
    const sources = ['A', 'B', 'C', 'D', 'E', 'A'].map((name) => ({ name }));
    expect(toSourcesText({ sources, publisher: 'E' })).toBe('Based on: A; B; C; D');
    expect(toSourcesText({ sources: [...sources, { name: 'F' }], publisher: 'E' })).toBe(
      'Based on: A; B; C; and 2 more',
    );
  });
});

describe('what is told of a question', () => {
  const understood = {
    kind: 'who',
    terms: ['ferry'],
    names: [],
    aliases: [['Osama', 'Usama']],
    corrected: { fery: 'ferry' },
    dates: [{ from: '2031-05-02', to: '2031-05-02' }],
    since: '2031-05-01',
    place: 'Ostrel',
  } as const;

  it('is what was corrected, replaced and filtered, each piece made harmless', () => {
    expect(toNotes(understood, (text) => `<${text}>`, 'use --exact')).toEqual([
      '“<fery>” was read as “<ferry>”. To look for exactly what was typed, use --exact.',
      'Names: <Osama> = <Usama>.',
      'Dates in the question: 2 May 2031.',
      'Only articles since 1 May 2031, with place “<Ostrel>”.',
    ]);
  });

  it('is nothing when it was taken as it stands', () => {
    expect(toNotes({ kind: 'who', terms: ['ferry'], names: [], aliases: [] })).toEqual([]);
    expect(toNotes(undefined)).toEqual([]);
  });
});
