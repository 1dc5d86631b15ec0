import type { AnalysedArticle } from '../article/analyse.js';
import type { Article } from '../article/article.js';
import { groupByText } from '../article/copy-groups.js';
import type { Library } from '../library.js';

/** Share of the terms of the shorter article that two copies have in common at least; seldom reached by other texts. */
const SHARED_TERMS = 0.5;
/** So many articles behind those that are shown may still turn out to stand for the text of one of them. */
const BEHIND = 20;

/**
 * Which of some articles carry one text. Only these are compared, by their terms and where those agree word by word: no
 * other article is read, so that a question costs the same however many there are.
 *
 * @returns by id, the articles that carry its text, the one that stands for them first; nothing for those without copies
 */
export function groupCopies(
  articles: readonly AnalysedArticle[],
  library: Library,
): ReadonlyMap<string, readonly Article[]> {
  const ids = new Set(articles.map(({ article }) => article.id));
  const origins = new Map<string, string>();
  for (const { article } of articles) {
    const origin = article.copyOf === undefined ? article.id : library.namedOrigin(article.id);
    if (origin !== article.id && ids.has(origin)) origins.set(article.id, origin);
  }
  const alike = compareAll(articles, library);
  const involved = articles
    .map(({ article }) => article)
    .filter(({ id }) => !origins.has(id) && (alike.has(id) || [...origins.values()].includes(id)));
  const groups = new Map<string, readonly Article[]>();
  for (const { representative, others } of groupByText(involved, (a, b) => alike.get(a.id)?.get(b.id) ?? 0)) {
    const members = new Set([representative, ...others].map(({ id }) => id));
    const named = articles.filter(({ article }) => members.has(origins.get(article.id) ?? ''));
    const all = [representative, ...others, ...named.map(({ article }) => article)];
    if (all.length > 1) for (const { id } of all) groups.set(id, all);
  }
  return groups;
}

/** An article to list. */
export interface Listed<T> {
  /** The one that stands for its text. */
  readonly shown: T;
  /** The best of those that carry the text: it gives the group its place in the order. */
  readonly best: T;
}

/**
 * The first of some articles, each text once: in the place of the best that carries it, the one that stands for it.
 *
 * @param ranked  best first
 * @param limit  at most this many
 */
export function onePerText<T extends { readonly analysed: AnalysedArticle }>(
  ranked: readonly T[],
  limit: number,
  library: Library,
): Listed<T>[] {
  const near = ranked.slice(0, limit + BEHIND);
  const groups = groupCopies(
    near.map(({ analysed }) => analysed),
    library,
  );
  const idOf = ({ analysed }: T): string => groups.get(analysed.article.id)?.[0]?.id ?? analysed.article.id;
  const seen = new Set<string>();
  const listed: Listed<T>[] = [];
  for (const best of near) {
    if (listed.length === limit) break;
    const id = idOf(best);
    if (seen.has(id)) continue;
    seen.add(id);
    listed.push({ best, shown: near.find(({ analysed }) => analysed.article.id === id) ?? best });
  }
  return listed;
}

/** By id and id, both ways, how much two articles share; nothing for those that are no copies. */
function compareAll(articles: readonly AnalysedArticle[], library: Library): Map<string, Map<string, number>> {
  const alike = new Map<string, Map<string, number>>();
  const note = (id: string, other: string, likeness: number): void => {
    alike.set(id, (alike.get(id) ?? new Map<string, number>()).set(other, likeness));
  };
  articles.forEach((one, at) => {
    for (const other of articles.slice(at + 1)) {
      if (!sharesTerms(one.bag, other.bag)) continue;
      const likeness = library.likeness(one.article, other.article);
      if (likeness === 0) continue;
      note(one.article.id, other.article.id, likeness);
      note(other.article.id, one.article.id, likeness);
    }
  });
  return alike;
}

/**
 * Whether two ascending lists share enough; gives up as soon as that can no longer be. It begins with the highest numbers:
 * they are those of the words that came last, the rare ones.
 */
function sharesTerms(a: Uint32Array, b: Uint32Array): boolean {
  const [short, long] = a.length <= b.length ? [a, b] : [b, a];
  let missable = short.length - Math.ceil(short.length * SHARED_TERMS);
  let other = long.length - 1;
  for (let at = short.length - 1; at >= 0; at -= 1) {
    const term = short[at] ?? 0;
    while ((long[other] ?? 0) > term) other -= 1;
    if (long[other] === term) continue;
    if (missable === 0) return false;
    missable -= 1;
  }
  return true;
}
