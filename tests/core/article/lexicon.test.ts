import { describe, expect, it } from 'vitest';
import { Lexicon } from '../../../src/core/article/lexicon.js';

describe('Lexicon', () => {
  it('gives each term one number and finds it again', () => {
    const lexicon = new Lexicon();
    const ids = ['quay', 'ferry', 'quay'].map((term) => lexicon.idOf(term));
    expect(ids[0]).toBe(ids[2]);
    expect(ids[0]).not.toBe(ids[1]);
    expect(lexicon.size).toBe(2);
    expect(ids.map((id) => lexicon.termOf(id))).toEqual(['quay', 'ferry', 'quay']);
  });

  it('adds nothing when it is only asked', () => {
    const lexicon = new Lexicon();
    expect(lexicon.find('quay')).toBeUndefined();
    expect(lexicon.documentFrequency('quay')).toBe(0);
    expect(lexicon.termOf(7)).toBe('');
    expect(lexicon.size).toBe(0);
  });

  it('counts articles in and out', () => {
    const lexicon = new Lexicon();
    const [quay, ferry] = [lexicon.idOf('quay'), lexicon.idOf('ferry')];
    lexicon.count([quay, ferry], 1);
    lexicon.count([quay], 1);
    expect(lexicon.documentFrequency('quay')).toBe(2);
    lexicon.count([quay, ferry], -1);
    expect([lexicon.documentFrequency('quay'), lexicon.documentFrequency('ferry')]).toEqual([1, 0]);
  });

  it.each(['constructor', '__proto__', 'toString'])('takes %s for a word like any other', (term) => {
    const lexicon = new Lexicon();
    expect(lexicon.documentFrequency(term)).toBe(0);
    expect(lexicon.termOf(lexicon.idOf(term))).toBe(term);
  });
});
