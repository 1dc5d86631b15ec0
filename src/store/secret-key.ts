import { randomBytes, randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { link, mkdir, open, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { BotError } from '../core/errors.js';
import { Secret } from '../lib/secret.js';
import { toStoreError } from './store-error.js';

const KEY_FILE = 'secret.key';
const KEY_BYTES = 32;

/**
 * The key of a data folder, which is made when the folder has none, and the folder with it. It is the same for all who
 * ask, also when several do at the same time for the first time.
 *
 * @returns 64 hexadecimal digits
 * @throws {BotError} `store-unavailable` when the file is damaged, or cannot be read or made
 */
export async function readSecretKey(folder: string): Promise<Secret> {
  const path = join(folder, KEY_FILE);
  let text: string | undefined;
  try {
    text = await readIfThere(path);
    if (text === undefined) {
      await createKey(folder, path);
      text = await readFile(path, 'utf8');
    }
  } catch (error) {
    throw toStoreError(error, { engine: 'sqlite', name: folder });
  }
  const key = text.trim();
  if (/^[0-9a-f]{64}$/i.test(key)) return new Secret(key);
  throw new BotError(
    'store-unavailable',
    `The key in ${path} is damaged: it has to be 64 hexadecimal digits. Restore it from a backup. Or delete it: a new ` +
      'one is made, but what is kept about people can no longer be found when they ask to be forgotten.',
  );
}

/** Whether a data folder has a key; none is made. */
export function hasSecretKey(folder: string): boolean {
  return existsSync(join(folder, KEY_FILE));
}

/** The file gets its name when it is complete, so that nobody ever reads half a key, and only if nobody was faster. */
async function createKey(folder: string, path: string): Promise<void> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const draft = `${path}.${randomUUID()}`;
  try {
    await writeDurably(draft, `${randomBytes(KEY_BYTES).toString('hex')}\n`);
    await link(draft, path);
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
  } finally {
    await rm(draft, { force: true });
  }
  // Without this a power cut could take the name away again, after hashes were stored. Windows has no such call.
  if (process.platform === 'win32') return;
  const entry = await open(folder, 'r');
  await entry.sync().finally(() => entry.close());
}

async function writeDurably(path: string, text: string): Promise<void> {
  const file = await open(path, 'wx', 0o600);
  try {
    await file.writeFile(text);
    await file.sync();
  } finally {
    await file.close();
  }
}

async function readIfThere(path: string): Promise<string | undefined> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    throw error;
  }
}
