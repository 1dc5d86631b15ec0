import SearchableMap from 'minisearch/SearchableMap';

/** Words shorter than this are never corrected: too many words are one letter away. */
const MIN_LENGTH = 5;
/** Two letters may differ only behind so many that agree, and only if the word then is a name: "netanyahoo". */
const SHARED_START = 4;
/** A common word of this length is seldom one letter away from another. */
const LONG = 6;

/**
 * The words of the corpus as they are written, for correcting the spelling of a question. The tree that finds near
 * words is grown at the first correction, so that a start does not pay for it.
 */
export class Vocabulary {
  /** Folded word -> how often it stands in the corpus, and whether it was ever written without a capital. */
  readonly #words = new Map<string, { count: number; isCommon: boolean }>();
  #tree: SearchableMap<string> | undefined;

  /** Takes a folded word in. */
  add(folded: string, isCapitalized: boolean): void {
    const word = this.#words.get(folded);
    if (word === undefined) {
      this.#words.set(folded, { count: 1, isCommon: !isCapitalized });
      this.#tree?.set(folded, folded);
    } else {
      word.count += 1;
      word.isCommon ||= !isCapitalized;
    }
  }

  /** Whether a folded word stands in the corpus as it is. */
  has(folded: string): boolean {
    return this.#words.has(folded);
  }

  /**
   * The word of the corpus that a misspelt word may mean: the nearest, then the most frequent. One slip is allowed (a
   * letter more, less, other, or two that changed places); two only where the result is a name.
   *
   * @param folded  a word that the corpus does not have
   * @returns undefined for short words and for words with nothing near
   */
  nearest(folded: string): string | undefined {
    if (folded.length < MIN_LENGTH) return undefined;
    return [...this.#grownTree().fuzzyGet(folded, 2)]
      .map(([word, [, edits]]) => ({
        word,
        slips: isTransposed(folded, word) ? 1 : edits,
        known: this.#words.get(word),
      }))
      .filter(({ word, slips, known }) => {
        if (word[0] !== folded[0]) return false;
        if (known?.isCommon === false)
          return slips <= 1 || word.slice(0, SHARED_START) === folded.slice(0, SHARED_START);
        // "score" is no slip for "store": among common words only slips that make no other word are taken back.
        return (
          slips <= 1 &&
          (folded.length >= LONG ||
            isTransposed(folded, word) ||
            hasLostDouble(folded, word) ||
            hasLostDouble(word, folded))
        );
      })
      .sort((a, b) => a.slips - b.slips || (b.known?.count ?? 0) - (a.known?.count ?? 0))[0]?.word;
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
