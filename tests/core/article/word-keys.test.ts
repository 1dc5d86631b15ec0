import { describe, expect, it } from 'vitest';
import type { Language } from '../../../src/core/article/languages.js';
import { toWordKeys } from '../../../src/core/article/word-keys.js';

const areForms = (one: string, other: string, language: Language): boolean => {
  const keys = new Set(toWordKeys(other, language));
  return toWordKeys(one, language).some((key) => keys.has(key));
};

describe('toWordKeys', () => {
  it.each<[Language, string, string]>([
    ['fr', 'annoncée', 'annoncer'],
    ['fr', 'annonçait', 'annonça'],
    ['fr', 'Égyptienne', 'égyptiens'],
    ['fr', 'blessees', 'blessées'],
    ['fr', 'rues', 'rue'],
    ['fr', "l'armée", 'armées'],
    ['es', 'inundación', 'inundaciones'],
    ['es', 'inundacion', 'inundación'],
    ['es', 'anunció', 'anunciaron'],
    ['es', 'recibió', 'recibir'],
    ['es', 'heridos', 'herida'],
    ['ar', 'الجسر', 'جسر'],
    ['ar', 'والجسر', 'بالجسر'],
    ['ar', 'للجسر', 'جسر'],
    ['ar', 'وزير', 'الوزير'],
    ['ar', 'المهندسون', 'المهندسين'],
    ['ar', 'مدينة', 'المدينه'],
    ['ar', 'وأعلن', 'أعلن'],
    ['he', 'הגשר', 'גשר'],
    ['he', 'בגשר', 'לגשר'],
    ['he', 'שהגשר', 'גשר'],
  ])('knows in %s that %s and %s are forms of one word', (language, one, other) => {
    expect(areForms(one, other, language)).toBe(true);
    expect(areForms(other, one, language)).toBe(true);
  });

  it.each<[Language, string, string]>([
    ['fr', 'pont', 'port'],
    ['es', 'puente', 'puerto'],
    ['ar', 'جسر', 'بحر'],
    ['he', 'גשר', 'נמל'],
    // Too short for a letter to be taken off.
    ['he', 'הים', 'בים'],
    // Broken plurals are beyond the kept stemmer.
    ['ar', 'وزير', 'وزراء'],
  ])('keeps in %s %s and %s apart', (language, one, other) => {
    expect(areForms(one, other, language)).toBe(false);
  });

  it('never lets words of two languages meet', () => {
    const french = new Set(toWordKeys('nation', 'fr'));
    expect(toWordKeys('nation', 'es').some((key) => french.has(key))).toBe(false);
  });

  it('knows no forms in Chinese', () => {
    expect(toWordKeys('大桥', 'zh')).toEqual([]);
  });
});
