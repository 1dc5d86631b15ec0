import type { Article, Sentence } from './article.js';
import { findCues } from './cues.js';
import { articleReference, type DateMention, findDates } from './dates.js';
import { isNationTerm } from './demonyms.js';
import type { Gazetteer, NameType } from './gazetteer.js';
import { splitSentences } from './sentences.js';

/** Bits of `Words.flags`, one byte a token. */
export const TOKEN = { stop: 1, capitalized: 2, number: 4 } as const;

/** The tokens of a text as parallel arrays: small, and a sentence of it is a view of them. */
export interface Words {
  /** Term number of each token, stop words included. */
  readonly terms: Uint32Array;
  /** `TOKEN` bits of each token. */
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
  /** Names in order. */
  readonly names: readonly NameRun[];
  /** Bits of `CUE`. */
  readonly cues: number;
  /** How many tokens are no stop words. */
  readonly contentWords: number;
}

/**
 * Splits an article and reads names, numbers, days and cues of each sentence.
 *
 * @param words  the tokens of the body
 * @param termOf  the term of a term number
 */
export function readSentences(
  article: Article,
  words: Words,
  gazetteer: Gazetteer,
  termOf: (id: number) => string,
): AnalysedSentence[] {
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
    const inDate = Array.from(starts, (start) =>
      dates.some((date) => date.start <= start - sentence.start && start - sentence.start < date.end),
    );
    const has = (at: number, bit: number): boolean => ((flags[at] ?? 0) & bit) !== 0;
    const isName = (at: number): boolean =>
      has(at, TOKEN.capitalized) && !has(at, TOKEN.stop) && !has(at, TOKEN.number) && inDate[at] === false;
    return {
      ...sentence,
      terms,
      flags,
      dates,
      numbers: Array.from(terms.keys()).filter((at) => has(at, TOKEN.number) && inDate[at] === false),
      names: findNames(Array.from(terms, termOf), isName, gazetteer),
      cues: findCues(text),
      contentWords: flags.reduce((count, bits) => ((bits & TOKEN.stop) === 0 ? count + 1 : count), 0),
    };
  });
}

function findNames(terms: readonly string[], isName: (at: number) => boolean, gazetteer: Gazetteer): NameRun[] {
  const runs: NameRun[] = [];
  for (let at = 0; at < terms.length; at += 1) {
    // At the start of a sentence every word has a capital: only a known name or country counts there.
    if (!isName(at) || (at === 0 && !isNationTerm(terms[0] ?? '') && gazetteer.matchAt(terms, 0) === undefined))
      continue;
    const first = at;
    while (at + 1 < terms.length && isName(at + 1)) at += 1;
    const type = typeOfRun(terms, first, at, gazetteer);
    const isNation = terms.slice(first, at + 1).some(isNationTerm);
    runs.push({ first, last: at, isNation, ...(type === undefined ? {} : { type }) });
  }
  return runs;
}

/** The type of the first known name in a run, whatever titles stand before it ("President Mahmoud Abbas"). */
function typeOfRun(terms: readonly string[], first: number, last: number, gazetteer: Gazetteer): NameType | undefined {
  for (let at = first; at <= last; at += 1) {
    const match = gazetteer.matchAt(terms, at);
    if (match !== undefined) return match.type;
  }
  return undefined;
}
