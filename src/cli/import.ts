import type { ImportedReply } from '../core/reply.js';
import { importSources } from '../ingest/import.js';
import { openNameFinder } from '../ingest/names/name-finder.js';
import { createWebClient } from '../ingest/web/web-client.js';
import { createProgress } from './progress.js';
import type { Session } from './session.js';
import { readVersion } from './version.js';

/**
 * Imports sources into a corpus folder, with a progress bar when that takes long.
 *
 * @throws {BotError} `bad-request` when FEED_ALLOW_PRIVATE has an entry that is neither a host nor a range
 */
export async function runImport(
  sources: readonly string[],
  to: string,
  { config }: Pick<Session, 'config'>,
): Promise<ImportedReply> {
  const { contact, allowPrivate } = config.feeds;
  const web = createWebClient({
    version: readVersion(),
    allowPrivate,
    now: Date.now,
    ...(contact !== undefined && { contact }),
  });
  const progress = createProgress(process.stderr);
  try {
    const { findNames } = await openNameFinder();
    return await importSources(sources, to, {
      web,
      findNames,
      onProgress: (done, total) => progress.update('Importing', done, total),
    });
  } finally {
    progress.stop();
    await web.close();
  }
}
