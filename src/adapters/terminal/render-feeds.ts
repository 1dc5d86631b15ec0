import { NO_FEEDS, toFeedLines, toFeedsHeading } from '../../core/feed-wording.js';
import type { FeedFacts } from '../../core/ports.js';
import type { FeedsReply, StatusReply } from '../../core/reply.js';
import { joinBlocks, type Page } from './page.js';
import { toSafeAddress, toSafeText } from './safe-text.js';

/** What was done with feeds, and how each is. */
export function renderFeeds({ feeds, message }: FeedsReply, page: Page): string[] {
  return joinBlocks([
    message === undefined ? [] : page.lines(message),
    ...feeds.map((feed) => renderFeed(feed, page)),
    feeds.length === 0 && message === undefined ? page.lines(NO_FEEDS) : [],
  ]);
}

/** The feeds of a status, under a heading; no blocks when there are none. */
export function renderFeedsOfStatus(status: StatusReply, page: Page): string[][] {
  const heading = toFeedsHeading(status);
  if (heading === '') return [];
  return [page.lines(heading).map(page.style.bold), ...status.feeds.map((feed) => renderFeed(feed, page))];
}

function renderFeed(feed: FeedFacts, page: Page): string[] {
  const isInTrouble = feed.state === 'disabled' || feed.lastError !== undefined;
  // An address is left on one line whatever its length, so that a terminal recognises it.
  const address = toSafeAddress(feed.url);
  return [
    ...(feed.title === undefined
      ? [page.style.bold(address)]
      : [...page.lines(feed.title).map(page.style.bold), page.style.dim(`  ${address}`)]),
    page.style.dim(`  id ${toSafeText(feed.id)}`),
    ...toFeedLines(feed)
      .flatMap((line) => page.lines(line, '  '))
      .map((line) => (isInTrouble ? page.style.warning(line) : line)),
  ];
}
