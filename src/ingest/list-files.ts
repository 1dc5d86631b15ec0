import { readdirSync, realpathSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { toFileErrorMessage } from './file-error.js';
import type { CorpusProblem } from './problem.js';
import { isReadable } from './read-file.js';

/** What a folder holds that can be read. */
export interface FileList {
  /** Sorted by path, so that every reading of a folder gives the same order. */
  readonly files: readonly string[];
  /** Subfolders and links that lead nowhere. */
  readonly problems: readonly CorpusProblem[];
}

/**
 * The files below a folder which can hold articles. Hidden files and folders are left out. Links are followed, and no folder is
 * entered twice.
 *
 * @param folder  each path in the result starts with it
 * @param isListed  which files are meant; default those that a corpus is made of
 * @throws errors of `node:fs` when the folder itself cannot be read
 */
export function listFiles(folder: string, isListed: (file: string) => boolean = isReadable): FileList {
  const files: string[] = [];
  const problems: CorpusProblem[] = [];
  const entered = new Set([realpathSync(folder)]);
  // Real folders come before linked ones, so that a file is listed under its own path where it has one.
  const linked: string[] = [];

  function enter(path: string): void {
    for (const entry of readdirSync(path, { withFileTypes: true })) {
      if (entry.name.startsWith('.')) continue;
      const child = join(path, entry.name);
      if (entry.isDirectory()) visit(child);
      else if (entry.isSymbolicLink()) linked.push(child);
      else if (entry.isFile() && isListed(child)) files.push(child);
    }
  }

  function visit(path: string): void {
    try {
      const real = realpathSync(path);
      if (entered.has(real)) return;
      entered.add(real);
      enter(path);
    } catch (error) {
      problems.push({ file: path, message: `The folder cannot be read: ${toFileErrorMessage(error)}` });
    }
  }

  enter(folder);
  for (let link = linked.sort().shift(); link !== undefined; link = linked.sort().shift()) {
    try {
      const target = statSync(link);
      if (target.isDirectory()) visit(link);
      else if (target.isFile() && isListed(link)) files.push(link);
    } catch (error) {
      if (!isListed(link)) continue;
      problems.push({
        file: link,
        message: `The link leads to nothing that can be read: ${toFileErrorMessage(error)}`,
      });
    }
  }
  return { files: files.sort(), problems };
}
