import { graphemeWidth, isSimple, splitGraphemes, textWidth } from './width.js';

/** A run of text that is not broken, and what stands before it on the same line. */
interface Piece {
  readonly text: string;
  readonly width: number;
  readonly isGlued: boolean;
}

/**
 * Breaks text into lines of at most `width` columns: at white space, between wide characters (Chinese, Japanese, Korean
 * text has no spaces), and inside a word only when it is longer than a line.
 *
 * @param width  columns of a line with its indent; 1 or more are always left for text
 * @param first  indent of the first line, default none
 * @param rest  indent of the other lines, default as wide as the first
 */
export function wrapText(text: string, width: number, first = '', rest = ' '.repeat(textWidth(first))): string[] {
  const lines: string[] = [];
  let line = first;
  let room = Math.max(1, width - textWidth(first));
  let isStart = true;
  for (const piece of splitPieces(text, Math.max(1, width - Math.max(textWidth(first), textWidth(rest))))) {
    const gap = isStart || piece.isGlued ? '' : ' ';
    if (!isStart && gap.length + piece.width > room) {
      lines.push(line);
      line = rest + piece.text;
      room = Math.max(1, width - textWidth(rest)) - piece.width;
    } else {
      line += gap + piece.text;
      room -= gap.length + piece.width;
    }
    isStart = false;
  }
  lines.push(line);
  return lines;
}

function splitPieces(text: string, limit: number): Piece[] {
  return text.split(/[ \t\n\r]+/).flatMap((word) => (word === '' ? [] : splitWord(word, limit)));
}

function splitWord(word: string, limit: number): Piece[] {
  if (word.length <= limit && isSimple(word)) return [{ text: word, width: word.length, isGlued: false }];
  const pieces: Piece[] = [];
  let run = '';
  let runWidth = 0;
  const close = () => {
    if (run !== '') pieces.push({ text: run, width: runWidth, isGlued: pieces.length > 0 });
    run = '';
    runWidth = 0;
  };
  for (const grapheme of splitGraphemes(word)) {
    const own = graphemeWidth(grapheme);
    // A closing mark stays with the character before it, an opening one with the character after it.
    const mayBreak = own === 2 && !/^[\p{Pe}\p{Pf}\p{Po}]/u.test(grapheme) && !/^[\p{Ps}\p{Pi}]+$/u.test(run);
    if (mayBreak || runWidth + own > limit) close();
    run += grapheme;
    runWidth += own;
  }
  close();
  return pieces;
}
