import type { SingleBar } from 'cli-progress';

/** Tells how far a long step is. */
export interface Progress {
  /**
   * @param step  what is being done, for instance `Reading files`
   * @param done  from 0 to `total`
   */
  update(step: string, done: number, total: number): void;
  /** Takes the bar away. */
  stop(): void;
}

/** Shorter waits need no bar, and a bar that flashes up only disturbs. */
const DELAY_MS = 1000;

/**
 * A progress bar, which appears once its work has taken more than a second.
 *
 * @param stream  stderr as a rule; nothing is written when it is no terminal
 * @param now  milliseconds of a clock that only goes forward
 */
export function createProgress(stream: NodeJS.WriteStream, now = () => performance.now()): Progress {
  const startedAt = now();
  let bar: SingleBar | undefined;
  let isOpening = false;
  let isStopped = false;

  const open = async (step: string, done: number, total: number) => {
    isOpening = true;
    const { SingleBar } = await import('cli-progress');
    if (isStopped) return;
    bar = new SingleBar({
      stream,
      format: '{step} [{bar}] {value}/{total}',
      clearOnComplete: true,
      // Otherwise the terminal would be left unable to wrap lines when Ctrl-C ends the process; the bar cuts its line itself.
      linewrap: true,
      gracefulExit: false,
    });
    bar.start(total, done, { step });
  };

  return {
    update: (step, done, total) => {
      if (!stream.isTTY || isStopped) return;
      if (bar) {
        bar.setTotal(total);
        bar.update(done, { step });
      } else if (!isOpening && now() - startedAt > DELAY_MS) void open(step, done, total);
    },
    stop: () => {
      isStopped = true;
      bar?.stop();
    },
  };
}
