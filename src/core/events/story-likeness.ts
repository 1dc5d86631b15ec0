import type { StoryTraits } from './story-traits.js';

/**
 * Articles that are thought to be at hand besides those that are, each with other words: so that among three articles a
 * word that two of them share still counts as rare.
 */
const BACKGROUND = 100;

/** What each thing that two articles have in common says for one event, from 0 (nothing) up. */
const WEIGHT = {
  /** Cosine of the words, rarer ones counting more. */
  words: 0.5,
  /** Share of one's headline that the other's headline and lead have. */
  headline: 0.35,
  /** Share of the names, rarer ones counting more. */
  names: 0.15,
  /** A day between them, taken off. */
  day: 0.02,
} as const;

/** How much words and names tell articles apart, by how few of those at hand have them. */
export interface Rarity {
  /** By the number of a term. */
  ofTerm(term: number): number;
  /** By a folded spelling. */
  ofName(spelling: string): number;
}

/** The rarity of what stands in so many of the articles, above 0. */
export function rarityOf(frequency: number, articles: number): number {
  return Math.log((articles + BACKGROUND + 1) / (frequency + 1));
}

/** Traits with the weights that they have among the articles at hand. */
export interface WeighedTraits extends StoryTraits {
  /** Of each term of the bag; the squares add up to 1. */
  readonly weights: Float64Array;
  /** Of each term of the title; they add up to 1. */
  readonly titleWeights: Float64Array;
  /** Of each name; they add up to 1. */
  readonly nameWeights: Float64Array;
}

/** Weighs the traits of an article. */
export function weighTraits(traits: StoryTraits, rarity: Rarity): WeighedTraits {
  const weights = Float64Array.from(
    traits.bag,
    (term, at) => (1 + Math.log(traits.counts[at] ?? 1)) * rarity.ofTerm(term),
  );
  const titleWeights = Float64Array.from(traits.title, (term) => rarity.ofTerm(term));
  const nameWeights = Float64Array.from(traits.names, (spellings) =>
    spellings.reduce((least, spelling) => Math.min(least, rarity.ofName(spelling)), Infinity),
  );
  return {
    ...traits,
    weights: scale(weights, Math.sqrt(weights.reduce((sum, weight) => sum + weight * weight, 0))),
    titleWeights: scale(
      titleWeights,
      titleWeights.reduce((sum, weight) => sum + weight, 0),
    ),
    nameWeights: scale(
      nameWeights,
      nameWeights.reduce((sum, weight) => sum + weight, 0),
    ),
  };
}

/**
 * How much speaks for it that two articles report one event, the same both ways.
 *
 * @param days  between their days of publication, 0 or more
 * @returns 0 to 1; rounded, so that the order in which words were first met makes no difference
 */
export function storyLikeness(one: WeighedTraits, other: WeighedTraits, days: number): number {
  const sum =
    WEIGHT.words * sharedWords(one, other) +
    WEIGHT.headline * Math.max(headlineIn(one, other), headlineIn(other, one)) +
    WEIGHT.names * (sharedNames(one, other) + sharedNames(other, one)) * 0.5 -
    WEIGHT.day * days;
  return Math.round(Math.max(0, sum) * 1e6) / 1e6;
}

/** Share of one's headline, by the rarity of its words, that the other one's headline or lead has. */
export function headlineIn(one: WeighedTraits, other: WeighedTraits): number {
  let sum = 0;
  forShared(one.title, other.head, (at) => {
    sum += one.titleWeights[at] ?? 0;
  });
  return sum;
}

function sharedWords(one: WeighedTraits, other: WeighedTraits): number {
  let sum = 0;
  forShared(one.bag, other.bag, (at, otherAt) => {
    sum += (one.weights[at] ?? 0) * (other.weights[otherAt] ?? 0);
  });
  return sum;
}

function sharedNames(one: WeighedTraits, other: WeighedTraits): number {
  const spellings = new Set(other.names.flat());
  return one.names.reduce(
    (sum, name, at) => (name.some((spelling) => spellings.has(spelling)) ? sum + (one.nameWeights[at] ?? 0) : sum),
    0,
  );
}

/** Calls back with both positions of each value that two ascending lists share. */
function forShared(a: Uint32Array, b: Uint32Array, visit: (at: number, other: number) => void): void {
  let at = 0;
  let other = 0;
  while (at < a.length && other < b.length) {
    const one = a[at] ?? 0;
    const two = b[other] ?? 0;
    if (one === two) visit(at, other);
    if (one <= two) at += 1;
    if (two <= one) other += 1;
  }
}

function scale(values: Float64Array, length: number): Float64Array {
  return length === 0 ? values : values.map((value) => value / length);
}
