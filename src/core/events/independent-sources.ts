import { agencyOfCopies, sourceKeys } from '../article/agencies.js';
import type { Article } from '../article/article.js';

/** An article with those that carry the same text. */
export interface CopiedArticle {
  readonly article: Article;
  /** All that carry its text, itself included, the one that stands for them first. None or one: it is no copy. */
  readonly copies?: readonly Article[];
}

/**
 * Where an article has its report from: as one of several copies, the agency of that text; else the names in its sources;
 * else its publisher. Copies of no known agency count as the one that stands for them.
 *
 * @returns names as they are given; the id of an article of which nothing of the kind is known, so that it counts as one
 */
export function independentSourcesOf({ article, copies = [] }: CopiedArticle): readonly string[] {
  const [representative = article] = copies;
  const agency = copies.length < 2 ? undefined : agencyOfCopies(copies);
  if (agency !== undefined) return [agency];
  const { sources, publisher, id } = representative;
  return sources.length > 0 ? sources.map(({ name }) => name) : [publisher ?? id];
}

/**
 * The independent sources of several articles, each once. Names are compared folded, with and without the short form that
 * some carry in brackets; of several spellings the longest is shown.
 *
 * @returns sorted by code unit, whatever the order of the articles
 */
export function unionOfSources(articles: readonly CopiedArticle[]): readonly string[] {
  let found: { readonly name: string; readonly keys: ReadonlySet<string> }[] = [];
  for (const name of [...new Set(articles.flatMap(independentSourcesOf))].sort()) {
    const keys = new Set(sourceKeys(name));
    const isSame = (other: (typeof found)[number]): boolean => [...other.keys].some((key) => keys.has(key));
    const same = found.filter(isSame);
    const longest = same.reduce((best, other) => (other.name.length >= best.length ? other.name : best), name);
    found = [
      ...found.filter((other) => !isSame(other)),
      { name: longest, keys: new Set([...keys, ...same.flatMap((other) => [...other.keys])]) },
    ];
  }
  return found.map(({ name }) => name).sort();
}

/** How many independent sources several articles have together: copies of one text count once. */
export function countIndependent(articles: readonly CopiedArticle[]): number {
  return unionOfSources(articles).length;
}
