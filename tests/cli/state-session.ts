import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import type { Session } from '../../src/cli/session.js';
import { loadConfig } from '../../src/config.js';
import type { Reply } from '../../src/core/reply.js';
import { Secret } from '../../src/lib/secret.js';
import { createLog } from '../../src/log.js';
import { openStore, type Store } from '../../src/store/store.js';
import { RecordingLog } from '../fakes/recording-log.js';

/** A session on a data folder, with what was written. */
export interface TestSession extends Session {
  readonly replies: Reply[];
  /** Texts that were written in place of JSON values. */
  readonly texts: string[];
}

/** An empty temporary folder for the running test. */
export async function createTestFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'dateline-state-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

/** A session of the command line; its variables are `env` alone. */
export async function createTestSession(
  env: Readonly<Record<string, string>>,
  { isJson = false, usesState = true }: { readonly isJson?: boolean; readonly usesState?: boolean } = {},
): Promise<TestSession> {
  const replies: Reply[] = [];
  const texts: string[] = [];
  return {
    config: await loadConfig(env),
    corpus: 'corpus',
    usesState,
    log: createLog('silent'),
    replies,
    texts,
    output: {
      isJson,
      reply: async (reply) => void replies.push(reply),
      batchReply: async (reply) => void replies.push(reply),
      value: async (_, text) => void texts.push(text),
      note: () => {},
    },
  };
}

/** Opens the state of a folder for writing, as a bot does, until the work is done. */
export async function withTestStore<Result>(
  folder: string,
  work: (store: Store, clock: { nowMs: number }) => Promise<Result>,
  secretKey?: string,
): Promise<Result> {
  const clock = { nowMs: Date.UTC(2031, 2, 9, 10) };
  const store = await openStore({
    target: { kind: 'sqlite', folder },
    access: 'write',
    ...(secretKey !== undefined && { secretKey: new Secret(secretKey) }),
    now: () => clock.nowMs,
    log: new RecordingLog(),
  });
  return work(store, clock).finally(() => store.close());
}
