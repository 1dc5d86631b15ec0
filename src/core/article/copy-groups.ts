import { isAgencyName } from './agencies.js';
import type { Article } from './article.js';
import { compareFingerprints, countShared, type Fingerprint } from './fingerprint.js';
import { foldText } from './fold.js';

/** In runs: a shorter text, a notice that the report follows, says nothing of where it was taken from. */
const LEAST_RUNS = 15;
/** Share of the runs of the shorter text that a copy has in common with its original, with and without long quotations. */
const CONTAINED = 0.29;
/** The same for a text that has hardly any words outside quotations, in runs: then the quotations must do. */
const LEAST_OWN_RUNS = 12;
const CONTAINED_QUOTED = 0.8;
/** A text of less than this share of the other is a notice about it, or one of many in a round-up. */
const LEAST_SIZE = 0.3;
/** A publisher that takes up its own report again brings news; only what hardly differs is a copy. Jaccard over runs. */
const SHARED_BY_PUBLISHER = 0.75;

/** Articles that carry one text. */
export interface CopyGroup {
  /** The agency's own text, else the earliest. */
  readonly representative: string;
  /** Ids of all of them, the representative included, sorted. */
  readonly members: readonly string[];
}

/**
 * How much two texts share when one may be a copy of the other, shortened or edited.
 *
 * @returns the share of the shorter one's runs, above 0 and at most 1; 0 when they are no copies
 */
export function textLikeness(a: Fingerprint, b: Fingerprint): number {
  const shorter = Math.min(a.runs.length, b.runs.length);
  // Sizes first: where many texts have some sentences in common, most of the time goes into this.
  if (shorter < LEAST_RUNS || shorter < LEAST_SIZE * Math.max(a.runs.length, b.runs.length)) return 0;
  const contained = countShared(a.runs, b.runs) / shorter;
  if (contained < CONTAINED) return 0;
  const ownShorter = Math.min(a.ownRuns.length, b.ownRuns.length);
  if (ownShorter < LEAST_OWN_RUNS) return contained >= CONTAINED_QUOTED ? contained : 0;
  return countShared(a.ownRuns, b.ownRuns) >= CONTAINED * ownShorter ? contained : 0;
}

/** The same for two articles: those of one publisher must be all but equal. */
export function copyLikeness(one: Article, a: Fingerprint, other: Article, b: Fingerprint): number {
  const likeness = textLikeness(a, b);
  if (likeness === 0 || one.publisher === undefined || other.publisher === undefined) return likeness;
  if (foldText(one.publisher) !== foldText(other.publisher)) return likeness;
  return compareFingerprints(a, b).shared >= SHARED_BY_PUBLISHER ? likeness : 0;
}

/**
 * Puts articles in the order in which they may stand for their text: agencies first, then by time. One that has only a day
 * stands at the end of that day, an undated one behind all.
 */
function compareOrigins(a: Article, b: Article): number {
  const [one, other] = [originOf(a), originOf(b)];
  return one === other ? compareTexts(a.id, b.id) : compareTexts(one, other);
}

/**
 * Groups articles that carry one text. Each group has one that stands for it, and every other is like that one itself:
 * a chain of texts, each like the next, makes no group. An article that is like several such goes to the one with which
 * it shares most. The order of the articles makes no difference.
 *
 * @param likeness  of two articles, 0 when they are no copies, the same both ways
 * @returns every article in one group, those without copies alone in theirs
 */
export function groupByText(
  articles: readonly Article[],
  likeness: (one: Article, other: Article) => number,
): { readonly representative: Article; readonly others: readonly Article[] }[] {
  const groups: { readonly representative: Article; readonly others: Article[] }[] = [];
  const rest: Article[] = [];
  for (const article of [...articles].sort(compareOrigins)) {
    if (groups.some(({ representative }) => likeness(representative, article) > 0)) rest.push(article);
    else groups.push({ representative: article, others: [] });
  }
  for (const article of rest) {
    let best: (typeof groups)[number] | undefined;
    let most = 0;
    for (const group of groups) {
      const shared = likeness(group.representative, article);
      if (shared <= most) continue;
      most = shared;
      best = group;
    }
    best?.others.push(article);
  }
  return groups;
}

function originOf({ publisher, publishedAt, published }: Article): string {
  const rank = publisher !== undefined && isAgencyName(publisher) ? '0' : '1';
  return `${rank}${publishedAt ?? (published === undefined ? '~' : `${published}T~`)}`;
}

function compareTexts(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
