import type { Request, Run } from '../../../src/core/commands/request.js';
import { createRun, type RunOptions } from '../../../src/core/commands/run.js';
import { RecordingLog } from '../../fakes/recording-log.js';
import { createLibrary } from '../corpus-fixture.js';

/** A request as an adapter makes it. */
export function createRequest(
  command: string,
  args: Readonly<Record<string, unknown>> = {},
  changes: Partial<Request> = {},
): Request {
  return {
    id: 'ref-1',
    command,
    arguments: args,
    asker: { id: 'somebody', mayManage: false },
    space: 'local',
    conversation: [],
    ...changes,
  };
}

/** A run over the articles of the port, with its log. */
export function createTestRun(changes: Partial<RunOptions> = {}): { readonly run: Run; readonly log: RecordingLog } {
  const log = new RecordingLog();
  const library = createLibrary();
  const run = createRun({
    libraryOf: () => library,
    version: '1.2.3',
    log,
    platforms: () => [{ platform: 'terminal', state: 'ready' }],
    problems: () => ['corpus/bad.md:2: the title is missing.'],
    ...changes,
  });
  return { run, log };
}
