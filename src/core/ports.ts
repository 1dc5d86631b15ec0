import type { Article } from './article/article.js';
import type { DigestReply } from './digest-reply.js';
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

/** What a channel wishes for. */
interface SubscriptionWish {
  /** Local time `HH:MM`, or `now` for alerts: each story once, when it comes. */
  readonly at: string;
  /** IANA time zone. */
  readonly zone: string;
  readonly topic?: string;
  readonly publisher?: string;
  /** What is posted when nothing is new: `line` says so, `silence` posts nothing. */
  readonly empty: 'line' | 'silence';
  /** Of a digest: stories that its message shows. Of alerts: how many are posted in an hour at most. */
  readonly limit?: number;
  /** `HH-HH`, local hours in which no alert is posted: from the first, to the second. */
  readonly quiet?: string;
}

/** What a space is told about a subscription. */
export interface SubscriptionFacts extends SubscriptionWish {
  readonly id: string;
  readonly platform: string;
  readonly channel: string;
  readonly state: 'active' | 'paused';
  /** Why it is paused, in words; absent when somebody paused it. */
  readonly pauseReason?: string;
  /** With the platform, `discord:123`; absent for one of the configuration. */
  readonly createdBy?: string;
  /** Only the configuration changes it. */
  readonly isConfigured?: true;
  /** ISO instants: of the next digest, and of the last that was sent. */
  readonly next?: string;
  readonly last?: string;
}

/** What the log says about one message that was due. */
export interface DeliveryFacts {
  readonly id: string;
  readonly subscription: string;
  readonly space: string;
  readonly platform: string;
  readonly channel: string;
  /** The local day of a digest, or the id of the story of an alert. */
  readonly occasion: string;
  readonly state: 'planned' | 'sending' | 'sent' | 'failed' | 'skipped';
  readonly attempts: number;
  /** Why it failed, was skipped or is tried again, in words. */
  readonly reason?: string;
  /** ISO instants: when it is due, and when it was sent or given up. */
  readonly due: string;
  readonly settled?: string;
  /** The platform's id of the posted message. */
  readonly message?: string;
}

/** The digests of each space. Every method but `preview` may fail with `store-unavailable`. */
export interface DigestKeeper {
  /**
   * What a digest would be now, and changes nothing.
   *
   * @param request.day  ISO day: the articles published on it; absent: what is new since the last digest of the channel, or
   *   in the last 24 hours
   * @throws {BotError} `bad-request` for a zone that is none; without a day also where no state is kept
   */
  preview(request: {
    readonly space: string;
    readonly channel?: string;
    readonly day?: string;
    readonly zone?: string;
    readonly filters: NonNullable<DigestReply['filters']>;
  }): Promise<DigestReply>;
  /**
   * Subscribes a channel.
   *
   * @returns `isNew` is false when the channel has the same wish already
   * @throws {BotError} `bad-request` when the channel has too many
   */
  subscribe(
    wish: Partial<SubscriptionWish> & { readonly space: string; readonly channel: string; readonly asker: string },
  ): Promise<{ readonly subscription: SubscriptionFacts; readonly isNew: boolean }>;
  /** Those of a space, the oldest first. */
  list(space: string): Promise<readonly SubscriptionFacts[]>;
  /** @returns false when the space has none of that id */
  pause(id: string, space: string): Promise<boolean>;
  /** @returns false when the space has none of that id */
  resume(id: string, space: string): Promise<boolean>;
  /** @returns false when the space has none of that id */
  unsubscribe(id: string, space: string): Promise<boolean>;
  /**
   * Has no digest and no alert of a channel tell of a story any more, whatever else comes to it.
   *
   * @param articles  of the story
   */
  mute(mute: {
    readonly space: string;
    readonly channel: string;
    readonly asker: string;
    readonly articles: readonly string[];
  }): Promise<void>;
  /**
   * What was sent and what was not, newest first.
   *
   * @param space  only of this one
   * @param limit  1 or more
   */
  deliveries(options: { readonly space?: string; readonly limit: number }): Promise<readonly DeliveryFacts[]>;
}
