import type { StoryTraits } from './story-traits.js';

/**
 * Articles that are thought to be at hand besides those that are, each with other words: so that among three articles a
 * word that two of them share still counts as rare.
 */
const BACKGROUND = 100;

/**
 * What everything that two articles have in common adds. Each is a share from 0 to 1. That all weigh the same is no
 * accident: weights fitted to the articles on which this was tuned did no better (docs/quality.md).
 */
const WEIGHT = {
  /** Cosine of all words, by rarity and how often they stand there. */
  words: 1,
  /** Cosine of the headlines' words, by rarity. */
  headlines: 1,
  /** Share of a headline, by rarity, that the other one's headline and lead have; the larger of both. */
  headlineInLead: 1,
  /** In place of both for two languages: share of the names, by rarity. */
  foreignNames: 1,
  /** Each day between them. */
  day: -0.1,
} as const;

/** How much words and names tell articles apart, by how few of those at hand have them. */
export interface Rarity {
  /** By the number of a term. */
  ofTerm(term: number): number;
  /** By a folded spelling. */
  ofName(spelling: string): number;
}

/** The rarity of what stands in so many of the articles: 0 for what stands in all of very many, and up. */
export function rarityOf(frequency: number, articles: number): number {
  return Math.log((articles + BACKGROUND + 1) / (frequency + 1));
}

/** Traits with the weights that they have among the articles at hand. */
export interface WeighedTraits {
  readonly traits: StoryTraits;
  /** Of each term of the bag; the squares add up to 1. */
  readonly words: Float64Array;
  /** The rarity of each term of the title. */
  readonly title: Float64Array;
  readonly titleSum: number;
  /** Their length as a vector. */
  readonly titleLength: number;
  /** Of each name; they add up to 1. */
  readonly nameShares: Float64Array;
}

/** Weighs the traits of an article. */
export function weighTraits(traits: StoryTraits, rarity: Rarity): WeighedTraits {
  const words = Float64Array.from(
    traits.bag,
    (term, at) => (1 + Math.log(traits.counts[at] ?? 1)) * rarity.ofTerm(term),
  );
  const title = Float64Array.from(traits.title, (term) => rarity.ofTerm(term));
  // A name is as common as its commonest spelling.
  const names = Float64Array.from(traits.names, (spellings) => Math.min(...spellings.map(rarity.ofName)));
  return {
    traits,
    words: divide(words, lengthOf(words)),
    title,
    titleSum: sumOf(title),
    titleLength: lengthOf(title),
    nameShares: divide(names, sumOf(names)),
  };
}

/**
 * How much speaks for it that two articles report one event, the same both ways.
 *
 * @param days  between their days of publication, 0 or more
 * @returns 0 to 3; rounded, so that the order in which words were first met makes no difference
 */
export function storyLikeness(one: WeighedTraits, other: WeighedTraits, days: number): number {
  const words = sharedWeight(one.traits.bag, one.words, other.traits.bag, other.words);
  const sum = WEIGHT.words * words + WEIGHT.day * days + sharedHeads(one, other);
  return round(Math.max(0, sum));
}

/** Rounds to six digits behind the point. */
export function round(value: number): number {
  return Math.round(value * 1e6) / 1e6;
}

/** How much of one headline the other headline and lead have: the rarities of the shared words together. */
export function headlineInHead(one: WeighedTraits, other: WeighedTraits): number {
  return sharedWeight(one.traits.title, one.title, other.traits.head);
}

function sharedHeads(one: WeighedTraits, other: WeighedTraits): number {
  if (one.traits.language !== other.traits.language) {
    return (WEIGHT.foreignNames * (sharedNames(one, other) + sharedNames(other, one))) / 2;
  }
  const headlines = sharedWeight(one.traits.title, one.title, other.traits.title, other.title);
  return (
    WEIGHT.headlines * ratio(headlines, one.titleLength * other.titleLength) +
    WEIGHT.headlineInLead * Math.max(headlineInLead(one, other), headlineInLead(other, one))
  );
}

function headlineInLead(one: WeighedTraits, other: WeighedTraits): number {
  return ratio(sharedWeight(one.traits.title, one.title, other.traits.head), one.titleSum);
}

function sharedNames({ traits, nameShares }: WeighedTraits, other: WeighedTraits): number {
  const spellings = new Set(other.traits.names.flat());
  const isShared = (name: readonly string[]): boolean => name.some((spelling) => spellings.has(spelling));
  return traits.names.reduce((sum, name, at) => (isShared(name) ? sum + (nameShares[at] ?? 0) : sum), 0);
}

/**
 * The weight of the terms that two articles share.
 *
 * @param terms  ascending, as `others`
 * @param otherWeights  multiplied with those of the first; 1 each when absent
 */
function sharedWeight(
  terms: Uint32Array,
  weights: Float64Array,
  others: Uint32Array,
  otherWeights?: Float64Array,
): number {
  let sum = 0;
  let at = 0;
  let other = 0;
  while (at < terms.length && other < others.length) {
    const one = terms[at] ?? 0;
    const two = others[other] ?? 0;
    if (one === two) sum += (weights[at] ?? 0) * (otherWeights === undefined ? 1 : (otherWeights[other] ?? 0));
    if (one <= two) at += 1;
    if (two <= one) other += 1;
  }
  return sum;
}

function sumOf(values: Float64Array): number {
  return values.reduce((sum, value) => sum + value, 0);
}

function lengthOf(values: Float64Array): number {
  return Math.sqrt(values.reduce((sum, value) => sum + value * value, 0));
}

function ratio(part: number, whole: number): number {
  return whole === 0 ? 0 : part / whole;
}

function divide(values: Float64Array, by: number): Float64Array {
  return by === 0 ? values : values.map((value) => value / by);
}
