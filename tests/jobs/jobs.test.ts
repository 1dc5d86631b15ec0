import { EventEmitter, once } from 'node:events';
import { expect, it } from 'vitest';
import { createJobs } from '../../src/jobs/jobs.js';
import { RecordingLog } from '../fakes/recording-log.js';

it('runs a job at once and again in its interval, also after a failure, which is logged', async () => {
  const log = new RecordingLog();
  const runs = new EventEmitter();
  let count = 0;
  const jobs = createJobs(
    [
      {
        name: 'count',
        everyMs: 1,
        run: async () => {
          count += 1;
          if (count === 3) runs.emit('third');
          if (count === 1) throw new Error('the first time');
        },
      },
    ],
    log,
  );
  const third = once(runs, 'third');
  jobs.start();
  await third;
  await jobs.stop();
  const [line] = log.lines;
  expect(line).toMatchObject({ level: 'error', fields: { job: 'count' } });
  expect(log.lines).toHaveLength(1);
});

it('waits, when it is stopped, for the run under way, and begins no other', async () => {
  let finish = () => {};
  let count = 0;
  const jobs = createJobs(
    [
      {
        name: 'slow',
        everyMs: 0,
        run: async () => {
          count += 1;
          await new Promise<void>((resolve) => {
            finish = resolve;
          });
        },
      },
    ],
    new RecordingLog(),
  );
  jobs.start();
  let isStopped = false;
  const stopped = jobs.stop().then(() => {
    isStopped = true;
  });
  await Promise.resolve();
  expect(isStopped).toBe(false);
  finish();
  await stopped;
  expect(count).toBe(1);
});
