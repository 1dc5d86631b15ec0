import { describe, expect, it } from 'vitest';
import { WordForms } from '../../../src/core/article/word-forms.js';

const words = (entries: readonly (readonly [term: number, keys: readonly string[]])[]) => new Map(entries);

describe('WordForms', () => {
  it('finds the terms of all articles by a key', () => {
    const forms = new WordForms();
    forms.count(words([[1, ['fr bless']]]), 1);
    forms.count(words([[2, ['fr bless', 'fr blesse']]]), 1);
    expect([...forms.termsOf('fr bless')]).toEqual([1, 2]);
    expect([...forms.termsOf('fr blesse')]).toEqual([2]);
    expect([...forms.termsOf('es bless')]).toEqual([]);
  });

  it('forgets a term and a language with the last article that has it', () => {
    const forms = new WordForms();
    const article = words([[1, ['fr bless']]]);
    forms.count(article, 1);
    forms.count(article, 1);
    forms.count(article, -1);
    expect([...forms.termsOf('fr bless')]).toEqual([1]);
    expect(forms.hasLanguage('fr')).toBe(true);
    forms.count(article, -1);
    expect([...forms.termsOf('fr bless')]).toEqual([]);
    expect(forms.hasLanguage('fr')).toBe(false);
  });

  it('knows what those below know, now and later, and tells them nothing', () => {
    const below = new WordForms();
    const forms = new WordForms(below);
    forms.count(words([[1, ['fr bless']]]), 1);
    below.count(words([[2, ['fr bless', 'es her']]]), 1);
    expect([...forms.termsOf('fr bless')].sort()).toEqual([1, 2]);
    expect(forms.hasLanguage('es')).toBe(true);
    expect([...below.termsOf('fr bless')]).toEqual([2]);
  });
});
