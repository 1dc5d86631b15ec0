/**
 * The tables of both stores, newest form. Types are the ones that SQLite and PostgreSQL share: texts, and integers.
 * Instants are milliseconds since 1970 in UTC; booleans are 0 and 1; what has a shape of its own is JSON in a text, and
 * is parsed when it is read.
 */
export interface Schema {
  article_revision: ArticleRevisionTable;
  article_content: ArticleContentTable;
  article_space: ArticleSpaceTable;
  article_log: ArticleLogTable;
  counter: CounterTable;
  reply: ReplyTable;
  quotation: QuotationTable;
  posting: PostingTable;
  feedback: FeedbackTable;
  event: EventTable;
  subscription: SubscriptionTable;
  delivery: DeliveryTable;
  feed: FeedTable;
  feed_item: FeedItemTable;
  article_key: ArticleKeyTable;
  held_article: HeldArticleTable;
  departure: DepartureTable;
  told_article: ToldArticleTable;
  muted_article: MutedArticleTable;
}

/** Every revision of the corpus folder that was ever seen; the folder itself holds the texts. */
interface ArticleRevisionTable {
  article: string;
  revision: string;
  first_seen: number;
}

/** The articles that were added at run time, old revisions among them, as long as somebody sees or quotes them. */
interface ArticleContentTable {
  article: string;
  revision: string;
  /**
   * Of the whole article, since a revision is a hash of the body alone: two spaces may give one text different titles or
   * addresses, and neither may change what the other sees.
   */
  content_hash: string;
  /** The article as JSON. */
  content: string;
}

/** Who sees an article that was added at run time: one row a space, `*` for all. */
interface ArticleSpaceTable {
  article: string;
  space: string;
  /** The content that the space sees now. */
  revision: string;
  content_hash: string;
  added_at: number;
}

/**
 * What changed in the articles, in the order in which it was committed: the cursor that several bots follow, and the
 * history of what a space has seen.
 */
interface ArticleLogTable {
  seq: number;
  article: string;
  /** Keyed hash of the space, once that is deleted. */
  space: string;
  change: 'shown' | 'hidden';
  /** The content that was shown; null for `hidden`. */
  revision: string | null;
  content_hash: string | null;
  at: number;
}

/** A number that is counted up inside a transaction, so that its order is the order of the commits. */
interface CounterTable {
  name: string;
  value: number;
}

interface ReplyTable {
  id: string;
  space: string;
  /** The conversation it belongs to: a channel's thread, a direct message; null outside one. */
  thread: string | null;
  command: string;
  /** The only place where the words of a question are kept. */
  question: string | null;
  kind: string;
  /** Keyed hash of the asker's id. */
  asker: string;
  at: number;
  /** The reply as JSON (`dateline/reply@1`). */
  content: string;
}

/** One quoted sentence of a kept reply, so that a changed article finds the replies which quote it. */
interface QuotationTable {
  reply: string;
  position: number;
  article: string;
  revision: string;
  sentence: number;
  start: number;
  end: number;
}

/** Where a kept reply was posted. */
interface PostingTable {
  reply: string;
  channel: string;
  message: string;
  at: number;
}

interface FeedbackTable {
  reply: string;
  /** Keyed hash: one judgement a person and reply, the last one counts. */
  asker: string;
  is_helpful: number;
  reason: string | null;
  at: number;
}

/** Platform events that somebody has taken on, so that one delivered twice is answered once. */
interface EventTable {
  key: string;
  at: number;
}

interface SubscriptionTable {
  id: string;
  space: string;
  platform: string;
  channel: string;
  /** The platform's own id of who asked for it, kept until removal or `forget`; null for the configuration's. */
  creator: string | null;
  /** Local time `HH:MM`, or `now` for an alert. */
  schedule: string;
  /** IANA time zone. */
  zone: string;
  topic: string | null;
  publisher: string | null;
  state: 'active' | 'paused';
  /** Why it is paused, in words; null when somebody paused it or it is active. */
  pause_reason: string | null;
  created_at: number;
  /** Whether a line says that nothing is new. */
  empty: 'line' | 'silence';
  /** Stories that a digest shows, or alerts in an hour; null for the default. */
  limit_count: number | null;
  /** Local hours without alerts, `22-07`; null for none. */
  quiet: string | null;
  /** Whether somebody asked for it, or the configuration lists it. */
  origin: 'request' | 'configuration';
  /** Since when it was made or resumed: nothing is due that was due before. */
  active_since: number;
}

interface DeliveryTable {
  id: string;
  subscription: string;
  /** The local day of a digest, or the story of an alert: with the subscription it names one delivery. */
  occasion: string;
  due_at: number;
  state: 'planned' | 'sending' | 'sent' | 'failed' | 'skipped';
  /** Until when its sender has it to itself; null unless `sending`. */
  lease_until: number | null;
  attempts: number;
  /** Why it failed or was skipped, in words. */
  reason: string | null;
  /** The platform's id of the posted message. */
  message: string | null;
  settled_at: number | null;
  /** The kept reply that is sent, also at the next try; null before it is composed. */
  reply: string | null;
  /** When that reply was made: what came later is not in it, however late it is sent. */
  composed_at: number | null;
  /** Since when it may be in the channel although nobody noted it; null when it surely is not, or was never on its way. */
  posting_at: number | null;
  /** How often the platform refused it. */
  refusals: number;
  /** 1 for one that was skipped because its time was over: the next digest says so. */
  is_missed: number;
  /** When whoever made the subscription was told that it failed. */
  told_at: number | null;
  /** When it is due by its schedule; `due_at` is later where it is tried again. */
  occasion_at: number;
}

/** What the digests of a subscription have told of, in the revision that was told last. */
interface ToldArticleTable {
  subscription: string;
  article: string;
  revision: string;
  at: number;
}

/** Articles of stories that a channel wants to hear no more of. */
interface MutedArticleTable {
  space: string;
  channel: string;
  article: string;
  at: number;
}

interface FeedTable {
  id: string;
  space: string;
  url: string;
  /** As in a subscription. */
  creator: string | null;
  title: string | null;
  etag: string | null;
  last_modified: string | null;
  next_at: number;
  lease_until: number | null;
  last_success_at: number | null;
  /** In plain words; null after a success. */
  last_error: string | null;
  failures: number;
  state: 'active' | 'disabled';
  created_at: number;
  /** Characters of an article that may be kept and shown; null for all. */
  excerpt_chars: number | null;
  /** How long an article of it is held back; null for not at all. */
  embargo_ms: number | null;
  /** The first failure since the last success; null after a success. */
  failing_since: number | null;
  /** What the last reading left out or could not believe, in words; null when nothing. */
  note: string | null;
  /** When its creator was told that it is disabled. */
  told_at: number | null;
  /** Whether somebody asked for it, or the configuration lists it. */
  origin: 'request' | 'configuration';
}

/** What a feed gave: an item that it gives again unchanged is not read again. */
interface FeedItemTable {
  feed: string;
  /** Hash of what names the item in its feed. */
  item: string;
  /** Hash of the item as the feed gave it. */
  content_hash: string;
  /** The article that was made of it; null for one that was left out. */
  article: string | null;
  seen_at: number;
}

/** What tells that an article is known already: hashes of its addresses and texts. */
interface ArticleKeyTable {
  space: string;
  hash: string;
  article: string;
}

/** Articles that are not shown before their time. */
interface HeldArticleTable {
  space: string;
  article: string;
  feed: string;
  /** The article as JSON. */
  content: string;
  show_at: number;
}

/** Spaces that removed the bot, until they are deleted or the bot is back. */
interface DepartureTable {
  space: string;
  at: number;
}
