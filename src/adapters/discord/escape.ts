// Lone halves of characters cannot be sent at all. Controls other than a line break show nothing. Embeddings and overrides
// of the direction make text read as something it is not; isolates, which end with their line, may stay.
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is looked for
const UNSAFE = /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u2028\u2029\u202a-\u202e\ufeff]|\p{Cs}/gu;

// What Discord gives a meaning to anywhere in a line: emphasis, code, spoilers; mentions, timestamps and custom emoji, which
// all begin with "<"; masked links; addresses, which it would make clickable; @everyone and @here.
const MARKUP = /[\\*_~`|<[]|:(?=\/\/)|@(?=everyone|here)/g;
// And at the beginning of a line: headings, small print, lists, quotations.
const LINE_START = /^(\s*)(#{1,3}(?=\s)|-(?=#?\s)|\+(?=\s)|>)/gm;
const NUMBERED = /^(\s*\d+)([.)])(?=\s)/gm;

/**
 * Text from outside without what cannot be shown or deceives: line breaks stay.
 *
 * @example toShown('a\tb\u202ec') // 'a bc'
 */
export function toShown(text: string): string {
  return text.replaceAll('\r\n', '\n').replace(UNSAFE, (character) => {
    if (/[\t\v\f\r\u0085\u2028\u2029]/u.test(character)) return ' ';
    return /\p{Cs}/u.test(character) ? '\ufffd' : '';
  });
}

/** The same on one line, for labels and whatever Discord shows as it is. */
export function toLine(text: string): string {
  return toShown(text).replace(/\s+/gu, ' ').trim();
}

/**
 * Text from outside for a text display: Discord makes nothing of it but text, and shows it as it was written. To be done
 * once, on the whole of what was written.
 *
 * @example escapeText('# <@1> *so*') // '\\# \\<@1> \\*so\\*'
 */
export function escapeText(text: string): string {
  return toShown(text).replace(MARKUP, '\\$&').replace(LINE_START, '$1\\$2').replace(NUMBERED, '$1\\$2');
}

/** The same on one line. */
export function escapeLine(text: string): string {
  return escapeText(toLine(text));
}

/**
 * A quoted sentence as it is shown: in full, escaped, set off by a line at its side.
 *
 * @param mark  put behind it, such as the number of its source; already Markdown
 */
export function toQuotation(text: string, mark = ''): string {
  return `> “${escapeText(text).replaceAll('\n', '\n> ')}”${mark}`;
}

let graphemes: Intl.Segmenter | undefined;

/**
 * Cuts a text at a word, or where it has none at the end of what a reader sees as one character.
 *
 * @param most  in UTF-16 code units, the mark of the cut among them
 * @param mark  default `…`
 * @returns the text as it is when it is short enough
 */
export function cutText(text: string, most: number, mark = '…'): string {
  if (text.length <= most) return text;
  graphemes ??= new Intl.Segmenter('en', { granularity: 'grapheme' });
  const room = most - mark.length;
  let kept = '';
  // The rest of a long text is of no interest; the margin holds what one character may be made of.
  for (const { segment } of graphemes.segment(text.slice(0, room + 64))) {
    if (kept.length + segment.length > room) break;
    kept += segment;
  }
  const words = kept.replace(/\s+\S*$/u, '');
  // A text without spaces, or one very long word at its end, is cut where the room ends.
  return (words.length > kept.length / 2 ? words : kept).trimEnd() + mark;
}
