import type { Log } from '../core/ports.js';

/** Something that is done again and again while the bot runs. */
export interface Job {
  readonly name: string;
  /** From the end of one run to the beginning of the next. */
  readonly everyMs: number;
  run(): Promise<void>;
}

/** The jobs of a running bot. */
export interface Jobs {
  /** Runs each job once, and then in its interval. */
  start(): void;
  /** Begins no further run, and settles when the ones under way have ended. */
  stop(): Promise<void>;
}

/** Runs jobs on timers, each by itself and never twice at a time. One that fails is logged and tried again in its interval. */
export function createJobs(jobs: readonly Job[], log: Log): Jobs {
  const timers = new Map<Job, NodeJS.Timeout>();
  const underWay = new Set<Promise<void>>();
  let isStopped = false;

  const run = (job: Job): void => {
    const work = job
      .run()
      .catch((error: unknown) => log.error({ job: job.name, err: error }, 'a job failed and will be tried again'))
      .finally(() => {
        underWay.delete(work);
        if (!isStopped) timers.set(job, setTimeout(run, job.everyMs, job));
      });
    underWay.add(work);
  };

  return {
    start: () => {
      for (const job of jobs) run(job);
    },
    stop: async () => {
      isStopped = true;
      for (const timer of timers.values()) clearTimeout(timer);
      await Promise.all(underWay);
    },
  };
}
