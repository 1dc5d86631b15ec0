import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { termOfWord, tokenize } from '../../../src/core/article/tokens.js';

const written = (text: string): string[] => tokenize(text).map(({ start, end }) => text.slice(start, end));
const termsOf = (text: string): string[] => tokenize(text).map(({ term }) => term);
const contentOf = (text: string): string[] =>
  tokenize(text)
    .filter(({ isStop }) => !isStop)
    .map(({ term }) => term);

describe('tokenize', () => {
  it.each<[string, string[]]>([
    ['The quay, at last.', ['The', 'quay', 'at', 'last']],
    ['the U.N. and the E.U.', ['the', 'U.N.', 'and', 'the', 'E.U.']],
    ['1,400 crowns', ['1,400', 'crowns']],
    ['1,234,567 and 3.5 per cent', ['1,234,567', 'and', '3.5', 'per cent']],
    ['at 18:59', ['at', '18:59']],
    ['by 13-1-1', ['by', '13', '1', '1']],
    ['S/2023/962', ['S', '2023', '962']],
    ['Al-Kell and F-16', ['Al', 'Kell', 'and', 'F', '16']],
    ["the mayor's don’t", ['the', "mayor's", 'don’t']],
    ['The United Nations met', ['The', 'United Nations', 'met']],
    ['ends with 1,400.', ['ends', 'with', '1,400']],
    ['café Łódź', ['café', 'Łódź']],
    ['مياه الآبار', ['مياه', 'الآبار']],
    ['', []],
    ['— … !?', []],
    ['⛴ 👩‍🚒', []],
  ])('cuts %j', (text, words) => {
    expect(written(text)).toEqual(words);
  });

  it.each<[string, string]>([
    ['U.N.', 'United Nations'],
    ['UN', 'united nations'],
    ['U.S.', 'United States'],
    ['US', 'United States of America'],
    ['the US', 'the American'],
    ['UAE', 'United Arab Emirates'],
    ['EU', 'European Union'],
    ['1,400', '1400'],
    ['１４００', '1400'],
    ['twelve', '12'],
    ['per cent', 'percent'],
    ['Ostrel’s', 'ostrel'],
    ['Cuéllar', 'CUELLAR'],
  ])('gives %s and %s the same terms', (one, other) => {
    expect(contentOf(one)).toEqual(contentOf(other));
  });

  it.each<[string, string]>([
    ['1,40', '140'],
    ['3.5', '35'],
    ['13-1-1', '1311'],
    ['18:59', '1859'],
  ])('keeps %s and %s apart', (one, other) => {
    expect(termsOf(one)).not.toEqual(termsOf(other));
  });

  it('takes US for the country and us for the pronoun', () => {
    expect(contentOf('the US told us')).toEqual(contentOf('the United States told'));
  });

  it('keeps words which a phrase only begins with', () => {
    expect(written('a united front of nations')).toEqual(['a', 'united', 'front', 'of', 'nations']);
  });

  it('cuts scripts without spaces into words, and finds a word again inside a sentence', () => {
    const words = written('世界卫生组织说港口开放');
    expect(words.join('')).toBe('世界卫生组织说港口开放');
    expect(words).toContain('港口');
    expect(words.length).toBeGreaterThan(2);
    expect(termsOf('港口')).toEqual(['港口']);
  });

  it('marks capitals, numbers and stop words', () => {
    const marks = tokenize('The mayor of Ostrel gave twelve of 300 crowns').map((token) => [
      token.isStop,
      token.isCapitalized,
      token.isNumber,
    ]);
    expect(marks).toEqual([
      [true, true, false],
      [false, false, false],
      [true, false, false],
      [false, true, false],
      expect.anything(),
      [false, false, true],
      [true, false, false],
      [false, false, true],
      [false, false, false],
    ]);
  });

  it('places every token inside the text, in order and without overlap', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 200 }), (text) => {
        let end = 0;
        for (const token of tokenize(text)) {
          expect(token.start).toBeGreaterThanOrEqual(end);
          expect(token.end).toBeGreaterThan(token.start);
          expect(token.term).not.toBe('');
          end = token.end;
        }
        expect(end).toBeLessThanOrEqual(text.length);
      }),
    );
  });
});

describe('termOfWord', () => {
  it.each(['harbours', 'Vessmark', 'dockers', '1,400', 'twelve', '港口'])(
    'gives %s the term it has in a text',
    (word) => {
      expect([termOfWord(word)]).toEqual(termsOf(word));
    },
  );
});
