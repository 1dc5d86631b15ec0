import type { JsonFeed } from 'feedsmith';
import { present, type RawFeed } from './raw-feed.js';

/** A JSON Feed of version 1.0 or 1.1, in the common shape. */
export function fromJson(feed: JsonFeed.Feed<string>, url: string): RawFeed {
  return {
    ...present({ title: feed.title, language: feed.language, homepage: feed.home_page_url }),
    items: (feed.items ?? []).map((item) => ({
      ...present({
        id: item.id,
        title: item.title,
        content: item.content_html ?? item.content_text,
        summary: item.summary,
        language: item.language,
      }),
      links: [item.url, item.external_url].flatMap((link) => link ?? []),
      dates: [item.date_published, item.date_modified].flatMap((date) => date ?? []),
      authors: (item.authors ?? feed.authors ?? []).flatMap(({ name }) => name ?? []),
      topics: item.tags ?? [],
      base: url,
    })),
  };
}
