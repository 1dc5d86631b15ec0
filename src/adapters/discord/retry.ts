import { setTimeout as sleep } from 'node:timers/promises';
import { CallError } from './call-error.js';
import type { Timings } from './timings.js';

/** How long and how often a call is tried. */
export interface RetryOptions {
  /** No try begins after this instant, in milliseconds. */
  readonly until: number;
  readonly timings: Timings;
  /** Ends the waiting between two tries. */
  readonly ending: AbortSignal;
  now(): number;
}

/**
 * Makes a call again as long as Discord gives no proper answer, with growing pauses. The call must be one that may be made
 * twice.
 *
 * @throws what the call throws in the end
 */
export async function keepTrying<T>(call: () => Promise<T>, options: RetryOptions): Promise<T> {
  const { timings, now, until, ending } = options;
  for (let pauseMs = timings.firstPauseMs; ; pauseMs = Math.min(2 * pauseMs, timings.longestPauseMs)) {
    try {
      return await call();
    } catch (error) {
      const isPassing = error instanceof CallError && error.outcome === 'unreachable';
      if (!isPassing || ending.aborted || now() + pauseMs >= until) throw error;
      if (!(await pause(pauseMs, ending))) throw error;
    }
  }
}

/** @returns false when it was cut short */
export async function pause(milliseconds: number, ending: AbortSignal): Promise<boolean> {
  try {
    await sleep(milliseconds, undefined, { signal: ending });
    return true;
  } catch {
    return false;
  }
}

/** What a promise settles to within a time; undefined when it takes longer. */
export async function within<T>(promise: Promise<T>, milliseconds: number): Promise<{ readonly value: T } | undefined> {
  const timer = new AbortController();
  try {
    return await Promise.race([
      promise.then((value) => ({ value })),
      sleep(Math.max(0, milliseconds), undefined, { signal: timer.signal }),
    ]);
  } finally {
    timer.abort();
  }
}
