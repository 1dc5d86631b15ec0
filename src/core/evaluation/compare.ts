import { createRandom } from '../../lib/random.js';
import type { EvalRun } from './eval-run.js';
import { SHARES, type ShareName, toShareValue } from './scores.js';
import { bootstrapInterval } from './statistics.js';

/** How one score moved between two runs. */
interface ShareChange {
  readonly name: ShareName;
  readonly earlier: number | null;
  readonly now: number | null;
  /** `now` minus `earlier`; `null` when either is. */
  readonly delta: number | null;
  /** 95 percent interval of the mean change over the questions of both runs; absent when none counts in both. */
  readonly interval?: readonly [low: number, high: number];
  /** Ids of the questions which add more to the score now. */
  readonly gained: readonly string[];
  /** Ids of the questions which add less to the score now. */
  readonly lost: readonly string[];
}

/** Two runs held against each other, question by question. */
export interface Comparison {
  readonly shares: readonly ShareChange[];
  /** Milliseconds, now minus earlier. */
  readonly p50MsDelta: number;
  readonly p95MsDelta: number;
  /** How many questions are in both runs. */
  readonly shared: number;
  /** Ids of the questions which are in one of the runs only. */
  readonly onlyEarlier: readonly string[];
  readonly onlyNow: readonly string[];
}

/**
 * Compares two runs. Questions are paired by id, which makes small changes visible that two separate intervals would hide; a run
 * saved without outcomes is compared by its scores alone.
 *
 * @param random  draws the bootstrap samples; values in [0, 1)
 */
export function compareRuns(earlier: EvalRun, now: EvalRun, random: () => number = createRandom(1)): Comparison {
  const before = new Map((earlier.outcomes ?? []).map((outcome) => [outcome.id, outcome]));
  const after = new Map((now.outcomes ?? []).map((outcome) => [outcome.id, outcome]));
  const pairs = [...after].flatMap(([id, current]) => {
    const previous = before.get(id);
    return previous === undefined ? [] : [{ id, previous, current }];
  });

  const shares = SHARES.map((name): ShareChange => {
    const changes = pairs.flatMap(({ id, previous, current }) => {
      const from = toShareValue(name, previous);
      const to = toShareValue(name, current);
      return from === undefined || to === undefined ? [] : [{ id, change: to - from }];
    });
    const interval = bootstrapInterval(
      changes.map(({ change }) => change),
      random,
    );
    const [from, to] = [earlier[name], now[name]];
    return {
      name,
      earlier: from,
      now: to,
      delta: from === null || to === null ? null : to - from,
      ...(interval === undefined ? {} : { interval }),
      gained: changes.filter(({ change }) => change > 0).map(({ id }) => id),
      lost: changes.filter(({ change }) => change < 0).map(({ id }) => id),
    };
  });
  return {
    shares,
    p50MsDelta: now.p50Ms - earlier.p50Ms,
    p95MsDelta: now.p95Ms - earlier.p95Ms,
    shared: pairs.length,
    onlyEarlier: [...before.keys()].filter((id) => !after.has(id)),
    onlyNow: [...after.keys()].filter((id) => !before.has(id)),
  };
}
