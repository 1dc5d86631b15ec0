import { describe, expect, it } from 'vitest';
import { languageOfWord, type TextLanguage, toTextLanguage } from '../../../src/core/article/languages.js';

describe('toTextLanguage', () => {
  it.each<[string | undefined, TextLanguage]>([
    ['fr', 'fr'],
    ['fr-CA', 'fr'],
    ['ZH-Hant-TW', 'zh'],
    ['ar-EG', 'ar'],
    ['en-GB', 'en'],
    ['de', 'en'],
    ['fa', 'other'],
    ['ur-PK', 'other'],
    ['ja', 'other'],
    [undefined, 'en'],
  ])('reads the tag %s as %s', (tag, language) => {
    expect(toTextLanguage(tag)).toBe(language);
  });
});

describe('languageOfWord', () => {
  it.each<[string, TextLanguage, string | undefined]>([
    ['pont', 'fr', 'fr'],
    ['pont', 'en', undefined],
    ['pont', 'zh', undefined],
    ['大桥', 'en', 'zh'],
    ['大桥', 'other', undefined],
    ['الجسر', 'fr', 'ar'],
    ['הגשר', 'en', 'he'],
    ['35', 'fr', undefined],
  ])('takes %s in a text in %s for %s', (word, text, language) => {
    expect(languageOfWord(word, text)).toBe(language);
  });
});
