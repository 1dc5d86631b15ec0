import { describe, expect, it } from 'vitest';
import { Vocabulary } from '../../../src/core/article/vocabulary.js';

function createVocabulary(): Vocabulary {
  const vocabulary = new Vocabulary();
  for (const word of ['harbour', 'harbour', 'ferry', 'fishing', 'fighting', 'quay', 'bridge'])
    vocabulary.add(word, false);
  vocabulary.add('bossuvar', true);
  return vocabulary;
}

describe('Vocabulary', () => {
  it.each<[slip: string, wrong: string, right: string]>([
    ['a letter less', 'harbur', 'harbour'],
    ['a letter more', 'harbbour', 'harbour'],
    ['another letter', 'hardour', 'harbour'],
    ['two letters that changed places', 'harobur', 'harbour'],
    ['two slips in a name', 'bossuwer', 'bossuvar'],
  ])('corrects %s: %s', (_, wrong, right) => {
    expect(createVocabulary().nearest(wrong)).toBe(right);
  });

  it.each<[why: string, word: string]>([
    ['two slips in a word that is no name', 'herbuor'],
    ['another first letter', 'zharbour'],
    ['a short word', 'qua'],
    ['nothing near', 'xylophone'],
  ])('corrects nothing with %s', (_, word) => {
    expect(createVocabulary().nearest(word)).toBeUndefined();
  });

  it('prefers the nearest word, then the most frequent', () => {
    const vocabulary = createVocabulary();
    vocabulary.add('harbours', false);
    expect(vocabulary.nearest('harboursx')).toBe('harbours');
    vocabulary.add('basket', false);
    vocabulary.add('basked', false);
    vocabulary.add('basked', false);
    expect(vocabulary.nearest('baskex')).toBe('basked');
  });

  it('corrects to words that came after the first correction', () => {
    const vocabulary = createVocabulary();
    expect(vocabulary.nearest('lantren')).toBeUndefined();
    vocabulary.add('lantern', false);
    expect(vocabulary.nearest('lantren')).toBe('lantern');
  });

  it('knows the words it was given, as they were written', () => {
    const vocabulary = createVocabulary();
    expect(vocabulary.has('ferry')).toBe(true);
    expect(vocabulary.has('ferries')).toBe(false);
  });

  it('prefers the first by the alphabet among equals, whichever came first', () => {
    for (const words of [
      ['basked', 'basket'],
      ['basket', 'basked'],
    ]) {
      const vocabulary = new Vocabulary();
      for (const word of words) vocabulary.add(word, false);
      expect(vocabulary.nearest('baskex')).toBe('basked');
    }
  });

  it('forgets a word with its last place, before and after the first correction', () => {
    const vocabulary = createVocabulary();
    vocabulary.remove('harbour', false);
    expect(vocabulary.nearest('harbur')).toBe('harbour');
    vocabulary.remove('harbour', false);
    vocabulary.remove('ferry', false);
    vocabulary.remove('never-there', false);
    expect(vocabulary.nearest('harbur')).toBeUndefined();
    expect(['harbour', 'ferry', 'quay'].map((word) => vocabulary.has(word))).toEqual([false, false, true]);
  });

  it('takes a word for a name again when the place without a capital goes', () => {
    const vocabulary = createVocabulary();
    vocabulary.add('bossuvar', false);
    expect(vocabulary.nearest('bossuwer')).toBeUndefined();
    vocabulary.remove('bossuvar', false);
    expect(vocabulary.nearest('bossuwer')).toBe('bossuvar');
  });
});

describe('a Vocabulary on top of another', () => {
  it('knows the words of both, and the one below only its own', () => {
    const below = createVocabulary();
    const above = new Vocabulary(below);
    above.add('lantern', false);
    expect(['harbour', 'lantern', 'zeppelin'].map((word) => above.has(word))).toEqual([true, true, false]);
    expect([above.nearest('lantren'), above.nearest('harbur')]).toEqual(['lantern', 'harbour']);
    expect([below.has('lantern'), below.nearest('lantren')]).toEqual([false, undefined]);
  });

  it('adds up how often a word stands in both', () => {
    const below = createVocabulary();
    for (const word of ['basked', 'basked', 'basket']) below.add(word, false);
    const above = new Vocabulary(below);
    expect(above.nearest('baskex')).toBe('basked');
    above.add('basket', false);
    above.add('basket', false);
    expect([above.nearest('baskex'), below.nearest('baskex')]).toEqual(['basket', 'basked']);
  });

  it('knows that a name is a common word when one of the two has it without a capital', () => {
    const below = createVocabulary();
    const above = new Vocabulary(below);
    above.add('bossuvar', false);
    expect([above.nearest('bossuwer'), below.nearest('bossuwer')]).toEqual([undefined, 'bossuvar']);
  });
});
