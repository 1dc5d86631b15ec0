import type { Article } from './article.js';
import { type CopyGroup, copyLikeness, groupByText, textLikeness } from './copy-groups.js';
import { type Fingerprint, toFingerprint } from './fingerprint.js';
import { toTextKey } from './identity.js';

/** Texts that have this many hashes of their sketches in common are compared. */
const LEAST_SHARED = 2;
/** A run that more texts have than this is a formula of the trade and leads to nothing. */
const MAX_SHARING = 100;
/** A text may stand in a list once for this library and once for the one below. */
const LONG_LIST = 2 * MAX_SHARING;
/** More texts than this that are alike, each to another, are a form that is filled in day by day, and no copies. */
const MAX_ALIKE = 200;
/** Fingerprints of articles not read yet that are kept: what one question compares, the next one often does. */
const MAX_KEPT = 500;

/** A text, and the articles that carry it word for word. */
interface Text {
  readonly key: string;
  readonly fingerprint: Fingerprint;
  /** Ids; never empty. */
  readonly articles: Set<string>;
}

/**
 * Which of the articles at hand are copies of one text. What is said depends on the articles only, and not on the order
 * in which they came.
 *
 * Nothing is read before somebody asks for copies; from then on every article as it arrives. One that stands on another
 * one sees the articles of both, and the one below knows nothing of it.
 */
export class Copies {
  readonly #base: Copies | undefined;
  readonly #articles = new Map<string, Article>();
  /** Ids of those that are not read yet. */
  readonly #unread = new Set<string>();
  readonly #texts = new Map<string, Text>();
  readonly #textOf = new Map<string, Text>();
  /** Hash -> the texts whose sketches hold it; a list only where there are several. */
  readonly #holders = new Map<number, Text | Text[]>();
  /** Id -> the articles that say they are copies of it, be it at hand or not. */
  readonly #declared = new Map<string, Set<string>>();
  readonly #fingerprints = new Map<string, Fingerprint>();
  #isAskedFor = false;
  #changes = 0;
  #groups: { readonly changes: number; readonly of: Map<string, CopyGroup> } | undefined;

  /** @param base  whose articles may be copies too, now and later */
  constructor(base?: Copies) {
    this.#base = base;
  }

  /** Takes an article in. Its id must be new, here and below. */
  add(article: Article): void {
    this.#changes += 1;
    this.#articles.set(article.id, article);
    this.#unread.add(article.id);
    if (article.copyOf !== undefined) {
      const declared = this.#declared.get(article.copyOf) ?? new Set();
      this.#declared.set(article.copyOf, declared.add(article.id));
    }
    if (this.#isAskedFor) this.read(article.id);
  }

  /** Forgets an article; does nothing for an unknown id. */
  remove(id: string): void {
    const article = this.#articles.get(id);
    if (article === undefined) return;
    this.#changes += 1;
    this.#articles.delete(id);
    this.#unread.delete(id);
    this.#fingerprints.delete(id);
    if (article.copyOf !== undefined) {
      const declared = this.#declared.get(article.copyOf);
      declared?.delete(id);
      if (declared?.size === 0) this.#declared.delete(article.copyOf);
    }
    const text = this.#textOf.get(id);
    if (text === undefined) return;
    this.#textOf.delete(id);
    text.articles.delete(id);
    if (text.articles.size > 0) return;
    this.#texts.delete(text.key);
    for (const hash of text.fingerprint.sketch) this.#unlist(hash, text);
  }

  /** Reads an article ahead of the first who asks for copies; does nothing when that is done, or the id unknown here. */
  read(id: string): void {
    const article = this.#articles.get(id);
    if (article === undefined || !this.#unread.delete(id)) return;
    const key = toTextKey(article.body);
    const known = this.#texts.get(key);
    const text = known ?? { key, fingerprint: this.#fingerprintOf(article), articles: new Set<string>() };
    text.articles.add(id);
    this.#textOf.set(id, text);
    this.#fingerprints.delete(id);
    if (known !== undefined) return;
    this.#texts.set(key, text);
    for (const hash of text.fingerprint.sketch) this.#list(hash, text);
  }

  /**
   * The articles that carry the text of this one, with the one that stands for them. An article that says of what it is
   * a copy belongs there, whatever its text, as long as that one is at hand.
   *
   * @returns a group of its own for an article without copies; undefined for an unknown id
   */
  groupOf(id: string): CopyGroup | undefined {
    const changes = this.#allChanges;
    if (this.#groups?.changes !== changes) this.#groups = { changes, of: new Map() };
    const groups = this.#groups.of;
    if (groups.has(id) || this.#find(id) === undefined) return groups.get(id);
    this.#readAll();
    for (const { representative, others } of this.#groupsAround(this.namedOrigin(id))) {
      const members = [representative, ...others].flatMap((member) => this.#withDeclared(member.id));
      const group = { representative: representative.id, members: members.sort() };
      for (const member of group.members) groups.set(member, group);
    }
    return groups.get(id);
  }

  /** How much two articles at hand share when they are copies of one text: above 0 and at most 1; else 0. */
  likeness(one: Article, other: Article): number {
    return copyLikeness(one, this.#fingerprintOf(one), other, this.#fingerprintOf(other));
  }

  /** The groups of all articles whose texts are like that of this one, directly or by others between. */
  #groupsAround(id: string): ReturnType<typeof groupByText> {
    const article = this.#find(id);
    if (article === undefined) return [];
    const keys = this.#alikeTexts(this.#keyOf(id));
    const articles = [...keys]
      .flatMap((key) => this.#articlesOf(key))
      .filter(({ id: other }) => this.namedOrigin(other) === other);
    return keys.size > MAX_ALIKE
      ? [{ representative: article, others: [] }]
      : groupByText(articles, (one, other) => this.likeness(one, other));
  }

  /** Keys of the texts to which a chain of texts leads, each like the one before; more than `MAX_ALIKE` are not followed up. */
  #alikeTexts(start: string): Set<string> {
    const found = new Set([start]);
    for (const key of found) {
      const [article] = this.#articlesOf(key);
      if (article === undefined) continue;
      const fingerprint = this.#fingerprintOf(article);
      for (const other of this.#candidates(fingerprint.sketch)) {
        const [likely] = found.has(other) ? [] : this.#articlesOf(other);
        if (likely !== undefined && textLikeness(fingerprint, this.#fingerprintOf(likely)) > 0) found.add(other);
      }
      if (found.size > MAX_ALIKE) break;
    }
    return found;
  }

  /** Keys of the texts whose sketches share enough with this one. */
  #candidates(sketch: Uint32Array): string[] {
    const counts = new Map<string, number>();
    for (const hash of sketch) {
      const texts = this.#sharing(hash);
      if (texts.length > LONG_LIST) continue;
      const keys = new Set(texts.map(({ key }) => key));
      if (keys.size > MAX_SHARING) continue;
      for (const key of keys) counts.set(key, (counts.get(key) ?? 0) + 1);
    }
    const least = Math.min(LEAST_SHARED, sketch.length);
    return [...counts].filter(([, count]) => count >= least).map(([key]) => key);
  }

  /** The texts with this hash, here and below; of lists that are too long anyhow only one. */
  #sharing(hash: number): readonly Text[] {
    const found = this.#holders.get(hash) ?? [];
    const own = Array.isArray(found) ? found : [found];
    if (this.#base === undefined || own.length > LONG_LIST) return own;
    const below = this.#base.#sharing(hash);
    return below.length > LONG_LIST ? below : [...below, ...own];
  }

  #list(hash: number, text: Text): void {
    const known = this.#holders.get(hash);
    if (known === undefined) this.#holders.set(hash, text);
    else if (Array.isArray(known)) known.push(text);
    else this.#holders.set(hash, [known, text]);
  }

  #unlist(hash: number, text: Text): void {
    const known = this.#holders.get(hash);
    if (known === text) this.#holders.delete(hash);
    if (!Array.isArray(known)) return;
    known.splice(known.indexOf(text), 1);
    const [last] = known;
    if (known.length === 1 && last !== undefined) this.#holders.set(hash, last);
  }

  /** The article at the end of what articles say they are copies of; the article itself when it says nothing, or in a circle. */
  namedOrigin(id: string): string {
    const passed = new Set([id]);
    let origin = id;
    for (let next = this.#find(id)?.copyOf; next !== undefined; next = this.#find(origin)?.copyOf) {
      if (passed.has(next)) return id;
      if (this.#find(next) === undefined) break;
      passed.add(next);
      origin = next;
    }
    return origin;
  }

  /** An article with those that say they are copies of it, or of one of those. */
  #withDeclared(id: string): string[] {
    const found = new Set([id]);
    for (const each of found) for (const copy of this.#declaredCopies(each)) found.add(copy);
    return [...found].filter((copy) => this.namedOrigin(copy) === id);
  }

  #declaredCopies(id: string): readonly string[] {
    const own = [...(this.#declared.get(id) ?? [])];
    return this.#base === undefined ? own : [...this.#base.#declaredCopies(id), ...own];
  }

  #articlesOf(key: string): Article[] {
    const own = [...(this.#texts.get(key)?.articles ?? [])].flatMap((id) => this.#articles.get(id) ?? []);
    return this.#base === undefined ? own : [...this.#base.#articlesOf(key), ...own];
  }

  #keyOf(id: string): string {
    const own = this.#textOf.get(id)?.key;
    return own !== undefined || this.#base === undefined ? (own ?? '') : this.#base.#keyOf(id);
  }

  #find(id: string): Article | undefined {
    const own = this.#articles.get(id);
    return own !== undefined || this.#base === undefined ? own : this.#base.#find(id);
  }

  #fingerprintOf(article: Article): Fingerprint {
    if (this.#base !== undefined && !this.#articles.has(article.id)) return this.#base.#fingerprintOf(article);
    const kept = this.#textOf.get(article.id)?.fingerprint ?? this.#fingerprints.get(article.id);
    if (kept !== undefined) return kept;
    const fingerprint = toFingerprint(article);
    if (this.#fingerprints.size >= MAX_KEPT) this.#fingerprints.clear();
    this.#fingerprints.set(article.id, fingerprint);
    return fingerprint;
  }

  #readAll(): void {
    if (this.#base !== undefined) this.#base.#readAll();
    this.#isAskedFor = true;
    for (const id of this.#unread) this.read(id);
  }

  /** Only ever grows, so that equal numbers mean that nothing has changed, here or below. */
  get #allChanges(): number {
    return this.#changes + (this.#base === undefined ? 0 : this.#base.#allChanges);
  }
}
