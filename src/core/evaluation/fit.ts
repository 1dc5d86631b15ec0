/** The choices of one question: its candidate sentences, each with its feature values, and which of them are right. */
export interface Example {
  readonly id: string;
  /** Row by row, one value a feature. */
  readonly values: Float64Array;
  /** For each row whether it is right; at least one is, unless the right one was never a candidate. */
  readonly isRight: readonly boolean[];
  /** For each row whether its article is right. */
  readonly isRightArticle: readonly boolean[];
  /** How much the question counts in the fit; a set's questions share what the set counts. */
  readonly importance: number;
}

/** How a fit is made. */
export interface FitOptions {
  readonly features: number;
  /** Strength of the pull towards 0 (L2), per weight squared. */
  readonly ridge: number;
  /** What the right article counts beside the right sentence, 0 or more. */
  readonly articleShare: number;
  /** Steps over all examples. */
  readonly steps: number;
}

/**
 * Weights under which the right sentences get most of the softmax over a question's candidates (the listwise likelihood
 * of ListNet, Cao et al. 2007, with several right ones counted together), found by Adam (Kingma and Ba 2015).
 *
 * @returns one weight a feature
 */
export function fitWeights(
  examples: readonly Example[],
  { features, ridge, articleShare, steps }: FitOptions,
): Float64Array {
  const weights = new Float64Array(features);
  const mean = new Float64Array(features);
  const square = new Float64Array(features);
  const usable = examples.filter(({ isRight }) => isRight.includes(true));
  const total = usable.reduce((sum, { importance }) => sum + importance, 0);
  for (let step = 1; step <= steps; step += 1) {
    const gradient = new Float64Array(features);
    for (const example of usable) {
      const importance = example.importance / total / (1 + articleShare);
      addGradient(gradient, example, example.isRight, weights, importance);
      if (articleShare > 0) addGradient(gradient, example, example.isRightArticle, weights, importance * articleShare);
    }
    for (let feature = 0; feature < features; feature += 1) {
      const slope = (gradient[feature] ?? 0) + 2 * ridge * (weights[feature] ?? 0);
      mean[feature] = 0.9 * (mean[feature] ?? 0) + 0.1 * slope;
      square[feature] = 0.999 * (square[feature] ?? 0) + 0.001 * slope * slope;
      const unbiasedMean = (mean[feature] ?? 0) / (1 - 0.9 ** step);
      const unbiasedSquare = (square[feature] ?? 0) / (1 - 0.999 ** step);
      const rate = 0.05 * Math.min(1, (2 * (steps - step)) / steps);
      weights[feature] = (weights[feature] ?? 0) - (rate * unbiasedMean) / (Math.sqrt(unbiasedSquare) + 1e-8);
    }
  }
  return weights;
}

function addGradient(
  gradient: Float64Array,
  example: Example,
  isRight: readonly boolean[],
  weights: Float64Array,
  importance: number,
): void {
  const { values } = example;
  const features = weights.length;
  const shares = scoreRows(example, weights);
  let highest = Number.NEGATIVE_INFINITY;
  for (const score of shares) if (score > highest) highest = score;
  let all = 0;
  let right = 0;
  for (let row = 0; row < shares.length; row += 1) {
    const share = Math.exp((shares[row] ?? 0) - highest);
    shares[row] = share;
    all += share;
    if (isRight[row] === true) right += share;
  }
  for (let row = 0; row < shares.length; row += 1) {
    const share = shares[row] ?? 0;
    const pull = importance * (share / all - (isRight[row] === true ? share / right : 0));
    if (Math.abs(pull) < 1e-7) continue;
    const at = row * features;
    for (let feature = 0; feature < features; feature += 1) {
      gradient[feature] = (gradient[feature] ?? 0) + pull * (values[at + feature] ?? 0);
    }
  }
}

/** The score of each row of an example. */
function scoreRows({ values, isRight }: Example, weights: Float64Array): Float64Array {
  const features = weights.length;
  const scores = new Float64Array(isRight.length);
  for (let row = 0; row < scores.length; row += 1) {
    let score = 0;
    const at = row * features;
    for (let feature = 0; feature < features; feature += 1)
      score += (values[at + feature] ?? 0) * (weights[feature] ?? 0);
    scores[row] = score;
  }
  return scores;
}

/** Shares of the examples, 0 to 1. */
export interface RankScores {
  readonly right1: number;
  readonly right3: number;
  readonly article1: number;
}

/** How often the best row is right, one of the best three is, and the best row's article is. */
export function scoreRanking(examples: readonly Example[], weights: Float64Array): RankScores {
  const sum = { right1: 0, right3: 0, article1: 0 };
  for (const example of examples) {
    const scores = scoreRows(example, weights);
    const order = Array.from(scores.keys()).sort((a, b) => (scores[b] ?? 0) - (scores[a] ?? 0));
    if (example.isRight[order[0] ?? 0] === true) sum.right1 += 1;
    if (order.slice(0, 3).some((row) => example.isRight[row] === true)) sum.right3 += 1;
    if (example.isRightArticle[order[0] ?? 0] === true) sum.article1 += 1;
  }
  const share = (count: number): number => (examples.length === 0 ? 0 : count / examples.length);
  return { right1: share(sum.right1), right3: share(sum.right3), article1: share(sum.article1) };
}
