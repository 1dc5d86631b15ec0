import MiniSearch from 'minisearch';
import type { Article } from '../../src/core/article/article.js';

/** Articles that a plain search lists. */
const HITS = 10;

/**
 * What a small search script does: MiniSearch as it comes, over title and body, asked with the question as it was typed.
 * It lists articles; it finds no sentence, reads no date and cannot say that nothing fits.
 */
export function createPlainSearch(articles: readonly Article[]): (question: string) => readonly string[] {
  const index = new MiniSearch<Pick<Article, 'id' | 'title' | 'body'>>({ fields: ['title', 'body'] });
  index.addAll(articles);
  return (question) =>
    index
      .search(question)
      .slice(0, HITS)
      .map(({ id }) => String(id));
}
