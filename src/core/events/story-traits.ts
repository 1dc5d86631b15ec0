import type { AnalysedArticle } from '../article/analyse.js';
import type { Article, Name } from '../article/article.js';
import { foldText } from '../article/fold.js';

/** Words of the body, stop words included, that count as its lead: about the first paragraph of a report. */
const LEAD_WORDS = 40;

/** What of an article is compared to see whether another one reports the same event. */
export interface StoryTraits {
  readonly id: string;
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

/** Reads them. They depend on the article only. */
export function readTraits({ article, bag, counts, words, title }: AnalysedArticle): StoryTraits {
  const content = new Set(bag);
  const isContent = (term: number): boolean => content.has(term);
  const ownTitle = distinct(title.filter(isContent));
  return {
    id: article.id,
    bag,
    counts,
    title: ownTitle,
    head: distinct(Uint32Array.from([...ownTitle, ...words.subarray(0, LEAD_WORDS).filter(isContent)])),
    names: namesOf(article),
  };
}

/** The names that an article lists, each with all its spellings, folded. */
export function namesOf({
  people,
  places,
  organizations,
}: Pick<Article, 'people' | 'places' | 'organizations'>): readonly (readonly string[])[] {
  return [...people, ...places, ...organizations].map(spellingsOf);
}

function spellingsOf({ name, aliases }: Name): readonly string[] {
  return [...new Set([name, ...aliases].map(foldText))];
}

function distinct(terms: Uint32Array): Uint32Array {
  return Uint32Array.from(new Set(terms)).sort();
}
