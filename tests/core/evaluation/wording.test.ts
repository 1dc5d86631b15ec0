import { describe, expect, it } from 'vitest';
import { holdsWording, isBareYesOrNo, isYesNoType } from '../../../src/core/evaluation/wording.js';

describe('holdsWording', () => {
  it.each([
    ['the case differs', 'The Harbour of Quillby was closed.', 'harbour of quillby'],
    ['accents differ', 'Mayor Zoë Brâncan opened the bridge.', 'Zoe Brancan'],
    ['quotes and dashes are typographic', 'They called it a “three–day” pause.', '"three-day" pause'],
    ['punctuation stands between', 'It reached Quillby, Norland.', 'Quillby Norland'],
    ['the text has a possessive', 'Quillby’s mayor spoke.', 'Quillby'],
    ['thousands are marked', 'It counted 8,805 trees.', '8805 trees'],
    ['thousands are marked by a narrow space', 'It counted 12\u202f400 trees.', '12,400'],
    ['an abbreviation has points', 'The U.N. office agreed.', 'UN office'],
    ['a currency sign stands before', 'It cost $75 million.', '75 million'],
    ['the script has no spaces', '会议在北京举行。', '北京'],
  ])('finds a wording although %s', (_, text, wording) => {
    expect(holdsWording(text, [wording])).toBe(true);
  });

  it.each([
    ['a part of a word', 'The harbourmaster resigned.', 'harbour'],
    ['the tail of a decimal', 'It cost 1.9 million.', '9 million'],
    ['the tail of a time of day', 'It began at 10:30 in the hall.', '30 in'],
    ['a part of a large number', 'It counted 8,805 trees.', '805'],
    ['words in another order', 'Norland and Quillby.', 'Quillby and Norland'],
    ['a wording without a letter or digit', 'What now?', '?'],
    ['an empty wording', 'What now?', ''],
  ])('does not find %s', (_, text, wording) => {
    expect(holdsWording(text, [wording])).toBe(false);
  });

  it('takes any one of the wordings', () => {
    expect(holdsWording('It took four hours.', ['4 hours', 'four hours'])).toBe(true);
    expect(holdsWording('It took four hours.', [])).toBe(false);
  });
});

it.each([
  ['Yes', true],
  [' no. ', true],
  ['No, it was moved', false],
  ['Norland', false],
])('knows whether "%s" is a bare yes or no', (wording, expected) => {
  expect(isBareYesOrNo(wording)).toBe(expected);
});

it.each([
  ['yes_no', true],
  ['Yes/No', true],
  ['who', false],
  [undefined, false],
])('knows whether the type %s is yes or no', (type, expected) => {
  expect(isYesNoType(type)).toBe(expected);
});
