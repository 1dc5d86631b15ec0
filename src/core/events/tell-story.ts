import { compareText } from '../../lib/compare-text.js';
import type { Article } from '../article/article.js';
import { headlineInHead, round, type WeighedTraits } from './story-likeness.js';

/** The articles about one event, its developments and the copies of one text. */
export interface Story {
  /** The id of its earliest article, by day of publication, then id; undated ones come last. */
  readonly id: string;
  /** Of its best article. */
  readonly title: string;
  /** The id of the article whose headline fits the story best, never a copy of another one. */
  readonly best: string;
  /** The id of the article that carries its newest development: the latest that is no copy of another one. */
  readonly newest: string;
  /** Ids, by day of publication, then id; undated ones come last. */
  readonly articles: readonly string[];
  /** The first day of publication, `YYYY-MM-DD`; absent when no article has a day. */
  readonly from?: string;
  /** The last day of publication. */
  readonly to?: string;
  /** How many independent sources it has, 1 or more: copies of one text count as one. */
  readonly independent: number;
}

/** A text of a story: the article that stands for it, with its copies. */
export interface StoryText {
  readonly article: Article;
  readonly copies: readonly Article[];
  readonly traits: WeighedTraits;
}

/**
 * Tells a story of its texts.
 *
 * @param texts  one or more; the order makes no difference
 * @param countIndependent  independent sources of these articles together
 */
export function tellStory(texts: readonly StoryText[], countIndependent: (ids: readonly string[]) => number): Story {
  const articles = texts.flatMap(({ article, copies }) => [article, ...copies]).sort(compareDays);
  const ids = articles.map(({ id }) => id);
  const days = articles.flatMap(({ published }) => published ?? []);
  const [from] = days;
  const to = days.at(-1);
  const best = findBest(texts);
  return {
    id: ids[0] ?? '',
    title: best?.title ?? '',
    best: best?.id ?? '',
    newest: findNewest(texts)?.id ?? '',
    articles: ids,
    ...(from === undefined || to === undefined ? {} : { from, to }),
    independent: countIndependent(ids),
  };
}

/** The text whose headline says most of what the others report as well, word by word; of equal ones the earliest. */
function findBest(texts: readonly StoryText[]): Article | undefined {
  const scored = texts.map(({ article, traits }) => {
    const others = texts.filter((other) => other.article !== article);
    return { article, score: round(others.reduce((sum, other) => sum + headlineInHead(traits, other.traits), 0)) };
  });
  return scored.sort((a, b) => b.score - a.score || compareDays(a.article, b.article))[0]?.article;
}

function findNewest(texts: readonly StoryText[]): Article | undefined {
  return texts
    .map(({ article }) => article)
    .sort((a, b) => compareText(timeOf(b), timeOf(a)) || compareText(a.id, b.id))[0];
}

/** When an article came out, for sorting: one that has only a day stands at the end of that day, an undated one before all. */
export function timeOf({ publishedAt, published }: Article): string {
  return publishedAt ?? (published === undefined ? '' : `${published}T~`);
}

function compareDays(a: Article, b: Article): number {
  return compareText(a.published ?? '~', b.published ?? '~') || compareText(a.id, b.id);
}
