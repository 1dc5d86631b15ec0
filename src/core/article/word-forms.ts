/** Stands for no terms. */
const NONE: ReadonlySet<number> = new Set();

/**
 * Which terms of the articles are forms of one word, by the keys of their words (`toWordKeys`). A question in French asks
 * here what else may stand for its words; a library without French articles has nothing under French keys.
 *
 * Forms that stand on others know those of both.
 */
export class WordForms {
  readonly #base: WordForms | undefined;
  /** Key -> number of a term -> in how many articles it stands as a word with that key. */
  readonly #terms = new Map<string, Map<number, number>>();
  /** Language -> how many keys of it there are. */
  readonly #keys = new Map<string, number>();

  /** @param base  whose forms are known too, now and later */
  constructor(base?: WordForms) {
    this.#base = base;
  }

  /** Whether an article has a word of a language. */
  hasLanguage(language: string): boolean {
    return (this.#keys.get(language) ?? 0) > 0 || this.#base?.hasLanguage(language) === true;
  }

  /**
   * Counts the words of an article in, or out again.
   *
   * @param words  the keys of each term that is a word of a language with keys
   * @param change  1 when the article arrives, -1 when it goes
   */
  count(words: ReadonlyMap<number, Iterable<string>>, change: 1 | -1): void {
    for (const [term, keys] of words) for (const key of keys) this.#countOne(key, term, change);
  }

  /** The numbers of the terms that share a key. */
  termsOf(key: string): ReadonlySet<number> {
    const own = this.#terms.get(key);
    const below = this.#base?.termsOf(key) ?? NONE;
    return own === undefined ? below : new Set([...below, ...own.keys()]);
  }

  #countOne(key: string, term: number, change: 1 | -1): void {
    const terms = this.#terms.get(key);
    const count = (terms?.get(term) ?? 0) + change;
    if (terms === undefined) {
      this.#terms.set(key, new Map([[term, count]]));
      this.#countKey(key, 1);
    } else if (count > 0) terms.set(term, count);
    else {
      terms.delete(term);
      if (terms.size > 0) return;
      this.#terms.delete(key);
      this.#countKey(key, -1);
    }
  }

  #countKey(key: string, change: 1 | -1): void {
    const language = key.slice(0, key.indexOf(' '));
    this.#keys.set(language, (this.#keys.get(language) ?? 0) + change);
  }
}
