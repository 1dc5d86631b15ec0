import { FEATURES } from './answer/features.js';
import type { FeatureEvidence } from './reply.js';

/** What spoke for a sentence, or against it. */
export interface Reason {
  /** What it added; below 0 it spoke against the sentence. */
  readonly counts: number;
  /** In words. */
  readonly about: string;
  /** `+0.31`, `−0.04` */
  readonly sign: string;
}

/** Reasons shown for one sentence: those that weigh most. */
const MAX_REASONS = 5;
/** What counts less is nothing in particular. */
const LEAST = 0.005;

const ABOUT: ReadonlyMap<string, string> = new Map(FEATURES.map(({ name, about }) => [name, about]));

/** The reasons for and against a sentence that weigh most, at most five, the weightiest first. */
export function toReasons(features: readonly FeatureEvidence[] = []): Reason[] {
  return features
    .map(({ name, value, weight }) => ({ counts: value * weight, about: ABOUT.get(name) ?? name }))
    .filter(({ counts }) => Math.abs(counts) >= LEAST)
    .sort((a, b) => Math.abs(b.counts) - Math.abs(a.counts))
    .slice(0, MAX_REASONS)
    .map((reason) => ({ ...reason, sign: `${reason.counts < 0 ? '−' : '+'}${Math.abs(reason.counts).toFixed(2)}` }));
}
