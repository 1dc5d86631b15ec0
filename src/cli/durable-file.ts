import { randomUUID } from 'node:crypto';
import { open, rename, rm, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { BotError } from '../core/errors.js';
import { toFileErrorMessage } from '../ingest/file-error.js';

/**
 * Writes a file that is there as a whole or not at all, also after a power cut, and that only its owner may read. Until
 * it is complete it has another name in the same folder.
 *
 * @param force  whether a file that is there is replaced; it stays as it is when the writing fails
 * @param produce  gives the text to the function that it is handed, piece by piece
 * @returns what `produce` returns
 * @throws {BotError} `bad-request` when there is such a file, or it cannot be written; and whatever `produce` throws
 */
export async function writeDurably<Result>(
  path: string,
  force: boolean,
  produce: (write: (text: string) => Promise<void>) => Promise<Result>,
): Promise<Result> {
  const draft = join(dirname(path), `.${basename(path)}.${randomUUID()}.part`);
  try {
    if (!force) await refusePresent(path);
    const file = await open(draft, 'wx', 0o600);
    try {
      const result = await produce((text) => file.writeFile(text));
      await file.sync();
      await file.close();
      // Takes the name, unless somebody was faster. A link would do both at once, but not on every disk.
      if (!force) await (await open(path, 'wx', 0o600)).close();
      await rename(draft, path);
      await syncFolder(dirname(path));
      return result;
    } finally {
      await file.close().catch(() => {});
      await rm(draft, { force: true });
    }
  } catch (error) {
    throw toFileError(error, path);
  }
}

/**
 * What a failed file operation means to whoever named the file.
 *
 * @returns a `BotError` for an error of `node:fs`; any other error as it is
 */
export function toFileError(error: unknown, path: string): unknown {
  if (!(error instanceof Error && 'syscall' in error && 'code' in error)) return error;
  if (error.code === 'EEXIST') return presentError(path, error);
  return new BotError('bad-request', `${path}: ${toFileErrorMessage(error)}`, { cause: error, isMissing: true });
}

async function refusePresent(path: string): Promise<void> {
  const isPresent = await stat(path).then(
    () => true,
    () => false,
  );
  if (isPresent) throw presentError(path);
}

function presentError(path: string, cause?: unknown): BotError {
  return new BotError('bad-request', `${path} is there already. Name another file, or use --force to replace it.`, {
    cause,
  });
}

/** Without this a power cut could take the new name away again. Windows has no such call. */
async function syncFolder(path: string): Promise<void> {
  if (process.platform === 'win32') return;
  const folder = await open(path, 'r');
  await folder.sync().finally(() => folder.close());
}
