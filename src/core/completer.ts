import MiniSearch from 'minisearch';
import type { Article, Name } from './article/article.js';
import { foldText } from './article/fold.js';
import type { Completion } from './chat.js';
import type { CompletedField } from './commands/command.js';

/** A value with everything under which it may be looked for. */
interface Entry {
  readonly id: string;
  readonly label: string;
  /** Every text under which an article has it, with how many do: names come with other spellings here and there. */
  readonly texts: Map<string, number>;
  /** In how many articles it stands. */
  count: number;
  /** The newest day of these, for the order of articles when nothing is typed yet. */
  day: string;
}

/** A completion with how well it fits, comparable between completers. */
export interface ScoredCompletion extends Completion {
  readonly score: number;
  /** Among equals the later one comes first: how often a name stands in articles, the day of an article. */
  readonly rank: string | number;
}

/** Words of this length or more may be mistyped by one letter. */
const MIN_FUZZY_LENGTH = 4;
const FIELDS: readonly CompletedField[] = ['article', 'publisher', 'topic', 'place', 'person'];

/**
 * Completes what somebody types into a field: by the beginnings of its words, in any order, with one slip a word. What
 * stands in more articles comes first among equals; of articles the newest.
 */
export class Completer {
  readonly #fields: ReadonlyMap<CompletedField, FieldValues>;

  constructor(articles: Iterable<Article> = []) {
    this.#fields = new Map(FIELDS.map((field) => [field, new FieldValues()]));
    for (const article of articles) this.add(article);
  }

  /** Takes the values of an article in. */
  add(article: Article): void {
    for (const [field, id, label, text] of valuesOf(article)) {
      this.#fields.get(field)?.add(id, label, text, article.published ?? '');
    }
  }

  /** Takes them out again, when no other article has them. */
  remove(article: Article): void {
    for (const [field, id, , text] of valuesOf(article)) this.#fields.get(field)?.remove(id, text);
  }

  /**
   * @param prefix  as typed so far; empty gives the newest articles, the most frequent names
   * @returns at most `limit`, best first; `score` compares completions of several completers
   */
  complete(field: CompletedField, prefix: string, limit: number): ScoredCompletion[] {
    return this.#fields.get(field)?.find(prefix, limit, field === 'article') ?? [];
  }
}

/** The values of one field. */
class FieldValues {
  readonly #entries = new Map<string, Entry>();
  readonly #index = new MiniSearch<{ readonly id: string; readonly text: string }>({
    fields: ['text'],
    tokenize: (text) => text.match(/[\p{L}\p{N}]+/gu) ?? [],
    processTerm: (term) => foldText(term),
  });

  add(id: string, label: string, text: string, day: string): void {
    const entry = this.#entries.get(id) ?? { id, label, texts: new Map<string, number>(), count: 0, day };
    this.#entries.set(id, entry);
    entry.count += 1;
    if (day > entry.day) entry.day = day;
    const times = entry.texts.get(text) ?? 0;
    entry.texts.set(text, times + 1);
    if (times === 0) this.#indexAgain(entry);
  }

  remove(id: string, text: string): void {
    const entry = this.#entries.get(id);
    const times = entry?.texts.get(text);
    if (entry === undefined || times === undefined) return;
    entry.count -= 1;
    if (entry.count === 0) this.#entries.delete(id);
    if (times > 1) entry.texts.set(text, times - 1);
    else {
      entry.texts.delete(text);
      this.#indexAgain(entry);
    }
  }

  #indexAgain({ id, texts }: Entry): void {
    if (this.#index.has(id)) this.#index.discard(id);
    // Sorted, so that it does not matter in which order the articles came.
    if (texts.size > 0) this.#index.add({ id, text: [...texts.keys()].sort().join(' ') });
  }

  find(prefix: string, limit: number, isByDay: boolean): ScoredCompletion[] {
    const found = /[\p{L}\p{N}]/u.test(prefix) ? this.#search(prefix) : [...this.#entries.values()].map(toScored);
    return found
      .map(({ entry: { id, label, day, count }, score }) => ({
        value: id,
        label,
        score,
        rank: isByDay ? day : count,
      }))
      .sort(byFit)
      .slice(0, limit);
  }

  #search(prefix: string): { entry: Entry; score: number }[] {
    const search = (fuzzy: boolean) =>
      this.#index.search(prefix, {
        combineWith: 'AND',
        prefix: true,
        fuzzy: fuzzy ? (term) => (term.length >= MIN_FUZZY_LENGTH ? 1 : false) : false,
      });
    const exact = search(false);
    // Slips are looked for only when nothing fits as typed: "Gaza" should not bring "Giza" with it.
    return (exact.length > 0 ? exact : search(true)).flatMap(({ id, score }) => {
      const entry = this.#entries.get(String(id));
      return entry === undefined ? [] : [{ entry, score }];
    });
  }
}

function toScored(entry: Entry): { entry: Entry; score: number } {
  return { entry, score: 0 };
}

/**
 * The completions of two completers in one order; a value of both stands once, where it fits better.
 */
export function mergeCompletions(
  one: readonly ScoredCompletion[],
  other: readonly ScoredCompletion[],
): ScoredCompletion[] {
  const best = new Map<string, ScoredCompletion>();
  for (const completion of [...one, ...other].sort(byFit)) {
    if (!best.has(completion.value)) best.set(completion.value, completion);
  }
  return [...best.values()];
}

function byFit(a: ScoredCompletion, b: ScoredCompletion): number {
  return b.score - a.score || -compare(a.rank, b.rank) || compare(a.label, b.label);
}

function compare(a: string | number, b: string | number): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

type Value = readonly [field: CompletedField, id: string, label: string, text: string];

function valuesOf(article: Article): Value[] {
  const day = article.published === undefined ? '' : `${article.published} `;
  const publishers = new Set([article.publisher, ...article.sources.map(({ name }) => name)]);
  return [
    ['article', article.id, `${day}${article.title}`, `${article.title} ${article.id}`],
    ...[...publishers].flatMap((name): Value[] => (name === undefined ? [] : [['publisher', name, name, name]])),
    ...[...new Set(article.topics)].map((topic): Value => ['topic', topic, topic, topic]),
    ...toNameValues('place', article.places),
    ...toNameValues('person', article.people),
  ];
}

function toNameValues(field: CompletedField, names: readonly Name[]): Value[] {
  const distinct = new Map(names.map((name) => [name.name, name]));
  return [...distinct.values()].map(({ name, aliases }) => [field, name, name, [name, ...aliases].join(' ')]);
}
