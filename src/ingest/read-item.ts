import { BotError } from '../core/errors.js';
import type { ArrivedArticle } from './arrived-draft.js';
import { type DateProblem, markDate } from './feed/item-date.js';
import type { FeedItem, ParsedFeed } from './feed/parse-feed.js';
import { readDocument, toArrivedArticle, withPage } from './read-address.js';
import type { WebClient } from './web/web-client.js';

/** An item with its full text, as far as that can be had. */
interface ReadItem {
  readonly article: ArrivedArticle;
  /** The page could not be read this time: the text is the feed's stub, and the page should be tried again. */
  readonly isIncomplete: boolean;
  /** What is wrong with the date that the feed gives. */
  readonly dateProblem?: DateProblem;
}

/**
 * Completes an item of a feed: the text comes from its page when the feed gives a stub, and a date that cannot be true is
 * left out.
 *
 * @param web  absent: nothing is fetched
 * @param now  milliseconds since 1970 in UTC
 * @returns the item as the feed gives it when its page cannot be read
 */
export async function readItem(
  item: FeedItem,
  feed: Pick<ParsedFeed, 'title' | 'language'>,
  web: WebClient | undefined,
  now: number,
): Promise<ReadItem> {
  const own = toArrivedArticle(item, feed);
  const page = web && item.isStub && item.url !== undefined ? await readPage(item.url, web) : undefined;
  const { date: _, ...article } = page?.article === undefined ? own : withPage(own, page.article);
  const { date, problem } = markDate(own.date ?? page?.article?.date, now);
  return {
    article: { ...article, ...(date !== undefined && { date }) },
    isIncomplete: page?.isRetryable === true,
    ...(problem !== undefined && { dateProblem: problem }),
  };
}

async function readPage(
  url: string,
  web: WebClient,
): Promise<{ readonly article?: ArrivedArticle; readonly isRetryable?: true }> {
  try {
    const { text, url: found, contentType } = await web.fetchPage(url);
    const document = readDocument(text, found, contentType);
    return document.kind === 'page' && document.article !== undefined ? { article: document.article } : {};
  } catch (error) {
    if (!(error instanceof BotError)) throw error;
    return error.retryable ? { isRetryable: true } : {};
  }
}
