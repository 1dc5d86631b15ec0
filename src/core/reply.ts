import type { Article, Source } from './article/article.js';
import type { RevisionChange } from './article/revision-changes.js';
import type { DeliveriesReply, DigestReply, SubscriptionsReply } from './digest-reply.js';
import type { FailureCode } from './errors.js';
import type { DeliveryFacts, FeedFacts } from './ports.js';

/** The name and version of the JSON form of every reply. */
export const REPLY_SCHEMA = 'dateline/reply@1';

/** A sentence as it stands in an article: `text` equals `body.slice(start, end)` of that revision. */
export interface Quotation {
  readonly text: string;
  readonly article: string;
  readonly revision: string;
  readonly paragraph: number;
  readonly sentence: number;
  readonly start: number;
  readonly end: number;
  /** The `n` of the citation in the same reply. */
  readonly citation: number;
}

/** The numbered source of one or more quotations. */
export interface Citation {
  readonly n: number;
  readonly article: string;
  readonly revision: string;
  readonly title: string;
  readonly publisher?: string;
  readonly published?: string;
  readonly url?: string;
  readonly sources?: readonly Source[];
  /** The article's address with a text fragment that opens it at the quoted sentence. */
  readonly link?: string;
}

/** An article named without being quoted. */
export interface ArticleMention {
  readonly article: string;
  readonly title: string;
  readonly published?: string;
  readonly publisher?: string;
}

export type QuestionKind =
  | 'who'
  | 'what'
  | 'when'
  | 'where'
  | 'how_many'
  | 'why'
  | 'yes_no'
  | 'compare'
  | 'timeline'
  | 'other';

/** Limits on the articles that may answer. Both dates are inclusive ISO days. */
export interface Filters {
  readonly since?: string;
  readonly until?: string;
  readonly publisher?: string;
  readonly topic?: string;
  readonly place?: string;
  readonly person?: string;
}

/** What Dateline took a question to mean, so that the reader can see and correct it. */
export interface Understood extends Filters {
  readonly kind: QuestionKind;
  /** The words that were looked for, as the asker wrote them (or as corrected). */
  readonly terms: readonly string[];
  readonly names: readonly string[];
  /** Days or periods named in the wording; they rank and check, and do not filter. */
  readonly dates?: readonly { readonly from: string; readonly to: string }[];
  /** Pairs of the name asked for and the name under which it was found. */
  readonly aliases: readonly (readonly [string, string])[];
  readonly corrected?: Readonly<Record<string, string>>;
  /** What was inherited from the conversation, in words. */
  readonly about?: string;
}

/** One reason for or against a sentence: the feature's value times its weight is its contribution. */
export interface FeatureEvidence {
  readonly name: string;
  readonly value: number;
  readonly weight: number;
}

/** What every reply may carry. */
export interface ReplyBase {
  readonly id?: string;
  readonly question?: string;
  readonly understood?: Understood;
}

export type AnswerSentence = Quotation & {
  /** `context` stands before the sentence it serves, because a pronoun there needs it, and is not scored. */
  readonly role: 'answer' | 'context';
  /** The day for which it speaks, where days matter to the question: a comparison, a course of events, the newest state. */
  readonly asOf?: string;
  /** Which part of a two-part question it answers, counted from 1. */
  readonly part?: number;
};

export interface AnswerReply extends ReplyBase {
  readonly kind: 'answer';
  /** `related`: the closest passages, which do not state the answer directly. */
  readonly certainty: 'stated' | 'related';
  readonly sentences: readonly AnswerSentence[];
  readonly citations: readonly Citation[];
  /** 0 to 1: the estimated chance that the quoted sentences state the answer. */
  readonly confidence: number;
  /** Why the answer is only `related`, in words. */
  readonly reason?: string;
  readonly also: readonly ArticleMention[];
  readonly explain?: readonly {
    readonly article: string;
    readonly sentence: number;
    readonly features: readonly FeatureEvidence[];
  }[];
}

export type NoMatchReason = 'no-candidate' | 'outside-dates' | 'outside-filters' | 'unknown-name' | 'empty-question';

/** What the corpus holds, in one line. */
export interface CorpusRange {
  readonly articles: number;
  readonly publishers: number;
  /** ISO days; absent when no article is dated. */
  readonly from?: string;
  readonly to?: string;
}

export interface NoMatchReply extends ReplyBase {
  readonly kind: 'no-match';
  readonly reason: NoMatchReason;
  readonly message: string;
  readonly nearest: readonly ArticleMention[];
  readonly corpus: CorpusRange;
  /** Names of the filters that, once removed, would let articles through. */
  readonly relax?: readonly (keyof Filters)[];
}

export type SearchHit = ArticleMention & {
  readonly url?: string;
  readonly score: number;
  readonly snippet: { readonly text: string; readonly start: number; readonly end: number };
};

export interface ArticlesReply extends ReplyBase {
  readonly kind: 'articles';
  readonly hits: readonly SearchHit[];
}

export interface ArticleReply extends ReplyBase {
  readonly kind: 'article';
  /** Names as front matter has them: `Osama (Usama)`. */
  readonly article: Omit<Article, 'people' | 'places' | 'organizations'> & {
    readonly people: readonly string[];
    readonly places: readonly string[];
    readonly organizations: readonly string[];
  };
  readonly sentences: readonly {
    readonly sentence: number;
    readonly paragraph: number;
    readonly start: number;
    readonly end: number;
    readonly text: string;
  }[];
  /** Oldest first. `firstSeen` is an ISO instant; absent when nothing is kept between runs. */
  readonly revisions: readonly { readonly revision: string; readonly firstSeen?: string }[];
  readonly copies: readonly string[];
  /** What each kept revision changed of the one before it, sentence by sentence, newest first. */
  readonly changes?: readonly RevisionChange[];
}

export interface ImportedReply extends ReplyBase {
  readonly kind: 'imported';
  readonly added: readonly string[];
  readonly unchanged: readonly string[];
  /** `source` is what was given, `of` the id of the article that has the same text, or the same address on the web. */
  readonly duplicates: readonly { readonly source: string; readonly of: string }[];
  readonly failed: readonly { readonly source: string; readonly message: string }[];
  /** Of those added, the ones whose date cannot be true and was left out, with the reason; absent when there are none. */
  readonly undated?: readonly { readonly source: string; readonly message: string }[];
}

export interface VerifiedReply extends ReplyBase {
  readonly kind: 'verified';
  /** How many quotations were checked. */
  readonly checked: number;
  readonly broken: readonly {
    readonly line: number;
    readonly article: string;
    readonly sentence?: number;
    readonly message: string;
  }[];
}

/** Scores of a question file. Shares are 0 to 1, and `null` where no question counts towards them. */
export interface Scores {
  readonly questions: number;
  readonly hit1: number | null;
  readonly hit5: number | null;
  readonly hit10: number | null;
  readonly mrr10: number | null;
  readonly evidence1: number | null;
  readonly evidence3: number | null;
  readonly answer3: number | null;
  /** Of the answerable questions, the shares that were answered so. */
  readonly stated: number | null;
  readonly related: number | null;
  readonly refused: number | null;
  /** Of the unanswerable questions, the share that was not presented as stated. */
  readonly unanswerableNotStated: number | null;
  readonly p50Ms: number;
  readonly p95Ms: number;
}

export interface ScoresReply extends ReplyBase, Scores {
  readonly kind: 'scores';
  readonly byType: Readonly<Record<string, Scores>>;
}

export interface StatusReply extends ReplyBase {
  readonly kind: 'status';
  readonly version: string;
  readonly articles: number;
  readonly publishers: number;
  readonly from?: string;
  readonly to?: string;
  /** `words` counts distinct stems; `problems` are corpus entries that could not be loaded. */
  readonly index: {
    readonly engine: string;
    readonly articles: number;
    readonly sentences: number;
    readonly words: number;
    readonly problems: readonly string[];
  };
  /** Those of the space, at most 20, those in trouble first; `feedCount` is how many there are. */
  readonly feeds: readonly FeedFacts[];
  readonly feedCount: number;
  /** Why the feeds cannot be shown, in words. */
  readonly feedProblem?: string;
  /** The newest of the space that the asker may know of, at most 10. */
  readonly deliveries: readonly DeliveryFacts[];
  readonly platforms: readonly { readonly platform: string; readonly state: string }[];
}

export interface HelpReply extends ReplyBase {
  readonly kind: 'help';
  readonly commands: readonly {
    readonly name: string;
    readonly usage: string;
    readonly summary: string;
    readonly examples: readonly string[];
  }[];
}

/** One question that the articles did not answer, or whose answer was judged not helpful. */
export interface Gap {
  readonly space: string;
  /** As it was asked the last time. */
  readonly question: string;
  /** How often it failed so, however it was written. */
  readonly times: number;
  /** ISO instants. */
  readonly first: string;
  readonly last: string;
  readonly reasons: readonly ('no-match' | 'not-helpful')[];
  /** What people wrote beside "not helpful". */
  readonly comments: readonly string[];
}

export interface GapsReply extends ReplyBase {
  readonly kind: 'gaps';
  readonly gaps: readonly Gap[];
}

/** Feeds: those of a space, or one that was just added. */
export interface FeedsReply extends ReplyBase {
  readonly kind: 'feeds';
  readonly feeds: readonly FeedFacts[];
  /** What was done with them. */
  readonly message?: string;
}

/** Something that a person is told without having asked. */
interface NoticeReply extends ReplyBase {
  readonly kind: 'notice';
  readonly code: 'feed-disabled' | 'subscription-paused' | 'delivery-failed';
  readonly message: string;
}

/** Something was done, and there is nothing to show but that. */
export interface DoneReply extends ReplyBase {
  readonly kind: 'done';
  readonly message: string;
}

export interface FailureReply extends ReplyBase {
  readonly kind: 'failure';
  readonly code: FailureCode;
  /** For the asker: what went wrong and what to do about it. Never a secret or a stack. */
  readonly message: string;
  /** The request's id, which the log lines of the same request carry. */
  readonly reference: string;
  /** The request was well formed and named a thing that does not exist. Not part of the JSON: it picks the exit code or HTTP status. */
  readonly isMissing?: true;
}

/** What the core says. Platform-neutral; an adapter's `render.ts` turns it into a payload. */
export type Reply =
  | AnswerReply
  | NoMatchReply
  | ArticlesReply
  | ArticleReply
  | ImportedReply
  | VerifiedReply
  | ScoresReply
  | StatusReply
  | HelpReply
  | GapsReply
  | FeedsReply
  | DigestReply
  | SubscriptionsReply
  | DeliveriesReply
  | NoticeReply
  | DoneReply
  | FailureReply;

/**
 * The JSON form of a reply, `schema` first, without what only adapters need.
 *
 * @returns a plain object for `JSON.stringify`; absent fields stay absent
 */
export function toReplyJson(reply: Reply): { readonly schema: typeof REPLY_SCHEMA } & Reply {
  if (reply.kind !== 'failure') return { schema: REPLY_SCHEMA, ...reply };
  const { isMissing: _, ...failure } = reply;
  return { schema: REPLY_SCHEMA, ...failure };
}
