import type { DeliveryFacts, SubscriptionFacts } from './ports.js';
import type { Citation, Filters, Quotation, ReplyBase } from './reply.js';

/** What a digest says of a story: what it is against earlier digests of the same channel. */
export type StoryMark = 'new' | 'update' | 'correction';

/** One story of a digest or of an alert. */
export interface DigestStory {
  /** The title of the article that is quoted first, or was corrected. */
  readonly title: string;
  readonly mark: StoryMark;
  /** How many articles report it, copies included, and from how many independent sources. */
  readonly articles: number;
  readonly independent: number;
  /** One or two, of the articles that are new; none when only sentences were changed or removed. */
  readonly sentences: readonly Quotation[];
  /** Sentences of an article that an earlier digest had, and what stands in their place now. */
  readonly changes?: readonly { readonly subject: string; readonly from: Quotation; readonly to: Quotation }[];
  /** Sentences that such an article no longer has. */
  readonly removed?: readonly Quotation[];
  /** All its articles, the earliest first, in the revisions of this digest. */
  readonly members: readonly { readonly article: string; readonly revision: string }[];
}

/** What is new, grouped by story, the most widely reported first. */
export interface DigestReply extends ReplyBase {
  readonly kind: 'digest';
  /** The local day, `YYYY-MM-DD`, in the IANA time zone `zone`. */
  readonly day: string;
  readonly zone: string;
  /** ISO instants: the articles were first seen, or for a named day published, from one to the other. */
  readonly from: string;
  readonly to: string;
  readonly stories: readonly DigestStory[];
  readonly citations: readonly Citation[];
  /** Only articles with these. */
  readonly filters?: Pick<Filters, 'publisher' | 'topic' | 'place' | 'person'>;
  /** How many stories a message should show, the others behind a button; default as many as fit. */
  readonly limit?: number;
  /** A single story, told when it came and not at a fixed time. */
  readonly isAlert?: true;
  /** ISO instant: it comes late, and was due then. */
  readonly due?: string;
  /** Local days since the last digest on which none was sent, because the bot did not run. */
  readonly missed?: readonly string[];
  /** Stories beyond the most that one digest holds. */
  readonly omitted?: number;
}

/** Subscriptions: those of a space, or one that was just made or changed. */
export interface SubscriptionsReply extends ReplyBase {
  readonly kind: 'subscriptions';
  readonly subscriptions: readonly SubscriptionFacts[];
  /** What was done with them. */
  readonly message?: string;
}

/** The log of what was sent and what was not. */
export interface DeliveriesReply extends ReplyBase {
  readonly kind: 'deliveries';
  /** Newest first. */
  readonly deliveries: readonly DeliveryFacts[];
}
