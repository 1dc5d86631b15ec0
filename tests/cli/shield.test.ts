import { describe, expect, it } from 'vitest';
import { findCommandIndex, joinWords, restoreWord, shieldWords } from '../../src/cli/shield.js';

describe('findCommandIndex', () => {
  it.each([
    [['ask', 'Who?'], 0],
    [['--json', 'ask'], 1],
    [['--corpus', 'articles', 'ask'], 2],
    [['--corpus=articles', 'ask'], 1],
    [['--help'], -1],
    [['--', 'ask'], -1],
    [[], -1],
  ])('finds the command of %j at %i', (words, index) => {
    expect(findCommandIndex(words)).toBe(index);
  });
});

describe('shieldWords', () => {
  it.each([
    [['-ferry'], [true]],
    [
      ['-h1', '-help', '-5', '-é'],
      [true, true, true, true],
    ],
    [
      ['-h', '-', 'word'],
      [false, false, false],
    ],
    [
      ['--since', '--nonsense', '--limit=3', '--context=two words'],
      [false, false, false, false],
    ],
    [['--who came first?'], [true]],
    [
      ['-a', '--', '-b'],
      [true, false, false],
    ],
  ])('hides of %j what could be an excluded word: %j', (words, isHidden) => {
    const shielded = shieldWords(words);
    expect(shielded.map((word, index) => word !== words[index])).toEqual(isHidden);
    expect(shielded.map((word, index) => isHidden[index] && word.startsWith('-'))).not.toContain(true);
    expect(shielded.map(restoreWord)).toEqual(words);
  });
});

describe('joinWords', () => {
  it.each([
    [['who', 'came?'], 'who came?'],
    [['ferry', 'publisher:Quay Courier'], 'ferry publisher:"Quay Courier"'],
    [['ferry', 'publisher:"Quay Courier"'], 'ferry publisher:"Quay Courier"'],
    [['ferry', 'note:two words'], 'ferry note:two words'],
    [['publisher:Courier who came?'], 'publisher:Courier who came?'],
    [[], ''],
  ])('joins %j to %j', (words, text) => {
    expect(joinWords(words)).toBe(text);
  });
});
