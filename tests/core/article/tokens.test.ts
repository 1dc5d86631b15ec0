import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { TextLanguage } from '../../../src/core/article/languages.js';
import { keysOfWord, termOfWord, tokenize } from '../../../src/core/article/tokens.js';
import { toWordKeys } from '../../../src/core/article/word-keys.js';

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

describe('tokenize in other languages', () => {
  const wordsIn = (text: string, language: TextLanguage): string[] =>
    tokenize(text, language).map(({ start, end }) => text.slice(start, end));
  const contentIn = (text: string, language: TextLanguage): string[] =>
    tokenize(text, language)
      .filter(({ isStop }) => !isStop)
      .map(({ folded }) => folded);

  it.each<[TextLanguage, string, string[]]>([
    ['fr', "L'armée d’Égypte", ['L', 'armée', 'd', 'Égypte']],
    ['fr', "Qu'il parte aujourd'hui", ['Qu', 'il', 'parte', "aujourd'hui"]],
    ['en', "coup d'état", ['coup', "d'état"]],
    ['es', '¿Quién abrió? ¡Nadie!', ['Quién', 'abrió', 'Nadie']],
    ['zh', '10月10日，发生了火灾！', ['10', '月', '10', '日', '发生', '了', '火灾']],
    ['zh', '他说。谁？', ['他', '说', '谁']],
    ['ar', 'قتل ٣٥ و١٢ شخصا', ['قتل', '٣٥', 'و', '١٢', 'شخصا']],
    ['he', 'ב10 ביוני', ['ב', '10', 'ביוני']],
    ['ar', 'كوفيد19', ['كوفيد19']],
  ])('cuts %s %j', (language, text, words) => {
    expect(wordsIn(text, language)).toEqual(words);
  });

  it.each<[TextLanguage, string, string[]]>([
    ['fr', "Où l'armée a-t-elle été vue ?", ['armee', 'vue']],
    ['es', '¿Cuándo fue herido el alcalde?', ['herido', 'alcalde']],
    ['ar', 'متى وصل الوزير إلى المدينة؟', ['وصل', 'الوزير', 'المدينه']],
    ['he', 'מי פתח את הגשר?', ['פתח', 'הגשר']],
    ['zh', '谁为火灾负责？', ['火灾', '负责']],
    // The script tells these languages in a text of another one too.
    ['en', 'מי את', []],
    ['fr', 'متى من', []],
    // Persian and Japanese have other small words than Arabic and Chinese.
    ['other', 'من', ['من']],
  ])('knows the small words of %s in %j', (language, text, content) => {
    expect(contentIn(text, language)).toEqual(content);
  });

  it('gives a word the same term in every language', () => {
    fc.assert(
      fc.property(fc.constantFrom('fr', 'es', 'ar', 'he', 'zh', 'other' as const), fc.string(), (language, text) => {
        const bare = text.replaceAll(/['’]/gu, ' ');
        expect(tokenize(bare, language).map(({ term }) => term)).toEqual(tokenize(bare).map(({ term }) => term));
      }),
    );
  });

  it.each([
    ['٣٥', '35'],
    ['١٬٤٠٠', '1,400'],
    ['۱۲', '12'],
    ['５', '5'],
  ])('reads %s as %s', (one, other) => {
    expect(tokenize(one)[0]).toMatchObject({ term: tokenize(other)[0]?.term, isNumber: true });
  });

  it('gives English words no keys, and others those of their own language', () => {
    expect(tokenize('The quay').flatMap(({ keys }) => keys)).toEqual([]);
    expect(tokenize('quais', 'fr').flatMap(({ keys }) => keys)).toEqual(toWordKeys('quais', 'fr'));
    expect(tokenize('الوزير').flatMap(({ keys }) => keys)).toEqual(toWordKeys('الوزير', 'ar'));
  });

  it('knows the keys of a word in the languages that it may be of', () => {
    expect(keysOfWord('nation', ['fr', 'es'])).toEqual(expect.arrayContaining(['fr nation', 'es nation']));
    expect(keysOfWord('大桥', ['fr', 'es'])).toEqual([]);
    expect(keysOfWord('הגשר', [])).toEqual(toWordKeys('הגשר', 'he'));
  });
});
