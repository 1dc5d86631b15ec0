import { open } from 'node:fs/promises';
import { join } from 'node:path';
import type { DoneReply } from '../core/reply.js';
import { readLines } from '../ingest/read-lines.js';
import { toFileError } from './durable-file.js';
import type { Session } from './session.js';
import { withState } from './with-state.js';

/** Several times what a row can hold: an imported file has at most 50 MB. */
const MAX_LINE_BYTES = 256 * 1024 * 1024;

/**
 * Fills the state from a backup.
 *
 * @param force  whether a state that is there is deleted first
 * @throws {BotError} `bad-request` when the file cannot be read, or something is kept and may not be deleted;
 *   `store-unavailable` when the backup is damaged or of a newer version, a bot runs on the same SQLite folder, or the
 *   store fails. Nothing has changed then.
 */
export async function runRestore(
  file: string,
  { force }: { readonly force: boolean },
  session: Session,
): Promise<DoneReply> {
  try {
    // Before a state is made that nothing comes into.
    await (await open(file, 'r')).close();
    const { rows, at, hasSameKey } = await withState(session, (store) =>
      store.restore(() => readLines(file, MAX_LINE_BYTES), { force }),
    );
    const done = `Restored ${rows} ${rows === 1 ? 'row' : 'rows'}, the state of ${at.slice(0, 19).replace('T', ' ')} UTC.`;
    return { kind: 'done', message: hasSameKey ? done : `${done} ${toKeyWarning(session)}` };
  } catch (error) {
    throw toFileError(error, file);
  }
}

function toKeyWarning({ config }: Session): string {
  const remedy =
    config.secretKey === undefined
      ? `put the old key in place as ${join(config.dataDir, 'secret.key')}`
      : 'set SECRET_KEY to the old key';
  return (
    'It was saved under another secret key, so that nobody in it can be found when they ask to be forgotten: ' +
    `${remedy} before the bot starts.`
  );
}
