import { NO_FEEDS, toFeedLines, toFeedName, toFeedsHeading } from '../../core/feed-wording.js';
import type { FeedFacts } from '../../core/ports.js';
import type { FeedsReply, StatusReply } from '../../core/reply.js';
import { toInstantText } from '../../core/wording.js';
import { COLOR, type Message } from './components.js';
import { cutText, escapeLine } from './escape.js';
import { renderLines } from './lines.js';
import { toTimestamp } from './timestamp.js';

const MAX_NAME = 200;
const MAX_ADDRESS = 300;
const MAX_ERROR = 300;

/** What was done with feeds, and how each is. */
export function renderFeeds({ feeds, message }: FeedsReply): Message {
  const opening = message ?? (feeds.length === 0 ? NO_FEEDS : '');
  return renderLines(COLOR.list, [...(opening === '' ? [] : [escapeLine(opening)]), ...feeds.map(renderFeed)], 'feed');
}

/** The feeds of a status, under a heading. */
export function renderFeedsOfStatus(status: StatusReply): string[] {
  const heading = toFeedsHeading(status);
  return heading === '' ? [] : [`**${escapeLine(cutText(heading, MAX_ERROR))}**`, ...status.feeds.map(renderFeed)];
}

/** A feed in lines that stay together. */
function renderFeed(feed: FeedFacts): string {
  const clean = (text: string) => escapeLine(cutText(text, MAX_ERROR));
  return [
    `**${escapeLine(cutText(toFeedName(feed), MAX_NAME))}** (id ${escapeLine(feed.id)})`,
    ...(feed.title === undefined ? [] : [`-# ${escapeLine(cutText(feed.url, MAX_ADDRESS))}`]),
    ...toFeedLines(feed, clean, (instant) => toTimestamp(instant, 'f') ?? escapeLine(toInstantText(instant))),
  ].join('\n');
}
