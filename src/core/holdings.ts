import type { AnalysedArticle } from './article/analyse.js';
import { addDays } from './article/calendar.js';
import { foldText } from './article/fold.js';
import type { CorpusRange } from './reply.js';

/**
 * What a library holds, in numbers: articles, words, publishers and days. Holdings that stand on others count those
 * too: a publisher of both is one.
 */
export class Holdings {
  readonly #base: Holdings | undefined;
  /** Folded publisher -> its articles, so that counting publishers reads no article. */
  readonly #publishers = new Map<string, number>();
  /** Day of publication -> ids, sorted. No day is without. */
  readonly #days = new Map<string, string[]>();
  #articles = 0;
  #words = 0;
  #changes = 0;
  #range: { readonly changes: number; readonly value: CorpusRange } | undefined;

  /** @param base  whose articles count too, now and later */
  constructor(base?: Holdings) {
    this.#base = base;
  }

  /** How many articles there are. */
  get articles(): number {
    return this.#articles + (this.#base?.articles ?? 0);
  }

  /** How many content words they have together. */
  get words(): number {
    return this.#words + (this.#base?.words ?? 0);
  }

  /** Counts an article in (1), or out again (-1). */
  count({ article, length }: AnalysedArticle, change: 1 | -1): void {
    this.#changes += 1;
    this.#articles += change;
    this.#words += change * length;
    if (article.published !== undefined) this.#countDay(article.published, article.id, change);
    if (article.publisher === undefined) return;
    const publisher = foldText(article.publisher);
    const articles = (this.#publishers.get(publisher) ?? 0) + change;
    if (articles === 0) this.#publishers.delete(publisher);
    else this.#publishers.set(publisher, articles);
  }

  /** How many articles and publishers there are, and the first and last day. Looked through again after a change only. */
  range(): CorpusRange {
    const changes = this.#allChanges;
    if (this.#range?.changes !== changes) this.#range = { changes, value: this.#findRange() };
    return this.#range.value;
  }

  /**
   * Ids of the articles published from one day to another, both included: by day, those of one day by id.
   *
   * @param limit  at most this many, the earliest first
   */
  publishedBetween(from: string, to: string, limit: number): string[] {
    const range = this.range();
    const ids: string[] = [];
    const last = range.to !== undefined && range.to < to ? range.to : to;
    for (
      let day = range.from !== undefined && range.from > from ? range.from : from;
      day <= last;
      day = addDays(day, 1)
    ) {
      for (const id of this.#idsOf(day)) {
        if (ids.length === limit) return ids;
        ids.push(id);
      }
    }
    return ids;
  }

  /** The nearest day before this one that has articles, and the nearest one after it; each absent when there is none. */
  nearestDays(day: string): { readonly before?: string; readonly after?: string } {
    let before: string | undefined;
    let after: string | undefined;
    for (const other of this.#allDays()) {
      if (other < day && (before === undefined || other > before)) before = other;
      if (other > day && (after === undefined || other < after)) after = other;
    }
    return { ...(before !== undefined && { before }), ...(after !== undefined && { after }) };
  }

  *#allDays(): Iterable<string> {
    yield* this.#days.keys();
    if (this.#base !== undefined) yield* this.#base.#allDays();
  }

  #countDay(day: string, id: string, change: 1 | -1): void {
    const ids = this.#days.get(day) ?? [];
    const last = ids.at(-1);
    // Articles mostly arrive in the order of their ids.
    const at = last === undefined || last < id ? ids.length : ids.findIndex((other) => other >= id);
    if (change === 1) ids.splice(at, 0, id);
    else ids.splice(at, 1);
    if (ids.length === 0) this.#days.delete(day);
    else this.#days.set(day, ids);
  }

  #idsOf(day: string): readonly string[] {
    const own = this.#days.get(day) ?? [];
    if (this.#base === undefined) return own;
    const below = this.#base.#idsOf(day);
    return own.length === 0 ? below : below.length === 0 ? own : [...own, ...below].sort();
  }

  /** Only ever grows, so that equal numbers mean that nothing has changed, here or below. */
  get #allChanges(): number {
    return this.#changes + (this.#base === undefined ? 0 : this.#base.#allChanges);
  }

  #findRange(): CorpusRange {
    const below = this.#base?.range();
    let { from, to } = below ?? {};
    for (const day of this.#days.keys()) {
      if (from === undefined || day < from) from = day;
      if (to === undefined || day > to) to = day;
    }
    let publishers = below?.publishers ?? 0;
    for (const publisher of this.#publishers.keys()) {
      if (this.#base === undefined || !this.#base.#hasPublisher(publisher)) publishers += 1;
    }
    return {
      articles: this.articles,
      publishers,
      ...(from === undefined || to === undefined ? {} : { from, to }),
    };
  }

  #hasPublisher(folded: string): boolean {
    if (this.#publishers.has(folded)) return true;
    return this.#base === undefined ? false : this.#base.#hasPublisher(folded);
  }
}
