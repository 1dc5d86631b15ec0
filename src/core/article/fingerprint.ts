import type { Article } from './article.js';
import { toTextLanguage } from './languages.js';
import { type Token, tokenize } from './tokens.js';

/** Words of a run that is compared: long enough that two writers seldom hit upon the same, short enough to outlive edits. */
const RUN = 3;
/** Words of a run by which texts are found. Longer, so that a phrase of the trade leads to few. */
const SKETCH_RUN = 5;
/** How many runs stand for a text when others like it are looked for. */
const SKETCH_SIZE = 32;
/** A quotation of more words than this is a statement that several reporters heard, and says nothing of who wrote the text. */
const MAX_QUOTED_WORDS = 6;
/** Closing mark of each mark that opens a quotation. */
const QUOTES: ReadonlyMap<string, string> = new Map([
  ['"', '"'],
  ['“', '”'],
  ['„', '“'],
  ['«', '»'],
  ['「', '」'],
  ['『', '』'],
]);
const OPENING = /["“„«「『]/gu;
const PARAGRAPH_BREAK = /\n\s*\n/gu;

/** What of a text is compared with other texts. Hashes, so that nothing of the text can be read from it. */
export interface Fingerprint {
  /** The smallest hashes of the runs of five words, at most 32, ascending, each below 2^30: texts that share some may be copies. */
  readonly sketch: Uint32Array;
  /** Hashes of all runs of three words, ascending, each once. */
  readonly runs: Uint32Array;
  /** Those which lie outside long quotations. */
  readonly ownRuns: Uint32Array;
}

/** How much two texts have in common. All numbers 0 to 1. */
export interface Likeness {
  /** Shared runs as a share of those of the shorter text. */
  readonly contained: number;
  /** The same outside long quotations. */
  readonly ownContained: number;
  /** Shared runs as a share of those of both together (Jaccard). */
  readonly shared: number;
  /** The number of runs of the shorter text as a share of those of the longer. */
  readonly size: number;
}

/**
 * Reads what a text is recognised by when others copy, shorten or edit it: its runs of folded words, those of scripts
 * without spaces as `tokenize` cuts them. Case, accents, punctuation and white space make no difference.
 *
 * @returns empty lists for a text of fewer words than a run has
 */
export function toFingerprint({ body, language }: Pick<Article, 'body' | 'language'>): Fingerprint {
  const tokens = tokenize(body, toTextLanguage(language));
  return fingerprintTokens(tokens, body);
}

/**
 * The same for a body that is cut into words already.
 *
 * @param tokens  of the whole body, in order
 */
export function fingerprintTokens(tokens: readonly Token[], body: string): Fingerprint {
  const words = Uint32Array.from(tokens, ({ folded }) => hashWord(folded));
  const all = hashRuns(words, RUN);
  const quoted = markQuoted(tokens, body);
  const own = quoted === undefined ? undefined : all.filter((_, at) => !quoted.subarray(at, at + RUN).includes(1));
  const runs = distinct(all);
  return {
    sketch: distinct(hashRuns(words, SKETCH_RUN).map((hash) => hash >>> 2)).slice(0, SKETCH_SIZE),
    runs,
    ownRuns: own === undefined ? runs : distinct(own),
  };
}

/** Compares two texts by all their runs. */
export function compareFingerprints(a: Fingerprint, b: Fingerprint): Likeness {
  const shared = countShared(a.runs, b.runs);
  const shorter = Math.min(a.runs.length, b.runs.length);
  const longer = Math.max(a.runs.length, b.runs.length);
  const ownShorter = Math.min(a.ownRuns.length, b.ownRuns.length);
  return {
    contained: shorter === 0 ? 0 : shared / shorter,
    ownContained: ownShorter === 0 ? 0 : countShared(a.ownRuns, b.ownRuns) / ownShorter,
    shared: longer === 0 ? 0 : shared / (a.runs.length + b.runs.length - shared),
    size: longer === 0 ? 0 : shorter / longer,
  };
}

/** How many values two ascending lists have in common. */
export function countShared(a: Uint32Array, b: Uint32Array): number {
  let shared = 0;
  let at = 0;
  let other = 0;
  while (at < a.length && other < b.length) {
    const one = a[at] ?? 0;
    const two = b[other] ?? 0;
    if (one === two) shared += 1;
    if (one <= two) at += 1;
    if (two <= one) other += 1;
  }
  return shared;
}

/** FNV-1a over UTF-16 code units. */
function hashWord(word: string): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < word.length; at += 1) hash = Math.imul(hash ^ word.charCodeAt(at), 0x01000193);
  return hash >>> 0;
}

function hashRuns(words: Uint32Array, length: number): Uint32Array {
  const hashes = new Uint32Array(Math.max(0, words.length - length + 1));
  for (let at = 0; at < hashes.length; at += 1) {
    let hash = length;
    for (let next = at; next < at + length; next += 1) {
      hash = Math.imul(hash ^ (words[next] ?? 0), 0x85ebca6b);
      hash ^= hash >>> 13;
    }
    // The finish of MurmurHash3: the smallest hashes are a fair sample only when every bit depends on every other.
    hash = Math.imul(hash ^ (hash >>> 16), 0xc2b2ae35);
    hashes[at] = hash ^ (hash >>> 16);
  }
  return hashes;
}

function distinct(hashes: Uint32Array): Uint32Array {
  return hashes.sort().filter((hash, at) => at === 0 || hash !== hashes[at - 1]);
}

/**
 * Marks the words of long quotations with 1. A quotation ends with its closing mark, or where its paragraph ends: a speech
 * of several paragraphs opens each of them anew.
 *
 * @returns undefined when there is none
 */
function markQuoted(tokens: readonly Token[], body: string): Uint8Array | undefined {
  let marks: Uint8Array | undefined;
  let first = 0;
  for (const { start, end } of findQuotations(body)) {
    while ((tokens[first]?.start ?? Infinity) < start) first += 1;
    let last = first;
    while ((tokens[last]?.end ?? Infinity) <= end) last += 1;
    if (last - first > MAX_QUOTED_WORDS) {
      marks ??= new Uint8Array(tokens.length);
      marks.fill(1, first, last);
    }
    first = last;
  }
  return marks;
}

function* findQuotations(body: string): Generator<{ readonly start: number; readonly end: number }> {
  OPENING.lastIndex = 0;
  for (let opening = OPENING.exec(body); opening !== null; opening = OPENING.exec(body)) {
    const start = opening.index + 1;
    PARAGRAPH_BREAK.lastIndex = start;
    const paragraphEnd = PARAGRAPH_BREAK.exec(body)?.index ?? body.length;
    const closing = body.indexOf(QUOTES.get(opening[0]) ?? '"', start);
    const end = closing === -1 ? paragraphEnd : Math.min(closing, paragraphEnd);
    yield { start, end };
    OPENING.lastIndex = end + 1;
  }
}
