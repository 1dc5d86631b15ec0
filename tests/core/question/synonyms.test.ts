import { describe, expect, it } from 'vitest';
import { termOfWord } from '../../../src/core/article/tokens.js';
import { synonymsOf } from '../../../src/core/question/synonyms.js';

const areSynonyms = (one: string, other: string): boolean => synonymsOf(termOfWord(one)).has(termOfWord(other));

describe('synonymsOf', () => {
  it.each([
    ['ceasefire', 'truce'],
    ['hostage', 'captive'],
    ['abducted', 'kidnapping'],
    ['called', 'telephoned'],
    ['released', 'freeing'],
    ['meeting', 'summit'],
  ])('joins %s and %s, both ways', (one, other) => {
    expect([areSynonyms(one, other), areSynonyms(other, one)]).toEqual([true, true]);
  });

  it.each(['zandria', '', 'constructor'])('knows none for %j', (word) => {
    expect([...synonymsOf(termOfWord(word))]).toEqual([]);
  });

  it('never names the word itself', () => {
    for (const word of ['ceasefire', 'kill', 'call', 'meeting', 'weapon']) {
      expect(areSynonyms(word, word)).toBe(false);
    }
  });
});
