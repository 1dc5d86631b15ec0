/** How well a grouping fits another one that is known to be right. All from 0 to 1. */
export interface ClusterScores {
  readonly precision: number;
  readonly recall: number;
  /** The harmonic mean of both; 0 when both are 0. */
  readonly f1: number;
}

/** Groups of items; an item stands in one of them, and one that stands in none is alone. */
export type Clusters = readonly (readonly string[])[];

/**
 * B-cubed: of each item, the share of its found group that belongs to its right one (precision), and the share of its
 * right group that was found with it (recall), averaged over items (Bagga and Baldwin 1998, Algorithms for Scoring
 * Coreference Chains, with equal weights). Unlike a share of pairs it counts each item once, however large its group.
 *
 * @param items  those over which is averaged, each once; groups are seen whole, with the items that are not judged
 * @returns 1 for everything when there is no item
 */
export function scoreByItem(found: Clusters, right: Clusters, items: readonly string[]): ClusterScores {
  const [foundOf, rightOf] = [toLookup(found), toLookup(right)];
  let precision = 0;
  let recall = 0;
  for (const item of items) {
    const [own, wanted] = [foundOf(item), rightOf(item)];
    const shared = [...own].filter((other) => wanted.has(other)).length;
    precision += shared / own.size;
    recall += shared / wanted.size;
  }
  return toScores(share(precision, items.length), share(recall, items.length));
}

/**
 * The same by pairs: of the pairs found together, the share that belongs together (precision), and of those, the share
 * found (recall).
 *
 * @param items  only pairs with one of them count
 * @returns a precision of 1 when no pair was found, a recall of 1 when none belongs together
 */
export function scoreByPair(found: Clusters, right: Clusters, items: readonly string[]): ClusterScores {
  const judged = new Set(items);
  const [foundPairs, rightPairs] = [found, right].map((clusters) => pairsOf(clusters, judged));
  if (foundPairs === undefined || rightPairs === undefined) return toScores(1, 1);
  const shared = [...foundPairs].filter((pair) => rightPairs.has(pair)).length;
  return toScores(share(shared, foundPairs.size), share(shared, rightPairs.size));
}

function toLookup(clusters: Clusters): (item: string) => ReadonlySet<string> {
  const groups = new Map<string, ReadonlySet<string>>();
  for (const cluster of clusters) {
    const group = new Set(cluster);
    for (const item of group) groups.set(item, group);
  }
  return (item) => groups.get(item) ?? new Set([item]);
}

function pairsOf(clusters: Clusters, judged: ReadonlySet<string>): Set<string> {
  return new Set(
    clusters.flatMap((cluster) => {
      const items = [...new Set(cluster)].sort();
      return items.flatMap((one, at) =>
        items
          .slice(at + 1)
          .filter((other) => judged.has(one) || judged.has(other))
          .map((other) => JSON.stringify([one, other])),
      );
    }),
  );
}

function share(part: number, whole: number): number {
  return whole === 0 ? 1 : part / whole;
}

function toScores(precision: number, recall: number): ClusterScores {
  return { precision, recall, f1: precision + recall === 0 ? 0 : (2 * precision * recall) / (precision + recall) };
}
