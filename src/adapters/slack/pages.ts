import type { AnswerReply, AnswerSentence } from '../../core/reply.js';
import { bytesOf, toShown } from './text.js';

/** Sentences that one message quotes; those for context come on top. */
const SENTENCES_A_PAGE = 3;

/** Bytes of JSON that the quotations of one message may take, so that their sources fit beside them. */
export const MAX_QUOTED_BYTES = 4_500;

/** Articles that one message lists. */
const HITS_A_PAGE = 5;

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
 * A page of an answer's sentences, in the order of the reply. No sentence is on two pages.
 *
 * @param number  from 0; past the last page the last one is given
 */
export function toSentencePage({ sentences }: AnswerReply, number: number): Page<Passage> {
  const passages: AnswerSentence[][] = [];
  let leads: AnswerSentence[] = [];
  for (const sentence of sentences) {
    leads.push(sentence);
    if (sentence.role === 'context') continue;
    passages.push(leads);
    leads = [];
  }
  if (leads.length > 0) passages.push(leads);
  const sizeOf = (passage: Passage) => bytesOf(passage.map(({ text }) => toShown(text)));
  return toPage(passages, number, { mostItems: SENTENCES_A_PAGE, mostBytes: MAX_QUOTED_BYTES, sizeOf });
}

/** A page of a list of articles. */
export function toHitPage<T>(hits: readonly T[], number: number): Page<T> {
  return toPage(hits, number, { mostItems: HITS_A_PAGE, mostBytes: 0, sizeOf: () => 0 });
}

/** What one page takes. */
interface Room<T> {
  readonly mostItems: number;
  /** Of the first page, where it takes fewer than the others. */
  readonly mostFirst?: number;
  readonly mostBytes: number;
  sizeOf(item: T): number;
}

/**
 * A page of items in their order, as many on each as it has room for and one at least.
 *
 * @param number  from 0; past the last page the last one is given
 */
export function toPage<T>(
  items: readonly T[],
  number: number,
  { mostItems, mostFirst = mostItems, mostBytes, sizeOf }: Room<T>,
): Page<T> {
  const pages: T[][] = [[]];
  let size = 0;
  for (const item of items) {
    const own = sizeOf(item);
    const page = pages.at(-1) ?? [];
    const most = pages.length === 1 ? Math.min(mostFirst, mostItems) : mostItems;
    if (page.length > 0 && (page.length === most || size + own > mostBytes)) {
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
