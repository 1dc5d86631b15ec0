import { setTimeout as sleep } from 'node:timers/promises';
import type { DeskCall, Treatment } from './kill-desk.js';

/** Where a process is when it is killed; `any` is a time of no relation to what it does. */
export type KillStep = 'received' | 'stored' | 'answered' | 'looked-up' | 'any';

/** What a platform does with the calls of bots. */
export interface Traffic {
  /** Faults at random, and a kill at the step that is armed. */
  treat(call: DeskCall): Treatment | undefined;
  /** Lets everything happen as it is asked for. */
  count(call: DeskCall): undefined;
  /**
   * Kills once, at one of the next three calls of that step; a kill that was armed before and did not come never comes.
   *
   * @returns whether the step was reached
   */
  arm(step: KillStep, kill: () => void): () => boolean;
  disarm(): void;
  /** Waits until all that killed processes have sent is there. */
  arrived(): Promise<void>;
  figures(): { readonly posts: number; readonly lookUps: number; readonly faults: Readonly<Record<string, number>> };
}

/** What the platform takes in of a killed process it takes in before that. */
const IN_FLIGHT_MS = 3_000;
/** A call to a platform is given up after ten seconds. */
const TIMEOUT_MS = 10_500;
/** From the answer to the kill at most. */
const AFTER_MS = 30;

/** @param random  0 or more, less than 1 */
export function createTraffic(random: () => number): Traffic {
  let armed: { readonly step: KillStep; left: number; kill(): void } | undefined;
  let isReached = false;
  let posts = 0;
  let lookUps = 0;
  const faults: Record<string, number> = {};
  const onTheirWay = new Set<Promise<unknown>>();

  /** @param mine  the kill that was armed when the call came */
  const fire = (mine: typeof armed): void => {
    if (mine === undefined || armed !== mine) return;
    armed = undefined;
    isReached = true;
    mine.kill();
  };
  const later = (ms: number) => (): Promise<unknown> => {
    const waiting = sleep(ms).finally(() => onTheirWay.delete(waiting));
    onTheirWay.add(waiting);
    return waiting;
  };

  const killAt = (step: KillStep): Treatment | undefined => {
    const isEven = random() < 0.5;
    const mine = armed;
    if (step === 'stored') return { kind: 'surround', after: async () => fire(mine) };
    if (step === 'answered' || (step === 'looked-up' && isEven)) {
      setTimeout(fire, random() * AFTER_MS, mine);
      return undefined;
    }
    fire(mine);
    return isEven ? { kind: 'lose-request' } : { kind: 'surround', before: later(random() * IN_FLIGHT_MS) };
  };

  const disturb = (call: DeskCall): Treatment | undefined => {
    const note = (name: string, treatment: Treatment): Treatment => {
      faults[name] = (faults[name] ?? 0) + 1;
      return treatment;
    };
    const chance = random();
    if (chance < 0.06) return note('429', { kind: 'refused', status: 429 });
    if (chance < 0.12) return note('503', { kind: 'refused', status: 503 });
    if (chance < 0.16) return note('lost request', { kind: 'lose-request' });
    if (call === 'look-up') return undefined;
    if (chance < 0.26) return note('lost response', { kind: 'lose-response' });
    if (chance < 0.32) return note('502 for what was done', { kind: 'surround', isHidden: true });
    if (chance < 0.33) return note('timeout, done', { kind: 'surround', after: () => sleep(TIMEOUT_MS) });
    if (chance < 0.34) return note('timeout, done late', { kind: 'surround', before: later(TIMEOUT_MS) });
    return undefined;
  };

  const count = (call: DeskCall): undefined => {
    if (call === 'post') posts += 1;
    else lookUps += 1;
  };

  return {
    count,
    treat(call: DeskCall): Treatment | undefined {
      count(call);
      const isMet =
        armed !== undefined && armed.step !== 'any' && (call === 'look-up') === (armed.step === 'looked-up');
      if (armed === undefined || !isMet) return disturb(call);
      armed.left -= 1;
      return armed.left > 0 ? disturb(call) : killAt(armed.step);
    },
    arm(step: KillStep, kill: () => void): () => boolean {
      isReached = false;
      armed = { step, left: 1 + Math.floor(random() * 3), kill };
      return () => isReached;
    },
    disarm(): void {
      armed = undefined;
    },
    async arrived(): Promise<void> {
      while (onTheirWay.size > 0) await Promise.all(onTheirWay);
      await sleep(20);
    },
    figures: () => ({ posts, lookUps, faults }),
  };
}
