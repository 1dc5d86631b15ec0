import { describe, expect, it } from 'vitest';
import { beginsPhrase, MAX_PHRASE, nationTerm, phraseAt } from '../../../src/core/article/demonyms.js';

describe('nationTerm', () => {
  it.each([
    ['egypt', 'egyptian', 'egyptians'],
    ['usa', 'american', 'americans'],
    ['uk', 'british', 'britain'],
    ['netherlands', 'dutch'],
    ['philippines', 'filipino'],
    ['turkey', 'turkiye', 'turk'],
  ])('gives %s and its people one term', (...words) => {
    expect(new Set(words.map(nationTerm))).toEqual(new Set([words[0]]));
  });

  it.each(['quay', '', 'constructor', 'Egypt'])('knows no country by %j', (word) => {
    expect(nationTerm(word)).toBeUndefined();
  });
});

describe('phraseAt', () => {
  it.each<[string, number, string]>([
    ['united states of america', 4, 'usa'],
    ['united states senate', 2, 'usa'],
    ['united nations', 2, 'un'],
    ['united arab emirates', 3, 'uae'],
    ['great britain', 2, 'uk'],
    ['european union', 2, 'eu'],
  ])('reads %s as one name', (text, length, term) => {
    const words = text.split(' ');
    expect(beginsPhrase(words[0] ?? '')).toBe(true);
    expect(phraseAt(words)).toEqual({ length, term });
    expect(length).toBeLessThanOrEqual(MAX_PHRASE);
  });

  it.each(['united front', 'great quay', 'united', '', 'nations united'])('reads no name in %j', (text) => {
    expect(phraseAt(text.split(' '))).toBeUndefined();
  });
});
