import { distance } from 'fastest-levenshtein';
import type { AliasTable } from './article/alias-table.js';
import { type AnalysedArticle, analyseArticle } from './article/analyse.js';
import type { Article } from './article/article.js';
import { addDays } from './article/calendar.js';
import { foldText } from './article/fold.js';
import { Gazetteer } from './article/gazetteer.js';
import { Lexicon } from './article/lexicon.js';
import type { AnalysedSentence } from './article/read-sentences.js';
import { Vocabulary } from './article/vocabulary.js';
import { BotError } from './errors.js';
import type { CandidateIndex } from './ports.js';
import type { ArticleMention, CorpusRange } from './reply.js';

/** The articles at hand, analysed and indexed. Everything that a question reads, and nothing that it changes. */
export class Library {
  readonly index: CandidateIndex;
  readonly lexicon = new Lexicon();
  readonly gazetteer = new Gazetteer();
  readonly vocabulary = new Vocabulary();
  readonly aliases: AliasTable;
  readonly #articles = new Map<string, AnalysedArticle>();
  /** Folded publisher -> its articles, so that counting publishers reads no article. */
  readonly #publishers = new Map<string, number>();
  /** Day of publication -> ids. */
  readonly #days = new Map<string, Set<string>>();
  #words = 0;
  #range: { from?: string; to?: string } | undefined;

  constructor(index: CandidateIndex, aliases: AliasTable) {
    this.index = index;
    this.aliases = aliases;
    this.gazetteer.addAliases(aliases);
  }

  /** How many articles there are. */
  get size(): number {
    return this.#articles.size;
  }

  /** How many sentences the articles have together. Reads every article, so it is not for the path of a question. */
  countSentences(): number {
    return [...this.#articles.values()].reduce((sum, { sentences }) => sum + sentences.length, 0);
  }

  /** Content words an article has on average; 1 for an empty library, so that it can divide. */
  get averageLength(): number {
    return this.size === 0 ? 1 : Math.max(1, this.#words / this.size);
  }

  /**
   * Takes an article in: it answers questions from then on.
   *
   * @throws {BotError} `bad-request` when the id is taken
   */
  add(article: Article): void {
    if (this.#articles.has(article.id)) {
      throw new BotError(
        'bad-request',
        `There is already an article with the id ${article.id}: give one of them another id.`,
      );
    }
    // Its names first: the analysis looks them up.
    for (const person of article.people) this.gazetteer.add(person, 'person');
    for (const place of article.places) this.gazetteer.add(place, 'place');
    for (const organization of article.organizations) this.gazetteer.add(organization, 'organization');
    const { analysed, titleWords, bodyWords } = analyseArticle(article, this);
    this.index.add({ id: article.id, title: titleWords, body: bodyWords });
    this.#articles.set(article.id, analysed);
    this.lexicon.count(analysed.bag, 1);
    this.#count(analysed, 1);
  }

  /** Forgets an article; does nothing when there is none of that id. Its names stay known. */
  remove(id: string): void {
    const analysed = this.#articles.get(id);
    if (analysed === undefined) return;
    this.index.remove(id);
    this.#articles.delete(id);
    this.lexicon.count(analysed.bag, -1);
    this.#count(analysed, -1);
  }

  /** The analysed article of an id. */
  get(id: string): AnalysedArticle | undefined {
    return this.#articles.get(id);
  }

  /** All articles, in the order of their arrival. Not for the path of a question. */
  all(): IterableIterator<AnalysedArticle> {
    return this.#articles.values();
  }

  /** The article of an id in one revision; undefined when that revision is not at hand. */
  articleAt(id: string, revision: string): Article | undefined {
    const article = this.#articles.get(id)?.article;
    return article?.revision === revision ? article : undefined;
  }

  /** The sentences of an article; none for an unknown id. */
  sentencesOf(id: string): readonly AnalysedSentence[] {
    return this.#articles.get(id)?.sentences ?? [];
  }

  /**
   * Ids that somebody may have meant by a wrong one: those that hold it, then the nearest by spelling. It reads every
   * id, so it is for a mistaken request only.
   */
  idsLike(wanted: string, limit: number): string[] {
    const folded = foldText(wanted);
    return [...this.#articles.keys()]
      .map((id) => ({ id, edits: id.includes(folded) ? 0 : distance(folded, id) }))
      .filter(({ id, edits }) => edits <= id.length / 3)
      .sort((a, b) => a.edits - b.edits)
      .slice(0, limit)
      .map(({ id }) => id);
  }

  /** An article named by title, day and publisher. */
  mention(id: string): ArticleMention {
    const article = this.#articles.get(id)?.article;
    return {
      article: id,
      title: article?.title ?? id,
      ...(article?.published === undefined ? {} : { published: article.published }),
      ...(article?.publisher === undefined ? {} : { publisher: article.publisher }),
    };
  }

  /**
   * Ids of the articles published from one day to another, both included.
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
      for (const id of this.#days.get(day) ?? []) {
        if (ids.length === limit) return ids;
        ids.push(id);
      }
    }
    return ids;
  }

  /** What the corpus holds: how many articles and publishers, and the first and last day. */
  range(): CorpusRange {
    this.#range ??= this.#findRange();
    return { articles: this.size, publishers: this.#publishers.size, ...this.#range };
  }

  #count(analysed: AnalysedArticle, change: 1 | -1): void {
    this.#words += change * analysed.length;
    this.#countDay(analysed.article.id, analysed.article.published, change);
    if (analysed.article.publisher === undefined) return;
    const publisher = foldText(analysed.article.publisher);
    const articles = (this.#publishers.get(publisher) ?? 0) + change;
    if (articles === 0) this.#publishers.delete(publisher);
    else this.#publishers.set(publisher, articles);
  }

  /** A new day widens the range; only when the article at an end goes must all be looked at again. */
  #countDay(id: string, day: string | undefined, change: 1 | -1): void {
    if (day === undefined) return;
    const ids = this.#days.get(day) ?? new Set();
    if (change === 1) this.#days.set(day, ids.add(id));
    else ids.delete(id);
    if (this.#range === undefined) return;
    const { from = day, to = day } = this.#range;
    if (change === 1) this.#range = { from: day < from ? day : from, to: day > to ? day : to };
    else if (day === from || day === to) this.#range = undefined;
  }

  #findRange(): { from?: string; to?: string } {
    const days = [...this.#days.keys()].filter((day) => this.#days.get(day)?.size !== 0).sort();
    const [from] = days;
    const to = days.at(-1);
    return from === undefined || to === undefined ? {} : { from, to };
  }
}
