import { readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { runBackup } from '../../src/cli/backup.js';
import { runRestore } from '../../src/cli/restore.js';
import { createKept, GUILD } from '../contracts/store/samples.js';
import { createTestFolder, createTestSession, withTestStore } from './state-session.js';

/** A folder with a state in `data`, and a session on it. */
async function createState() {
  const folder = await createTestFolder();
  const data = join(folder, 'data');
  await withTestStore(data, async ({ replies }) => {
    await replies.keep(createKept('r1'));
    await replies.keep(createKept('r2'));
  });
  return { folder, data, session: await createTestSession({ DATA_DIR: data }) };
}

describe('backup', () => {
  it('saves the state in a file that only its owner reads, and says where the key is', async () => {
    const { folder, data, session } = await createState();
    const file = join(folder, 'state.jsonl');
    const reply = await runBackup(file, { force: false }, session);
    expect(reply).toEqual({ kind: 'done', message: expect.stringMatching(/^Saved 4 rows in .*state\.jsonl\. /) });
    expect(reply.message).toContain(join(data, 'secret.key'));
    expect((await stat(file)).mode & 0o777).toBe(0o600);
    expect((await readdir(folder)).sort()).toEqual(['data', 'state.jsonl']);
    const key = (await readFile(join(data, 'secret.key'), 'utf8')).trim();
    expect(await readFile(file, 'utf8')).not.toContain(key);
  });

  it('is restored into another folder', async () => {
    const { folder, session } = await createState();
    const file = join(folder, 'state.jsonl');
    await runBackup(file, { force: false }, session);
    const other = join(folder, 'other');
    await runRestore(file, { force: false }, await createTestSession({ DATA_DIR: other }));
    await withTestStore(other, async ({ replies }) => {
      expect(await replies.get('r2', GUILD)).toMatchObject({ kind: 'answer', id: 'r2' });
    });
  });

  it('writes over a file only when that is asked for', async () => {
    const { folder, session } = await createState();
    const file = join(folder, 'state.jsonl');
    await writeFile(file, 'of last week');
    await expect(runBackup(file, { force: false }, session)).rejects.toMatchObject({
      code: 'bad-request',
      isMissing: false,
      message: expect.stringContaining('--force'),
    });
    expect(await readFile(file, 'utf8')).toBe('of last week');
    await runBackup(file, { force: true }, session);
    expect(await readFile(file, 'utf8')).toContain('"table":"reply"');
  });

  it.each([
    ['in a folder that is not there', 'none/state.jsonl', 'there is nothing at this path'],
    ['with the name of a folder', 'data', 'this is a folder'],
  ])('says why it cannot write %s, and leaves nothing behind', async (_, name, message) => {
    const { folder, session } = await createState();
    await expect(runBackup(join(folder, name), { force: true }, session)).rejects.toMatchObject({
      code: 'bad-request',
      message: expect.stringContaining(message),
    });
    expect(await readdir(folder)).toEqual(['data']);
  });

  it('says that nothing was kept yet, and makes no data folder', async () => {
    const folder = await createTestFolder();
    const session = await createTestSession({ DATA_DIR: join(folder, 'data') });
    await expect(runBackup(join(folder, 'state.jsonl'), { force: false }, session)).rejects.toMatchObject({
      code: 'bad-request',
      isMissing: true,
      message: expect.stringContaining('Nothing was kept yet'),
    });
    expect(await readdir(folder)).toEqual([]);
  });

  it('keeps away from the state with a corpus of its own', async () => {
    const { folder, data } = await createState();
    const session = await createTestSession({ DATA_DIR: data }, { usesState: false });
    await expect(runBackup(join(folder, 'state.jsonl'), { force: false }, session)).rejects.toMatchObject({
      code: 'bad-request',
      message: expect.stringContaining('--corpus'),
    });
  });
});

describe('restore', () => {
  const backUp = async () => {
    const state = await createState();
    const file = join(state.folder, 'state.jsonl');
    await runBackup(file, { force: false }, state.session);
    return { ...state, file };
  };

  it('says what it brought back, and of when', async () => {
    const { data, file, session } = await backUp();
    expect(await runRestore(file, { force: true }, session)).toEqual({
      kind: 'done',
      message: expect.stringMatching(/^Restored 4 rows, the state of 20\d\d-\d\d-\d\d \d\d:\d\d:\d\d UTC\.$/),
    });
    await withTestStore(data, async ({ replies }) => {
      expect(await replies.get('r1', GUILD)).toBeDefined();
    });
  });

  it('is refused over a state that is there, unless that is asked for', async () => {
    const { data, file, session } = await backUp();
    await withTestStore(data, ({ replies }) => replies.keep(createKept('r3')));
    await expect(runRestore(file, { force: false }, session)).rejects.toMatchObject({
      code: 'bad-request',
      message: expect.stringContaining('--force'),
    });
    const idsOf = () =>
      withTestStore(data, async ({ replies }) =>
        [await replies.get('r1', GUILD), await replies.get('r3', GUILD)].map((reply) => reply?.id),
      );
    expect(await idsOf()).toEqual(['r1', 'r3']);
    await runRestore(file, { force: true }, session);
    expect(await idsOf()).toEqual(['r1', undefined]);
  });

  it('names the line of a damaged file, and changes nothing', async () => {
    const { data, file, session } = await backUp();
    const text = await readFile(file, 'utf8');
    await writeFile(file, text.slice(0, -200));
    await expect(runRestore(file, { force: true }, session)).rejects.toMatchObject({
      code: 'store-unavailable',
      message: expect.stringMatching(/Line \d+ of the backup is damaged/),
    });
    await withTestStore(data, async ({ replies }) => {
      expect(await replies.get('r1', GUILD)).toBeDefined();
    });
  });

  it('says that a file is not there, and makes no data folder', async () => {
    const folder = await createTestFolder();
    const session = await createTestSession({ DATA_DIR: join(folder, 'data') });
    await expect(runRestore(join(folder, 'none.jsonl'), { force: false }, session)).rejects.toMatchObject({
      code: 'bad-request',
      isMissing: true,
      message: expect.stringContaining('none.jsonl: there is nothing'),
    });
    await expect(runRestore(folder, { force: false }, session)).rejects.toMatchObject({
      message: expect.stringContaining('this is a folder'),
    });
  });

  it.each([
    ['the file of the key', {}, 'secret.key'],
    ['the variable', { SECRET_KEY: 'x'.repeat(32) }, 'set SECRET_KEY'],
  ])('warns when the people in it cannot be found any more, and names %s', async (_, env, remedy) => {
    const { folder, file } = await backUp();
    const session = await createTestSession({ DATA_DIR: join(folder, 'other'), ...env });
    const { message } = await runRestore(file, { force: false }, session);
    expect(message).toContain('another secret key');
    expect(message).toContain(remedy);
  });

  it('is refused while a bot runs on the folder', async () => {
    const { data, file, session } = await backUp();
    await withTestStore(data, async () => {
      await expect(runRestore(file, { force: true }, session)).rejects.toMatchObject({
        code: 'store-unavailable',
        message: expect.stringContaining(`pid ${process.pid}`),
      });
    });
  });
});
