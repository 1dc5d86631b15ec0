import { setTimeout as delay } from 'node:timers/promises';

/** Lets one request at a time through to each host. */
export interface HostQueue {
  /**
   * Runs a task when those before it at the same host have ended and a pause has passed since the last.
   *
   * @throws what the task throws; an `AbortError` when the queue is closed before its turn
   */
  run<T>(host: string, pauseMs: number, task: () => Promise<T>): Promise<T>;
}

interface Line {
  last: Promise<void>;
  length: number;
  /** On the clock of `performance.now()`. */
  endedAtMs: number;
}

/** Hosts that are remembered when nobody waits for them. */
const MAX_IDLE_LINES = 500;

/** Makes a queue for each host. When the signal aborts, whoever waits gives up. */
export function createHostQueue(closing: AbortSignal): HostQueue {
  const lines = new Map<string, Line>();

  const enter = (host: string): Line => {
    const line = lines.get(host) ?? { last: Promise.resolve(), length: 0, endedAtMs: Number.NEGATIVE_INFINITY };
    // The host that was asked longest ago stands first.
    lines.delete(host);
    lines.set(host, line);
    return line;
  };

  const forgetIdle = (): void => {
    for (const [host, { length }] of lines) {
      if (lines.size <= MAX_IDLE_LINES) return;
      if (length === 0) lines.delete(host);
    }
  };

  return {
    run: async (host, pauseMs, task) => {
      const line = enter(host);
      const before = line.last;
      let leave = () => {};
      line.last = new Promise((resolve) => {
        leave = resolve;
      });
      line.length += 1;
      try {
        await before;
        await delay(Math.max(0, line.endedAtMs + pauseMs - performance.now()), undefined, { signal: closing });
        return await task();
      } finally {
        line.endedAtMs = performance.now();
        line.length -= 1;
        leave();
        forgetIdle();
      }
    },
  };
}
