import {
  type AtomFeed,
  parseAtomFeed,
  parseJsonFeed,
  parseRdfFeed,
  parseRssFeed,
  type RdfFeed,
  type RssFeed,
} from 'feedsmith';
import { fromAtom } from './from-atom.js';
import { fromJson } from './from-json.js';
import { fromRdf, fromRss } from './from-rss.js';
import { findItemSpans, type ItemSpan } from './item-spans.js';
import type { RawFeed, RawItem } from './raw-feed.js';

/** A feed, with what could not be read of it in words; or why nothing could. */
export type RawReading = { readonly feed: RawFeed; readonly faults: readonly string[] } | { readonly fault: string };

const ROOT = /<((?:[\w.-]+:)?(rss|feed|rdf|channel))(?=[\s>])[^>]*>/i;
const DOCTYPE = /<!DOCTYPE[^[>]*(?:\[[^\]]*\]\s*)?>/i;
/** Of XML, not of HTML sets of characters, which feeds of RSS 0.91 refer to. */
const ENTITY = /<!ENTITY\s+(?!%)/i;
// biome-ignore lint/suspicious/noControlCharactersInRegex: XML does not allow them, and feeds have them
const NO_XML = /&#(?:0+|x0+);|[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/gi;

/**
 * Reads a feed of any format. Where its XML is broken, its items are read one by one, and those that cannot be are told.
 * Nothing outside the text is read, and no entity that it declares.
 *
 * @param url  absolute; relative addresses start there
 * @param maxItems  how many items are read
 */
export function readFeedText(text: string, url: string, maxItems: number): RawReading {
  const plain = text.replace(NO_XML, '').replace(/^[\ufeff\s]+/, '');
  if (plain === '')
    return { fault: 'The feed is empty. Open its address in a browser to see whether it still exists.' };
  return /^[{[]/.test(plain) ? readJson(plain, url, maxItems) : readXml(plain, url, maxItems);
}

function readJson(text: string, url: string, maxItems: number): RawReading {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return {
      fault: 'The feed starts like a JSON feed and is no valid JSON. Ask its publisher to correct it, or use its RSS.',
    };
  }
  try {
    return { feed: fromJson(parseJsonFeed(value, { maxItems }), url), faults: [] };
  } catch {
    return { fault: 'This is JSON, and no JSON Feed. Give the address of an RSS, Atom or JSON feed.' };
  }
}

type Format = 'rss' | 'atom' | 'rdf';

function readXml(text: string, url: string, maxItems: number): RawReading {
  const found = ROOT.exec(text);
  if (found === null)
    return { fault: 'This is no RSS, Atom or JSON feed. Give the address of one, or of a page that links to one.' };
  if (ENTITY.test(text.slice(0, found.index))) {
    return {
      fault: 'The feed declares entities of its own, which are not read. Ask its publisher to write the text out.',
    };
  }
  const [tag, name = '', kind = ''] = found;
  // What stands before is a declaration, or the warning of a broken server.
  const body = text.slice(found.index);
  const format: Format = kind.toLowerCase() === 'feed' ? 'atom' : kind.toLowerCase() === 'rdf' ? 'rdf' : 'rss';
  const xml = (kind.toLowerCase() === 'channel' ? `<rss version="2.0">${body}</rss>` : body).replace(DOCTYPE, '');
  const spans = findItemSpans(xml, maxItems);
  const root: Root = { format, name, tag };
  const last = spans.at(-1);
  // What follows the last item that is read costs as much time as what is read, and nobody is answered meanwhile.
  const isCut = last !== undefined && last.isClosed && spans.length >= maxItems;
  const whole = parse(isCut ? `${xml.slice(0, last.end)}${toTags(root).close}` : xml, format, url, maxItems);
  if (whole !== undefined && whole.items.length >= spans.length) return { feed: whole, faults: [] };
  return recover(xml, root, spans, url) ?? toWholeReading(whole);
}

function toWholeReading(whole: RawFeed | undefined): RawReading {
  if (whole !== undefined) return { feed: whole, faults: [] };
  return {
    fault: 'The feed is not well-formed XML and holds no item that can be read. Ask its publisher to correct it.',
  };
}

interface Root {
  readonly format: Format;
  /** As written, with a prefix. */
  readonly name: string;
  readonly tag: string;
}

/** What stands around the items of a feed. */
function toTags({ format, name, tag }: Root): {
  readonly open: string;
  readonly close: string;
  readonly closeRoot: string;
} {
  const isChannel = format === 'rss';
  const isBare = name.toLowerCase().endsWith('channel');
  const closeRoot = `</${isBare ? 'rss' : name}>`;
  return {
    open: `${isBare ? '<rss version="2.0">' : tag}${isChannel ? '<channel>' : ''}`,
    close: `${isChannel ? '</channel>' : ''}${closeRoot}`,
    closeRoot,
  };
}

function recover(xml: string, root: Root, spans: readonly ItemSpan[], url: string): RawReading | undefined {
  const [first] = spans;
  if (first === undefined) return undefined;
  const { open, close, closeRoot } = toTags(root);
  const head = xml.slice(0, first.start);
  const closedHead = /<\/(?:[\w.-]+:)?channel\s*>/i.test(head) || root.format !== 'rss' ? closeRoot : close;
  const feed = parse(`${head}${closedHead}`, root.format, url, 0) ?? { items: [] };
  const items: RawItem[] = [];
  const faults: string[] = [];
  for (const [index, span] of spans.entries()) {
    const text = xml.slice(span.start, span.end);
    const item = span.isClosed ? parse(`${open}${text}${close}`, root.format, url, 1)?.items[0] : undefined;
    if (item !== undefined) items.push(item);
    else faults.push(toFault(index, span, xml.length));
  }
  return items.length === 0 ? undefined : { feed: { ...feed, items }, faults };
}

function toFault(index: number, { isClosed, end }: ItemSpan, length: number): string {
  if (!isClosed && end === length) {
    return `The feed breaks off in item ${index + 1}, which is left out. It is read when the feed is fetched in whole.`;
  }
  return `Item ${index + 1} is not well-formed XML and is left out. Ask the publisher to correct it.`;
}

function parse(xml: string, format: Format, url: string, maxItems: number): RawFeed | undefined {
  try {
    if (format === 'atom') return fromAtom(parseAtomFeed(xml, { maxItems }) as AtomFeed.Feed<string>, url);
    if (format === 'rdf') return fromRdf(parseRdfFeed(xml, { maxItems }) as RdfFeed.Feed<string>, url);
    return fromRss(parseRssFeed(xml, { maxItems }) as RssFeed.Feed<string>, url);
  } catch {
    return undefined;
  }
}
