import { beginsPhrase, MAX_PHRASE, phraseAt } from './demonyms.js';
import { foldText } from './fold.js';
import { stemWord } from './stem.js';
import { isStopWord } from './stop-words.js';

/** A word of a text with the term under which it is indexed. Offsets are UTF-16 code units of that text. */
export interface Token {
  readonly term: string;
  /** The folded word as written, for messages and spelling. */
  readonly folded: string;
  readonly start: number;
  readonly end: number;
  readonly isStop: boolean;
  /** Begins with an upper-case letter. */
  readonly isCapitalized: boolean;
  readonly isNumber: boolean;
}

/**
 * A word: dotted initials (U.N.), a number with its separators (1,400 or 18:59), or letters with inner apostrophes.
 * Hyphens and slashes part words, so that "13-1-1", "Al-Shifa" and "S/2023/962" are found by their parts.
 */
const WORD = /(?:\p{Lu}\.){2,}|\p{N}+(?:[.,:]\p{N}+)*|\p{L}[\p{L}\p{M}]*(?:['’]\p{L}[\p{L}\p{M}]*)*\p{N}*/gu;
const UNSPACED =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/u;
const CAPITAL = /^\p{Lu}/u;
const DIGIT = /^\p{N}/u;

const NUMBER_WORDS: ReadonlyMap<string, string> = new Map(
  (
    'zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen ' +
    'eighteen nineteen twenty'
  )
    .split(' ')
    .map((word, value) => [word, String(value)]),
);
const LARGE_NUMBERS: ReadonlySet<string> = new Set(
  'thirty forty fifty sixty seventy eighty ninety hundred hundreds thousand thousands million millions billion dozen dozens'.split(
    ' ',
  ),
);

/** What a word is, whatever text it stands in. */
interface Word {
  readonly folded: string;
  readonly term: string;
  readonly isStop: boolean;
  readonly isCapitalized: boolean;
  readonly isNumber: boolean;
  /** Written without spaces between words, so that it may be several. */
  readonly isUnspaced: boolean;
}

/** Texts repeat their words: each is folded and stemmed once. Emptied when full, so that a long run stays small. */
const known = new Map<string, Word>();
const MAX_KNOWN = 200_000;

/** "us" and "who" are stop words, "US" and "WHO" are not: only the capitals tell. */
const INITIALS: ReadonlyMap<string, string> = new Map([
  ['US', 'usa'],
  ['WHO', 'who.int'],
]);

let wordSegmenter: Intl.Segmenter | undefined;

/**
 * The words of a text in order. "United Nations" and the other fixed phrases are one token; scripts written without
 * spaces are cut by `Intl.Segmenter`.
 */
export function tokenize(text: string): Token[] {
  const tokens: Token[] = [];
  for (const match of text.matchAll(WORD)) {
    const word = readWord(match[0]);
    if (!word.isUnspaced) {
      add(tokens, word, match.index, match.index + match[0].length);
      continue;
    }
    wordSegmenter ??= new Intl.Segmenter('zh', { granularity: 'word' });
    for (const { segment, index } of wordSegmenter.segment(match[0])) {
      add(tokens, readWord(segment), match.index + index, match.index + index + segment.length);
    }
  }
  return joinPhrases(tokens);
}

/** The term of a single word, through the same memory as texts. */
export function termOfWord(word: string): string {
  return readWord(word).term;
}

function add(
  tokens: Token[],
  { folded, term, isStop, isCapitalized, isNumber }: Word,
  start: number,
  end: number,
): void {
  if (folded !== '') tokens.push({ folded, term, isStop, isCapitalized, isNumber, start, end });
}

function joinPhrases(tokens: readonly Token[]): Token[] {
  const joined: Token[] = [];
  for (let at = 0; at < tokens.length; at += 1) {
    const token = tokens[at];
    if (token === undefined) break;
    const phrase = beginsPhrase(token.folded)
      ? phraseAt(tokens.slice(at, at + MAX_PHRASE).map(({ folded }) => folded))
      : undefined;
    if (phrase === undefined) {
      joined.push(token);
      continue;
    }
    const parts = tokens.slice(at, at + phrase.length);
    const folded = parts.map((part) => part.folded).join(' ');
    joined.push({ ...token, term: phrase.term, folded, end: parts.at(-1)?.end ?? token.end, isStop: false });
    at += phrase.length - 1;
  }
  return joined;
}

function readWord(text: string): Word {
  const seen = known.get(text);
  if (seen !== undefined) return seen;
  const folded = foldWord(text);
  const value = NUMBER_WORDS.get(folded);
  const initials = INITIALS.get(text.replace(/['’]s$/u, ''));
  const word: Word = {
    folded,
    term: initials ?? value ?? stemWord(folded),
    isStop: initials === undefined && value === undefined && isStopWord(folded),
    isCapitalized: CAPITAL.test(text),
    isNumber: DIGIT.test(folded) || value !== undefined || LARGE_NUMBERS.has(folded),
    isUnspaced: UNSPACED.test(text),
  };
  if (known.size >= MAX_KNOWN) known.clear();
  known.set(text, word);
  return word;
}

/** Initials lose their dots, numbers their thousands separators: "U.S." is usa and "1,400" is 1400. */
function foldWord(word: string): string {
  if (DIGIT.test(word)) return word.normalize('NFKC').replace(/,(?=\p{N}{3}(?!\p{N}))/gu, '');
  const folded = foldText(word);
  if (!word.includes('.')) return folded;
  const letters = folded.replaceAll('.', '');
  return letters === 'us' ? 'usa' : letters;
}
