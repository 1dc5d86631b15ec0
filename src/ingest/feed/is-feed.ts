/** How much of a text is looked at, in characters: licences and warnings stand at the head of some feeds. */
const HEAD_CHARS = 20_000;
const MARKUP = /<!--[\s\S]*?-->|<\?[\s\S]*?\?>|<!doctype[^[>]*(?:\[[^\]]*\]\s*)?>/gi;
const ROOT = /<(?:[\w.-]+:)?(rss|feed|rdf|channel|opml|html|head|body)(?=[\s>])/i;
const PAGE_PIECE = /<(?:title|meta|link|div|p|article|main|h1|section|table|span|a)(?=[\s/>])/i;

/**
 * What a document is, by its text; the media type decides only where the text leaves it open, because servers often name a
 * wrong one.
 *
 * @param contentType  media type with or without parameters
 */
export function sniffDocument(text: string, contentType?: string): 'feed' | 'opml' | 'page' | 'other' {
  const type = contentType?.split(';', 1)[0]?.trim().toLowerCase() ?? '';
  if (/^(?:image|audio|video|font)\/|^application\/(?:pdf|zip|octet-stream)$/.test(type)) return 'other';
  const head = text.slice(0, HEAD_CHARS).replace(/^[\ufeff\s]+/, '');
  if (head.startsWith('%PDF') || head.startsWith('PK\u0003')) return 'other';
  if (/^[{[]/.test(head)) return isJsonFeed(head, type) ? 'feed' : 'other';
  const doctype = /^(?:<!--[\s\S]*?-->\s*)*<!doctype\s+html/i.test(head);
  const root = ROOT.exec(head.replace(MARKUP, ''))?.[1]?.toLowerCase();
  if (doctype || root === 'html' || root === 'head' || root === 'body') return 'page';
  if (root === 'opml') return 'opml';
  if (root !== undefined) return 'feed';
  if (/^application\/(?:rss|atom|rdf|feed)\+(?:xml|json)$/.test(type)) return 'feed';
  if (/^text\/x-opml|^application\/(?:x-)?opml/.test(type)) return 'opml';
  return PAGE_PIECE.test(head) && !head.startsWith('<?xml') ? 'page' : 'other';
}

function isJsonFeed(head: string, type: string): boolean {
  if (!head.startsWith('{')) return false;
  if (type === 'application/feed+json' || /jsonfeed\.org\/version/.test(head.replaceAll('\\/', '/'))) return true;
  return /"items"\s*:\s*\[/.test(head) && /"(?:home_page_url|feed_url)"\s*:/.test(head);
}
