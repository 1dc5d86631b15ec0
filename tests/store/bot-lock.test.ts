import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { BotError } from '../../src/core/errors.js';
import { takeBotLock } from '../../src/store/bot-lock.js';
import { buildWorkers } from './start-worker.js';

const workers = await buildWorkers();
afterAll(() => workers.remove());

const folders: string[] = [];
afterAll(() => Promise.all(folders.map((path) => rm(path, { recursive: true }))));

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'dateline-lock-'));
  folders.push(folder);
});

const refusalOf = (taking: Promise<unknown>) =>
  taking.then(
    () => undefined,
    (error: unknown) => error,
  );

describe('the lock of a data folder', () => {
  it('refuses a second process, and names the pid of the first, the folder and the ways out', async () => {
    const worker = workers.start('hold', folder);
    const first = await worker.next();
    const refusal = await refusalOf(takeBotLock(folder));
    await worker.end('close input');

    expect(refusal).toBeInstanceOf(BotError);
    expect(refusal).toMatchObject({ code: 'store-unavailable', retryable: false });
    const { message } = refusal as BotError;
    for (const part of [`pid ${first?.pid}`, folder, 'Stop', 'DATA_DIR', 'DATABASE_URL'])
      expect(message).toContain(part);
    expect(first?.pid).toBe(worker.child.pid);
  });

  it('is free again after its owner was killed, in spite of the pid that stays behind', async () => {
    const worker = workers.start('hold', folder);
    await worker.next();
    await worker.end('SIGKILL');
    expect(await readFile(join(folder, 'bot.pid'), 'utf8')).toBe(`${worker.child.pid}\n`);

    const lock = await takeBotLock(folder);
    expect(await readFile(join(folder, 'bot.pid'), 'utf8')).toBe(`${process.pid}\n`);
    await lock.release();
  });

  it('is free again after it was given back, and leaves no pid', async () => {
    const first = await takeBotLock(folder);
    expect(await refusalOf(takeBotLock(folder))).toMatchObject({ message: expect.stringContaining(`${process.pid}`) });
    await first.release();
    await expect(readFile(join(folder, 'bot.pid'))).rejects.toThrow('ENOENT');
    await (await takeBotLock(folder)).release();
  });

  it('keeps others out after one of them was refused', async () => {
    const lock = await takeBotLock(folder);
    await refusalOf(takeBotLock(folder));
    const worker = workers.start('hold', folder);
    expect(await worker.next()).toMatchObject({ error: { code: 'store-unavailable' } });
    await worker.end('close input');
    await lock.release();
  });

  it('says that its file is damaged, not the database', async () => {
    await writeFile(join(folder, 'bot.lock'), 'no database, and long enough to be looked at '.repeat(100));
    expect(await refusalOf(takeBotLock(folder))).toMatchObject({
      code: 'store-unavailable',
      message: expect.stringContaining('bot.lock is damaged. Delete it'),
    });
  });
});
