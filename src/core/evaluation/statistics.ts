/**
 * The arithmetic mean.
 *
 * @returns `null` for no values
 */
export function meanOf(values: readonly number[]): number | null {
  if (values.length === 0) return null;
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

/**
 * A percentile by nearest rank: the smallest value that at least that share of the values does not exceed.
 *
 * @param share  above 0, up to 1
 * @returns 0 for no values
 */
export function percentileOf(values: readonly number[], share: number): number {
  const sorted = values.toSorted((first, second) => first - second);
  return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? 0;
}

/**
 * The 95 percent percentile bootstrap interval of the mean (Efron and Tibshirani, An Introduction to the Bootstrap, chapter 13).
 *
 * @param random  gives values in [0, 1)
 * @param rounds  samples drawn, 1 or more
 * @returns `undefined` for no values
 */
export function bootstrapInterval(
  values: readonly number[],
  random: () => number,
  rounds = 1000,
): readonly [low: number, high: number] | undefined {
  if (values.length === 0) return undefined;
  const means = Array.from({ length: rounds }, () => {
    let sum = 0;
    for (let drawn = 0; drawn < values.length; drawn += 1) sum += values[Math.floor(random() * values.length)] ?? 0;
    return sum / values.length;
  });
  return [percentileOf(means, 0.025), percentileOf(means, 0.975)];
}
