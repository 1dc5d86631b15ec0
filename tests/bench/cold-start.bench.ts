import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { readFile, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { bench, describe } from 'vitest';
import { z } from 'zod';
import { buildCommand } from '../flows/build.js';
import { createSamples, printTimes, type Samples, time } from './report.js';
import { CORPUS, ROOT } from './starter-corpus.js';

const QUESTION = 'Who did Zhai Jun call on 10 October 2023?';
const RUNS = 10;

const execute = promisify(execFile);
const compiled = await buildCommand();
const bundled = await bundle(dirname(dirname(compiled)));
const plainScript = fileURLToPath(new URL('./plain-ask.mjs', import.meta.url));

const processes: readonly (readonly [string, readonly string[]])[] = [
  ['node -e 0', ['-e', '0']],
  ['a script with plain MiniSearch', [plainScript, CORPUS, QUESTION]],
  ['dateline --version', [bundled, '--version']],
  ['dateline ask', [bundled, 'ask', QUESTION, '--corpus', CORPUS]],
  ['dateline ask, without the bundle step', [compiled, 'ask', QUESTION, '--corpus', CORPUS]],
];

describe('a process from its start to its end', () => {
  const all: Samples[] = [];
  for (const [name, words] of processes) {
    const samples = createSamples(name);
    all.push(samples);
    bench(
      name,
      () => time(samples, () => execute(process.execPath, words, { cwd: ROOT, env: { PATH: process.env.PATH ?? '' } })),
      {
        iterations: RUNS,
        time: 0,
        warmupIterations: 1,
        warmupTime: 0,
        setup: () => void samples.ms.splice(0),
        teardown: (_, mode) => {
          if (mode === 'run' && all.length === processes.length && samples === all.at(-1)) {
            printTimes('A process from its start to its end', all);
          }
        },
      },
    );
  }
});

/**
 * Does with a compiled folder what `npm run bundle` does with `dist`, beside it, so that what is measured is what
 * `npm ci` leaves behind and is never stale.
 *
 * @param dist  the compiled folder
 * @returns the path of the bundled command
 */
async function bundle(dist: string): Promise<string> {
  const folder = join(dirname(dist), 'bundled');
  const command = join(folder, 'cli', 'main.js');
  if (existsSync(command)) return command;
  const manifest: unknown = JSON.parse(await readFile(join(ROOT, 'package.json'), 'utf8'));
  const { scripts } = z.object({ scripts: z.object({ bundle: z.string() }) }).parse(manifest);
  const [tool = '', , , , ...options] = scripts.bundle.split(' ');
  const draft = `${folder}-draft`;
  await rm(draft, { recursive: true, force: true });
  await execute(join(ROOT, 'node_modules', '.bin', tool), [compiled, '--dir', draft, ...options], { cwd: ROOT });
  await rename(draft, folder);
  return command;
}
