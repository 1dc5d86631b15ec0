import { MAX_CUSTOM_ID } from './limits.js';

/** One member for each action, so that the compiler can tell them apart. */
type OfReply<Action extends string, More = unknown> = Action extends string
  ? { readonly action: Action; readonly reply: string } & More
  : never;

/**
 * What a button, a select or a modal asks for. Pages are counted from 0. `source` is the number of an article among those
 * of a kept reply, see `sourcesOf`.
 */
export type Control =
  /** The next sentences, articles or stories; what spoke for those of a page; a page for all to see. */
  | OfReply<'more' | 'why' | 'show', { readonly page: number }>
  /** The judgements, the modal that asks for a reason, the citation pack, the select of articles. */
  | OfReply<'helpful' | 'unhelpful' | 'reason' | 'export' | 'pick'>
  /** An article in place; without a page, the one that holds the quoted sentence. */
  | OfReply<'open', { readonly source: number; readonly page?: number }>
  /** A page of an article that was asked for by its id. */
  | { readonly action: 'article'; readonly article: string; readonly page: number }
  /** A story of a digest, by its place counted from 1; without one, it is chosen from a select. */
  | OfReply<'mute', { readonly story?: number }>
  /** Changes a subscription. */
  | { readonly action: 'pause' | 'resume' | 'unsubscribe'; readonly subscription: string }
  /** A link that signs the presser in to the web page. */
  | { readonly action: 'web' }
  /** What a message that was posted by itself is; carries its key. */
  | { readonly action: 'posted'; readonly key: string };

/** Ids of replies have no colon. */
const PATTERN = /^(?<action>[a-z]+):(?<rest>.+)$/su;
const WITH_PAGE = /^(?<reply>[^:]{1,64}):(?<page>\d{1,5})$/u;
const WITH_SOURCE = /^(?<reply>[^:]{1,64}):(?<source>\d{1,4})(?::(?<page>\d{1,5}))?$/u;
const WITH_STORY = /^(?<reply>[^:]{1,64})(?::(?<story>[1-9]\d{0,3}))?$/u;
const ARTICLE = /^(?<page>\d{1,5}):(?<article>.+)$/su;

/**
 * The `custom_id` of a control: its action, the id of the reply, and what else it needs, joined by colons.
 *
 * @returns undefined when it would be too long, which only the id of an article or a subscription, or a key, can make it
 * @example toCustomId({ action: 'more', reply: 'k7', page: 1 }) // 'more:k7:1'
 */
export function toCustomId(control: Control): string | undefined {
  const id = [control.action, ...partsOf(control)].join(':');
  return id.length <= MAX_CUSTOM_ID ? id : undefined;
}

function partsOf(control: Control): (string | number)[] {
  switch (control.action) {
    case 'more':
    case 'why':
    case 'show':
      return [control.reply, control.page];
    case 'open':
      return [control.reply, control.source, ...(control.page === undefined ? [] : [control.page])];
    case 'article':
      return [control.page, control.article];
    case 'mute':
      return [control.reply, ...(control.story === undefined ? [] : [control.story])];
    case 'pause':
    case 'resume':
    case 'unsubscribe':
      return [control.subscription];
    case 'posted':
      return [control.key];
    case 'web':
      return ['open'];
    default:
      return [control.reply];
  }
}

/** @returns undefined for what no version of ours has sent */
export function parseCustomId(id: string): Control | undefined {
  const { action, rest = '' } = PATTERN.exec(id)?.groups ?? {};
  switch (action) {
    case 'more':
    case 'why':
    case 'show': {
      const { reply, page } = WITH_PAGE.exec(rest)?.groups ?? {};
      return reply === undefined ? undefined : { action, reply, page: Number(page) };
    }
    case 'helpful':
    case 'unhelpful':
    case 'reason':
    case 'export':
    case 'pick':
      return /^[^:]{1,64}$/u.test(rest) ? { action, reply: rest } : undefined;
    case 'open': {
      const { reply, source, page } = WITH_SOURCE.exec(rest)?.groups ?? {};
      if (reply === undefined) return undefined;
      return { action, reply, source: Number(source), ...(page === undefined ? {} : { page: Number(page) }) };
    }
    case 'article': {
      const { article, page } = ARTICLE.exec(rest)?.groups ?? {};
      return article === undefined ? undefined : { action, article, page: Number(page) };
    }
    case 'mute': {
      const { reply, story } = WITH_STORY.exec(rest)?.groups ?? {};
      if (reply === undefined) return undefined;
      return { action, reply, ...(story === undefined ? {} : { story: Number(story) }) };
    }
    case 'pause':
    case 'resume':
    case 'unsubscribe':
      return rest === '' ? undefined : { action, subscription: rest };
    case 'web':
      return rest === 'open' ? { action } : undefined;
    case 'posted':
      return rest === '' ? undefined : { action, key: rest };
    default:
      return undefined;
  }
}
