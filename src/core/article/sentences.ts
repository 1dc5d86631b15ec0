import { endsAtCertainMark, endsAtMark } from './abbreviations.js';
import type { Sentence } from './article.js';

/** Lines of one paragraph that are split together: running text, one list item with its further lines, or a heading. */
interface Block {
  readonly start: number;
  readonly end: number;
  /** Where its text starts, behind a bullet or number; `end` when the whole block is one sentence. */
  readonly textStart: number;
}

interface Line {
  readonly start: number;
  readonly end: number;
  /** Characters of white space before it. */
  readonly indent: number;
}

const HEADING = /#{1,6}[^\S\n]+\S/y;
const LIST_MARKERS: readonly RegExp[] = [
  /[-*+•‣◦▪–][^\S\n]+(?=\S)/y,
  /\(?\p{Nd}{1,3}[.)][^\S\n]+(?=\S)/uy,
  /\(?\p{L}\)[^\S\n]+(?=\S)/uy,
  /\*{0,2}(?:in favou?r|for|against|abstain(?:ed|ing)|abstentions?|absent|not voting|did not vote|yes|no|yeas?|nays?)(?: \(\d{1,4}\))?:(?=[\s*])/iy,
];
const WORD = /[\p{L}\p{N}]/gu;
const LINE_BREAK = /[\n\r\u0085\u2028\u2029]/g;

const isStop = charTest('.!?…');
const isSpace = charTest(
  '\t\n\v\f\r \u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u2028\u2029\u202f\u205f\u3000\ufeff',
);
const isInvisible = charTest(
  '\u00ad\u061c\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2060\u2066\u2067\u2068\u2069\ufe0e\ufe0f',
);
const isClosing = charTest('”’»›)]}」』）】》〉］"\'¹²³⁰⁴⁵⁶⁷⁸⁹*†‡_\u061c\u200b\u200e\u200f\u202c\u2069');
// Also behind a space: « Non ! »
const isLooselyClosing = charTest('”’»›)]}」』）】》〉］"');
// The segmenter counts them among the marks that close; “ and ‘ close in German.
const isOpening = charTest('([{“‘„‚«‹「『（【《〈［');

// Every step of V8's segment iterator costs time in proportion to its text, so long bodies are segmented in pieces.
const PIECE_LENGTH = 2000;
const PIECE_BREAK = /[^\p{P}\p{Z}\p{C}]/gu;
// Latin text holds none but . ! ? …, and segmenting would be the dearest step.
const MAY_HOLD_CERTAIN_MARK = /[\u0370-\u1dff\u203c-\u2049\u2c80-\uffff]/;

const MAX_SEGMENTERS = 50;
const segmenters = new Map<string, Intl.Segmenter>();

/**
 * Splits a body into its sentences. `Intl.Segmenter` finds the ends that are in no doubt in any script (。 । ؟); the marks that
 * also stand inside sentences (. ! ? …) are judged by rules of our own. Takes time linear in the length of the body.
 *
 * @param body  an article's body, with LF line ends
 * @param language  BCP 47 tag, default `en`; an invalid tag counts as `en`
 * @returns the spans in order, without white space at their ends; together they hold every other character of the body
 * @example splitSentences('Dr. Lind left. It rained.') // spans [0, 14) and [15, 25)
 */
export function splitSentences(body: string, language = 'en'): Sentence[] {
  const sentences: Sentence[] = [];
  const certainEnds = findCertainEnds(body, language);
  let certain = 0;
  let wordAt = -1;

  function splitBlock(block: Block, paragraph: number): void {
    const before = sentences.length;
    let from = block.start;
    const add = (end: number) => sentences.push({ number: sentences.length + 1, paragraph, start: from, end });
    // A sentence needs a letter or digit. The place of the next one is kept, so that each character is looked at once.
    const hasWord = (end: number) => {
      if (wordAt < from) wordAt = findWord(body, from);
      return wordAt < end;
    };
    for (let at = block.textStart; at < block.end; ) {
      while ((certainEnds[certain] ?? Infinity) <= at) certain += 1;
      const limit = Math.min(certainEnds[certain] ?? Infinity, block.end);
      let stop = at;
      while (stop < limit && !isStop(body.charCodeAt(stop))) stop += 1;
      if (stop === block.end) break;
      const isCertain = stop === limit;
      const stopEnd = skip(isStop, body, stop);
      const tail = skipClosing(body, stopEnd);
      const next = skip(isSpace, body, tail);
      if (next >= block.end) break;
      const isApart = isCertain || next > tail || isBetweenIdeographs(body, stop, tail);
      at = isApart ? next : stopEnd;
      if (!isApart || !hasWord(tail)) continue;
      const ends = isCertain
        ? endsAtCertainMark(body, tail, next)
        : endsAtMark(body, { from, stop, stopEnd, tail, next, isFirst: from === block.start });
      if (!ends) continue;
      add(tail);
      from = next;
    }
    const last = sentences.at(-1);
    if (last === undefined || sentences.length === before || hasWord(block.end)) add(block.end);
    else sentences[sentences.length - 1] = { ...last, end: block.end };
  }

  let paragraph = 0;
  for (const lines of toParagraphs(body)) {
    paragraph += 1;
    for (const block of toBlocks(body, lines)) splitBlock(block, paragraph);
  }
  return sentences;
}

/** The places right after a mark that always ends a sentence, in order, before closing quotes and white space. */
function findCertainEnds(body: string, language: string): number[] {
  const ends: number[] = [];
  // A line break always ends a segment, but not always one of our sentences.
  const oneLine = body.replace(LINE_BREAK, ' ');
  for (let from = 0; from < body.length; ) {
    const pieceEnd = findPieceEnd(oneLine, from + PIECE_LENGTH);
    const piece = oneLine.slice(from, pieceEnd);
    if (MAY_HOLD_CERTAIN_MARK.test(piece)) {
      let start = 0;
      for (const { index } of segmenterFor(language).segment(piece)) {
        let end = index;
        while (end > start && isAfterMark(piece.charCodeAt(end - 1))) end -= 1;
        if (end > start && !isStop(piece.charCodeAt(end - 1))) ends.push(from + end);
        start = index;
      }
    }
    from = pieceEnd;
  }
  return ends;
}

/** Behind a letter, digit or sign, where no mark and nothing that belongs to one is cut off. */
function findPieceEnd(text: string, least: number): number {
  if (least >= text.length) return text.length;
  PIECE_BREAK.lastIndex = least;
  return PIECE_BREAK.test(text) ? PIECE_BREAK.lastIndex : text.length;
}

function segmenterFor(language: string): Intl.Segmenter {
  const known = segmenters.get(language);
  if (known !== undefined) return known;
  if (segmenters.size >= MAX_SEGMENTERS) segmenters.clear();
  const segmenter = createSegmenter(language);
  segmenters.set(language, segmenter);
  return segmenter;
}

function createSegmenter(language: string): Intl.Segmenter {
  try {
    return new Intl.Segmenter(language, { granularity: 'sentence' });
  } catch {
    return new Intl.Segmenter('en', { granularity: 'sentence' });
  }
}

function* toParagraphs(body: string): Generator<Line[]> {
  let lines: Line[] = [];
  for (let at = 0; at < body.length; ) {
    const start = skip(isSpace, body, at);
    if (start === body.length) break;
    const lineStart = body.lastIndexOf('\n', start) + 1;
    // White space that reaches beyond the next line break holds a blank line.
    if (lineStart > at && lines.length > 0) {
      yield lines;
      lines = [];
    }
    const lineBreak = body.indexOf('\n', start);
    let end = lineBreak === -1 ? body.length : lineBreak;
    at = end + 1;
    while (isSpace(body.charCodeAt(end - 1))) end -= 1;
    lines.push({ start, end, indent: start - lineStart });
  }
  if (lines.length > 0) yield lines;
}

function toBlocks(body: string, lines: readonly Line[]): Block[] {
  const blocks: Block[] = [];
  let isList = false;
  let previous: 'none' | 'heading' | 'text' = 'none';
  for (const [i, line] of lines.entries()) {
    const last = blocks.at(-1);
    const isHeading = matchEnd(HEADING, body, line.start) > 0;
    const marker = isHeading ? undefined : readMarker(body, line);
    isList = !isHeading && (isList || (marker !== undefined && (previous !== 'text' || startsList(body, lines, i))));
    if (last === undefined || isHeading || previous === 'heading' || (isList && marker !== undefined)) {
      blocks.push({
        start: line.start,
        end: line.end,
        textStart: isHeading ? line.end : (marker?.textStart ?? line.start),
      });
    } else blocks[blocks.length - 1] = { ...last, end: line.end };
    previous = isHeading ? 'heading' : 'text';
  }
  return blocks;
}

/** A marked line after running text is a list when a colon announces it, or the next marked line is of the same kind. */
function startsList(body: string, lines: readonly Line[], at: number): boolean {
  const line = lines[at];
  const before = lines[at - 1];
  if (line === undefined || (before !== undefined && body[before.end - 1] === ':')) return true;
  let next = at + 1;
  let following = lines[next];
  while (following !== undefined && following.indent > line.indent && readMarker(body, following) === undefined) {
    next += 1;
    following = lines[next];
  }
  return following !== undefined && readMarker(body, following)?.kind === readMarker(body, line)?.kind;
}

function readMarker(body: string, line: Line): { readonly kind: number; readonly textStart: number } | undefined {
  for (const [kind, pattern] of LIST_MARKERS.entries()) {
    const textStart = matchEnd(pattern, body, line.start);
    if (textStart > 0) return { kind, textStart };
  }
  return undefined;
}

/** Closing quotes, brackets and footnote marks belong to the sentence that they close. */
function skipClosing(body: string, from: number): number {
  let end = from;
  for (;;) {
    while (isClosing(body.charCodeAt(end))) end += 1;
    const mark = skip(isSpace, body, end);
    const code = body.charCodeAt(mark);
    const closes = mark > end ? isLooselyClosing(code) : isOpening(code) && body[mark] !== '[';
    const markEnd = closes ? mark + 1 : skipFootnote(body, mark);
    const isFollowed = !(markEnd === body.length || isSpace(body.charCodeAt(markEnd)));
    if (markEnd === mark || (isFollowed && (closes || mark > end))) return end;
    end = markEnd;
  }
}

/** `[3]`, of at most three characters between the brackets. */
function skipFootnote(body: string, from: number): number {
  if (body[from] !== '[') return from;
  const length = body.slice(from, from + 5).indexOf(']') + 1;
  return length > 2 ? from + length : from;
}

/** Chinese and Japanese have no space between sentences, also where they are typed with Latin marks. */
function isBetweenIdeographs(body: string, stop: number, next: number): boolean {
  return (
    (body[stop] === '!' || body[stop] === '?') &&
    isIdeograph(body.charCodeAt(stop - 1)) &&
    isIdeograph(body.charCodeAt(next))
  );
}

function isIdeograph(code: number): boolean {
  return code >= 0x3041 && code <= 0x9fff;
}

function isAfterMark(code: number): boolean {
  return isSpace(code) || isInvisible(code) || isClosing(code) || isOpening(code);
}

function skip(accepts: (code: number) => boolean, body: string, from: number): number {
  let at = from;
  while (accepts(body.charCodeAt(at))) at += 1;
  return at;
}

function findWord(body: string, from: number): number {
  WORD.lastIndex = from;
  return WORD.exec(body)?.index ?? Infinity;
}

/** The end of the match of a sticky pattern at this place, or 0. */
function matchEnd(sticky: RegExp, body: string, at: number): number {
  sticky.lastIndex = at;
  return sticky.test(body) ? sticky.lastIndex : 0;
}

/** A test of one UTF-16 code unit, by table: it runs on every character of every body. */
function charTest(characters: string): (code: number) => boolean {
  const table = new Uint8Array(0x10000);
  for (let i = 0; i < characters.length; i += 1) table[characters.charCodeAt(i)] = 1;
  return (code) => table[code] === 1;
}
