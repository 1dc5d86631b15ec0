import type { ChatServices } from './chat.js';
import type { BotError } from './errors.js';
import type { CorpusRange } from './reply.js';

/** A kept answer, named by its question. */
export interface KeptQuestion {
  readonly id: string;
  readonly question: string;
  /** When it was shown, in milliseconds since 1970 in UTC. */
  readonly at: number;
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
  /** Why the bot cannot do its work right now: `store-unavailable`, `unreachable`; undefined when it can. Never rejects. */
  notReady(): Promise<BotError | undefined>;
  /** The measurements in the text form of Prometheus. */
  metrics(): Promise<{ readonly contentType: string; readonly text: string }>;
}
