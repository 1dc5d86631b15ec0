import { open, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import Database from 'libsql';
import { BotError } from '../core/errors.js';

const LOCK_FILE = 'bot.lock';
const PID_FILE = 'bot.pid';

/** The right to write to a data folder, which one process has at a time. */
export interface BotLock {
  release(): Promise<void>;
}

/**
 * Takes the right to write to a data folder. The operating system holds it and ends it with the process, so that nothing
 * is left to clean up after a crash; `bot.pid` only tells who has it.
 *
 * It is an SQLite database of its own with an open transaction. Nothing else may open that file: a process that closes
 * any handle of a file loses all the locks it has on it (POSIX).
 *
 * @param folder  which exists
 * @throws {BotError} `store-unavailable`; when another process has it, with its pid
 */
export async function takeBotLock(folder: string): Promise<BotLock> {
  const lockFile = join(folder, LOCK_FILE);
  const pidFile = join(folder, PID_FILE);
  await createPrivately(lockFile);
  // No statement object is ever made of it: those keep a closed libsql database open until they are collected.
  const database = new Database(lockFile);
  const unlock = () => {
    if (database.inTransaction) database.exec('ROLLBACK');
    database.close();
  };
  try {
    database.exec('BEGIN EXCLUSIVE');
    await writeFile(pidFile, `${process.pid}\n`, { mode: 0o600 });
  } catch (error) {
    const isMine = database.inTransaction;
    unlock();
    if (isMine) throw error;
    throw (await toRefusal(error, folder, pidFile)) ?? error;
  }
  return {
    async release() {
      // While the lock is still held: afterwards it may be the file of the next owner.
      await rm(pidFile, { force: true }).finally(unlock);
    },
  };
}

/** Makes an empty file that only its owner may read, unless it is there. One that is there is not even opened. */
export async function createPrivately(path: string): Promise<void> {
  try {
    const file = await open(path, 'wx', 0o600);
    await file.close();
  } catch (error) {
    if (!hasCode(error, 'EEXIST')) throw error;
  }
}

async function toRefusal(error: unknown, folder: string, pidFile: string): Promise<BotError | undefined> {
  if (hasCode(error, 'SQLITE_NOTADB') || hasCode(error, 'SQLITE_CORRUPT')) {
    const message = `The file ${join(folder, LOCK_FILE)} is damaged. Delete it while no bot runs; it holds nothing.`;
    return new BotError('store-unavailable', message, { cause: error });
  }
  if (!hasCode(error, 'SQLITE_BUSY')) return undefined;
  const pid = /^\d+/.exec(await readFile(pidFile, 'utf8').catch(() => ''))?.[0];
  return new BotError(
    'store-unavailable',
    `The data folder ${folder} is in use by a running bot${pid === undefined ? '' : ` (pid ${pid})`}. ` +
      'Stop that one first, set DATA_DIR to another folder, or set DATABASE_URL: several bots can share PostgreSQL.',
    { cause: error },
  );
}

function hasCode(error: unknown, code: string): boolean {
  return error instanceof Error && 'code' in error && error.code === code;
}
