/** Marks that carry no meaning for search: Latin accents, Hebrew points, Arabic vowel signs and hamza seats, tatweel. */
const MARKS =
  /[\u0300-\u036f\u0591-\u05c7\u0610-\u061a\u0640\u064b-\u065f\u0670\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]|[\ufe00-\ufe0f]/gu;

/** Letters which Unicode does not decompose although readers type them without the stroke or dot. */
const LETTERS: Readonly<Record<string, string>> = {
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  ø: 'o',
  đ: 'd',
  ð: 'd',
  þ: 'th',
  ł: 'l',
  ı: 'i',
  ى: 'ي',
  ة: 'ه',
  // Forms that keyboards of neighbouring languages type, and the alef that is joined to the word before.
  ی: 'ي',
  ک: 'ك',
  ٱ: 'ا',
  '‘': "'",
  '’': "'",
  ʼ: "'",
  '‐': '-',
  '‑': '-',
};
const SPECIAL = new RegExp(`[${Object.keys(LETTERS).join('')}]`, 'gu');
const PLAIN = /^[a-z0-9 ]*$/;
/** Digits of Arabic and Persian, and the marks between them. */
const ARABIC_NUMBER = /[\u0660-\u0669\u06f0-\u06f9٫٬]/gu;

/**
 * One spelling for what readers take to be the same word: lower case, compatibility forms, no accents or vowel signs.
 * The length may change, so offsets are always taken from the text itself and never from its folded form.
 *
 * @example foldText('Cuéllar’s') // "cuellar's"
 */
export function foldText(text: string): string {
  const lower = text.toLowerCase();
  if (PLAIN.test(lower)) return lower;
  // Compatibility forms first: a mathematical capital has no lower case until it is an ordinary letter.
  return text
    .normalize('NFKD')
    .toLowerCase()
    .replace(MARKS, '')
    .replace(SPECIAL, (letter) => LETTERS[letter] ?? letter)
    .normalize('NFC');
}

/**
 * A number in the digits 0 to 9, with the marks of an English text: "١٬٤٠٠" is 1,400 and "１２" is 12.
 *
 * @param number  digits of any script, with the marks between them
 */
export function foldDigits(number: string): string {
  return number
    .normalize('NFKC')
    .replace(ARABIC_NUMBER, (sign) => (sign === '٫' ? '.' : sign === '٬' ? ',' : String(sign.charCodeAt(0) & 15)));
}
