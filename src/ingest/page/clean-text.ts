/** Scripts in which a joiner between two letters changes how a word is written, not only how it looks. */
const JOINED_SCRIPTS = ['Arab', 'Syrc', 'Mong', 'Deva', 'Beng', 'Guru', 'Gujr', 'Orya', 'Taml', 'Telu', 'Knda', 'Mlym']
  .concat(['Sinh', 'Khmr', 'Mymr', 'Tibt'])
  .map((script) => `\\p{Script=${script}}`)
  .join('');
const LOOSE_JOINER = new RegExp(
  `(?<![${JOINED_SCRIPTS}])\u200c|(?<![${JOINED_SCRIPTS}\\p{Extended_Pictographic}\ufe0f])\u200d`,
  'gu',
);
const INVISIBLE = /[\u00ad\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffc]/g;
const BLANKS = /[\t\v\f\u0085\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]/g;
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is dropped
const CONTROLS = /[\u0000-\u0008\u000e-\u001f\u007f-\u0084\u0086-\u009f]/g;
const NEEDS_NOTHING = /^[\n -~\u00a1-\u00ac\u00ae-\u02af]*$/;

/**
 * Text without what cannot be seen: soft hyphens, zero-width characters, marks of direction, control characters and halves
 * of characters. All kinds of blanks become a space, all kinds of line ends a line feed. Joiners stay in the scripts that
 * need them.
 */
export function cleanText(text: string): string {
  if (NEEDS_NOTHING.test(text)) return text;
  return text
    .replace(/\r\n?|[\u2028\u2029]/g, '\n')
    .replace(BLANKS, ' ')
    .replace(INVISIBLE, '')
    .replace(CONTROLS, '')
    .replace(LOOSE_JOINER, '')
    .replace(/\p{Cs}/gu, '');
}
