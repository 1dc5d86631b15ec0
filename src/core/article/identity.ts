import { createHash } from 'node:crypto';

const MAX_ID_CHARS = 80;
const MAX_GIVEN_ID_BYTES = 120;
const SAFE_ID = /^[\p{L}\p{N}_-][\p{L}\p{M}\p{N}._-]*$/u;
/** Windows opens a device, not a file, for these names, whatever extension follows. */
const DEVICE_NAME = /^(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$)/i;

/** Latin letters which have no decomposition into a base letter and an accent. */
const UNDECOMPOSED: Readonly<Record<string, string>> = {
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  ø: 'o',
  đ: 'd',
  ð: 'd',
  ħ: 'h',
  ı: 'i',
  ł: 'l',
  þ: 'th',
};

function sha256(text: string): string {
  return createHash('sha256').update(text, 'utf8').digest('hex');
}

/** The revision of a body: the first 12 hex digits of the SHA-256 of its UTF-8 form. */
export function toRevision(body: string): string {
  return sha256(body).slice(0, 12);
}

/** What two bodies have in common when they differ in white space alone: a key for finding the same text twice. */
export function toTextKey(body: string): string {
  return sha256(body.replace(/\s+/g, ' ').trim()).slice(0, 32);
}

function toWords(title: string): string[] {
  const folded = title
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[\p{M}'’ʼ`]/gu, '')
    .replace(/[ßæœøđðħıłþ]/g, (letter) => UNDECOMPOSED[letter] ?? letter);
  return /[a-z]/.test(folded) ? (folded.match(/[a-z0-9]+/g) ?? []) : [];
}

/**
 * The id of an article that brings none: its day and its title in `[a-z0-9-]`, accents folded, cut at the last whole word.
 * A title with no Latin letter gives the first 8 hex digits of the body's SHA-256 instead.
 *
 * @param article  undated: the id has no date part
 * @param isTaken  whether another article has this id; a clash gets `-2`, then `-3`, and so on
 * @returns 1 to 80 characters, a number included
 * @example toArticleId({ title: 'Ferry is back', body: '…', published: '2031-04-02' }) // '2031-04-02-ferry-is-back'
 */
export function toArticleId(
  article: { readonly title: string; readonly body: string; readonly published?: string },
  isTaken: (id: string) => boolean = () => false,
): string {
  const titleWords = toWords(article.title);
  const words = titleWords.length > 0 ? titleWords : [sha256(article.body).slice(0, 8)];
  for (let count = 1; ; count++) {
    const number = count === 1 ? '' : `-${count}`;
    const id = `${joinWithin(words, article.published ?? '', MAX_ID_CHARS - number.length)}${number}`;
    if (!isTaken(id)) return id;
  }
}

function joinWithin(words: readonly string[], start: string, maxChars: number): string {
  let id = start;
  for (const word of words) {
    const longer = id === '' ? word : `${id}-${word}`;
    // The first word is kept even when it has to be cut, so that no id is a bare date.
    if (longer.length > maxChars) return id === start ? longer.slice(0, maxChars) : id;
    id = longer;
  }
  return id;
}

/**
 * Whether an id from outside may be a file name on any system: letters and digits of any script, `.`, `_` and `-`, no dot at
 * either end, at most 120 bytes of UTF-8, no name of a device.
 */
export function isSafeArticleId(id: string): boolean {
  return (
    SAFE_ID.test(id) &&
    !id.endsWith('.') &&
    !DEVICE_NAME.test(id) &&
    Buffer.byteLength(id, 'utf8') <= MAX_GIVEN_ID_BYTES
  );
}
