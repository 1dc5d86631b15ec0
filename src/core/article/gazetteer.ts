import type { AliasTable } from './alias-table.js';
import type { Article } from './article.js';
import { NameBook, type NameMatch } from './name-book.js';

/** What an article says of names. */
export type NamedArticle = Pick<Article, 'id' | 'people' | 'places' | 'organizations'>;

/**
 * The names that the articles at hand list in their front matter, with their other spellings, and those of the alias
 * file. Names go with the last article that lists them.
 *
 * In which order articles come and go does not matter: names count as if the alias file had come first, and then the
 * articles by their ids. A gazetteer that stands on another one takes that one's names first of all.
 */
export class Gazetteer {
  readonly #base: Gazetteer | undefined;
  readonly #aliases: (readonly string[])[] = [];
  readonly #articles = new Map<string, NamedArticle>();
  /** Written when a name is looked for, and again when names or the book below have changed since. */
  #book: NameBook | undefined;

  /** @param base  whose names are known too, now and later */
  constructor(base?: Gazetteer) {
    this.#base = base;
  }

  /** Adds the groups of an alias file. */
  addAliases(table: AliasTable): void {
    this.#aliases.push(...table.names);
    this.#book = undefined;
  }

  /** Takes the names of an article in. */
  add(article: NamedArticle): void {
    if (!hasNames(article)) return;
    this.#articles.set(article.id, article);
    this.#book = undefined;
  }

  /** Takes them out; does nothing when there is no article of that id. */
  remove(id: string): void {
    if (this.#articles.delete(id)) this.#book = undefined;
  }

  /** The names as they are now: the same book as long as none is added or removed. */
  get names(): NameBook {
    const base = this.#base?.names;
    if (this.#book === undefined || this.#book.base !== base) this.#book = this.#writeBook(base);
    return this.#book;
  }

  /** The longest known name that begins at a position of a text, as `NameBook.matchAt`. */
  matchAt(terms: readonly string[], at: number): NameMatch | undefined {
    return this.names.matchAt(terms, at);
  }

  /** Other spellings of a single word as part of a name, as `NameBook.partVariants`. */
  partVariants(term: string): readonly { readonly term: string; readonly written: string }[] {
    return this.names.partVariants(term);
  }

  #writeBook(base: NameBook | undefined): NameBook {
    const book = new NameBook(base);
    for (const [name, ...aliases] of this.#aliases) if (name !== undefined) book.add({ name, aliases }, 'other');
    for (const id of [...this.#articles.keys()].sort()) {
      const { people, places, organizations } = this.#articles.get(id) ?? NO_NAMES;
      for (const person of people) book.add(person, 'person');
      for (const place of places) book.add(place, 'place');
      for (const organization of organizations) book.add(organization, 'organization');
    }
    return book;
  }
}

const NO_NAMES = { people: [], places: [], organizations: [] } as const;

function hasNames({ people, places, organizations }: NamedArticle): boolean {
  return people.length + places.length + organizations.length > 0;
}
