import type { Article } from './article/article.js';
import type { Reply } from './reply.js';

/** Structured logging. `fields` never hold a secret, and question text only at `debug`. */
export interface Log {
  debug(fields: Readonly<Record<string, unknown>>, message: string): void;
  info(fields: Readonly<Record<string, unknown>>, message: string): void;
  warn(fields: Readonly<Record<string, unknown>>, message: string): void;
  error(fields: Readonly<Record<string, unknown>>, message: string): void;
  /** A log whose every line carries these fields too. */
  child(fields: Readonly<Record<string, unknown>>): Log;
}

/** A word of a query as the index knows it, with the weight that a match of it has (0 to 1; 1 = the word itself). */
export interface QueryTerm {
  readonly term: string;
  readonly weight: number;
}

/** An article that an index proposes for a query: the index never decides the final order. */
export interface Candidate {
  readonly id: string;
  /** The index's own score, comparable within one answer of one index only. */
  readonly score: number;
  /** The terms of the query that the article holds. */
  readonly terms: readonly string[];
}

/** What an index is given of an article: its terms in order, already folded and stemmed. */
export interface IndexEntry {
  readonly id: string;
  readonly title: readonly string[];
  readonly body: readonly string[];
}

/** A full-text index over articles which proposes candidates. Implementations hold no article text. */
export interface CandidateIndex {
  readonly engine: string;
  /** @throws {BotError} `internal` when the id is already indexed */
  add(entry: IndexEntry): void;
  /** Forgets an article; does nothing when the id is unknown. */
  remove(id: string): void;
  /**
   * The best candidates for any of the terms, best first.
   *
   * @param limit  at most this many, 1 or more
   * @param accepts  false keeps an article out of the candidates
   */
  propose(terms: readonly QueryTerm[], limit: number, accepts?: (id: string) => boolean): Candidate[];
}

/** What forgetting a person took away. */
export interface Forgotten {
  /** Kept replies to their questions. */
  readonly replies: number;
  /** Their judgements of replies. */
  readonly judgements: number;
  /** Feeds and subscriptions that no longer name them. */
  readonly ownerships: number;
}

/** What is known of earlier texts of articles. Every method may fail with `store-unavailable`. */
export interface ArticleHistory {
  /**
   * The revisions of an article that a space could ever see, oldest first, the one at hand not necessarily among them.
   *
   * @returns `firstSeen` as an ISO instant; absent when it is not known
   */
  revisionsOf(
    article: string,
    space: string,
  ): Promise<readonly { readonly revision: string; readonly firstSeen?: string }[]>;
  /** An article as a space saw it in an earlier revision; undefined when that text is not kept. */
  textOf(article: string, revision: string, space: string): Promise<Article | undefined>;
}

/** What is remembered between requests, as far as commands read or change it. Every method may fail with `store-unavailable`. */
export interface Memory {
  /** A kept reply; undefined when it is not this space's, or its time is over. */
  replyOf(id: string, space: string): Promise<Reply | undefined>;
  /** Notes whether a reply helped; the last word of a person counts. False when the space has no such reply. */
  judge(judgement: {
    readonly reply: string;
    readonly space: string;
    readonly asker: string;
    readonly isHelpful: boolean;
    readonly reason?: string;
  }): Promise<boolean>;
  /** Deletes what is kept about a person. */
  forget(asker: string): Promise<Forgotten>;
}

/** What a space is told about a feed. */
export interface FeedFacts {
  readonly id: string;
  readonly url: string;
  readonly title?: string;
  readonly state: 'active' | 'disabled';
  /** Articles of it that the space sees. */
  readonly articles: number;
  /** ISO instants. */
  readonly lastSuccess?: string;
  readonly lastError?: string;
  /** What the last reading left out or changed, in words. */
  readonly note?: string;
  readonly nextTry?: string;
  /** Items waiting for the end of the embargo or being read for the first time. */
  readonly waiting?: number;
  readonly excerptChars?: number;
  readonly embargoMs?: number;
  readonly addedBy?: string;
  /** All spaces see its articles, and none can remove it. */
  readonly isForAll?: true;
}

/** The feeds of each space. Every method may fail with `store-unavailable`. */
export interface FeedKeeper {
  /**
   * Has a space read a feed. Nothing is fetched here: whether the address can be read is what the first fetch tells.
   *
   * @returns `isNew` is false when the space reads it already
   * @throws {BotError} `bad-request` for an address that is none
   */
  add(feed: {
    readonly url: string;
    readonly space: string;
    readonly asker: string;
    readonly excerptChars?: number;
    readonly embargoMs?: number;
  }): Promise<{ readonly feed: FeedFacts; readonly isNew: boolean }>;
  /** The space's own feeds, and those of all (`*`). */
  list(space: string): Promise<readonly FeedFacts[]>;
  /** @returns false when the space has no such feed */
  remove(id: string, space: string): Promise<boolean>;
}
