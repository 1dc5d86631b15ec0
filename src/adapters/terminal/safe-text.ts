// Control characters drive a terminal (colours, cursor, window title, even the clipboard); bidirectional overrides
// make text read as something it is not. Soft format marks that real scripts need (joiners, left-to-right mark) stay.
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is looked for
const UNSAFE = /[\u0000-\u001f\u007f-\u009f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff]|\p{Cs}/gu;

/**
 * Text from outside, made harmless for a terminal: line breaks and tabs become spaces, every other control character and
 * bidirectional override is shown instead of obeyed.
 *
 * @example toSafeText('a\u001b[31mb') // 'a␛[31mb'
 */
export function toSafeText(text: string): string {
  return text.replace(UNSAFE, (character) => {
    const code = character.charCodeAt(0);
    if (/[\t\n\v\f\r\u0085\u2028\u2029]/u.test(character)) return ' ';
    if (code < 0x20) return String.fromCharCode(0x2400 + code);
    if (code === 0x7f) return '\u2421';
    return `\\u{${code.toString(16)}}`;
  });
}

/** A web address for a line of its own: as safe text, without white space, which no address holds. */
export function toSafeAddress(url: string): string {
  return toSafeText(url).replaceAll(' ', '%20');
}
