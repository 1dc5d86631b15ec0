import { quotationsOf } from './quotations.js';
import type { Reply } from './reply.js';

/**
 * The path of an article's own page, at one of its sentences where one is given.
 *
 * @param sentence  counted from 1
 * @example toArticlePath('harbour', 12) // '/articles/harbour#s12'
 */
export function toArticlePath(article: string, sentence?: number): string {
  const path = `/articles/${encodeURIComponent(article)}`;
  return sentence === undefined ? path : `${path}#s${sentence}`;
}

/**
 * A reply whose citations lead somewhere: those of articles without an address of their own to the article's page, at the
 * first sentence that is quoted of it.
 *
 * @param publicUrl  where the pages are reached, without a slash at its end
 */
export function withPageLinks(reply: Reply, publicUrl: string): Reply {
  if (!('citations' in reply)) return reply;
  const quotations = quotationsOf(reply);
  const citations = reply.citations.map((citation) => {
    if (citation.link !== undefined || citation.url !== undefined) return citation;
    const first = quotations.find((quotation) => quotation.citation === citation.n);
    return { ...citation, link: `${publicUrl}${toArticlePath(citation.article, first?.sentence)}` };
  });
  return { ...reply, citations };
}
