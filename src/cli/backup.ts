import { join } from 'node:path';
import { BotError } from '../core/errors.js';
import type { DoneReply } from '../core/reply.js';
import { writeDurably } from './durable-file.js';
import type { Session } from './session.js';
import { withStateToRead } from './with-state.js';

/**
 * Writes the whole state into a file, also while a bot runs.
 *
 * @param force  whether a file that is there is replaced
 * @throws {BotError} `bad-request` when the file is there or cannot be written, or nothing was ever kept;
 *   `store-unavailable`
 */
export function runBackup(file: string, { force }: { readonly force: boolean }, session: Session): Promise<DoneReply> {
  return withStateToRead(session, async (store) => {
    if (store === undefined) {
      throw new BotError('bad-request', 'Nothing was kept yet, so there is nothing to back up.', { isMissing: true });
    }
    const rows = await writeDurably(file, force, (write) => store.backup(write));
    const { secretKey, dataDir } = session.config;
    const key = secretKey === undefined ? join(dataDir, 'secret.key') : 'SECRET_KEY';
    return {
      kind: 'done',
      message:
        `Saved ${rows} ${rows === 1 ? 'row' : 'rows'} in ${file}. ` +
        `The key that people's ids are hashed with is not in it: keep ${key} too, in another place.`,
    };
  });
}
