import type { Article } from './article.js';
import type { Gazetteer } from './gazetteer.js';
import { toTextLanguage } from './languages.js';
import type { Lexicon } from './lexicon.js';
import { type AnalysedSentence, readSentences, TOKEN, type Words } from './read-sentences.js';
import { type Token, tokenize } from './tokens.js';
import type { Vocabulary } from './vocabulary.js';

/** An article with everything that a question needs and that does not depend on the question. */
export interface AnalysedArticle {
  readonly article: Article;
  /** Read at the first use and then kept: most articles of a large corpus are never asked for. */
  readonly sentences: readonly AnalysedSentence[];
  /** Term numbers of the body, stop words included. */
  readonly words: Uint32Array;
  /** Term numbers of the title, stop words included. */
  readonly title: Uint32Array;
  /** Distinct content terms of title and body, ascending. */
  readonly bag: Uint32Array;
  /** How often each term of `bag` stands in title and body, 255 at most. */
  readonly counts: Uint8Array;
  /** Content words of title and body. */
  readonly length: number;
}

/** The analysed form together with the words that an index takes. */
export interface Analysis {
  readonly analysed: AnalysedArticle;
  readonly titleWords: readonly string[];
  readonly bodyWords: readonly string[];
}

/** What a library knows of words and names. */
export interface Knowledge {
  readonly lexicon: Lexicon;
  readonly vocabulary: Vocabulary;
  readonly gazetteer: Gazetteer;
}

/**
 * Cuts an article into terms; its sentences follow when somebody reads them.
 *
 * @param known  what the library knows so far: the lexicon and the vocabulary learn the article's words
 */
export function analyseArticle(article: Article, known: Knowledge): Analysis {
  const { lexicon, vocabulary, gazetteer } = known;
  const counts = new Map<number, number>();
  const stops = new Set<number>();
  const forms: Forms = new Map();
  const language = toTextLanguage(article.language);
  let length = 0;
  const take = (tokens: readonly Token[], content: string[]): Uint32Array =>
    Uint32Array.from(tokens, (token) => {
      const id = lexicon.idOf(token.term);
      if (token.isStop) {
        stops.add(id);
        return id;
      }
      vocabulary.add(token.folded, token.isCapitalized);
      collectForms(forms, id, token);
      content.push(token.term);
      length += 1;
      counts.set(id, (counts.get(id) ?? 0) + 1);
      return id;
    });
  const titleWords: string[] = [];
  const bodyWords: string[] = [];
  const title = take(tokenize(article.title, language), titleWords);
  const tokens = tokenize(article.body, language);
  const words: Words = {
    terms: take(tokens, bodyWords),
    flags: Uint8Array.from(tokens, flagsOf),
    starts: Uint32Array.from(tokens, ({ start }) => start),
  };
  const bag = Uint32Array.from(counts.keys()).sort();
  lexicon.count(bag, stops, 1);
  lexicon.forms.count(forms, 1);
  let sentences: readonly AnalysedSentence[] | undefined;
  return {
    analysed: {
      article,
      get sentences() {
        sentences ??= readSentences(article, words, { gazetteer, termOf: (id) => lexicon.termOf(id) });
        return sentences;
      },
      words: words.terms,
      title,
      bag,
      counts: Uint8Array.from(bag, (id) => Math.min(255, counts.get(id) ?? 0)),
      length,
    },
    titleWords,
    bodyWords,
  };
}

/**
 * Lets a library forget the words that `analyseArticle` taught it. The article is cut into words once more: that costs
 * less than to keep them for an article that seldom goes.
 */
export function forgetWords({ article, bag }: AnalysedArticle, { lexicon, vocabulary }: Knowledge): void {
  const stops = new Set<number>();
  const forms: Forms = new Map();
  const language = toTextLanguage(article.language);
  for (const token of [...tokenize(article.title, language), ...tokenize(article.body, language)]) {
    const id = lexicon.idOf(token.term);
    if (token.isStop) stops.add(id);
    else {
      vocabulary.remove(token.folded, token.isCapitalized);
      collectForms(forms, id, token);
    }
  }
  lexicon.count(bag, stops, -1);
  lexicon.forms.count(forms, -1);
}

/** The keys of an article's words by the numbers of their terms. */
type Forms = Map<number, Set<string>>;

function collectForms(forms: Forms, id: number, { keys }: Token): void {
  if (keys.length === 0) return;
  const known = forms.get(id);
  if (known === undefined) forms.set(id, new Set(keys));
  else for (const key of keys) known.add(key);
}

/**
 * How often a term stands in an article's title and body.
 *
 * @returns 0 when it does not
 */
export function countOf(analysed: AnalysedArticle, termId: number): number {
  let low = 0;
  let high = analysed.bag.length - 1;
  while (low <= high) {
    const middle = (low + high) >> 1;
    const found = analysed.bag[middle] ?? 0;
    if (found === termId) return analysed.counts[middle] ?? 0;
    if (found < termId) low = middle + 1;
    else high = middle - 1;
  }
  return 0;
}

function flagsOf(token: Token): number {
  return (
    (token.isStop ? TOKEN.stop : 0) |
    (token.isCapitalized ? TOKEN.capitalized : 0) |
    (token.isNumber ? TOKEN.number : 0)
  );
}
