import type { Lexicon } from './lexicon.js';

/** A word with what the tagger says of it. */
export interface Word {
  /** As written, without a possessive ending. */
  readonly text: string;
  readonly isPossessive: boolean;
  readonly start: number;
  readonly end: number;
  /** The text between the word before and this one; all that stands before it for the first of a text. */
  readonly gap: string;
  readonly tags: ReadonlySet<string>;
  readonly isFirst: boolean;
}

const NO_TAGS: ReadonlySet<string> = new Set();
/** The tagger takes time by the square of a sentence's length. */
const PIECE = /[^\n]{1,1500}(?![^\s])|[^\n]{1,1500}/gu;
const POSSESSIVE = /['’‘]s?$/u;

/** The words of an English text by sentences, with their places in it. */
export function readWords(text: string, { tag }: Lexicon): readonly (readonly Word[])[] {
  let end = 0;
  return cutIntoPieces(text).flatMap((piece) =>
    tag(piece).map((terms) => {
      const words: Word[] = [];
      for (const { text: written, tags } of terms) {
        const start = written === '' ? -1 : text.indexOf(written, end);
        // A contraction is two terms, of which the second has no text.
        if (start < 0) continue;
        const own = written.replace(POSSESSIVE, '');
        words.push({
          text: own,
          isPossessive: own !== written,
          start,
          end: start + own.length,
          gap: text.slice(end, start),
          tags: tags ?? NO_TAGS,
          isFirst: words.length === 0,
        });
        end = start + written.length;
      }
      return words;
    }),
  );
}

/** Cuts a text at line breaks, and at spaces where a line is longer than a paragraph of a report ever is. */
function cutIntoPieces(text: string): readonly string[] {
  return text.match(PIECE) ?? [];
}

/** Whether a word begins with a capital. */
export function isCapitalized({ text }: Word): boolean {
  return /^\p{Lu}/u.test(text);
}

/** Whether it is all in capitals, and more than one letter: NATO, MI6. */
export function isInCapitals({ text }: Word): boolean {
  return /^\p{Lu}[\p{Lu}\p{N}]+$/u.test(text);
}

/** Whether a word has one of some tags. */
export function hasTag({ tags }: Word, ...some: readonly string[]): boolean {
  return some.some((tag) => tags.has(tag));
}
