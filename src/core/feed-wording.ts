import type { FeedFacts } from './ports.js';
import type { StatusReply } from './reply.js';
import { type Clean, count, toInstantText } from './wording.js';

// How feeds are worded on every platform.

/** @example toDurationText(7_200_000) // '2 hours' */
function toDurationText(milliseconds: number): string {
  const minutes = Math.round(milliseconds / 60_000);
  if (minutes % 1_440 === 0) return count(minutes / 1_440, 'day');
  return minutes % 60 === 0 ? count(minutes / 60, 'hour') : count(minutes, 'minute');
}

/** What a feed is called: its title, else its address. */
export function toFeedName({ title, url }: Pick<FeedFacts, 'title' | 'url'>): string {
  return title ?? url;
}

/**
 * How a feed is, a sentence or two a line, beside its name, address and id.
 *
 * @param toInstant  shows an ISO instant; default in UTC
 */
export function toFeedLines(feed: FeedFacts, clean: Clean = (text) => text, toInstant = toInstantText): string[] {
  const { state, articles, waiting = 0, lastSuccess, lastError, note, nextTry, excerptChars, embargoMs } = feed;
  const numbers = `${count(articles, 'article')}${waiting === 0 ? '' : `, ${waiting.toLocaleString('en-GB')} waiting`}`;
  const read = lastSuccess === undefined ? 'Not read yet.' : `Last read ${toInstant(lastSuccess)}.`;
  const limits = [
    ...(excerptChars === undefined ? [] : [`Only the first ${count(excerptChars, 'character')} of an article.`]),
    ...(embargoMs === undefined ? [] : [`Articles are shown ${toDurationText(embargoMs)} after their publication.`]),
  ];
  return [
    `${state === 'active' ? 'Active' : 'Given up; add it again to have it tried again'}: ${numbers}. ${read}`,
    ...(lastError === undefined ? [] : [`Last error: ${toSentence(clean(lastError))}`]),
    ...(nextTry === undefined ? [] : [`Next try: ${toInstant(nextTry)}.`]),
    ...(note === undefined ? [] : [toSentence(clean(note))]),
    ...(limits.length === 0 ? [] : [limits.join(' ')]),
    ...(feed.isForAll === true ? ['Read for everybody.'] : []),
  ];
}

/** What is said where there are no feeds. */
export const NO_FEEDS = 'This space reads no feeds. Add one with feed add and its address.';

/** What a status says above its feeds; empty when there is nothing to say. */
export function toFeedsHeading({
  feeds,
  feedCount,
  feedProblem,
}: Pick<StatusReply, 'feeds' | 'feedCount' | 'feedProblem'>): string {
  if (feedProblem !== undefined) return `The feeds cannot be shown: ${feedProblem}`;
  if (feedCount === 0) return '';
  return feeds.length < feedCount
    ? `${count(feedCount, 'feed')}, of which ${feeds.length}; feed list shows all`
    : count(feedCount, 'feed');
}

function toSentence(text: string): string {
  return /[.!?…]$/u.test(text) ? text : `${text}.`;
}
