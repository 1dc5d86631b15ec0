import { execFile } from 'node:child_process';
import { createHash, randomUUID } from 'node:crypto';
import { access, copyFile, cp, mkdir, readdir, readFile, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const execute = promisify(execFile);
const root = fileURLToPath(new URL('../..', import.meta.url));
const cache = join(root, 'node_modules', '.cache', 'dateline-tests');
const DAY_MS = 86_400_000;

/**
 * Compiles the sources for tests that start the real process, since Node 20 runs no TypeScript. The result lies below
 * `node_modules`, where packages are found, in a folder named after the content of the sources: it is compiled once,
 * also when several test files ask at the same time, and never stale.
 *
 * @returns the path of a compiled file
 */
export async function buildCommand(file = 'cli/main.js'): Promise<string> {
  const folder = join(cache, await hashSources());
  const command = join(folder, 'dist', file);
  if (await exists(command)) return command;
  const draft = join(cache, randomUUID());
  await mkdir(draft, { recursive: true });
  await copyFile(join(root, 'package.json'), join(draft, 'package.json'));
  const compiler = join(root, 'node_modules', '.bin', 'tsc');
  // Types are checked by the type check; here only the code is wanted, which is written in spite of type errors.
  const { stdout } = await execute(compiler, ['-p', root, '--outDir', join(draft, 'dist')]).catch(
    (error: { stdout: string }) => error,
  );
  if (!(await exists(join(draft, 'dist', file)))) throw new Error(`The sources could not be compiled:\n${stdout}`);
  const assets = join('adapters', 'web', 'assets');
  await cp(join(root, 'src', assets), join(draft, 'dist', assets), { recursive: true });
  // Whoever comes second leaves the first one's folder in place.
  await rename(draft, folder).catch(() => rm(draft, { recursive: true }));
  await removeOldBuilds();
  return command;
}

async function hashSources(): Promise<string> {
  const hash = createHash('sha256');
  const entries = await readdir(join(root, 'src'), { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  for (const file of [...files.sort(), join(root, 'tsconfig.json'), join(root, 'package.json')]) {
    hash.update(`${file}\0`).update(await readFile(file));
  }
  return hash.digest('hex').slice(0, 16);
}

async function removeOldBuilds(): Promise<void> {
  for (const name of await readdir(cache)) {
    const path = join(cache, name);
    const { mtimeMs } = await stat(path);
    if (Date.now() - mtimeMs > DAY_MS) await rm(path, { recursive: true, force: true });
  }
}

async function exists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}
