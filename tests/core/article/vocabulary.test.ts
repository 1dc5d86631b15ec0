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
});
