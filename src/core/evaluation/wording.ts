import { foldText } from '../article/fold.js';

const THOUSANDS_MARK = /(?<=\p{Nd})[,\u00a0\u2009\u202f](?=\p{Nd}{3}(?!\p{Nd}))/gu;
const ABBREVIATION = /(?<![\p{L}\p{N}])(?:\p{L}\.){2,}/gu;
// A point or colon inside a number is kept, so that "9 million" is not found in "1.9 million", nor "30" in "10:30".
const PUNCTUATION = /[^\p{L}\p{N}\p{M}.:]+|[.:](?!\p{Nd})|(?<!\p{Nd})[.:]/gu;
const UNSPACED_LETTER = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}]/gu;

/** The words of a text in one spelling, with one space before, between and after them, so that `includes` finds whole words. */
function toFoldedWords(text: string): string {
  const words = foldText(text.replace(THOUSANDS_MARK, ''))
    .replace(ABBREVIATION, (letters) => letters.replaceAll('.', ''))
    .replace(PUNCTUATION, ' ')
    .replace(UNSPACED_LETTER, ' $& ')
    .trim()
    .replace(/\s+/gu, ' ');
  return ` ${words} `;
}

/**
 * Whether a text holds one of the wordings as whole words. Case, accents, punctuation and the commas in large numbers make no
 * difference; a wording without a letter or digit is never found.
 *
 * @example holdsWording('The port closed at 8,805 tonnes.', ['8805 tonnes']) // true
 */
export function holdsWording(text: string, wordings: readonly string[]): boolean {
  const words = toFoldedWords(text);
  return wordings.some((wording) => {
    const sought = toFoldedWords(wording);
    return sought.trim() !== '' && words.includes(sought);
  });
}

/** Whether a wording says no more than "Yes" or "No", which a quoted sentence can state without holding the word. */
export function isBareYesOrNo(wording: string): boolean {
  return /^ (?:yes|no) $/u.test(toFoldedWords(wording));
}

/** Whether a question's type, which is free text, marks it as one to be answered by yes or no. */
export function isYesNoType(type: string | undefined): boolean {
  return type !== undefined && toFoldedWords(type).replaceAll(' ', '') === 'yesno';
}
