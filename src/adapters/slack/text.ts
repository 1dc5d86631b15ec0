// Lone halves of characters cannot be sent at all. Controls other than a line break are either dropped or spaces: they
// show nothing. Overrides of the direction make text read as something it is not.
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is looked for
const UNSAFE = /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u2028\u2029\u202d\u202e\ufeff]|\p{Cs}/gu;
const DIRECTIONS = /[\u202a-\u202e\u2066-\u2069]/g;
/** Turns of the direction that a text may leave open; one with more was not written by a person. */
const MAX_OPEN = 8;
const OPENS_EMBEDDING = /[\u202a\u202b]/;
const OPENS_ISOLATE = /[\u2066-\u2068]/;
const END_OF_EMBEDDING = '\u202c';
const END_OF_ISOLATE = '\u2069';

/**
 * Text from outside as it may be shown in plain and rich text, where Slack gives no character a meaning: line breaks stay,
 * other controls and overrides of the direction go, and a turn of the direction ends with the text.
 *
 * @example toShown('a\tb\u202ec') // 'a bc'
 */
export function toShown(text: string): string {
  const safe = text.replaceAll('\r\n', '\n').replace(UNSAFE, (character) => {
    if (/[\t\v\f\r\u0085\u2028\u2029]/u.test(character)) return ' ';
    return /\p{Cs}/u.test(character) ? '\ufffd' : '';
  });
  const ends = endDirections(safe);
  return ends.length > MAX_OPEN ? safe.replace(DIRECTIONS, '') : safe + ends;
}

/** The same on one line. */
export function toLine(text: string): string {
  return toShown(text.replaceAll('\n', ' ')).trim();
}

/** What closes the turns of the direction that a text leaves open, so that they do not reach what follows it. */
function endDirections(text: string): string {
  const open: string[] = [];
  for (const character of text) {
    if (OPENS_EMBEDDING.test(character)) open.push(END_OF_EMBEDDING);
    else if (OPENS_ISOLATE.test(character)) open.push(END_OF_ISOLATE);
    else if (character === open.at(-1)) open.pop();
  }
  return open.reverse().join('');
}

/**
 * Text for a field that Slack reads as its own markup, which is the `text` of a message only: nothing in it links,
 * mentions or pings (https://docs.slack.dev/messaging/formatting-message-text#escaping).
 *
 * @example escapeText('<!channel> & more') // '&lt;!channel&gt; &amp; more'
 */
export function escapeText(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

let graphemes: Intl.Segmenter | undefined;

/**
 * Cuts a text so that it and the mark of the cut measure no more than `most`: between words where the text has any, never
 * inside what a reader sees as one character.
 *
 * @param mark  default `…`
 * @param measure  default the length in UTF-16 code units
 * @returns the text as it is when it is short enough
 */
export function cutText(text: string, most: number, mark = '…', measure: (text: string) => number = lengthOf): string {
  if (measure(text) <= most) return text;
  graphemes ??= new Intl.Segmenter('en', { granularity: 'grapheme' });
  const room = most - measure(mark);
  let kept = '';
  let size = 0;
  for (const { segment } of graphemes.segment(text)) {
    size += measure(segment);
    if (size > room) break;
    kept += segment;
  }
  const words = kept.replace(/\s+\S*$/u, '');
  // A text without spaces, or one very long word at its end, is cut where the room ends.
  return (words.length > kept.length / 2 ? words : kept).trimEnd() + mark;
}

function lengthOf(text: string): number {
  return text.length;
}

/** Bytes that a text takes within JSON, escaped where it must be. */
export function bytesWithin(text: string): number {
  return bytesOf(text) - 2;
}

/** Bytes that a value takes as JSON. */
export function bytesOf(value: unknown): number {
  return Buffer.byteLength(JSON.stringify(value));
}

const ENTITIES: Readonly<Record<string, string>> = { '&amp;': '&', '&lt;': '<', '&gt;': '>' };

/**
 * What somebody wrote, without Slack's markup: links and channels as they read, mentions of people and groups left out.
 *
 * @param links  `address` gives the address behind a link in place of its words, unless Slack itself made the words a link
 * @example decodeText('<@U1> is <https://a.example|this> &amp; that so?') // 'is this & that so?'
 */
export function decodeText(text: string, links: 'label' | 'address' = 'label'): string {
  return text
    .replace(/<([@#!]?)([^<>|]*)(?:\|([^<>]*))?>/gu, (_, sign: string, target: string, label: string | undefined) => {
      if (sign === '@') return ' ';
      if (sign === '!') return target.startsWith('date') ? ` ${label ?? ''} ` : ' ';
      if (sign === '#') return ` ${label ?? ''} `;
      return label === undefined || (links === 'address' && !isMadeByItself(target, label)) ? target : label;
    })
    .replace(/&(?:amp|lt|gt);/g, (entity) => ENTITIES[entity] ?? entity)
    .replace(/[ \t]+/g, ' ')
    .trim();
}

/** Slack makes `post.example/rss` into a link to http://post.example/rss. */
function isMadeByItself(target: string, label: string): boolean {
  return target.replace(/^(?:https?:\/\/|mailto:)/i, '') === label;
}
