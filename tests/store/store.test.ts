import { mkdtemp, readdir, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { Secret } from '../../src/lib/secret.js';
import { openStore } from '../../src/store/store.js';
import { createKept, GUILD } from '../contracts/store/samples.js';
import { RecordingLog } from '../fakes/recording-log.js';

const common = { now: () => 1_700_000_000_000, log: new RecordingLog() };

async function createFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'dateline-store-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  return folder;
}

describe('openStore', () => {
  it('makes folder, key and database for the owner alone, and keeps what is written', async () => {
    const folder = join(await createFolder(), 'data');
    const target = { kind: 'sqlite', folder } as const;
    const store = await openStore({ ...common, target, access: 'write' });
    expect(store).toMatchObject({ engine: 'sqlite', canWrite: true });
    await store.replies.keep(createKept('r1', { asker: 'discord:123' }));
    await store.close();
    expect((await stat(join(folder, 'secret.key'))).mode & 0o777).toBe(0o600);

    const reader = await openStore({ ...common, target, access: 'read' });
    expect(reader?.canWrite).toBe(false);
    expect(await reader?.replies.get('r1', GUILD)).toMatchObject({ id: 'r1' });
    await reader?.close();

    // The key is the same one, or the person would not be found.
    const again = await openStore({ ...common, target, access: 'write' });
    expect(await again.people.forget('discord:123')).toMatchObject({ replies: 1 });
    await again.close();
  });

  it('finds nothing to read before something was written, and makes nothing', async () => {
    const root = await createFolder();
    const target = { kind: 'sqlite', folder: join(root, 'data') } as const;
    expect(await openStore({ ...common, target, access: 'read' })).toBeUndefined();
    expect(await readdir(root)).toEqual([]);
  });

  it('uses the key that it is given, and makes none', async () => {
    const folder = await createFolder();
    const target = { kind: 'sqlite', folder } as const;
    const secretKey = new Secret('x'.repeat(32));
    const store = await openStore({ ...common, target, access: 'write', secretKey });
    await store.replies.keep(createKept('r1', { asker: 'discord:123' }));
    await store.close();
    expect(await readdir(folder)).not.toContain('secret.key');

    // Nor does somebody who reads without it.
    const reader = await openStore({ ...common, target, access: 'read' });
    expect(await reader?.replies.get('r1', GUILD)).toBeDefined();
    await reader?.close();
    expect(await readdir(folder)).not.toContain('secret.key');

    const again = await openStore({ ...common, target, access: 'write', secretKey });
    expect(await again.people.forget('discord:123')).toMatchObject({ replies: 1 });
    await again.close();
  });

  it('keeps the key out of what it writes', async () => {
    const folder = await createFolder();
    const store = await openStore({ ...common, target: { kind: 'sqlite', folder }, access: 'write' });
    await store.replies.keep(createKept('r1', { asker: 'discord:123' }));
    let text = '';
    await store.backup(async (piece) => {
      text += piece;
    });
    await store.close();
    expect(text).not.toContain((await readFile(join(folder, 'secret.key'), 'utf8')).trim());
    expect(text).not.toContain('discord:123');
  });

  it('asks for a key for PostgreSQL before it connects', async () => {
    const target = { kind: 'postgresql', url: new Secret('postgres://nobody@127.0.0.1:1/none') } as const;
    await expect(openStore({ ...common, target, access: 'read' })).rejects.toMatchObject({
      code: 'bad-request',
      message: expect.stringContaining('SECRET_KEY'),
    });
  });
});
