import { describe, expect, it } from 'vitest';
import { Lexicon } from '../../../src/core/article/lexicon.js';

describe('Lexicon', () => {
  it('gives each term one number and finds it again', () => {
    const lexicon = new Lexicon();
    const ids = ['quay', 'ferry', 'quay'].map((term) => lexicon.idOf(term));
    expect(ids[0]).toBe(ids[2]);
    expect(ids[0]).not.toBe(ids[1]);
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
    lexicon.count([quay, ferry], [], 1);
    lexicon.count([quay], [], 1);
    expect(lexicon.size).toBe(2);
    expect(lexicon.documentFrequency('quay')).toBe(2);
    lexicon.count([quay, ferry], [], -1);
    expect(lexicon.size).toBe(1);
    expect(lexicon.find('ferry')).toBeUndefined();
    expect([lexicon.documentFrequency('quay'), lexicon.documentFrequency('ferry')]).toEqual([1, 0]);
  });

  it('finds stop words, which count for nothing', () => {
    const lexicon = new Lexicon();
    const by = lexicon.idOf('by');
    lexicon.count([], [by], 1);
    expect(lexicon.find('by')).toBe(by);
    expect(lexicon.documentFrequency('by')).toBe(0);
  });

  it('of a layer adds its articles to those of its base, which knows nothing of them', () => {
    const base = new Lexicon();
    const layer = new Lexicon(base);
    const [quay, ferry] = [base.idOf('quay'), layer.idOf('ferry')];
    base.count([quay], [], 1);
    layer.count([quay, ferry], [], 1);
    expect([layer.documentFrequency('quay'), layer.documentFrequency('ferry'), layer.size]).toEqual([2, 1, 2]);
    expect([base.documentFrequency('quay'), base.find('ferry'), base.size]).toEqual([1, undefined, 1]);
    expect(new Lexicon(base).find('ferry')).toBeUndefined();
  });

  it.each(['constructor', '__proto__', 'toString'])('takes %s for a word like any other', (term) => {
    const lexicon = new Lexicon();
    expect(lexicon.documentFrequency(term)).toBe(0);
    expect(lexicon.termOf(lexicon.idOf(term))).toBe(term);
  });
});
