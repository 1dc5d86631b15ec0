import { distance } from 'fastest-levenshtein';
import type { AliasTable } from './article/alias-table.js';
import { type AnalysedArticle, analyseArticle, forgetWords } from './article/analyse.js';
import type { Article } from './article/article.js';
import { Copies } from './article/copies.js';
import { foldText } from './article/fold.js';
import { Gazetteer } from './article/gazetteer.js';
import { inverseDocumentFrequency } from './article/inverse-document-frequency.js';
import { Lexicon } from './article/lexicon.js';
import type { AnalysedSentence } from './article/read-sentences.js';
import { Vocabulary } from './article/vocabulary.js';
import type { Completion } from './chat.js';
import type { CompletedField } from './commands/command.js';
import { Completer, mergeCompletions, type ScoredCompletion } from './completer.js';
import { BotError } from './errors.js';
import { type CopiedArticle, unionOfSources } from './events/independent-sources.js';
import { Stories, type Story } from './events/stories.js';
import { Holdings } from './holdings.js';
import type { Candidate, CandidateIndex, QueryTerm } from './ports.js';
import type { ArticleMention, CorpusRange } from './reply.js';

/**
 * The articles at hand, analysed and indexed. Everything that a question reads, and nothing that it changes.
 *
 * A library may stand on another one. It then answers from the articles of both, as they are at that moment, and the one
 * below knows nothing of it: so several that stand on the same one never learn of each other. An id stands in one of
 * them only; an article that the library below is about to take must leave the ones above first (`Libraries` sees to it).
 */
export class Library {
  readonly lexicon: Lexicon;
  readonly gazetteer: Gazetteer;
  readonly vocabulary: Vocabulary;
  readonly aliases: AliasTable;
  /** What proposes candidates, by its name only: an index knows one library's articles and not those below. */
  readonly index: Pick<CandidateIndex, 'engine'>;
  readonly #index: CandidateIndex;
  readonly #base: Library | undefined;
  readonly #articles = new Map<string, AnalysedArticle>();
  readonly #holdings: Holdings;
  readonly #copies: Copies;
  readonly #stories: Stories;
  /** Made when somebody first types into a field that completes. */
  #completer: Completer | undefined;

  /**
   * @param index  an empty one, for the articles of this library itself
   * @param base  the library on which this one stands
   */
  constructor(index: CandidateIndex, aliases: AliasTable, base?: Library) {
    this.index = index;
    this.#index = index;
    this.aliases = aliases;
    this.#base = base;
    this.lexicon = new Lexicon(base?.lexicon);
    this.gazetteer = new Gazetteer(base?.gazetteer);
    this.vocabulary = new Vocabulary(base?.vocabulary);
    this.#holdings = new Holdings(base === undefined ? undefined : base.#holdings);
    this.#copies = new Copies(base === undefined ? undefined : base.#copies);
    this.#stories = new Stories(this, base === undefined ? undefined : base.#stories);
    // What the library below has read already is skipped there.
    this.gazetteer.addAliases(aliases);
  }

  /** How many articles there are. */
  get size(): number {
    return this.#holdings.articles;
  }

  /** How many sentences the articles have together. Reads every article, so it is not for the path of a question. */
  countSentences(): number {
    const own = [...this.#articles.values()].reduce((sum, { sentences }) => sum + sentences.length, 0);
    return own + (this.#base?.countSentences() ?? 0);
  }

  /** Content words an article has on average; 1 for an empty library, so that it can divide. */
  get averageLength(): number {
    return this.size === 0 ? 1 : Math.max(1, this.#holdings.words / this.size);
  }

  /**
   * Takes an article in: it answers questions from then on.
   *
   * @throws {BotError} `bad-request` when the id is taken, here or in the library below
   */
  add(article: Article): void {
    if (this.get(article.id) !== undefined) {
      throw new BotError(
        'bad-request',
        `There is already an article with the id ${article.id}: give one of them another id.`,
      );
    }
    const { analysed, titleWords, bodyWords } = analyseArticle(article, this);
    this.gazetteer.add(article);
    this.#index.add({ id: article.id, title: titleWords, body: bodyWords });
    this.#articles.set(article.id, analysed);
    this.#holdings.count(analysed, 1);
    this.#copies.add(article);
    this.#stories.add(analysed);
    this.#completer?.add(article);
  }

  /** Forgets an article of this library with all that is known from it; does nothing when it has none of that id. */
  remove(id: string): void {
    const analysed = this.#articles.get(id);
    if (analysed === undefined) return;
    this.#index.remove(id);
    this.#articles.delete(id);
    this.gazetteer.remove(id);
    forgetWords(analysed, this);
    this.#holdings.count(analysed, -1);
    this.#copies.remove(id);
    this.#stories.remove(id);
    this.#completer?.remove(analysed.article);
  }

  /**
   * Takes an article in, in the place of the one that this library has under its id, if any. No question is answered in
   * between.
   *
   * @throws {BotError} `bad-request` when the library below has the id
   */
  replace(article: Article): void {
    this.remove(article.id);
    this.add(article);
  }

  /** The analysed article of an id. */
  get(id: string): AnalysedArticle | undefined {
    return this.#articles.get(id) ?? this.#base?.get(id);
  }

  /** All articles, those of the library below first, each library's in the order of their arrival. Not for the path of a question. */
  *all(): IterableIterator<AnalysedArticle> {
    if (this.#base !== undefined) yield* this.#base.all();
    yield* this.#articles.values();
  }

  /**
   * The best candidates for any of the terms, best first.
   *
   * @param limit  at most this many, 1 or more
   * @param accepts  false keeps an article out of the candidates
   */
  propose(terms: readonly QueryTerm[], limit: number, accepts?: (id: string) => boolean): Candidate[] {
    const own = this.#index.propose(terms, limit, accepts);
    if (this.#base === undefined) return own;
    return this.#merge(terms, [...own, ...this.#base.propose(terms, limit, accepts)]).slice(0, limit);
  }

  /**
   * Values of a field that somebody may be typing, best first.
   *
   * @param prefix  as typed so far; empty gives the newest articles, the most frequent names
   * @param limit  at most this many, 1 or more
   */
  complete(field: CompletedField, prefix: string, limit: number): Completion[] {
    return this.#completions(field, prefix, limit).map(({ value, label }) => ({ value, label }));
  }

  /** The article of an id in one revision; undefined when that revision is not at hand. */
  articleAt(id: string, revision: string): Article | undefined {
    const article = this.get(id)?.article;
    return article?.revision === revision ? article : undefined;
  }

  /** The sentences of an article; none for an unknown id. */
  sentencesOf(id: string): readonly AnalysedSentence[] {
    return this.get(id)?.sentences ?? [];
  }

  /**
   * Ids that somebody may have meant by a wrong one: those that hold it, then the nearest by spelling. It reads every
   * id, so it is for a mistaken request only.
   */
  idsLike(wanted: string, limit: number): string[] {
    const folded = foldText(wanted);
    return [...this.all()]
      .map(({ article: { id } }) => ({ id, edits: id.includes(folded) ? 0 : distance(folded, id) }))
      .filter(({ id, edits }) => edits <= id.length / 3)
      .sort((a, b) => a.edits - b.edits || (a.id < b.id ? -1 : 1))
      .slice(0, limit)
      .map(({ id }) => id);
  }

  /** An article named by title, day and publisher. */
  mention(id: string): ArticleMention {
    const article = this.get(id)?.article;
    return {
      article: id,
      title: article?.title ?? id,
      ...(article?.published === undefined ? {} : { published: article.published }),
      ...(article?.publisher === undefined ? {} : { publisher: article.publisher }),
    };
  }

  /**
   * Ids of the articles published from one day to another, both included: by day, those of one day by id.
   *
   * @param limit  at most this many, the earliest first
   */
  publishedBetween(from: string, to: string, limit: number): string[] {
    return this.#holdings.publishedBetween(from, to, limit);
  }

  /**
   * The other articles that carry the same text, shortened or edited though they may be, sorted. The first who asks has
   * all articles read, unless `readCopies` was told of them before.
   */
  copiesOf(id: string): readonly string[] {
    return (this.#copies.groupOf(id)?.members ?? []).filter((other) => other !== id);
  }

  /** The article that stands for the text of this one: the agency's own, else the earliest; itself when it has no copies. */
  representativeOf(id: string): string {
    return this.#copies.groupOf(id)?.representative ?? id;
  }

  /**
   * The article of which this one is a copy: the one that it names itself, when that is at hand, else the one that stands
   * for its text; undefined when it is no copy.
   */
  copyOf(id: string): string | undefined {
    const named = this.get(id)?.article.copyOf;
    if (named !== undefined && named !== id && this.get(named) !== undefined) return named;
    const representative = this.representativeOf(id);
    return representative === id ? undefined : representative;
  }

  /**
   * The article of which this one says that it is a copy, followed to the end as far as those are at hand; itself when it
   * says nothing.
   */
  namedOrigin(id: string): string {
    return this.#copies.namedOrigin(id);
  }

  /** Names of the independent sources of these articles together, sorted; unknown ids count for nothing. */
  independentSources(ids: readonly string[]): readonly string[] {
    return unionOfSources(ids.flatMap((id) => this.#withCopies(id)));
  }

  /** How much of the shorter one two articles at hand share when they are copies of one text, at most 1; else 0. */
  likeness(one: Article, other: Article): number {
    return this.#copies.likeness(one, other);
  }

  /** Reads one article of this library itself ahead of the first who asks for copies. */
  readCopies(id: string): void {
    this.#copies.read(id);
  }

  /**
   * The articles that report the same event as this one, told as a story: one article that is alone in its story is one
   * too. The first who asks has the articles of the days around read.
   *
   * @returns undefined for an unknown id
   */
  storyOf(id: string): Story | undefined {
    return this.#stories.storyOf(id);
  }

  /** The nearest day before this one that has articles, and the nearest one after it; each absent when there is none. */
  nearestDays(day: string): { readonly before?: string; readonly after?: string } {
    return this.#holdings.nearestDays(day);
  }

  /** What the corpus holds: how many articles and publishers, and the first and last day. */
  range(): CorpusRange {
    return this.#holdings.range();
  }

  #withCopies(id: string): CopiedArticle[] {
    const article = this.get(id)?.article;
    if (article === undefined) return [];
    const representative = this.representativeOf(id);
    const others = this.copiesOf(representative);
    const copies = [representative, ...others].flatMap((copy) => this.get(copy)?.article ?? []);
    return [{ article, copies }];
  }

  #completions(field: CompletedField, prefix: string, limit: number): ScoredCompletion[] {
    this.#completer ??= new Completer([...this.#articles.values()].map(({ article }) => article));
    const own = this.#completer.complete(field, prefix, limit);
    if (this.#base === undefined) return own;
    return mergeCompletions(this.#base.#completions(field, prefix, limit), own).slice(0, limit);
  }

  /**
   * Candidates of two indexes in one order. Their own scores cannot be compared: a word that is rare among all articles
   * is a common one to an index of three. So they are ordered by the words they hold, each by its rarity among all.
   */
  #merge(terms: readonly QueryTerm[], candidates: readonly Candidate[]): Candidate[] {
    const weights = new Map(
      terms.map(({ term, weight }) => [
        term,
        weight * inverseDocumentFrequency(this.lexicon.documentFrequency(term), this.size),
      ]),
    );
    return candidates
      .map((candidate) => ({
        ...candidate,
        score: candidate.terms.reduce((sum, term) => sum + (weights.get(term) ?? 0), 0),
      }))
      .sort((a, b) => b.score - a.score || (a.id < b.id ? -1 : 1));
  }
}
