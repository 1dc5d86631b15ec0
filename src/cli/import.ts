import type { ImportedReply } from '../core/reply.js';
import { importFiles } from '../ingest/import.js';
import { createProgress } from './progress.js';

/** Imports sources into a corpus folder, with a progress bar when that takes long. */
export async function runImport(sources: readonly string[], to: string): Promise<ImportedReply> {
  const progress = createProgress(process.stderr);
  try {
    return await importFiles(sources, to, {
      onProgress: (done, total) => progress.update('Importing files', done, total),
    });
  } finally {
    progress.stop();
  }
}
