import type { Article, Sentence } from '../article/article.js';
import type { Citation, Quotation } from '../reply.js';

/** Browsers and chats cut longer addresses. */
const MAX_LINK_LENGTH = 512;

/** Quotes sentences and numbers their sources in the order in which they are first quoted. */
export interface Citer {
  quote(article: Article, sentence: Sentence): Quotation;
  citations(): readonly Citation[];
}

/** Starts the numbering of one reply's sources at 1. */
export function createCiter(): Citer {
  const citations = new Map<string, Citation>();
  return {
    quote: (article, sentence) => {
      const text = article.body.slice(sentence.start, sentence.end);
      // Two revisions of one article are two sources: what one says the other may not.
      const key = `${article.revision} ${article.id}`;
      const citation = citations.get(key) ?? toCitation(article, citations.size + 1, text);
      citations.set(key, citation);
      return {
        text,
        article: article.id,
        revision: article.revision,
        paragraph: sentence.paragraph,
        sentence: sentence.number,
        start: sentence.start,
        end: sentence.end,
        citation: citation.n,
      };
    },
    citations: () => [...citations.values()],
  };
}

function toCitation(article: Article, n: number, quoted: string): Citation {
  return {
    n,
    article: article.id,
    revision: article.revision,
    title: article.title,
    ...(article.publisher === undefined ? {} : { publisher: article.publisher }),
    ...(article.published === undefined ? {} : { published: article.published }),
    ...(article.url === undefined ? {} : { url: article.url, link: toLink(article.url, quoted) }),
    ...(article.sources.length === 0 ? {} : { sources: article.sources }),
  };
}

/**
 * An address that opens a page at a quoted text (https://wicg.github.io/scroll-to-text-fragment/).
 *
 * @returns the address as it is when with the fragment it would be too long
 */
export function toLink(url: string, quoted: string): string {
  // The fragment's own syntax gives "-" and "," a meaning, which encodeURIComponent leaves or keeps.
  const fragment = encodeURIComponent(quoted).replaceAll('-', '%2D');
  const link = `${url}${url.includes('#') ? '' : '#'}:~:text=${fragment}`;
  return link.length <= MAX_LINK_LENGTH ? link : url;
}
