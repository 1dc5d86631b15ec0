import type { ChatServices } from './chat.js';
import type { BotError } from './errors.js';
import type { ArticleMention, CorpusRange } from './reply.js';

/** A kept answer, named by its question. */
export interface KeptQuestion {
  readonly id: string;
  readonly question: string;
  /** When it was shown, in milliseconds since 1970 in UTC. */
  readonly at: number;
}

/** The story to which an article belongs. */
export interface StoryOfArticle {
  /** How many articles it has, this one and the copies included. */
  readonly articles: number;
  /** Names of its independent sources, sorted: copies of one text count as one. */
  readonly sources: readonly string[];
  /** The first and the last day of publication, `YYYY-MM-DD`; absent when no article has a day. */
  readonly from?: string;
  readonly to?: string;
  /** The other articles, the earliest first. */
  readonly others: readonly ArticleMention[];
}

/** What the web page is given, beside the catalogue: it sees neither the index nor the store. */
export interface WebServices
  extends Pick<ChatServices, 'run' | 'complete' | 'knowsArticle' | 'claimEvent' | 'delivered'> {
  /** Whether answers are kept, so that they have an address. */
  readonly keeps: boolean;
  /** What a space can see, in numbers. */
  range(space: string): CorpusRange;
  /**
   * The answers that were shown to all of a space and quote an article, newest first. Never rejects.
   *
   * @param limit  1 or more
   */
  quotedIn(article: string, space: string, limit: number): Promise<readonly KeptQuestion[]>;
  /** The story of an article among those that a space can see; undefined when it has no other article. */
  storyOf(article: string, space: string): StoryOfArticle | undefined;
  /**
   * The nearest days that have articles which a space can see.
   *
   * @param day  `YYYY-MM-DD`; need not have any
   * @returns the one before and the one after it, each absent when there is none
   */
  nearestDays(day: string, space: string): { readonly before?: string; readonly after?: string };
  /** The local day of now, `YYYY-MM-DD`, in this IANA time zone or else in the one in which digests are told of. */
  today(zone: string | undefined): string;
  /** Why the bot cannot do its work right now: `store-unavailable`, `unreachable`; undefined when it can. Never rejects. */
  notReady(): Promise<BotError | undefined>;
  /** The measurements in the text form of Prometheus. */
  metrics(): Promise<{ readonly contentType: string; readonly text: string }>;
}
