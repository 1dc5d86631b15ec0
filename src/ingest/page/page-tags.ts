import { readAttributes } from './html-attributes.js';
import { readHtmlTokens } from './html-tokens.js';
import { MAX_PAGE_CHARS } from './trim-html.js';

/** The tags of a page that say something about it. */
export interface PageTags {
  readonly title?: string;
  /** The first main heading, as HTML. */
  readonly heading?: string;
  readonly language?: string;
  readonly base?: string;
  readonly canonical?: string;
  /** Contents of `meta` elements by their names in small letters, in order. */
  readonly metas: ReadonlyMap<string, readonly string[]>;
  /** Contents of JSON-LD scripts. */
  readonly scripts: readonly string[];
  /** Dates of `time` elements, those that are marked as the day of publication first. */
  readonly times: readonly string[];
}

const PUBLISHED =
  /\b(?:datepublished|pubdate|published|publish-?date|entry-date|posted-on|dt-published|article-?date)\b/i;
const MODIFIED = /\b(?:datemodified|updated|modified)\b/i;
const MAX_TAGS = 5000;

/** Reads the tags of a page that say something about it, without building a tree. */
export function readPageTags(html: string): PageTags {
  const source = html.slice(0, MAX_PAGE_CHARS);
  const single: { -readonly [Key in 'title' | 'heading' | 'language' | 'base' | 'canonical']?: string } = {};
  const metas = new Map<string, string[]>();
  const scripts: string[] = [];
  const marked: string[] = [];
  const times: string[] = [];
  let isJsonLd = false;
  let headingStart: number | undefined;
  let count = 0;
  for (const { kind, name, start, end } of readHtmlTokens(source)) {
    if (kind === 'raw') {
      const content = source.slice(start, end);
      if (name === 'title') single.title ??= content;
      if (name === 'script' && isJsonLd) scripts.push(content);
      continue;
    }
    if (name === 'h1') {
      if (kind === 'open') headingStart ??= end;
      else if (headingStart !== undefined) single.heading ??= source.slice(headingStart, start);
    }
    if (kind !== 'open' || !READ.has(name) || count > MAX_TAGS) continue;
    count += 1;
    const tag = source.slice(start, end);
    const attributes = readAttributes(tag);
    if (name === 'script') isJsonLd = /^application\/ld\+json/i.test(attributes.get('type') ?? '');
    else if (name === 'html') setOnce(single, 'language', attributes.get('lang') ?? attributes.get('xml:lang'));
    else if (name === 'base') setOnce(single, 'base', attributes.get('href'));
    else if (name === 'link') {
      if (/(?:^|\s)canonical(?:\s|$)/i.test(attributes.get('rel') ?? ''))
        setOnce(single, 'canonical', attributes.get('href'));
    } else if (name === 'meta') addMeta(metas, attributes);
    else {
      const date = attributes.get('datetime');
      if (date !== undefined && !MODIFIED.test(tag)) (PUBLISHED.test(tag) ? marked : times).push(date);
    }
  }
  return { ...single, metas, scripts, times: [...marked, ...times.slice(0, 1)] };
}

const READ = new Set(['script', 'html', 'base', 'link', 'meta', 'time']);

function setOnce<Key extends string>(target: { [Name in Key]?: string }, key: Key, value: string | undefined): void {
  if (value !== undefined && value !== '') target[key] ??= value;
}

function addMeta(metas: Map<string, string[]>, attributes: ReadonlyMap<string, string>): void {
  const content = attributes.get('content');
  if (content === undefined || content === '') return;
  const names = ['property', 'name', 'itemprop', 'http-equiv'].flatMap(
    (key) => attributes.get(key)?.toLowerCase() ?? [],
  );
  for (const name of new Set(names)) metas.set(name, [...(metas.get(name) ?? []), content]);
}
