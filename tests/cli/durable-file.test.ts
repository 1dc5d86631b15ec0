import { readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { writeDurably } from '../../src/cli/durable-file.js';
import { createTestFolder } from './state-session.js';

describe('writeDurably', () => {
  it('gives the file its name when it is complete', async () => {
    const folder = await createTestFolder();
    const path = join(folder, 'a.txt');
    const result = await writeDurably(path, false, async (write) => {
      await write('one\n');
      await write('');
      await write('zwei \u{1f4f0}\n');
      expect(await readdir(folder)).not.toContain('a.txt');
      return 7;
    });
    expect(result).toBe(7);
    expect(await readFile(path, 'utf8')).toBe('one\nzwei \u{1f4f0}\n');
    expect((await stat(path)).mode & 0o777).toBe(0o600);
    expect(await readdir(folder)).toEqual(['a.txt']);
  });

  it.each([true, false])('leaves the former file and nothing else when it is given up (force %s)', async (force) => {
    const folder = await createTestFolder();
    const path = join(folder, 'a.txt');
    if (force) await writeFile(path, 'former');
    const fault = new Error('the store is gone');
    const writing = writeDurably(path, force, async (write) => {
      await write('half');
      throw fault;
    });
    await expect(writing).rejects.toBe(fault);
    expect(await readdir(folder)).toEqual(force ? ['a.txt'] : []);
    if (force) expect(await readFile(path, 'utf8')).toBe('former');
  });

  it('does not replace a file that came meanwhile', async () => {
    const folder = await createTestFolder();
    const path = join(folder, 'a.txt');
    const writing = writeDurably(path, false, async (write) => {
      await write('mine');
      await writeFile(path, 'theirs');
    });
    await expect(writing).rejects.toMatchObject({ code: 'bad-request', message: expect.stringContaining('--force') });
    expect(await readFile(path, 'utf8')).toBe('theirs');
    expect(await readdir(folder)).toEqual(['a.txt']);
  });

  it('writes one of many that write at once', async () => {
    const folder = await createTestFolder();
    const path = join(folder, 'a.txt');
    const outcomes = await Promise.allSettled(
      Array.from({ length: 8 }, (_, number) => writeDurably(path, false, (write) => write(String(number)))),
    );
    const winner = outcomes.findIndex(({ status }) => status === 'fulfilled');
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    expect(await readFile(path, 'utf8')).toBe(String(winner));
    expect(await readdir(folder)).toEqual(['a.txt']);
  });
});
