import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { toSafeAddress, toSafeText } from '../../../src/adapters/terminal/safe-text.js';
import { alignTable } from '../../../src/adapters/terminal/table.js';
import { textWidth } from '../../../src/adapters/terminal/width.js';
import { wrapText } from '../../../src/adapters/terminal/wrap.js';

describe('toSafeText', () => {
  it.each([
    ['plain words', 'plain words'],
    ['a\u001b[31mred', 'a␛[31mred'],
    ['ring\u0007', 'ring␇'],
    ['a\tb\nc\r\nd', 'a b c  d'],
    ['gone\u007f', 'gone␡'],
    ['\u009b31m', '\\u{9b}31m'],
    ['ab\u202ecd', 'ab\\u{202e}cd'],
    ['\u2066x\u2069', '\\u{2066}x\\u{2069}'],
    ['half \ud800 pair', 'half \\u{d800} pair'],
    ['سوق السمك', 'سوق السمك'],
    ['👩‍🚒 crew', '👩‍🚒 crew'],
  ])('shows %j as %j', (text, shown) => {
    expect(toSafeText(text)).toBe(shown);
  });

  it('never lets a control character through', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(toSafeText(text)).not.toMatch(/[\p{Cc}\p{Cs}\u202a-\u202e\u2066-\u2069]/u);
      }),
    );
  });

  it('keeps an address in one piece', () => {
    expect(toSafeAddress('https://example.org/a b\u001b')).toBe('https://example.org/a%20b␛');
  });
});

describe('textWidth', () => {
  it.each([
    ['', 0],
    ['ferry', 5],
    ['“ferry”', 7],
    ['東京', 4],
    ['ｆｕ', 4],
    ['한국', 4],
    ['e\u0301', 1],
    ['é', 1],
    ['👍', 2],
    ['👍🏽', 2],
    ['👩‍👧‍👦', 2],
    ['🇳🇴', 2],
    ['❤\ufe0f', 2],
    ['a\u200bb', 2],
    ['سلام', 4],
    ['שָׁלוֹם', 4],
  ])('counts %j as %i columns', (text, columns) => {
    expect(textWidth(text)).toBe(columns);
  });
});

describe('wrapText', () => {
  it.each([
    ['breaks at spaces', 'one two three', 8, '', ['one two', 'three']],
    ['keeps the indent', 'one two three', 8, '  ', ['  one', '  two', '  three']],
    ['breaks a word longer than a line', 'abcdefgh', 3, '', ['abc', 'def', 'gh']],
    ['breaks between wide characters', '東京都 です', 4, '', ['東京', '都', 'です']],
    ['keeps a closing mark with its character', '東京。', 4, '', ['東', '京。']],
    ['keeps an opening mark with its character', '京「都', 4, '', ['京', '「都']],
    ['gives one line for no text', '', 10, '> ', ['> ']],
    ['folds white space', 'a  \n b', 10, '', ['a b']],
  ])('%s', (_, text, width, indent, lines) => {
    expect(wrapText(text, width, indent)).toEqual(lines);
  });

  it('indents the other lines as told', () => {
    expect(wrapText('one two three', 9, '1. ', '')).toEqual(['1. one', 'two three']);
  });

  it('never exceeds the width, and loses nothing but white space', () => {
    const visible = fc.string({ unit: 'grapheme' }).map(toSafeText);
    fc.assert(
      fc.property(visible, fc.integer({ min: 2, max: 40 }), (text, width) => {
        const lines = wrapText(text, width);
        expect(Math.max(...lines.map(textWidth))).toBeLessThanOrEqual(width);
        const bare = (part: string) => part.replace(/[ \t\n\r]/g, '');
        expect(bare(lines.join(''))).toBe(bare(text));
      }),
    );
  });
});

describe('alignTable', () => {
  it('sets words flush left and numbers flush right', () => {
    const rows = [
      ['name', 'n'],
      ['東', '10'],
      ['longer', '1'],
    ];
    expect(alignTable(rows, [1])).toEqual(['name     n', '東      10', 'longer   1']);
  });
});
