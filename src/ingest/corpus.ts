import { statSync } from 'node:fs';
import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { type AliasTable, EMPTY_ALIAS_TABLE } from '../core/article/alias-table.js';
import type { Article } from '../core/article/article.js';
import { BotError } from '../core/errors.js';
import { ALIASES_FILE, readAliases } from './aliases.js';
import { toFileErrorMessage } from './file-error.js';
import { identifyEntries, type PlacedArticle, type PlacedEntry } from './identify-entries.js';
import { type FileList, listFiles } from './list-files.js';
import { type CorpusProblem, sortProblems } from './problem.js';
import { isReadable, NO_ARTICLE, readFileEntries } from './read-file.js';

/** All that reading a corpus gave. */
export interface CorpusReading {
  /** In the order of their files' paths, then of the file. Every id, and every text of one publisher, occurs once. */
  readonly articles: readonly Article[];
  readonly aliases: AliasTable;
  readonly problems: readonly CorpusProblem[];
  /** Entries left out because another article has the same text: `source` is `file` or `file:line`, `of` that one's id. */
  readonly duplicates: readonly { readonly source: string; readonly of: string }[];
}

/** How far a reading has come, in files. */
export type Progress = (done: number, total: number) => void;

/** Files are read at once; after so many, whatever else the process does gets its turn. */
const FILES_PER_TURN = 50;

/**
 * Reads a corpus: a folder with its subfolders, or one file. A bad entry is a problem and never stops the others.
 *
 * @throws {BotError} `corpus-unreadable` when there is nothing at the path, it cannot be read, or it is a file of another kind
 */
export async function readCorpus(
  path: string,
  options: { readonly onProgress?: Progress } = {},
): Promise<CorpusReading> {
  const { placed, ...reading } = await readPlacedCorpus(path, options);
  return { articles: placed.map(({ article }) => article), ...reading };
}

/**
 * The same as `readCorpus`, with the place of each article.
 *
 * @throws {BotError} `corpus-unreadable`, as `readCorpus` does
 */
export async function readPlacedCorpus(
  path: string,
  options: { readonly onProgress?: Progress } = {},
): Promise<Omit<CorpusReading, 'articles'> & { readonly placed: readonly PlacedArticle[] }> {
  const { list, isFolder } = openCorpus(path);
  const problems: CorpusProblem[] = [...list.problems];
  const table = isFolder ? readAliases(path) : { aliases: EMPTY_ALIAS_TABLE };
  if (table.problem !== undefined) problems.push(table.problem);
  const files = list.files.filter((file) => !isFolder || file !== join(path, ALIASES_FILE));
  const entries: PlacedEntry[] = [];
  for (const [index, file] of files.entries()) {
    let isEmpty = true;
    for await (const reading of readFileEntries(file)) {
      isEmpty = false;
      if ('fault' in reading) problems.push({ file, ...reading.fault });
      else entries.push({ file, ...reading });
    }
    if (isEmpty && !isFolder) problems.push({ file, message: NO_ARTICLE });
    options.onProgress?.(index + 1, files.length);
    if (index % FILES_PER_TURN === FILES_PER_TURN - 1) await setImmediate();
  }
  const { placed, problems: clashes, duplicates } = identifyEntries(entries);
  return { placed, aliases: table.aliases, problems: sortProblems([...problems, ...clashes]), duplicates };
}

function openCorpus(path: string): { readonly list: FileList; readonly isFolder: boolean } {
  const remedy = 'Set CORPUS_DIR or --corpus to the folder or file that holds the articles.';
  let isFolder: boolean;
  try {
    isFolder = statSync(path).isDirectory();
    if (isFolder) return { list: listFiles(path), isFolder };
  } catch (cause) {
    const message = `The corpus ${path} cannot be read: ${toFileErrorMessage(cause)} ${remedy}`;
    throw new BotError('corpus-unreadable', message, { cause });
  }
  if (!isReadable(path)) {
    const message = `The corpus ${path} is neither a folder nor a .md, .txt, .json or .jsonl file. ${remedy}`;
    throw new BotError('corpus-unreadable', message);
  }
  return { list: { files: [path], problems: [] }, isFolder };
}
