import type { Citation } from '../../core/reply.js';
import { type Button, button } from './blocks.js';
import { MAX_VALUE } from './limits.js';

/** What a button does; with a number behind it where a message has several. */
export const ACTION = {
  more: 'dateline_more',
  why: 'dateline_why',
  helpful: 'dateline_helpful',
  notHelpful: 'dateline_not_helpful',
  export: 'dateline_export',
  share: 'dateline_share',
  open: 'dateline_open',
  mute: 'dateline_mute',
  pause: 'dateline_pause',
  resume: 'dateline_resume',
  unsubscribe: 'dateline_unsubscribe',
  addDigest: 'dateline_add_digest',
  web: 'dateline_web',
} as const;

/** The modal that asks why an answer did not help. */
export const REASON_VIEW = 'dateline_reason';
/** The field of that modal: its block and its element. */
export const REASON_FIELD = 'reason';

/** The modal for a new daily digest, and its fields: each is the id of a block and of the element in it. */
export const DIGEST_VIEW = 'dateline_digest';
export const DIGEST_FIELD = {
  channel: 'channel',
  at: 'at',
  zone: 'zone',
  topic: 'topic',
  empty: 'empty',
} as const;

/** What a button of a reply carries. */
export interface ReplyReference {
  readonly reply: string;
  /** Counted from 0. */
  readonly page: number;
}

/** What a button that opens an article carries. */
export interface ArticleReference {
  readonly article: string;
  /** The sentence that was quoted, counted from 1. */
  readonly sentence?: number;
}

/** The value of a button; ids of replies hold no space. */
export function toReplyValue({ reply, page }: ReplyReference): string {
  return `${reply} ${page}`;
}

/** @returns undefined when the value is none of ours */
export function parseReplyValue(value: string): ReplyReference | undefined {
  const [, reply, page] = /^(\S{1,64}) (\d{1,4})$/.exec(value) ?? [];
  return reply === undefined || page === undefined ? undefined : { reply, page: Number(page) };
}

/** The value of what is about a story of a digest: its place among all stories, counted from 1. */
export function toStoryValue(reply: string, place: number): string {
  return `${reply} ${place}`;
}

/** @returns undefined when the value is none of ours */
export function parseStoryValue(value: string): { readonly reply: string; readonly story: number } | undefined {
  const parsed = parseReplyValue(value);
  return parsed && { reply: parsed.reply, story: parsed.page };
}

/** @returns undefined when the value is none of ours */
export function parseArticleValue(value: string): ArticleReference | undefined {
  const [, sentence, article] = /^(\d*) (.+)$/su.exec(value) ?? [];
  if (article === undefined) return undefined;
  return sentence ? { article, sentence: Number(sentence) } : { article };
}

/** The button that opens an article in place; none when its id cannot be carried. */
export function openButton(n: number, { article, sentence }: ArticleReference, title: string): Button[] {
  const value = `${sentence ?? ''} ${article}`;
  if (value.length > MAX_VALUE || /\p{Cs}/u.test(value)) return [];
  return [button(`Open article ${n}`, `${ACTION.open}_${n}`, value, `Open article ${n}: ${title}`)];
}

/** Where an article can be read outside Slack; undefined when nowhere. */
export function toReadingAddress(
  { link, url, article }: Pick<Citation, 'link' | 'url' | 'article'>,
  publicUrl: string | undefined,
  sentence?: number,
): string | undefined {
  const own = publicUrl === undefined ? undefined : `${publicUrl.replace(/\/+$/, '')}/articles/`;
  // Half of a character stands in no address.
  const page = own === undefined || /\p{Cs}/u.test(article) ? undefined : `${own}${encodeURIComponent(article)}`;
  return link ?? url ?? (page === undefined || sentence === undefined ? page : `${page}#s${sentence}`);
}
