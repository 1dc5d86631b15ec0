import { NO_FEEDS, toFeedLines, toFeedName, toFeedsHeading } from '../../core/feed-wording.js';
import type { FeedFacts } from '../../core/ports.js';
import type { FeedsReply, StatusReply } from '../../core/reply.js';
import { count } from '../../core/wording.js';
import { type Block, bold, context, type Message, paragraph, rich, section, words } from './blocks.js';
import { firstThatFits, toMessage } from './fit.js';
import { cutText, toLine } from './text.js';

const MAX_NAME = 200;
const MAX_ADDRESS = 300;
const MAX_ERROR = 200;
/** How many feeds are tried to be shown, until they fit into a message. */
const COUNTS = [30, 20, 10, 5, 2, 1] as const;

/** What was done with feeds, and how each is. */
export function renderFeeds({ feeds, message }: FeedsReply): Message {
  const opening = message ?? (feeds.length === 0 ? NO_FEEDS : count(feeds.length, 'feed'));
  const draft = (most: number) => () => [section(opening), ...toFeedBlocks(feeds, most)];
  return toMessage([opening, ...feeds.map(toText)].join('\n'), firstThatFits(COUNTS.map(draft)));
}

/** The feeds of a status under a heading, with their text for screen readers. */
export function renderFeedsOfStatus(status: StatusReply, most: number): { blocks: Block[]; text: string } {
  const heading = toFeedsHeading(status);
  if (heading === '') return { blocks: [], text: '' };
  return {
    blocks: [section(toLine(heading)), ...toFeedBlocks(status.feeds, most)],
    text: [toLine(heading), ...status.feeds.map(toText)].join('\n'),
  };
}

function toFeedBlocks(feeds: readonly FeedFacts[], most: number): Block[] {
  const left = feeds.length - most;
  return [
    ...rich(
      feeds.slice(0, most).map((feed) => {
        const [name = '', ...lines] = toLines(feed);
        return paragraph(bold(name), words(`\n${lines.join('\n')}\n`));
      }),
    ),
    ...(left > 0 ? context([`and ${count(left, 'more feed')}`]) : []),
  ];
}

function toText(feed: FeedFacts): string {
  return toLines(feed).join('\n');
}

function toLines(feed: FeedFacts): string[] {
  return [
    cutText(toLine(toFeedName(feed)), MAX_NAME),
    feed.title === undefined
      ? `id ${toLine(feed.id)}`
      : `${cutText(toLine(feed.url), MAX_ADDRESS)} (id ${toLine(feed.id)})`,
    ...toFeedLines(feed, (text) => cutText(toLine(text), MAX_ERROR)),
  ];
}
