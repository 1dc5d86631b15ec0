import type { AnalysedArticle } from '../article/analyse.js';
import type { Article } from '../article/article.js';
import { dayNumber } from '../article/calendar.js';
import { toTextLanguage } from '../article/languages.js';
import type { Spellings } from './spellings.js';

/** Words of the body, stop words included, that count as its lead: about the first paragraph of a report. */
const LEAD_WORDS = 40;

/** What of an article is compared to see whether another one reports the same event. */
export interface StoryTraits {
  readonly id: string;
  /** Of publication, as `dayNumber` gives it; absent for an undated article. */
  readonly day?: number;
  /** Two articles of one language share its words; two of different ones names and numbers at best. */
  readonly language: string;
  /** Distinct content terms of title and body, ascending. */
  readonly bag: Uint32Array;
  /** How often each stands there, 255 at most. */
  readonly counts: Uint8Array;
  /** Distinct content terms of the title, ascending. */
  readonly title: Uint32Array;
  /** Distinct content terms of title and lead, ascending. */
  readonly head: Uint32Array;
  /** People, places and organizations, each with all its spellings, folded. */
  readonly names: readonly (readonly string[])[];
}

/** Reads them. They depend on the article and the alias file only. */
export function readTraits({ article, bag, counts, words, title }: AnalysedArticle, spellings: Spellings): StoryTraits {
  const content = new Set(bag);
  const contentOf = (terms: Uint32Array): number[] => [...terms].filter((term) => content.has(term));
  const own = contentOf(title);
  return {
    id: article.id,
    ...(article.published === undefined ? {} : { day: dayNumber(article.published) }),
    language: toTextLanguage(article.language),
    bag,
    counts,
    title: distinct(own),
    head: distinct([...own, ...contentOf(words.subarray(0, LEAD_WORDS))]),
    names: namesOf(article, spellings),
  };
}

/** The names that an article lists, each with all its spellings, folded. */
export function namesOf(
  { people, places, organizations }: Pick<Article, 'people' | 'places' | 'organizations'>,
  spellings: Spellings,
): readonly (readonly string[])[] {
  return [...people, ...places, ...organizations].map((name) => spellings.of(name));
}

function distinct(terms: readonly number[]): Uint32Array {
  return Uint32Array.from(new Set(terms)).sort();
}
