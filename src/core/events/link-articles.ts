import { round } from './story-likeness.js';

/**
 * Groups by average linkage: the two groups whose members are most alike on average become one, for as long as that
 * average reaches a threshold. So no group is a mere chain, each like the next.
 *
 * @param ids  each once; the order makes no difference
 * @param likeness  of two ids, the same both ways; below 0 when they may not be in one group
 * @param least  the threshold
 * @returns every id in one group; ids of a group sorted
 */
export function linkByAverage(
  ids: readonly string[],
  likeness: (one: string, other: string) => number,
  least: number,
): readonly (readonly string[])[] {
  let groups = [...ids].sort().map((id) => [id]);
  // Sums of the likeness of all pairs between two groups, by their positions; -Infinity when they may not be joined.
  let sums = groups.map(([one = '']) =>
    groups.map(([other = '']) => {
      const found = one === other ? 0 : likeness(one, other);
      return found < 0 ? -Infinity : found;
    }),
  );
  for (;;) {
    const best = findBest(groups, sums, least);
    if (best === undefined) return groups;
    const { one, other } = best;
    const joined = [...(groups[one] ?? []), ...(groups[other] ?? [])].sort();
    const row = groups.map((_, at) => (sums[one]?.[at] ?? 0) + (sums[other]?.[at] ?? 0));
    groups = groups.flatMap((group, at) => (at === other ? [] : [at === one ? joined : group]));
    const kept = row.filter((_, at) => at !== other);
    sums = sums
      .filter((_, at) => at !== other)
      .map((line, at) => {
        if (at === one) return kept;
        const shorter = line.filter((_, column) => column !== other);
        shorter[one] = kept[at] ?? 0;
        return shorter;
      });
  }
}

function findBest(
  groups: readonly (readonly string[])[],
  sums: readonly (readonly number[])[],
  least: number,
): { readonly one: number; readonly other: number } | undefined {
  let best: { readonly one: number; readonly other: number } | undefined;
  let most = least;
  groups.forEach((group, one) => {
    for (let other = one + 1; other < groups.length; other += 1) {
      // Rounded, so that the order of joining makes no difference to equal averages.
      const pairs = group.length * (groups[other]?.length ?? 1);
      const average = round((sums[one]?.[other] ?? 0) / pairs);
      if (average < most || (average === most && best !== undefined)) continue;
      most = average;
      best = { one, other };
    }
  });
  return best;
}
