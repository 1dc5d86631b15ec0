/** One question as the judgement saw it, with the truth. */
export interface Judged {
  readonly id: string;
  readonly isAnswerable: boolean;
  /** A quoted sentence really states the answer. */
  readonly isRight: boolean;
  readonly features: Readonly<Record<string, number>>;
  readonly importance: number;
}

/** A fitted judgement: the log-odds are `bias` plus the sum of value times weight. */
export interface Logistic {
  readonly bias: number;
  readonly weights: Readonly<Record<string, number>>;
}

/**
 * Logistic regression with an L2 penalty on all weights but the bias, by Adam.
 *
 * @param ridge  strength of the pull towards 0, per weight squared
 * @param steps  steps over all rows
 */
export function fitLogistic(rows: readonly Judged[], { ridge, steps }: { ridge: number; steps: number }): Logistic {
  const names = Object.keys(rows[0]?.features ?? {});
  const size = names.length + 1;
  const values = rows.map(({ features }) => [...names.map((name) => features[name] ?? 0), 1]);
  const total = rows.reduce((sum, { importance }) => sum + importance, 0);
  const weights = new Float64Array(size);
  const mean = new Float64Array(size);
  const square = new Float64Array(size);
  for (let step = 1; step <= steps; step += 1) {
    const slope = new Float64Array(size);
    rows.forEach((row, index) => {
      const x = values[index] ?? [];
      const odds = x.reduce((sum, value, at) => sum + value * (weights[at] ?? 0), 0);
      const error = ((1 / (1 + Math.exp(-odds)) - (row.isRight ? 1 : 0)) * row.importance) / total;
      x.forEach((value, at) => {
        slope[at] = (slope[at] ?? 0) + error * value;
      });
    });
    for (let at = 0; at < size; at += 1) {
      const pull = (slope[at] ?? 0) + (at < names.length ? 2 * ridge * (weights[at] ?? 0) : 0);
      mean[at] = 0.9 * (mean[at] ?? 0) + 0.1 * pull;
      square[at] = 0.999 * (square[at] ?? 0) + 0.001 * pull * pull;
      const rate = 0.05 * Math.min(1, (2 * (steps - step)) / steps);
      const spread = Math.sqrt((square[at] ?? 0) / (1 - 0.999 ** step)) + 1e-8;
      weights[at] = (weights[at] ?? 0) - (rate * (mean[at] ?? 0)) / (1 - 0.9 ** step) / spread;
    }
  }
  return {
    bias: weights[names.length] ?? 0,
    weights: Object.fromEntries(names.map((name, at) => [name, weights[at] ?? 0])),
  };
}

/** The estimated chance, 0 to 1, that a row is right. */
export function chanceOf({ features }: Judged, { bias, weights }: Logistic): number {
  const odds = Object.entries(features).reduce((sum, [name, value]) => sum + value * (weights[name] ?? 0), bias);
  return 1 / (1 + Math.exp(-odds));
}
