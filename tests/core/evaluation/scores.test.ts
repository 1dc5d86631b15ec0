import { describe, expect, it } from 'vitest';
import type { Outcome } from '../../../src/core/evaluation/outcome.js';
import { toScores, toScoresReply } from '../../../src/core/evaluation/scores.js';
import { bootstrapInterval, percentileOf } from '../../../src/core/evaluation/statistics.js';
import { createRandom } from '../../../src/lib/random.js';

const answered = (id: string, facts: Partial<Outcome>): Outcome => ({
  id,
  answerable: true,
  rank: null,
  certainty: 'stated',
  ms: 1,
  ...facts,
});

const outcomes: readonly Outcome[] = [
  answered('a', { type: 'who', rank: 1, evidenceRank: 1, answer3: true, ms: 10 }),
  answered('b', { type: 'who', rank: 2, evidenceRank: 3, certainty: 'related', ms: 20 }),
  answered('c', { rank: 6, evidenceRank: 4, answer3: false, certainty: 'related', ms: 30 }),
  answered('d', { rank: 11, ms: 40 }),
  answered('e', { rank: null, evidenceRank: null, answer3: false, certainty: 'refused', ms: 50 }),
  { id: 'f', type: 'who', answerable: false, certainty: 'stated', ms: 60 },
  { id: 'g', type: 'why', answerable: false, certainty: 'related', ms: 70 },
  { id: 'h', type: 'why', answerable: false, certainty: 'refused', ms: 80 },
];

describe('toScores', () => {
  it.each([
    // Answerable: a to e, at the article ranks 1, 2, 6, 11 and none.
    ['hit1', 1 / 5],
    ['hit5', 2 / 5],
    ['hit10', 3 / 5],
    ['mrr10', (1 + 1 / 2 + 1 / 6) / 5],
    // With evidence: a, b, c, e, at the ranks 1, 3, 4 and none.
    ['evidence1', 1 / 4],
    ['evidence3', 2 / 4],
    // Counted: a, c, e.
    ['answer3', 1 / 3],
    ['stated', 2 / 5],
    ['related', 2 / 5],
    ['refused', 1 / 5],
    // Of f, g, h only f was stated.
    ['unanswerableNotStated', 2 / 3],
    ['p50Ms', 40],
    ['p95Ms', 80],
    ['questions', 8],
  ] as const)('gives %s as counted by hand', (name, expected) => {
    expect(toScores(outcomes)[name]).toBeCloseTo(expected, 12);
  });

  it('gives null where no question counts', () => {
    const scores = toScores(outcomes.filter(({ answerable }) => !answerable));
    expect(scores).toMatchObject({
      hit1: null,
      mrr10: null,
      evidence3: null,
      answer3: null,
      stated: null,
      refused: null,
    });
    expect(toScores(outcomes.slice(0, 5)).unanswerableNotStated).toBeNull();
    expect(toScores([])).toMatchObject({ questions: 0, unanswerableNotStated: null, p50Ms: 0, p95Ms: 0 });
  });
});

it('scores each type, with its unanswerable questions, and the rest as untyped', () => {
  const { kind, byType } = toScoresReply(outcomes);
  expect(kind).toBe('scores');
  expect(Object.keys(byType)).toEqual(['untyped', 'who', 'why']);
  expect(byType.who).toMatchObject({ questions: 3, hit1: 0.5, hit5: 1, unanswerableNotStated: 0, p50Ms: 20 });
  expect(byType.why).toMatchObject({ questions: 2, hit1: null, unanswerableNotStated: 1 });
  expect(byType.untyped).toMatchObject({ questions: 3, hit10: 1 / 3, unanswerableNotStated: null });
});

it.each([
  [[5, 1, 3], 0.5, 3],
  [[4, 1, 3, 2], 0.5, 2],
  [[1, 2, 3, 4, 5, 6, 7, 8, 9, 10], 0.95, 10],
  [Array.from({ length: 20 }, (_, index) => index + 1), 0.95, 19],
  [[7], 0.01, 7],
  [[], 0.5, 0],
])('takes the percentile of %j at %d by nearest rank', (values, share, expected) => {
  expect(percentileOf(values, share)).toBe(expected);
});

describe('bootstrapInterval', () => {
  it('is the value itself when all values are equal', () => {
    expect(bootstrapInterval([0.25, 0.25, 0.25], createRandom(3))).toEqual([0.25, 0.25]);
  });

  it('holds the mean and is about as wide as the normal interval of a share', () => {
    const values = Array.from({ length: 400 }, (_, index) => (index % 4 === 0 ? 1 : 0));
    const [low, high] = bootstrapInterval(values, createRandom(1)) ?? [0, 0];
    // 0.25 plus and minus 1.96 times the root of 0.25 * 0.75 / 400, which is 0.042.
    expect(low).toBeGreaterThan(0.25 - 0.05);
    expect(low).toBeLessThan(0.25 - 0.035);
    expect(high).toBeGreaterThan(0.25 + 0.035);
    expect(high).toBeLessThan(0.25 + 0.05);
  });

  it('repeats itself with the same seed and is absent without values', () => {
    const values = [0, 1, 1, 0, 1];
    expect(bootstrapInterval(values, createRandom(9), 50)).toEqual(bootstrapInterval(values, createRandom(9), 50));
    expect(bootstrapInterval([], createRandom(9))).toBeUndefined();
  });
});

describe('createRandom', () => {
  it('spreads its values evenly over 0 to 1', () => {
    const random = createRandom(42);
    const tenths = Array.from({ length: 10 }, () => 0);
    for (let drawn = 0; drawn < 10_000; drawn += 1) {
      const value = random();
      expect(value >= 0 && value < 1).toBe(true);
      tenths[Math.floor(value * 10)] = (tenths[Math.floor(value * 10)] ?? 0) + 1;
    }
    for (const count of tenths) expect(Math.abs(count - 1000)).toBeLessThan(150);
  });

  it('gives another sequence for another seed', () => {
    expect(createRandom(1)()).not.toBe(createRandom(2)());
  });
});
