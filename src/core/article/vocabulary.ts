import SearchableMap from 'minisearch/SearchableMap';

/** Words shorter than this are never corrected: too many words are one letter away. */
const MIN_LENGTH = 5;
/** Two letters may differ only behind so many that agree, and only if the word then is a name: "netanyahoo". */
const SHARED_START = 4;
/** A common word of this length is seldom one letter away from another. */
const LONG = 6;

/** How a word stands in the articles. */
interface Use {
  /** How often it stands there. */
  count: number;
  /** How often of these without a capital: a word that always has one is a name. */
  small: number;
}

const UNUSED: Readonly<Use> = { count: 0, small: 0 };

/**
 * The words of the articles as they are written, for correcting the spelling of a question. The tree that finds near
 * words is grown at the first correction, so that a start does not pay for it.
 *
 * A vocabulary that stands on another one knows the words of both.
 */
export class Vocabulary {
  readonly #base: Vocabulary | undefined;
  /** By the folded word. */
  readonly #words = new Map<string, Use>();
  #tree: SearchableMap<string> | undefined;

  /** @param base  whose words are known too, now and later */
  constructor(base?: Vocabulary) {
    this.#base = base;
  }

  /** Takes a folded word in, once for each place where it stands. */
  add(folded: string, isCapitalized: boolean): void {
    const use = this.#words.get(folded);
    if (use === undefined) {
      this.#words.set(folded, { count: 1, small: isCapitalized ? 0 : 1 });
      this.#tree?.set(folded, folded);
    } else {
      use.count += 1;
      if (!isCapitalized) use.small += 1;
    }
  }

  /** Takes out what `add` took in. Without its last place a word is unknown. */
  remove(folded: string, isCapitalized: boolean): void {
    const use = this.#words.get(folded);
    if (use === undefined) return;
    use.count -= 1;
    if (!isCapitalized) use.small -= 1;
    if (use.count > 0) return;
    this.#words.delete(folded);
    this.#tree?.delete(folded);
  }

  /** Whether a folded word stands in an article as it is. */
  has(folded: string): boolean {
    return this.#words.has(folded) || this.#base?.has(folded) === true;
  }

  /**
   * The word of the articles that a misspelt word may mean: the nearest, then the most frequent, then the first by the
   * alphabet. One slip is allowed (a letter more, less, other, or two that changed places); two only where the result is
   * a name.
   *
   * @param folded  a word that no article has
   * @returns undefined for short words and for words with nothing near
   */
  nearest(folded: string): string | undefined {
    if (folded.length < MIN_LENGTH) return undefined;
    return [...new Map(this.#near(folded))]
      .map(([word, edits]) => ({
        word,
        slips: isTransposed(folded, word) ? 1 : edits,
        ...this.#useOf(word),
      }))
      .filter(({ word, slips, small }) => {
        if (word[0] !== folded[0]) return false;
        if (small === 0) return slips <= 1 || word.slice(0, SHARED_START) === folded.slice(0, SHARED_START);
        // "score" is no slip for "store": among common words only slips that make no other word are taken back.
        return (
          slips <= 1 &&
          (folded.length >= LONG ||
            isTransposed(folded, word) ||
            hasLostDouble(folded, word) ||
            hasLostDouble(word, folded))
        );
      })
      .sort((a, b) => a.slips - b.slips || b.count - a.count || (a.word < b.word ? -1 : 1))[0]?.word;
  }

  /** Words within two edits, with the edits; a word of both vocabularies comes twice. */
  *#near(folded: string): Iterable<readonly [word: string, edits: number]> {
    for (const [word, [, edits]] of this.#grownTree().fuzzyGet(folded, 2)) yield [word, edits];
    if (this.#base !== undefined) yield* this.#base.#near(folded);
  }

  #useOf(word: string): Readonly<Use> {
    const own = this.#words.get(word) ?? UNUSED;
    if (this.#base === undefined) return own;
    const below = this.#base.#useOf(word);
    return { count: own.count + below.count, small: own.small + below.small };
  }

  #grownTree(): SearchableMap<string> {
    if (this.#tree === undefined) {
      this.#tree = new SearchableMap<string>();
      for (const word of this.#words.keys()) this.#tree.set(word, word);
    }
    return this.#tree;
  }
}

/** Whether a word lacks one of two equal letters: "sumit". */
function hasLostDouble(folded: string, word: string): boolean {
  const at = [...word].findIndex((letter, index) => letter !== folded[index]);
  return word.length === folded.length + 1 && word[at] === word[at - 1] && word.slice(at + 1) === folded.slice(at);
}

/** Whether two words differ by two neighbouring letters that changed places, the commonest slip of the hand. */
function isTransposed(a: string, b: string): boolean {
  if (a.length !== b.length) return false;
  const at = [...a].findIndex((letter, index) => letter !== b[index]);
  return a[at] === b[at + 1] && a[at + 1] === b[at] && a.slice(at + 2) === b.slice(at + 2);
}
