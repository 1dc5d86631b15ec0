import type { AnswerReply, AnswerSentence } from '../../core/reply.js';
import { shareOf } from './components.js';
import { toQuotation } from './escape.js';

/** Sentences that one message quotes; those for context come on top. */
const SENTENCES_A_PAGE = 3;
/** Articles that one message lists. */
const HITS_A_PAGE = 5;

/** The share of a message that several quotations together may take, so that their sources fit beside them. */
const SHARE_OF_MANY = 0.58;
/** The share that one quotation alone may take. What is longer is shown by its place. */
const SHARE_OF_ONE = 0.78;

/** A part of a reply that goes into one message. */
export interface Page<T> {
  readonly items: readonly T[];
  /** Counted from 0. */
  readonly number: number;
  /** How many pages there are, 1 or more. */
  readonly count: number;
  /** The place of the first item among all, counted from 1. */
  readonly first: number;
  /** How many items all pages have. */
  readonly total: number;
}

/** A quoted sentence with those that stand before it for context. */
export type Passage = readonly AnswerSentence[];

/**
 * A page of an answer's sentences, in the order of the reply. No sentence is on two pages, and none is on two in parts.
 *
 * @param number  from 0; past the last page the last one is given
 */
export function toSentencePage({ sentences }: Pick<AnswerReply, 'sentences'>, number: number): Page<Passage> {
  const passages: AnswerSentence[][] = [];
  let leads: AnswerSentence[] = [];
  for (const sentence of sentences) {
    leads.push(sentence);
    if (sentence.role === 'context') continue;
    passages.push(leads);
    leads = [];
  }
  if (leads.length > 0) passages.push(leads);
  return toPage(passages.flatMap(splitPassage), number, SENTENCES_A_PAGE, SHARE_OF_MANY, shareOfPassage);
}

/** A sentence that does not fit beside the one it needs for context stands alone. */
function splitPassage(passage: Passage): Passage[] {
  return shareOfPassage(passage) <= SHARE_OF_ONE ? [passage] : passage.map((sentence) => [sentence]);
}

function shareOfPassage(passage: Passage): number {
  return passage.reduce((sum, { text }) => sum + shareOfText(text), 0);
}

/** What is shown by its place takes little room. */
function shareOfText(text: string): number {
  const share = shareOf(toQuotation(text));
  return share > SHARE_OF_ONE ? 0.05 : share;
}

/** Whether a sentence is longer than one message can hold beside its source. */
export function isTooLong(text: string): boolean {
  return shareOf(toQuotation(text)) > SHARE_OF_ONE;
}

/** A page of a list of articles, each with its passage. */
export function toHitPage<T extends { readonly snippet: { readonly text: string } }>(
  hits: readonly T[],
  number: number,
): Page<T> {
  return toPage(hits, number, HITS_A_PAGE, SHARE_OF_MANY, ({ snippet }) => shareOfText(snippet.text));
}

/**
 * A page of anything that has its own share of a message; an item that is larger stands alone.
 *
 * @param most  items on one page; default as many as fit
 */
export function toFilledPage<T>(
  items: readonly T[],
  number: number,
  share: number,
  sizeOf: (item: T) => number,
  most = Number.POSITIVE_INFINITY,
): Page<T> {
  return toPage(items, number, most, share, sizeOf);
}

function toPage<T>(
  items: readonly T[],
  number: number,
  most: number,
  share: number,
  sizeOf: (item: T) => number,
): Page<T> {
  const pages: T[][] = [[]];
  let size = 0;
  for (const item of items) {
    const own = sizeOf(item);
    const page = pages.at(-1) ?? [];
    if (page.length > 0 && (page.length === most || size + own > share)) {
      pages.push([item]);
      size = own;
    } else {
      page.push(item);
      size += own;
    }
  }
  const at = Math.min(Math.max(0, number), pages.length - 1);
  return {
    items: pages[at] ?? [],
    number: at,
    count: pages.length,
    first: pages.slice(0, at).reduce((sum, page) => sum + page.length, 1),
    total: items.length,
  };
}
