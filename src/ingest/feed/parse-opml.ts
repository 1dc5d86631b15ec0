import { readAttributes } from '../page/html-attributes.js';

/** A feed that a list names. */
interface ListedFeed {
  /** As written in the list: absolute, http or https. */
  readonly url: string;
  readonly title?: string;
}

/** More than any reader keeps. */
const MAX_FEEDS = 10_000;
const OUTLINE = /<(?:\w+:)?outline(?=[\s/>])((?:\s+[\w:.-]+\s*=\s*(?:"[^"]*"|'[^']*'))*)\s*\/?>/gi;
const COMMENT = /<!--[\s\S]*?(?:-->|$)/g;

/**
 * Reads a list of feeds in the form of OPML, whatever the depth of its folders. Each address is given once.
 *
 * @returns the feeds in their order, or in words why there are none
 */
export function parseOpml(text: string): { readonly feeds: readonly ListedFeed[] } | { readonly fault: string } {
  if (!/<(?:\w+:)?opml[\s>]/i.test(text)) {
    return { fault: 'This is no OPML file. Export the list of feeds from a feed reader as OPML.' };
  }
  if (/<!ENTITY\s/i.test(text)) {
    return { fault: 'The file declares entities of its own, which are not read. Export the list of feeds again.' };
  }
  const feeds = new Map<string, ListedFeed>();
  for (const [, attributes = ''] of text.replace(COMMENT, '').matchAll(OUTLINE)) {
    const values = readAttributes(attributes);
    const url = values.get('xmlurl') ?? (values.get('type')?.toLowerCase() === 'rss' ? values.get('url') : undefined);
    if (url === undefined || !/^https?:\/\//i.test(url) || !URL.canParse(url)) continue;
    const title = values.get('title') || values.get('text');
    if (!feeds.has(url)) feeds.set(url, { url, ...(title !== undefined && title !== '' && { title }) });
    if (feeds.size >= MAX_FEEDS) break;
  }
  if (feeds.size > 0) return { feeds: [...feeds.values()] };
  return { fault: 'The OPML file names no feed. Each needs an <outline> with its address as xmlUrl.' };
}
