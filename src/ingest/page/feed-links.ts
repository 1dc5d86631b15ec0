import { cleanAddress, resolveBase } from './clean-address.js';
import { readAttributes } from './html-attributes.js';
import { readHtmlTokens } from './html-tokens.js';
import { MAX_PAGE_CHARS } from './trim-html.js';

/** A feed to which a page or a list points. */
export interface FeedLink {
  /** Absolute, http or https. */
  readonly url: string;
  readonly title?: string;
}

const FEED_TYPE = /^(?:application|text)\/(?:(?:rss|atom|rdf|feed)\+(?:xml|json)|json|xml)$/i;
const MAX_LINKS = 50;
/** Feeds of comments under one article. */
const COMMENTS = /\/comments\/feed|[?&]feed=comments|\bcomments? feed$|fil des commentaires|feed de los comentarios/i;

/**
 * The feeds that a page names in its head, those of articles before those of comments.
 *
 * @param url  of the page, absolute
 */
export function findFeedLinks(html: string, url: string): readonly FeedLink[] {
  let base = url;
  const source = html.slice(0, MAX_PAGE_CHARS);
  const links = new Map<string, FeedLink>();
  for (const { kind, name, start, end } of readHtmlTokens(source)) {
    if (kind !== 'open' || (name !== 'link' && name !== 'base')) continue;
    const attributes = readAttributes(source.slice(start, end));
    const href = attributes.get('href');
    if (href === undefined) continue;
    if (name === 'base') {
      base = resolveBase(href, url);
      continue;
    }
    const isAlternate = /(?:^|\s)(?:alternate|feed)(?:\s|$)/i.test(attributes.get('rel') ?? '');
    const type = attributes.get('type')?.split(';', 1)[0]?.trim() ?? '';
    if (!isAlternate || !FEED_TYPE.test(type) || /oembed|\/wp-json\//i.test(href)) continue;
    const address = cleanAddress(toWebScheme(href), base);
    const title = attributes.get('title');
    if (address !== undefined && !links.has(address)) {
      links.set(address, { url: address, ...(title !== undefined && title !== '' && { title }) });
    }
    if (links.size >= MAX_LINKS) break;
  }
  const isOfComments = (link: FeedLink) => COMMENTS.test(link.url) || COMMENTS.test(link.title ?? '');
  const found = [...links.values()];
  return [...found.filter((link) => !isOfComments(link)), ...found.filter(isOfComments)];
}

/** `feed://host/path` and `feed:https://host/path`, which browsers of the past handed to feed readers. */
function toWebScheme(href: string): string {
  return href.replace(/^feed:(?=https?:)/i, '').replace(/^feed:\/\//i, 'https://');
}
