import { randomBytes } from 'node:crypto';
import type { App } from '../app.js';
import { type Config, loadConfig } from '../config.js';
import { createLog, type ProcessLog } from '../log.js';
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
  readonly output: Output;
  /** Writes warnings and errors, unless `LOG_LEVEL` says otherwise: a command's own text is enough to read. */
  readonly log: ProcessLog;
}

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
    output: createOutput(flags.json === true, config.color),
    log: createLog(config.logLevel ?? 'warn'),
  };
}

/** Loads the corpus, with a progress bar when that takes long. */
export async function openApp(session: Session): Promise<App> {
  const { createApp } = await import('../app.js');
  const progress = createProgress(process.stderr);
  try {
    return await createApp({
      corpus: session.corpus,
      version: readVersion(),
      log: session.log,
      onProgress: progress.update,
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

/** A short random id, in hex, for a request and its log lines. */
export function createId(): string {
  return randomBytes(6).toString('hex');
}
