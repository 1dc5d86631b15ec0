import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { text } from 'node:stream/consumers';
import { buildCommand } from './build.js';

/** How a process ended and what it wrote. */
export interface Ended {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** What differs from one start of the command to another. */
export interface StartOptions {
  readonly cwd: string;
  /** Variables beside `PATH`; nothing else of this process's environment is handed on. */
  readonly env?: Readonly<Record<string, string>>;
}

/** Starts the compiled `dateline` with pipes instead of a terminal. */
export async function startCommand(words: readonly string[], options: StartOptions): Promise<ChildProcess> {
  return spawn(process.execPath, [await buildCommand(), ...words], {
    cwd: options.cwd,
    // Whatever port is free: several bots of the tests run at a time.
    env: { PATH: process.env.PATH ?? '', PORT: '0', ...options.env },
    stdio: 'pipe',
  });
}

/** Waits for the end of a process. */
export async function waitForEnd(child: ChildProcess): Promise<Ended> {
  const [stdout, stderr, [code, signal]] = await Promise.all([
    child.stdout ? text(child.stdout) : '',
    child.stderr ? text(child.stderr) : '',
    once(child, 'close') as Promise<[number | null, NodeJS.Signals | null]>,
  ]);
  return { code, signal, stdout, stderr };
}

/** Waits until a process has said something on its standard error. */
export async function waitForText(child: ChildProcess, part: string): Promise<void> {
  let seen = '';
  await new Promise<void>((resolve, reject) => {
    child.stderr?.on('data', (chunk: Buffer) => {
      seen += chunk.toString();
      if (seen.includes(part)) resolve();
    });
    child.once('exit', () => reject(new Error(`The process ended early and said:\n${seen}`)));
  });
}

/** Runs the compiled `dateline` to its end, with `input` on its standard input. */
export async function runCommand(
  words: readonly string[],
  options: StartOptions & { readonly input?: string },
): Promise<Ended> {
  const child = await startCommand(words, options);
  // A command that reads no input may end before all of it is written.
  child.stdin?.on('error', () => {});
  child.stdin?.end(options.input ?? '');
  return waitForEnd(child);
}

/** The lines of a text, each as JSON. */
export function parseLines(output: string): Record<string, unknown>[] {
  return output
    .split('\n')
    .slice(0, -1)
    .map((line) => JSON.parse(line) as Record<string, unknown>);
}

/** Makes a temporary folder with files in it. */
export async function createFolder(files: Readonly<Record<string, string>>): Promise<{
  readonly path: string;
  remove(): Promise<void>;
}> {
  const path = await mkdtemp(join(tmpdir(), 'dateline-'));
  for (const [name, content] of Object.entries(files)) {
    await mkdir(dirname(join(path, name)), { recursive: true });
    await writeFile(join(path, name), content);
  }
  return { path, remove: () => rm(path, { recursive: true, force: true }) };
}
