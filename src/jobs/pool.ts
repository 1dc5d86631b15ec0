import type { Log } from '../core/ports.js';

/** Work that is looked for again and again, and done by several at once. */
export interface Pool {
  /** Begins as much as there is to do and room for; settles when it has looked, and does not wait for the work. */
  fill(): Promise<void>;
  /** Begins nothing more, and settles when what is under way has ended. */
  stop(): Promise<void>;
}

/**
 * Makes a pool of workers.
 *
 * @param name  for the log
 * @param size  of what is done at the same time at most
 * @param take  takes the next thing on, and gives what does it; undefined when there is nothing to do. What it fails with is logged
 */
export function createPool(
  name: string,
  size: number,
  take: () => Promise<(() => Promise<void>) | undefined>,
  log: Log,
): Pool {
  const underWay = new Set<Promise<void>>();
  let isStopped = false;

  const fill = async (): Promise<void> => {
    while (!isStopped && underWay.size < size) {
      const work = await take();
      if (work === undefined) return;
      const worker = work()
        .catch((error: unknown) => log.error({ job: name, err: error }, 'a job failed and will be tried again'))
        .finally(() => underWay.delete(worker));
      underWay.add(worker);
    }
  };

  return {
    fill,
    stop: async () => {
      isStopped = true;
      await Promise.all(underWay);
    },
  };
}
