import type { AnalysedArticle } from '../article/analyse.js';
import { dayNumber } from '../article/calendar.js';
import type { Spellings } from './spellings.js';
import { namesOf, readTraits, type StoryTraits } from './story-traits.js';

/** What is known of one day's articles once somebody has looked at that day. */
interface Day {
  /** Term of a headline -> the articles that have it. */
  readonly byTitle: Map<number, StoryTraits[]>;
  /** Term of a headline or lead -> the articles that have it. */
  readonly byHead: Map<number, StoryTraits[]>;
  /** Spelling -> the articles that list the name. */
  readonly byName: Map<string, StoryTraits[]>;
}

/** What leads from one article to others that may report the same event: what is rare of it. */
export interface Clues {
  /** Terms of the headline. */
  readonly title: readonly number[];
  /** Terms of headline and lead. */
  readonly head: readonly number[];
  /** Spellings of names, folded. */
  readonly names: readonly string[];
  /** Of the article; names lead to other languages only, as words lead further within one. */
  readonly language: string;
}

/**
 * The dated articles of one library by day, word and name, so that those which may report one event are found without
 * looking at all. A day is read when somebody first looks at it.
 */
export class StoryIndex {
  /** How names are spelt. */
  readonly spellings: Spellings;
  readonly #articles = new Map<string, AnalysedArticle>();
  readonly #traits = new Map<string, StoryTraits>();
  /** Day number -> ids. */
  readonly #ids = new Map<number, Set<string>>();
  readonly #days = new Map<number, Day>();
  /** Spelling -> how many articles list it; counted when somebody first asks. */
  #names: Map<string, number> | undefined;

  constructor(spellings: Spellings) {
    this.spellings = spellings;
  }

  /** Takes an article in; its id must be new. */
  add(analysed: AnalysedArticle): void {
    const { article } = analysed;
    this.#articles.set(article.id, analysed);
    this.#countNames(analysed, 1);
    if (article.published === undefined) return;
    const day = dayNumber(article.published);
    const ids = this.#ids.get(day) ?? new Set();
    this.#ids.set(day, ids.add(article.id));
    const read = this.#days.get(day);
    if (read !== undefined) list(read, this.#read(analysed));
  }

  /** Forgets an article; does nothing for an unknown id. */
  remove(id: string): void {
    const analysed = this.#articles.get(id);
    if (analysed === undefined) return;
    this.#articles.delete(id);
    this.#countNames(analysed, -1);
    const traits = this.#traits.get(id);
    this.#traits.delete(id);
    if (analysed.article.published === undefined) return;
    const day = dayNumber(analysed.article.published);
    const ids = this.#ids.get(day);
    ids?.delete(id);
    if (ids?.size === 0) this.#ids.delete(day);
    const read = this.#days.get(day);
    if (read !== undefined && traits !== undefined) unlist(read, traits);
  }

  /** The traits of an article; undefined for an unknown id. */
  traitsOf(id: string): StoryTraits | undefined {
    const analysed = this.#articles.get(id);
    return analysed === undefined ? undefined : this.#read(analysed);
  }

  /** How many articles list a name under this spelling. */
  frequencyOfName(spelling: string): number {
    if (this.#names === undefined) {
      this.#names = new Map();
      for (const analysed of this.#articles.values()) this.#countNames(analysed, 1);
    }
    return this.#names.get(spelling) ?? 0;
  }

  /**
   * Ids of a day's articles that have one of the clues: a word of the one headline in the other headline or lead, or a
   * name. An id may come several times.
   *
   * @param day  as `dayNumber` gives it
   */
  *following(day: number, { title, head, names, language }: Clues): Iterable<string> {
    const read = this.#readDay(day);
    if (read === undefined) return;
    for (const term of title) for (const { id } of read.byHead.get(term) ?? []) yield id;
    for (const term of head) for (const { id } of read.byTitle.get(term) ?? []) yield id;
    for (const name of names) {
      for (const other of read.byName.get(name) ?? []) if (other.language !== language) yield other.id;
    }
  }

  #countNames({ article }: AnalysedArticle, change: 1 | -1): void {
    if (this.#names === undefined) return;
    for (const spelling of new Set(namesOf(article, this.spellings).flat())) {
      const count = (this.#names.get(spelling) ?? 0) + change;
      if (count === 0) this.#names.delete(spelling);
      else this.#names.set(spelling, count);
    }
  }

  #readDay(number: number): Day | undefined {
    const known = this.#days.get(number);
    const ids = this.#ids.get(number);
    if (known !== undefined || ids === undefined) return known;
    const day: Day = { byTitle: new Map(), byHead: new Map(), byName: new Map() };
    this.#days.set(number, day);
    for (const id of ids) {
      const traits = this.traitsOf(id);
      if (traits !== undefined) list(day, traits);
    }
    return day;
  }

  #read(analysed: AnalysedArticle): StoryTraits {
    const { id } = analysed.article;
    const traits = this.#traits.get(id) ?? readTraits(analysed, this.spellings);
    this.#traits.set(id, traits);
    return traits;
  }
}

function list({ byTitle, byHead, byName }: Day, traits: StoryTraits): void {
  for (const term of traits.title) push(byTitle, term, traits);
  for (const term of traits.head) push(byHead, term, traits);
  for (const name of new Set(traits.names.flat())) push(byName, name, traits);
}

function unlist({ byTitle, byHead, byName }: Day, traits: StoryTraits): void {
  for (const term of traits.title) pull(byTitle, term, traits);
  for (const term of traits.head) pull(byHead, term, traits);
  for (const name of new Set(traits.names.flat())) pull(byName, name, traits);
}

function push<Key>(lists: Map<Key, StoryTraits[]>, key: Key, traits: StoryTraits): void {
  const list = lists.get(key);
  if (list === undefined) lists.set(key, [traits]);
  else list.push(traits);
}

function pull<Key>(lists: Map<Key, StoryTraits[]>, key: Key, traits: StoryTraits): void {
  const rest = (lists.get(key) ?? []).filter((other) => other !== traits);
  if (rest.length === 0) lists.delete(key);
  else lists.set(key, rest);
}
