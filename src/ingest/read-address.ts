import { BotError } from '../core/errors.js';
import type { ArrivedArticle } from './arrived-draft.js';
import { sniffDocument } from './feed/is-feed.js';
import { type FeedItem, type ParsedFeed, parseFeed } from './feed/parse-feed.js';
import { parseOpml } from './feed/parse-opml.js';
import { type FeedLink, findFeedLinks } from './page/feed-links.js';
import { parsePage } from './page/parse-page.js';

/** What a document of the web, or a saved one, turned out to be. */
export type Document =
  | { readonly kind: 'feed'; readonly feed: ParsedFeed }
  | {
      readonly kind: 'page';
      /** Absent when the page holds no article; `fault` then says why. */
      readonly article?: ArrivedArticle;
      readonly fault?: string;
      /** Feeds that the page points to. */
      readonly feeds: readonly FeedLink[];
    }
  | { readonly kind: 'opml'; readonly feeds: readonly FeedLink[] };

/**
 * Reads a document as what it is: a feed, a page or a list of feeds.
 *
 * @param url  where it was found: its relative addresses start there
 * @param contentType  media type in lower case, as the server gave it
 * @throws {BotError} `bad-request` when it is none of these, with the reason
 */
export function readDocument(text: string, url: string, contentType?: string): Document {
  const kind = sniffDocument(text, contentType);
  if (kind === 'feed') {
    const parsed = parseFeed(text, { url });
    if ('fault' in parsed) throw new BotError('bad-request', parsed.fault);
    return { kind, feed: parsed.feed };
  }
  if (kind === 'opml') {
    const parsed = parseOpml(text);
    if ('fault' in parsed) throw new BotError('bad-request', parsed.fault);
    return { kind, feeds: parsed.feeds };
  }
  if (kind === 'page') {
    const parsed = parsePage(text, { url });
    const feeds = findFeedLinks(text, url);
    if ('fault' in parsed) return { kind, fault: parsed.fault, feeds };
    return { kind, article: { ...parsed.page, url: parsed.page.url ?? url }, feeds };
  }
  throw new BotError(
    'bad-request',
    'This is neither a feed nor a page. Give the address of an RSS, Atom or JSON feed, or of an article.',
  );
}

/** A feed's item as an article; the feed itself says what the item leaves open. */
export function toArrivedArticle(item: FeedItem, feed: Pick<ParsedFeed, 'title' | 'language'>): ArrivedArticle {
  const { title, body, url, author, date, topics } = item;
  const publisher = item.publisher ?? feed.title;
  const language = item.language ?? feed.language;
  return {
    title,
    body,
    topics,
    ...(url !== undefined && { url }),
    ...(author !== undefined && { author }),
    ...(date !== undefined && { date }),
    ...(publisher !== undefined && { publisher }),
    ...(language !== undefined && { language }),
  };
}

/** An item whose feed gives a stub, with the text of its page and what only the page says. */
export function withPage(item: ArrivedArticle, page: ArrivedArticle): ArrivedArticle {
  const publisher = page.publisher ?? item.publisher;
  const author = item.author ?? page.author;
  const date = item.date ?? page.date;
  const language = page.language ?? item.language;
  return {
    title: item.title,
    body: page.body.length > item.body.length ? page.body : item.body,
    topics: item.topics.length > 0 ? item.topics : page.topics,
    ...(item.url !== undefined && { url: item.url }),
    ...(publisher !== undefined && { publisher }),
    ...(author !== undefined && { author }),
    ...(date !== undefined && { date }),
    ...(language !== undefined && { language }),
  };
}
