import { describe, expect, it } from 'vitest';
import { foldText } from '../../../src/core/article/fold.js';

describe('foldText', () => {
  it.each<[what: string, one: string, other: string]>([
    ['case', 'HARBOUR', 'harbour'],
    ['accents', 'Cuéllar', 'Cuellar'],
    ['accents written as marks of their own', 'Cue\u0301llar', 'Cuellar'],
    ['the tilde', 'Ñandú', 'nandu'],
    ['curly apostrophes', 'Ostrel’s', "Ostrel's"],
    ['the modifier apostrophe', 'Qurʼan', "Qur'an"],
    ['opening quotes used as apostrophes', '‘Ayn', "'Ayn"],
    ['unusual hyphens', 'non‑stop', 'non-stop'],
    ['ligatures', 'ﬁre ﬂood', 'fire flood'],
    ['joined letters', 'Æsir, œuvre', 'aesir, oeuvre'],
    ['sharp s', 'Straße', 'STRASSE'],
    ['stroked letters', 'Łódź på Øresund', 'lodz pa oresund'],
    ['the dotted and the dotless i', 'İstanbul ızgara', 'istanbul izgara'],
    ['full-width letters', 'Ｖｅｓｓｍａｒｋ', 'Vessmark'],
    ['Arabic vowel signs', 'مُحَمَّد', 'محمد'],
    ['Arabic hamza seats', 'أحمد إحسان آمال', 'احمد احسان امال'],
    ['the Arabic final letters', 'مدرسة موسى', 'مدرسه موسي'],
    ['the yeh and kaf of other keyboards', 'علی کتاب', 'علي كتاب'],
    ['the joined alef', 'ٱلكتاب', 'الكتاب'],
    ['the tatweel', 'كـــتاب', 'كتاب'],
    ['Hebrew points', 'שָׁלוֹם', 'שלום'],
    ['invisible marks', 'por\u200bt\u202e \ufeffquay', 'port quay'],
  ])('does not tell texts apart by %s', (_, one, other) => {
    expect(foldText(one)).toBe(foldText(other));
  });

  it.each([
    ['cat', 'cut'],
    ['محمد', 'محمود'],
    ['22', '23'],
    ['翟隽', '王毅'],
  ])('keeps %s and %s apart', (one, other) => {
    expect(foldText(one)).not.toBe(foldText(other));
  });

  it('keeps plain text and the words of other scripts as they are', () => {
    expect(foldText('quay 12')).toBe('quay 12');
    expect(foldText('港口 порт 한국')).toBe('港口 порт 한국');
  });

  it.each(['Cuéllar', 'İstanbul', 'ﬁre', 'Straße', 'Łódź', 'أحمد', 'مدرسة', 'שָׁלוֹם', '한국', '½'])(
    'folds the folded %s to itself',
    (text) => {
      const folded = foldText(text);
      expect(foldText(folded)).toBe(folded);
    },
  );
});
