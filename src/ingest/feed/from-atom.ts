import type { AtomFeed } from 'feedsmith';
import { resolveBase } from '../page/clean-address.js';
import { present, type RawFeed, type RawItem, toTtl } from './raw-feed.js';

/** A feed of Atom 1.0 or 0.3, in the common shape. */
export function fromAtom(feed: AtomFeed.Feed<string>, url: string): RawFeed {
  const base = resolveBase(feed.xml?.base, url);
  const [homepage] = toAlternates(feed.links);
  return {
    ...present({
      title: feed.title?.value,
      language: feed.xml?.lang ?? feed.dc?.languages?.[0],
      homepage,
      ttlMs: toTtl(undefined, feed.sy?.updatePeriod, feed.sy?.updateFrequency),
    }),
    items: (feed.entries ?? []).map((entry) => fromEntry(entry, base, feed.authors ?? [])),
  };
}

function fromEntry(entry: AtomFeed.Entry<string>, outerBase: string, feedAuthors: readonly AtomFeed.Person[]): RawItem {
  const { source, content, summary } = entry;
  const people =
    [entry.authors, source?.authors, feedAuthors].find((list) => list !== undefined && list.length > 0) ?? [];
  return {
    ...present({
      id: entry.id,
      title: entry.title?.value,
      content: isText(content?.type) ? content?.value : undefined,
      summary: summary?.value ?? entry.media?.groups?.[0]?.description?.value ?? entry.media?.description?.value,
      publisher: source?.title?.value ?? entry.dc?.publishers?.[0],
      language: entry.xml?.lang ?? content?.xml?.lang ?? entry.dc?.languages?.[0],
    }),
    links: toAlternates(entry.links),
    dates: [entry.published, ...(entry.dc?.dates ?? []), ...(entry.dcterms?.issued ?? []), entry.updated].flatMap(
      (date) => date ?? [],
    ),
    authors: [...people.map(({ name }) => name), ...(entry.dc?.creators ?? [])].flatMap((name) => name ?? []),
    topics: [
      // Blogger marks what kind of entry this is in the same way.
      ...(entry.categories ?? []).flatMap(({ term, label, scheme }) =>
        scheme?.endsWith('#kind') ? [] : (label ?? term ?? []),
      ),
      ...(entry.dc?.subjects ?? []),
    ],
    base: resolveBase(entry.xml?.base, outerBase),
  };
}

/** Atom also carries pictures and other media as content. */
function isText(type: string | undefined): boolean {
  return type === undefined || /^(?:text|html|xhtml|text\/.*|application\/xhtml\+xml|escaped|xml)$/i.test(type.trim());
}

function toAlternates(links: readonly AtomFeed.Link<string>[] | undefined): string[] {
  return (links ?? []).flatMap(({ href, rel }) =>
    href !== undefined && (rel ?? 'alternate') === 'alternate' ? href : [],
  );
}
