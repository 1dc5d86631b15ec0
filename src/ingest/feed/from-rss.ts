import type { RdfFeed, RssFeed } from 'feedsmith';
import { resolveBase } from '../page/clean-address.js';
import { present, type RawFeed, type RawItem, toTtl } from './raw-feed.js';

/** A feed of RSS 0.9 or 2.0, in the common shape. */
export function fromRss(feed: RssFeed.Feed<string>, url: string): RawFeed {
  const base = resolveBase(feed.xml?.base, url);
  return {
    ...present({
      title: feed.title ?? feed.dc?.titles?.[0],
      language: feed.language ?? feed.dc?.languages?.[0] ?? feed.xml?.lang,
      homepage: feed.link,
      ttlMs: toTtl(feed.ttl, feed.sy?.updatePeriod, feed.sy?.updateFrequency),
    }),
    items: (feed.items ?? []).map((item) => fromRssItem(item, base)),
  };
}

function fromRssItem(item: RssFeed.Item<string>, outerBase: string): RawItem {
  const { guid } = item;
  const summaries = [item.description, item.media?.description?.value, item.itunes?.summary];
  return {
    ...present({
      id: guid?.value,
      content: item.content?.encoded ?? item.atom?.content?.value,
      ...fromModules(item),
      title: item.title ?? item.media?.title?.value ?? item.dc?.titles?.[0],
      summary: summaries.find((text) => text !== undefined) ?? item.dc?.descriptions?.[0],
    }),
    ...(item.source?.title !== undefined && { publisher: item.source.title }),
    links: [
      item.link,
      ...toAlternates(item.atom?.links),
      guid?.isPermaLink === false ? undefined : guid?.value,
    ].flatMap((link) => link ?? []),
    dates: toDates([item.pubDate], item),
    authors: toNames([...(item.authors ?? []).map(({ name }) => name), ...(item.dc?.creators ?? [])]),
    topics: [
      ...(item.categories ?? []).flatMap(({ name }) => name ?? []),
      ...(item.dc?.subjects ?? []),
      ...(item.media?.keywords ?? []),
    ],
    base: resolveBase(item.xml?.base, outerBase),
  };
}

/** A feed of RSS 1.0, in the common shape. */
export function fromRdf(feed: RdfFeed.Feed<string>, url: string): RawFeed {
  const base = resolveBase(feed.xml?.base, url);
  return {
    ...present({
      title: feed.title ?? feed.dc?.titles?.[0],
      language: feed.dc?.languages?.[0] ?? feed.xml?.lang,
      homepage: feed.link,
      ttlMs: toTtl(undefined, feed.sy?.updatePeriod, feed.sy?.updateFrequency),
    }),
    items: (feed.items ?? []).map((item) => fromRdfItem(item, base)),
  };
}

function fromRdfItem(item: RdfFeed.Item<string>, outerBase: string): RawItem {
  return {
    ...present({
      id: item.rdf?.about,
      content: item.content?.encoded ?? item.atom?.content?.value,
      ...fromModules(item),
      title: item.title ?? item.dc?.titles?.[0],
      summary: item.description ?? item.dc?.descriptions?.[0],
    }),
    links: [item.link, ...toAlternates(item.atom?.links), item.rdf?.about].flatMap((link) => link ?? []),
    dates: toDates([], item),
    authors: toNames(item.dc?.creators ?? []),
    topics: item.dc?.subjects ?? [],
    base: resolveBase(item.xml?.base, outerBase),
  };
}

type Modules = Pick<RssFeed.Item<string>, 'dc' | 'dcterms' | 'xml' | 'atom'>;

function fromModules({ dc, dcterms, xml }: Modules) {
  return { publisher: dc?.publishers?.[0] ?? dcterms?.publishers?.[0], language: dc?.languages?.[0] ?? xml?.lang };
}

function toDates(first: readonly (string | undefined)[], { dc, dcterms, atom }: Modules): string[] {
  const { issued = [], created = [], dates = [], modified = [] } = dcterms ?? {};
  const others = [...(dc?.dates ?? []), atom?.published, ...issued, ...created, ...dates, atom?.updated, ...modified];
  return [...first, ...others].flatMap((date) => date ?? []);
}

function toAlternates(links: readonly { readonly href?: string; readonly rel?: string }[] | undefined): string[] {
  return (links ?? []).flatMap(({ href, rel }) =>
    href !== undefined && (rel ?? 'alternate') === 'alternate' ? href : [],
  );
}

function toNames(names: readonly (string | undefined)[]): string[] {
  return names.flatMap((name) => name ?? []);
}
