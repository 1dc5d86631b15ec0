import { WordForms } from './word-forms.js';

/**
 * Numbers for terms, and in how many articles each stands, so that articles keep their words as small integers.
 *
 * A lexicon that stands on another one shares its numbers and adds its own articles to the counts. Numbers may be shared
 * because nobody sees them: a term is found only when an article of this lexicon or of the one below has it, and nothing
 * depends on which term has which number.
 */
export class Lexicon {
  /** Which terms are forms of one word, in languages besides English. */
  readonly forms: WordForms;
  readonly #base: Lexicon | undefined;
  readonly #ids: Map<string, number>;
  readonly #terms: string[];
  /** By term number: how many articles of this lexicon itself have the term as a content word. */
  readonly #frequencies: number[] = [];
  /** The same as a stop word. */
  readonly #stopFrequencies: number[] = [];

  /** @param base  whose articles count too, now and later */
  constructor(base?: Lexicon) {
    this.#base = base;
    this.forms = new WordForms(base?.forms);
    this.#ids = base === undefined ? new Map() : base.#ids;
    this.#terms = base === undefined ? [] : base.#terms;
  }

  /** How many distinct terms the articles have, stop words included. Goes through all, so it is not for the path of a question. */
  get size(): number {
    return this.#terms.reduce((size, _, id) => (this.#isHeld(id) ? size + 1 : size), 0);
  }

  /** The number of a term; a new one is given the next. For articles: a question asks `find`, so that it adds nothing. */
  idOf(term: string): number {
    const known = this.#ids.get(term);
    if (known !== undefined) return known;
    const id = this.#terms.length;
    this.#ids.set(term, id);
    this.#terms.push(term);
    return id;
  }

  /** The number of a term that stands in an article, be it as a stop word; else undefined. */
  find(term: string): number | undefined {
    const id = this.#ids.get(term);
    return id !== undefined && this.#isHeld(id) ? id : undefined;
  }

  /** The term of a number; empty for a number that was never given. */
  termOf(id: number): string {
    return this.#terms[id] ?? '';
  }

  /** In how many articles a term stands as a content word; 0 for an unknown one. */
  documentFrequency(term: string): number {
    const id = this.#ids.get(term);
    return id === undefined ? 0 : this.frequencyOf(id);
  }

  /** The same by the number of a term. */
  frequencyOf(id: number): number {
    const own = this.#frequencies[id] ?? 0;
    return this.#base === undefined ? own : own + this.#base.frequencyOf(id);
  }

  /**
   * Counts an article in, or out again.
   *
   * @param content  its distinct content terms
   * @param stops  its distinct stop words
   * @param change  1 when the article arrives, -1 when it goes
   */
  count(content: Iterable<number>, stops: Iterable<number>, change: 1 | -1): void {
    for (const id of content) this.#frequencies[id] = (this.#frequencies[id] ?? 0) + change;
    for (const id of stops) this.#stopFrequencies[id] = (this.#stopFrequencies[id] ?? 0) + change;
  }

  #isHeld(id: number): boolean {
    if ((this.#frequencies[id] ?? 0) > 0 || (this.#stopFrequencies[id] ?? 0) > 0) return true;
    return this.#base === undefined ? false : this.#base.#isHeld(id);
  }
}
