import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { App, AppOptions } from '../app.js';
import { type Config, loadConfig } from '../config.js';
import { BotError } from '../core/errors.js';
import type { Log } from '../core/ports.js';
import { createLog, type ProcessLog } from '../log.js';
import type { Store } from '../store/store.js';
import { createOutput, type Output } from './output.js';
import { createProgress } from './progress.js';
import { readVersion } from './version.js';

/** Flags that every command takes. */
export interface CommonFlags {
  readonly json?: boolean;
  readonly corpus?: string;
}

/** What a command of the command line works with. */
export interface Session {
  readonly config: Config;
  /** The corpus to read: `--corpus`, else what the configuration says. */
  readonly corpus: string;
  /** False with `--corpus`: that corpus stands by itself, and no state is read or changed. */
  readonly usesState: boolean;
  readonly output: Output;
  /** Writes warnings and errors, unless `LOG_LEVEL` says otherwise: a command's own text is enough to read. */
  readonly log: ProcessLog;
}

/** The file in `DATA_DIR` that holds the state. */
const STATE_FILE = 'dateline.sqlite';

/** Corpus problems shown by a command that is about something else. */
const MAX_PROBLEMS = 5;

/**
 * Opens what a command needs before any article is read.
 *
 * @throws {BotError} `bad-request` when the configuration has mistakes
 */
export async function openSession(flags: CommonFlags): Promise<Session> {
  const config = await loadConfig();
  return {
    config,
    corpus: flags.corpus ?? config.corpusDir,
    usesState: flags.corpus === undefined,
    output: createOutput(flags.json === true, config.color),
    log: createLog(config.logLevel ?? 'warn'),
  };
}

/**
 * Opens the state: articles added at run time, kept replies, subscriptions.
 *
 * @param access  `write` makes it when there is none, and is refused while a bot runs on the same SQLite folder
 * @returns undefined with `--corpus`, and for reading when nothing was kept yet
 * @throws {BotError} `store-unavailable`
 */
export async function openState(session: Session, access: 'read' | 'write'): Promise<Store | undefined> {
  const { config, log } = session;
  if (!session.usesState) return undefined;
  const { databaseUrl, dataDir } = config;
  // Most people who ask a first question have no state: the database packages need not be loaded for them.
  if (access === 'read' && databaseUrl === undefined && !existsSync(join(dataDir, STATE_FILE))) return undefined;
  const { openStore } = await import('../store/store.js');
  return openStore({
    target: databaseUrl ? { kind: 'postgresql', url: databaseUrl } : { kind: 'sqlite', folder: dataDir },
    access,
    ...(config.secretKey && { secretKey: config.secretKey }),
    now: () => Date.now(),
    log,
  });
}

/** The state for a command that only reads: when it cannot be had, that is said, and the corpus alone answers. */
async function openStateForReading(session: Session): Promise<Store | undefined> {
  try {
    return await openState(session, 'read');
  } catch (error) {
    if (!(error instanceof BotError)) throw error;
    session.output.note(`${error.message} Articles that were added at run time are left out.`);
    return undefined;
  }
}

/** Loads the corpus, with a progress bar when that takes long, and what was added at run time. */
export async function openApp(
  session: Session,
  state?: Store,
  log: Log = session.log,
  parts?: Pick<AppOptions, 'platforms' | 'waiting' | 'measure' | 'toSignInLink'>,
): Promise<App> {
  const { createApp } = await import('../app.js');
  const store = state ?? (await openStateForReading(session));
  const progress = createProgress(process.stderr);
  try {
    return await createApp({
      corpus: session.corpus,
      version: readVersion(),
      log,
      ...(session.config.web.publicUrl !== undefined && { publicUrl: session.config.web.publicUrl }),
      ...(store && { state: { store, newId: createReplyId, newShortId: createShortId } }),
      onProgress: progress.update,
      digests: session.config.digests,
      ...parts,
    });
  } finally {
    progress.stop();
  }
}

/** Says on stderr which corpus entries were left out, a few by name. */
export function noteProblems(app: App, output: Output): void {
  for (const problem of app.problems.slice(0, MAX_PROBLEMS)) output.note(problem);
  const more = app.problems.length - MAX_PROBLEMS;
  if (more > 0) output.note(`and ${more} more: dateline status shows them`);
}

/** A random id for a kept reply or a sign-in: 72 bits, so that nobody guesses one; short enough for a button. */
export function createReplyId(): string {
  return randomBytes(9).toString('base64url');
}

/** A random id for what people name when they type: 40 bits. */
export function createShortId(): string {
  return randomBytes(5).toString('hex');
}

/** A short random id, in hex, for a request and its log lines. */
export function createId(): string {
  return randomBytes(6).toString('hex');
}
