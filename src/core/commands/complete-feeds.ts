import { foldText } from '../article/fold.js';
import type { Completion } from '../chat.js';
import type { FeedFacts } from '../ports.js';

/**
 * The feeds that somebody may mean who types the beginning of a word of a title or an address, or of an id.
 *
 * @param prefix  as typed so far; empty gives all
 * @param limit  at most this many
 */
export function completeFeeds(feeds: readonly FeedFacts[], prefix: string, limit: number): Completion[] {
  const typed = toWords(prefix);
  return feeds
    .filter(({ id, title, url }) => {
      const words = toWords(`${title ?? ''} ${url} ${id}`);
      return typed.every((part) => words.some((word) => word.startsWith(part)));
    })
    .slice(0, limit)
    .map(({ id, title, url }) => ({ value: id, label: title === undefined ? url : `${title} (${url})` }));
}

function toWords(text: string): string[] {
  return foldText(text).match(/[\p{L}\p{N}]+/gu) ?? [];
}
