import { expect, it } from 'vitest';
import { createPool } from '../../src/jobs/pool.js';
import { RecordingLog } from '../fakes/recording-log.js';

/** Work that lasts until it is told to end. */
function createWork(count: number) {
  const ends: (() => void)[] = [];
  let taken = 0;
  const take = async () => {
    if (taken === count) return undefined;
    taken += 1;
    return () => new Promise<void>((resolve) => ends.push(resolve));
  };
  return { take, ends, taken: () => taken };
}

it('begins as much as there is room for, and more when there is room again', async () => {
  const { take, ends, taken } = createWork(5);
  const pool = createPool('test', 2, take, new RecordingLog());
  await pool.fill();
  expect(taken()).toBe(2);
  await pool.fill();
  expect(taken()).toBe(2);
  ends[0]?.();
  await Promise.resolve();
  await new Promise(setImmediate);
  await pool.fill();
  expect(taken()).toBe(3);
  for (const end of ends) end();
  await pool.stop();
});

it('waits, when it is stopped, for what is under way, and begins nothing more', async () => {
  const { take, ends, taken } = createWork(3);
  const pool = createPool('test', 1, take, new RecordingLog());
  await pool.fill();
  let isStopped = false;
  const stopped = pool.stop().then(() => {
    isStopped = true;
  });
  await new Promise(setImmediate);
  expect(isStopped).toBe(false);
  ends[0]?.();
  await stopped;
  await pool.fill();
  expect(taken()).toBe(1);
});

it('logs what fails, and goes on', async () => {
  const log = new RecordingLog();
  let taken = 0;
  const take = async () => {
    taken += 1;
    return taken > 2 ? undefined : () => Promise.reject(new Error('no luck'));
  };
  const pool = createPool('test', 1, take, log);
  await pool.fill();
  await new Promise(setImmediate);
  await pool.fill();
  await pool.stop();
  expect(log.lines.map(({ level, fields }) => [level, fields.job])).toEqual([
    ['error', 'test'],
    ['error', 'test'],
  ]);
});
