import { type ItemDate, parsePublicationDate } from '../publication-date.js';
import { cleanAddress, resolveBase } from './clean-address.js';
import { dropSiteName } from './drop-site-name.js';
import { toAuthor, toTopics } from './field-texts.js';
import { type ArticleData, findArticleData, splitKeywords } from './json-ld.js';
import { toLanguageTag } from './language-tag.js';
import { type PageTags, readPageTags } from './page-tags.js';
import { toPlainLine } from './to-paragraphs.js';

/** What a page says of itself outside its text. */
export interface PageFacts {
  /** Empty when the page has none. */
  readonly title: string;
  readonly url?: string;
  readonly publisher?: string;
  readonly author?: string;
  readonly date?: ItemDate;
  readonly language?: string;
  readonly topics: readonly string[];
  /** The text of the article, where the page has it beside what it shows. */
  readonly body?: string;
  /** The page says that only subscribers see the whole text. */
  readonly isPaid: boolean;
}

const DATE_NAMES = `article:published_time og:article:published_time og:published_time datepublished parsely-pub-date
  sailthru.date pubdate publishdate publish-date publication_date article.published dc.date.issued dcterms.issued dc.date
  dcterms.date dcterms.created dc.date.created date_published citation_publication_date cxenseparse:recs:publishtime
  date`.split(/\s+/);
const AUTHOR_NAMES = 'author article:author byl parsely-author dc.creator dcterms.creator sailthru.author'.split(' ');
const PUBLISHER_NAMES = 'og:site_name application-name dc.publisher dcterms.publisher al:ios:app_name'.split(' ');
const SECTION_NAMES = ['article:section', 'article:tag', 'parsely-section', 'og:section'];

/**
 * Reads title, address, publisher, author, date, language and topics of a page from its JSON-LD, its meta elements and its
 * `time` elements, in this order.
 *
 * @param url  where the page was found, absolute
 */
export function readPageFacts(html: string, url: string): PageFacts {
  const tags = readPageTags(html);
  const data = findArticleData(tags.scripts);
  const publisher = [data?.publisher, ...valuesOf(tags, PUBLISHER_NAMES)]
    .map(toName)
    .find((name) => name !== undefined);
  const address = toOwnAddress(tags, url);
  const author = toAuthor(data !== undefined && data.authors.length > 0 ? data.authors : valuesOf(tags, AUTHOR_NAMES));
  const date = [data?.datePublished, ...valuesOf(tags, DATE_NAMES), ...tags.times]
    .map((text) => (text === undefined ? undefined : parsePublicationDate(text)))
    .find((known) => known !== undefined);
  const language = [
    tags.language,
    data?.language,
    ...valuesOf(tags, ['og:locale', 'content-language', 'language', 'dc.language']),
  ]
    .map(toLanguageTag)
    .find((tag) => tag !== undefined);
  return {
    title: toTitle(tags, data, [publisher, ...valuesOf(tags, PUBLISHER_NAMES), new URL(url).hostname]),
    ...(address !== undefined && { url: address }),
    ...(publisher !== undefined && { publisher }),
    ...(author !== undefined && { author }),
    ...(date !== undefined && { date }),
    ...(language !== undefined && { language }),
    ...(data?.body !== undefined && { body: data.body }),
    topics: toPageTopics(tags, data),
    isPaid:
      data?.isPaid === true || valuesOf(tags, ['article:content_tier']).some((tier) => /locked|metered/i.test(tier)),
  };
}

function valuesOf({ metas }: PageTags, names: readonly string[]): string[] {
  return names.flatMap((name) => metas.get(name) ?? []);
}

function toName(text: string | undefined): string | undefined {
  const name = text === undefined ? '' : toPlainLine(text.slice(0, 1000));
  return name === '' || name.length > 120 || /^https?:/.test(name) ? undefined : name;
}

function toTitle(tags: PageTags, data: ArticleData | undefined, siteNames: readonly (string | undefined)[]): string {
  const candidates = [
    data?.headline,
    ...valuesOf(tags, ['og:title', 'twitter:title', 'dc.title']),
    tags.title,
    tags.heading,
  ];
  const titles = candidates.flatMap((text) => {
    const title = text === undefined ? '' : dropSiteName(toPlainLine(text.slice(0, 5000)), siteNames);
    return title === '' ? [] : title;
  });
  // Search engines want short headlines, and some systems cut them off.
  return titles.find((title) => !/(?:…|\.{3})$/.test(title)) ?? titles[0] ?? '';
}

/** Where the page wants to be found, when that is on its own site and no front page. */
function toOwnAddress(tags: PageTags, url: string): string | undefined {
  const base = resolveBase(tags.base, url);
  const found = [tags.canonical, ...valuesOf(tags, ['og:url'])].flatMap((text) =>
    text === undefined ? [] : (cleanAddress(text, base) ?? []),
  );
  const own = new URL(url);
  return found.find((address) => {
    const { hostname, pathname, search } = new URL(address);
    const isFrontPage = pathname === '/' && search === '' && (own.pathname !== '/' || own.search !== '');
    return toSite(hostname) === toSite(own.hostname) && !isFrontPage;
  });
}

function toSite(hostname: string): string {
  return hostname.replace(/^(?:www|m|amp|mobile)\./, '');
}

function toPageTopics(tags: PageTags, data: ArticleData | undefined): string[] {
  const sections = [...(data?.topics ?? []), ...valuesOf(tags, SECTION_NAMES)];
  const keywords = valuesOf(tags, ['news_keywords']).flatMap(splitKeywords);
  const chosen = toTopics([...sections, ...keywords]);
  return chosen.length > 0 ? chosen : toTopics(valuesOf(tags, ['keywords']).flatMap(splitKeywords));
}
