import { beginsPhrase, MAX_PHRASE, phraseAt } from './demonyms.js';
import { ELISION } from './elision.js';
import { foldDigits, foldText } from './fold.js';
import { type LatinLanguage, languageOfWord, type TextLanguage } from './languages.js';
import { stemWord } from './stem.js';
import { isStopWord } from './stop-words.js';
import { toWordKeys } from './word-keys.js';

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
  /** What it shares with other forms of the same word (`toWordKeys`); none for English. */
  readonly keys: readonly string[];
}

/**
 * A word: dotted initials (U.N.), a number with its separators (1,400 or 18:59), or letters with inner apostrophes.
 * Hyphens and slashes part words, so that "13-1-1", "Al-Shifa" and "S/2023/962" are found by their parts. A letter that
 * Arabic and Hebrew join to a number ("and 35") is a word of its own.
 */
const WORD =
  /(?:\p{Lu}\.){2,}|[وبلفكהובלמשכ](?=\p{N})|\p{N}+(?:[.,:٫٬]\p{N}+)*|\p{L}[\p{L}\p{M}]*(?:['’]\p{L}[\p{L}\p{M}]*)*\p{N}*/gu;
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
  readonly keys: readonly string[];
  /** Written without spaces between words, so that it may be several. */
  readonly isUnspaced: boolean;
}

const NO_KEYS: readonly string[] = [];

/** Texts repeat their words: each is folded and stemmed once a language. Emptied when full, so that a long run stays small. */
const known: Readonly<Record<TextLanguage, Map<string, Word>>> = {
  en: new Map(),
  ar: new Map(),
  es: new Map(),
  fr: new Map(),
  he: new Map(),
  zh: new Map(),
  other: new Map(),
};
const MAX_KNOWN = 200_000;

/** "us" and "who" are stop words, "US" and "WHO" are not: only the capitals tell. */
const INITIALS: ReadonlyMap<string, string> = new Map([
  ['US', 'usa'],
  ['WHO', 'who.int'],
]);

let wordSegmenter: Intl.Segmenter | undefined;

/**
 * The words of a text in order. "United Nations" and the other fixed phrases are one token; scripts written without
 * spaces are cut by `Intl.Segmenter`; in French, what an apostrophe joins to a word is a word of its own.
 *
 * The language tells which words are stop words and which keys a word has. Its term is the same in every language, so that
 * a name is found whatever the language of the text and of the question.
 *
 * @param language  of the text, default English
 */
export function tokenize(text: string, language: TextLanguage = 'en'): Token[] {
  const tokens: Token[] = [];
  for (const match of text.matchAll(WORD)) {
    const [written] = match;
    const word = readWord(written, language);
    if (word.isUnspaced) {
      wordSegmenter ??= new Intl.Segmenter('zh', { granularity: 'word' });
      for (const { segment, index } of wordSegmenter.segment(written)) {
        add(tokens, readWord(segment, language), match.index + index, segment.length);
      }
      continue;
    }
    const joined = language === 'fr' ? (ELISION.exec(written)?.[0].length ?? 0) : 0;
    if (joined > 0) add(tokens, readWord(written.slice(0, joined - 1), language), match.index, joined - 1);
    const own = joined === 0 ? word : readWord(written.slice(joined), language);
    add(tokens, own, match.index + joined, written.length - joined);
  }
  return joinPhrases(tokens);
}

/** The term of a single word, through the same memory as texts. */
export function termOfWord(word: string): string {
  return readWord(word, 'en').term;
}

/**
 * The keys that a single word has, when it may be of several languages.
 *
 * @param languages  that a word in Latin letters may be of; the script tells the others
 */
export function keysOfWord(word: string, languages: readonly LatinLanguage[]): readonly string[] {
  return [...new Set((['en', ...languages] as const).flatMap((language) => readWord(word, language).keys))];
}

function add(
  tokens: Token[],
  { folded, term, isStop, isCapitalized, isNumber, keys }: Word,
  start: number,
  length: number,
): void {
  if (folded !== '') tokens.push({ folded, term, isStop, isCapitalized, isNumber, keys, start, end: start + length });
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
    const end = parts.at(-1)?.end ?? token.end;
    joined.push({ ...token, term: phrase.term, folded, end, isStop: false, keys: NO_KEYS });
    at += phrase.length - 1;
  }
  return joined;
}

function readWord(text: string, textLanguage: TextLanguage): Word {
  const seen = known[textLanguage].get(text);
  if (seen !== undefined) return seen;
  const folded = foldWord(text);
  const value = NUMBER_WORDS.get(folded);
  const initials = INITIALS.get(text.replace(/['’]s$/u, ''));
  const language = languageOfWord(text, textLanguage);
  const isNumber = DIGIT.test(folded) || value !== undefined || LARGE_NUMBERS.has(folded);
  const word: Word = {
    folded,
    term: initials ?? value ?? stemWord(folded),
    isStop: initials === undefined && value === undefined && isStopWord(folded, language),
    isCapitalized: CAPITAL.test(text),
    isNumber,
    keys: language === undefined || isNumber ? NO_KEYS : toWordKeys(text, language),
    isUnspaced: UNSPACED.test(text),
  };
  if (known[textLanguage].size >= MAX_KNOWN) known[textLanguage].clear();
  known[textLanguage].set(text, word);
  return word;
}

/** Initials lose their dots, numbers their thousands separators: "U.S." is usa and "1,400" is 1400. */
function foldWord(word: string): string {
  if (DIGIT.test(word)) return foldDigits(word).replace(/,(?=\p{N}{3}(?!\p{N}))/gu, '');
  const folded = foldText(word);
  if (!word.includes('.')) return folded;
  const letters = folded.replaceAll('.', '');
  return letters === 'us' ? 'usa' : letters;
}
