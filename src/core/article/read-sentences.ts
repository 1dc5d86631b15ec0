import type { Article, Sentence } from './article.js';
import { findCues } from './cues.js';
import { articleReference, type DateMention, findDates } from './dates.js';
import { isNationTerm } from './demonyms.js';
import type { Gazetteer } from './gazetteer.js';
import type { NameBook, NameType } from './name-book.js';
import { splitSentences } from './sentences.js';

/** Bits of `Words.flags`, one byte a token. */
export const TOKEN = { stop: 1, capitalized: 2, number: 4, date: 8 } as const;

/** The tokens of a text as parallel arrays: small, and a sentence of it is a view of them. */
export interface Words {
  /** Term number of each token, stop words included. */
  readonly terms: Uint32Array;
  /** `TOKEN` bits of each token; `date` is set when the sentences are read. */
  readonly flags: Uint8Array;
  /** Start of each token in the text. */
  readonly starts: Uint32Array;
}

/** A run of capitalised words, by the positions of its first and last token. */
interface NameRun {
  readonly first: number;
  readonly last: number;
  /** Absent when the corpus does not list the name. */
  readonly type?: NameType;
  /** Has the name of a country or people. */
  readonly isNation: boolean;
}

/** A sentence with its words as term numbers, computed once for each article. */
export interface AnalysedSentence extends Sentence {
  /** Term number of each token, stop words included. */
  readonly terms: Uint32Array;
  /** `TOKEN` bits of each token. */
  readonly flags: Uint8Array;
  /** Days and periods named, offsets relative to the sentence. */
  readonly dates: readonly DateMention[];
  /** Positions of the number tokens that are no part of a date. */
  readonly numbers: readonly number[];
  /** Names in order, as the library knows them now: read again when it has learnt or forgotten some. */
  readonly names: readonly NameRun[];
  /** Bits of `CUE`. */
  readonly cues: number;
  /** How many tokens are no stop words. */
  readonly contentWords: number;
}

/** What a library knows, as far as the reading of sentences needs it. */
interface Known {
  readonly gazetteer: Gazetteer;
  /** The term of a term number. */
  termOf(id: number): string;
}

/**
 * Splits an article and reads numbers, days and cues of each sentence; names follow when somebody asks for them.
 *
 * @param words  the tokens of the body
 */
export function readSentences(article: Article, words: Words, known: Known): AnalysedSentence[] {
  const reference = articleReference(article.published);
  let first = 0;
  return splitSentences(article.body, article.language).map((sentence): AnalysedSentence => {
    while ((words.starts[first] ?? sentence.start) < sentence.start) first += 1;
    let last = first;
    while (last < words.starts.length && (words.starts[last] ?? 0) < sentence.end) last += 1;
    const terms = words.terms.subarray(first, last);
    const flags = words.flags.subarray(first, last);
    const starts = words.starts.subarray(first, last);
    first = last;
    const text = article.body.slice(sentence.start, sentence.end);
    const dates = findDates(text, reference);
    starts.forEach((start, at) => {
      const offset = start - sentence.start;
      if (dates.some((date) => date.start <= offset && offset < date.end)) flags[at] = (flags[at] ?? 0) | TOKEN.date;
    });
    return new ReadSentence(sentence, { terms, flags, dates, cues: findCues(text) }, known);
  });
}

/** A class, and no literal with a getter: of such literals the engine makes a shape each, and a question reads hundreds. */
class ReadSentence implements AnalysedSentence {
  readonly number: number;
  readonly paragraph: number;
  readonly start: number;
  readonly end: number;
  readonly terms: Uint32Array;
  readonly flags: Uint8Array;
  readonly dates: readonly DateMention[];
  readonly numbers: readonly number[];
  readonly cues: number;
  readonly contentWords: number;
  readonly #known: Known;
  /** The names, and the book they were read with. */
  #names: readonly NameRun[] = [];
  #book: NameBook | undefined;

  constructor(
    { number, paragraph, start, end }: Sentence,
    { terms, flags, dates, cues }: Pick<AnalysedSentence, 'terms' | 'flags' | 'dates' | 'cues'>,
    known: Known,
  ) {
    this.number = number;
    this.paragraph = paragraph;
    this.start = start;
    this.end = end;
    this.terms = terms;
    this.flags = flags;
    this.dates = dates;
    this.numbers = Array.from(flags.keys()).filter((at) => isNumber(flags[at] ?? 0));
    this.cues = cues;
    this.contentWords = flags.reduce((count, bits) => ((bits & TOKEN.stop) === 0 ? count + 1 : count), 0);
    this.#known = known;
  }

  get names(): readonly NameRun[] {
    const { gazetteer, termOf } = this.#known;
    const book = gazetteer.names;
    if (this.#book !== book) {
      this.#names = findNames(Array.from(this.terms, termOf), this.flags, book);
      this.#book = book;
    }
    return this.#names;
  }
}

function isNumber(bits: number): boolean {
  return (bits & (TOKEN.number | TOKEN.date)) === TOKEN.number;
}

function isName(bits: number): boolean {
  return (bits & (TOKEN.capitalized | TOKEN.stop | TOKEN.number | TOKEN.date)) === TOKEN.capitalized;
}

function findNames(terms: readonly string[], flags: Uint8Array, book: NameBook): NameRun[] {
  const runs: NameRun[] = [];
  for (let at = 0; at < terms.length; at += 1) {
    // At the start of a sentence every word has a capital: only a known name or country counts there.
    if (!isName(flags[at] ?? 0) || (at === 0 && !isNationTerm(terms[0] ?? '') && book.matchAt(terms, 0) === undefined))
      continue;
    const first = at;
    while (at + 1 < terms.length && isName(flags[at + 1] ?? 0)) at += 1;
    const type = typeOfRun(terms, first, at, book);
    const isNation = terms.slice(first, at + 1).some(isNationTerm);
    runs.push({ first, last: at, isNation, ...(type === undefined ? {} : { type }) });
  }
  return runs;
}

/** The type of the first known name in a run, whatever titles stand before it ("President Mahmoud Abbas"). */
function typeOfRun(terms: readonly string[], first: number, last: number, book: NameBook): NameType | undefined {
  for (let at = first; at <= last; at += 1) {
    const match = book.matchAt(terms, at);
    if (match !== undefined) return match.type;
  }
  return undefined;
}
