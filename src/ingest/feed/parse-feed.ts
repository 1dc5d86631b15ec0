import { cleanAddress } from '../page/clean-address.js';
import { toLanguageTag } from '../page/language-tag.js';
import { toPlainLine } from '../page/to-paragraphs.js';
import type { ItemDate } from '../publication-date.js';
import { present } from './raw-feed.js';
import { readFeedText } from './read-feed-text.js';
import { toFeedItem } from './to-feed-item.js';

/** An item of a feed as clean text. */
export interface FeedItem {
  /** Names the item within its feed: what the feed calls it, else its address, else a hash of title and text. */
  readonly key: string;
  /** Plain text in one line; the first words of the text when the feed gives none. */
  readonly title: string;
  /** Plain text, paragraphs parted by one blank line; empty when the item has no text at all. */
  readonly body: string;
  /** The feed gives a teaser and not the text: it is empty, short, or breaks off and points to the rest. */
  readonly isStub: boolean;
  /** Absolute, http or https, without tracking parameters and fragment. */
  readonly url?: string;
  readonly date?: ItemDate;
  readonly author?: string;
  /** Of the item itself, where it is not the feed's. */
  readonly publisher?: string;
  /** BCP 47, of the item or else of the feed. */
  readonly language?: string;
  readonly topics: readonly string[];
}

/** A feed as clean data. */
export interface ParsedFeed {
  readonly title?: string;
  /** BCP 47. */
  readonly language?: string;
  readonly homepage?: string;
  /** How long the publisher wants a copy to be kept, in milliseconds: more than 0, at most a year. */
  readonly ttlMs?: number;
  /** In the order of the feed, each key once. */
  readonly items: readonly FeedItem[];
  /** Items left out, each with the reason in words. */
  readonly faults: readonly string[];
  /** The feed has more items than are read, `MAX_ITEMS`. */
  readonly isTruncated: boolean;
}

/** Items of a feed that are read: some months of a busy newsroom. */
const MAX_ITEMS = 2000;

/**
 * Reads an RSS, RDF, Atom or JSON feed. All that is HTML becomes plain text. What is wrong with one item never stops the
 * others.
 *
 * @param text  the feed, decoded
 * @param options.url  where it was found, absolute: its relative addresses start there
 * @returns the feed, or in words why there is none
 */
export function parseFeed(
  text: string,
  options: { readonly url: string },
): { readonly feed: ParsedFeed } | { readonly fault: string } {
  const reading = readFeedText(text, options.url, MAX_ITEMS + 1);
  if ('fault' in reading) return reading;
  const { feed } = reading;
  const faults = [...reading.faults];
  const title = feed.title === undefined ? '' : toPlainLine(feed.title.slice(0, 1000));
  const language = toLanguageTag(feed.language);
  const items = new Map<string, FeedItem>();
  for (const [index, raw] of feed.items.slice(0, MAX_ITEMS).entries()) {
    const item = toFeedItem(raw, title, language);
    if (item === undefined) faults.push(`Item ${index + 1} has neither a title nor a text and is left out.`);
    else {
      const before = items.get(item.key);
      // Some systems give all items the same name; their addresses tell them apart.
      const key = before === undefined || before.url === item.url ? item.key : `${item.key} ${item.url ?? item.title}`;
      if (items.has(key)) faults.push(`Item ${index + 1} stands twice in the feed and is left out: ${item.title}`);
      else items.set(key, { ...item, key });
    }
  }
  return {
    feed: {
      ...present({
        title: title === '' ? undefined : title,
        language,
        homepage: feed.homepage === undefined ? undefined : cleanAddress(feed.homepage, options.url),
        ttlMs: feed.ttlMs,
      }),
      items: [...items.values()],
      faults,
      isTruncated: feed.items.length > MAX_ITEMS,
    },
  };
}
