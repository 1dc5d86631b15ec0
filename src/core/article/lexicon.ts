/**
 * Numbers for terms, and in how many articles each stands. One lexicon serves a whole library, so that articles keep
 * their words as small integers.
 */
export class Lexicon {
  readonly #ids = new Map<string, number>();
  readonly #terms: string[] = [];
  readonly #frequencies: number[] = [];

  /** How many distinct terms have been seen. */
  get size(): number {
    return this.#terms.length;
  }

  /** The number of a term; a new one is given the next. */
  idOf(term: string): number {
    const known = this.#ids.get(term);
    if (known !== undefined) return known;
    const id = this.#terms.length;
    this.#ids.set(term, id);
    this.#terms.push(term);
    this.#frequencies.push(0);
    return id;
  }

  /** The number of a term that has been seen, else undefined. A question asks here, so that it adds nothing. */
  find(term: string): number | undefined {
    return this.#ids.get(term);
  }

  /** The term of a number; empty for a number that was never given. */
  termOf(id: number): string {
    return this.#terms[id] ?? '';
  }

  /** In how many articles a term stands; 0 for an unknown one. */
  documentFrequency(term: string): number {
    const id = this.#ids.get(term);
    return id === undefined ? 0 : this.frequencyOf(id);
  }

  /** The same by the number of a term. */
  frequencyOf(id: number): number {
    return this.#frequencies[id] ?? 0;
  }

  /**
   * Counts an article's distinct terms in, or out again.
   *
   * @param change  1 when the article arrives, -1 when it goes
   */
  count(termIds: Iterable<number>, change: 1 | -1): void {
    for (const id of termIds) this.#frequencies[id] = (this.#frequencies[id] ?? 0) + change;
  }
}
