import { distance } from 'fastest-levenshtein';
import type { Name } from './article.js';
import { tokenize } from './tokens.js';

export type NameType = 'person' | 'place' | 'organization' | 'other';

/** A name that stands in a text, by the positions of its first and last token. */
export interface NameMatch {
  readonly name: string;
  readonly type: NameType;
  readonly first: number;
  readonly last: number;
  /** The terms of every other spelling. */
  readonly variants: readonly { readonly written: string; readonly terms: readonly string[] }[];
}

const NO_PARTS: ReadonlyMap<string, string> = new Map();

/** The spellings of one person, place or organization. */
interface Group {
  readonly name: string;
  type: NameType;
  /** As written -> its terms. */
  readonly spellings: Map<string, readonly string[]>;
}

/** One spelling, as it is looked for in a text. */
interface Spelling {
  readonly terms: readonly string[];
  readonly group: Group;
}

/**
 * Names with their spellings, made for finding them in a text by their words, whatever the case. What a book says
 * depends on the order in which names are written into it: the first name of a group is its main one.
 *
 * A book that stands on another one knows the names of both. It never changes the one below: a group that gets a
 * spelling here is copied first.
 */
export class NameBook {
  /** The book below, as it was when this one was begun. */
  readonly base: NameBook | undefined;
  /** Names as they were given, so that each is read once. */
  readonly #seen = new Set<string>();
  /** Spelling (terms joined by a space) -> its group. */
  readonly #groups = new Map<string, Group>();
  /** First term of a spelling -> the spellings that begin with it, longest first. */
  readonly #byFirst = new Map<string, Spelling[]>();
  /** Term -> other spellings of the same part of a name, so that "Aruri" alone finds "Saleh al-Arouri". */
  readonly #parts = new Map<string, Map<string, string>>();

  constructor(base?: NameBook) {
    this.base = base;
  }

  /** Writes a name in; spellings that are known already join their group. */
  add(name: Name, type: NameType): void {
    const all = [name.name, ...name.aliases];
    // The same name stands in the front matter of many articles.
    const written = all.join('\n');
    if (this.#hasSeen(written)) return;
    this.#seen.add(written);
    const spellings = all.map((spelling) => ({ written: spelling, terms: termsOf(spelling) }));
    this.#pairParts(all);
    const known = spellings.map(({ terms }) => this.#groupOf(terms.join(' '))).find((found) => found !== undefined);
    const added = spellings.filter(({ terms }) => terms.length > 0 && this.#groupOf(terms.join(' ')) === undefined);
    const setsType = known !== undefined && known.type === 'other' && type !== 'other';
    if (added.length === 0 && !setsType) return;
    const group = known === undefined ? { name: name.name, type, spellings: new Map() } : this.#toOwn(known);
    if (group.type === 'other') group.type = type;
    for (const { written: spelling, terms } of added) {
      // "Lind" and "LIND" are two spellings for a reader and one for us.
      if (this.#groups.has(terms.join(' '))) continue;
      group.spellings.set(spelling, terms);
      this.#enter(terms, group);
    }
  }

  /** Other spellings of a single word as part of a name; empty when there are none. */
  partVariants(term: string): readonly { readonly term: string; readonly written: string }[] {
    return [...this.#partsOf(term)].map(([variant, written]) => ({ term: variant, written }));
  }

  /**
   * The longest known name that begins at a position.
   *
   * @param terms  the terms of a text in order
   */
  matchAt(terms: readonly string[], at: number): NameMatch | undefined {
    const own = this.#ownMatchAt(terms, at);
    const below = this.base?.matchAt(terms, at);
    // Of two that are equally long, which then are the same words, the own one knows more spellings.
    return own === undefined || (below !== undefined && below.last > own.last) ? below : own;
  }

  #ownMatchAt(terms: readonly string[], at: number): NameMatch | undefined {
    const found = this.#byFirst
      .get(terms[at] ?? '')
      ?.find((spelling) => spelling.terms.every((term, offset) => terms[at + offset] === term));
    if (found === undefined) return undefined;
    const { name, type, spellings } = found.group;
    const variants = [...spellings]
      .filter(([, spelling]) => spelling !== found.terms)
      .map(([written, spelling]) => ({ written, terms: spelling }));
    return { name, type, first: at, last: at + found.terms.length - 1, variants };
  }

  #hasSeen(written: string): boolean {
    if (this.#seen.has(written)) return true;
    return this.base === undefined ? false : this.base.#hasSeen(written);
  }

  #groupOf(key: string): Group | undefined {
    return this.#groups.get(key) ?? (this.base === undefined ? undefined : this.base.#groupOf(key));
  }

  #partsOf(term: string): ReadonlyMap<string, string> {
    const own = this.#parts.get(term) ?? NO_PARTS;
    return this.base === undefined ? own : new Map([...this.base.#partsOf(term), ...own]);
  }

  /** The group itself when it is of this book, else a copy that is. */
  #toOwn(group: Group): Group {
    const [first] = group.spellings.values();
    if (first === undefined || this.#groups.get(first.join(' ')) === group) return group;
    const own: Group = { ...group, spellings: new Map(group.spellings) };
    for (const terms of own.spellings.values()) this.#enter(terms, own);
    return own;
  }

  #enter(terms: readonly string[], group: Group): void {
    this.#groups.set(terms.join(' '), group);
    const first = terms[0] ?? '';
    const list = this.#byFirst.get(first) ?? [];
    list.push({ terms, group });
    list.sort((a, b) => b.terms.length - a.terms.length);
    this.#byFirst.set(first, list);
  }

  #pairParts(spellings: readonly string[]): void {
    if (spellings.length === 1) return;
    const words = spellings.map((written) =>
      tokenize(written).map(({ term, start, end }) => ({ term, written: written.slice(start, end) })),
    );
    for (const one of words) {
      for (const other of words) {
        if (one.length !== other.length) continue;
        one.forEach(({ term }, index) => {
          const variant = other[index];
          if (variant === undefined || !isSpellingOf(term, variant.term)) return;
          const variants = this.#parts.get(term) ?? new Map<string, string>();
          this.#parts.set(term, variants.set(variant.term, variant.written));
        });
      }
    }
  }
}

/** Whether two words can be two spellings of one name: a third of the letters may differ. */
function isSpellingOf(a: string, b: string): boolean {
  return a !== b && distance(a, b) <= Math.max(1, Math.floor(Math.max(a.length, b.length) / 3));
}

function termsOf(written: string): readonly string[] {
  return tokenize(written).map((token) => token.term);
}
