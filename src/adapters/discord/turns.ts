import { setTimeout as sleep } from 'node:timers/promises';
import type { Run } from '../../core/commands/request.js';

/** A run that takes longer waits itself, for a store, and does not keep the processor. */
const LONGEST_TURN_MS = 50;
const SHORTEST_ROOM_MS = 5;

/**
 * A run that begins one request after the other, with as much room between them as each has taken: it keeps the processor
 * busy, and of many that come at once the deferrals of those that must wait have to get out in time. A request that comes
 * alone does not wait.
 *
 * @param now  in milliseconds
 */
export function createRunInTurns(run: Run, now: () => number): Run {
  let last: Promise<unknown> = Promise.resolve();
  return (request) => {
    let startedAt = 0;
    const reply = last.then(() => {
      startedAt = now();
      return run(request);
    });
    last = last
      .then(() => Promise.race([reply, sleep(LONGEST_TURN_MS)]))
      .catch(() => {})
      .then(() => sleep(Math.min(LONGEST_TURN_MS, Math.max(SHORTEST_ROOM_MS, now() - startedAt))));
    return reply;
  };
}
