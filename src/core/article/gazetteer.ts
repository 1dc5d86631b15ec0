import { distance } from 'fastest-levenshtein';
import type { AliasTable } from './alias-table.js';
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

interface Group {
  readonly name: string;
  type: NameType;
  readonly spellings: Map<string, readonly string[]>;
}

/**
 * The names that the corpus knows: those in the articles' front matter with their other spellings, and those of the
 * alias file. Finds them in a text by their words, whatever the case.
 */
export class Gazetteer {
  /** Names as they were given, so that each is read once. */
  readonly #seen = new Set<string>();
  /** Spelling (terms joined by a space) -> its group. */
  readonly #groups = new Map<string, Group>();
  /** First term of a spelling -> the spellings that begin with it, longest first. */
  readonly #byFirst = new Map<string, string[]>();
  /** Term -> other spellings of the same part of a name, so that "Aruri" alone finds "Saleh al-Arouri". */
  readonly #parts = new Map<string, Map<string, string>>();

  /** Adds a name; spellings that are known already join their group. */
  add(name: Name, type: NameType): void {
    // The same name stands in the front matter of many articles.
    const written = [name.name, ...name.aliases].join('\n');
    if (this.#seen.has(written)) return;
    this.#seen.add(written);
    const spellings = [name.name, ...name.aliases].map((written) => ({ written, terms: termsOf(written) }));
    const known = spellings.map(({ terms }) => this.#groups.get(terms.join(' '))).find((group) => group !== undefined);
    const group: Group = known ?? { name: name.name, type, spellings: new Map() };
    this.#pairParts([name.name, ...name.aliases]);
    if (group.type === 'other') group.type = type;
    for (const { written, terms } of spellings) {
      const key = terms.join(' ');
      if (key === '' || this.#groups.has(key)) continue;
      this.#groups.set(key, group);
      group.spellings.set(written, terms);
      const first = terms[0] ?? '';
      const list = this.#byFirst.get(first) ?? [];
      list.push(key);
      list.sort((a, b) => b.split(' ').length - a.split(' ').length);
      this.#byFirst.set(first, list);
    }
  }

  /** Adds the groups of an alias file. */
  addAliases(table: AliasTable): void {
    for (const [name, ...aliases] of table.names) {
      if (name !== undefined) this.add({ name, aliases }, 'other');
    }
  }

  /** Other spellings of a single word as part of a name; empty when there are none. */
  partVariants(term: string): readonly { readonly term: string; readonly written: string }[] {
    return [...(this.#parts.get(term) ?? [])].map(([variant, written]) => ({ term: variant, written }));
  }

  /** The type of a known name, by its terms joined with a space; undefined when no such name is known. */
  typeOf(key: string): NameType | undefined {
    return this.#groups.get(key)?.type;
  }

  #pairParts(spellings: readonly string[]): void {
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

  /**
   * The longest known name that begins at a position.
   *
   * @param terms  the terms of a text in order
   */
  matchAt(terms: readonly string[], at: number): NameMatch | undefined {
    for (const key of this.#byFirst.get(terms[at] ?? '') ?? []) {
      const words = key.split(' ');
      if (!words.every((word, index) => terms[at + index] === word)) continue;
      const group = this.#groups.get(key);
      if (group === undefined) continue;
      const variants = [...group.spellings]
        .filter(([, spelling]) => spelling.join(' ') !== key)
        .map(([written, spelling]) => ({ written, terms: spelling }));
      return { name: group.name, type: group.type, first: at, last: at + words.length - 1, variants };
    }
    return undefined;
  }
}

/** Whether two words can be two spellings of one name: a third of the letters may differ. */
function isSpellingOf(a: string, b: string): boolean {
  return a !== b && distance(a, b) <= Math.max(1, Math.floor(Math.max(a.length, b.length) / 3));
}

function termsOf(written: string): readonly string[] {
  return tokenize(written).map((token) => token.term);
}
