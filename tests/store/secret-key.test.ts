import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { readSecretKey } from '../../src/store/secret-key.js';
import { buildWorkers } from './start-worker.js';

const root = await mkdtemp(join(tmpdir(), 'dateline-key-'));
afterAll(() => rm(root, { recursive: true }));
const makeFolder = () => mkdtemp(join(root, 'data-'));

describe('readSecretKey', () => {
  it('makes a key once, in a folder that it makes, for its owner alone', async () => {
    const folder = join(await makeFolder(), 'new', 'data');
    const key = await readSecretKey(folder);
    expect(key.reveal()).toMatch(/^[0-9a-f]{64}$/);
    expect((await readSecretKey(folder)).reveal()).toBe(key.reveal());
    expect((await stat(folder)).mode & 0o777).toBe(0o700);
    expect((await stat(join(folder, 'secret.key'))).mode & 0o777).toBe(0o600);
    expect(await readdir(folder)).toEqual(['secret.key']);
  });

  it('makes another key for another folder', async () => {
    const [first, second] = [await readSecretKey(await makeFolder()), await readSecretKey(await makeFolder())];
    expect(first.reveal()).not.toBe(second.reveal());
  });

  it('gives one and the same key to all that ask at the same time', async () => {
    const folder = await makeFolder();
    const keys = await Promise.all(Array.from({ length: 20 }, () => readSecretKey(folder)));
    expect(new Set(keys.map((key) => key.reveal())).size).toBe(1);
    expect(await readdir(folder)).toEqual(['secret.key']);
  });

  it('gives one and the same key to processes that start at the same time', async () => {
    const workers = await buildWorkers();
    const folder = await makeFolder();
    const started = Array.from({ length: 4 }, () => workers.start('key', folder));
    const steps = await Promise.all(started.map((worker) => worker.next()));
    await Promise.all(started.map((worker) => worker.end('close input')));
    await workers.remove();

    const kept = (await readFile(join(folder, 'secret.key'), 'utf8')).trim();
    expect(steps).toEqual(started.map(() => ({ key: kept })));
  });

  it.each(['', 'abc\n', `${'0'.repeat(63)}\n`, `${'g'.repeat(64)}\n`])('refuses the damaged key %j', async (text) => {
    const folder = await makeFolder();
    await writeFile(join(folder, 'secret.key'), text);
    await expect(readSecretKey(folder)).rejects.toMatchObject({
      code: 'store-unavailable',
      retryable: false,
      message: expect.stringMatching(/secret\.key is damaged.*Restore it/),
    });
    expect(await readFile(join(folder, 'secret.key'), 'utf8')).toBe(text);
  });

  it('tells of a folder that cannot be made', async () => {
    const file = join(await makeFolder(), 'file');
    await writeFile(file, '');
    await expect(readSecretKey(join(file, 'data'))).rejects.toMatchObject({
      code: 'store-unavailable',
      message: expect.stringContaining('ENOTDIR'),
    });
  });
});
