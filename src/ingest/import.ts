import { existsSync, statSync } from 'node:fs';
import { extname, join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import type { Article } from '../core/article/article.js';
import { isSafeArticleId, toArticleId, toTextKey } from '../core/article/identity.js';
import { BotError } from '../core/errors.js';
import type { ImportedReply } from '../core/reply.js';
import type { Draft } from './article-fields.js';
import { toArticleMarkdown, writeFileAtomically } from './article-markdown.js';
import { type Progress, readPlacedCorpus } from './corpus.js';
import { toFileErrorMessage } from './file-error.js';
import type { EntryReading } from './file-reading.js';
import { listFiles } from './list-files.js';
import { type Fault, toPlace } from './problem.js';
import { isReadable, NO_ARTICLE, readFileEntries, toFileStem } from './read-file.js';

/** An article that is in the folder. */
interface Kept {
  readonly id: string;
  readonly file: string;
  readonly draft: Draft;
  /** Written by this very import. */
  readonly isNew: boolean;
}

/** What is known of the folder that is imported into. */
interface Shelf {
  readonly byText: Map<string, Kept>;
  readonly byAddress: Map<string, Kept>;
  /** In lower case: some disks take `A.md` and `a.md` for one file. */
  readonly takenIds: Set<string>;
}

/** The files of one source, or why it has none. */
interface Listing {
  readonly source: string;
  readonly files: readonly string[];
  readonly faults: readonly { readonly source: string; readonly message: string }[];
}

/** Lists that grow into a reply. */
interface Outcome {
  readonly added: string[];
  readonly unchanged: Set<string>;
  readonly duplicates: { source: string; of: string }[];
  readonly failed: { source: string; message: string }[];
}

/**
 * Imports files and folders into a corpus folder: each article becomes `<id>.md`. What is there already is not written again.
 *
 * @param sources  paths; a folder stands for all that it holds. An address of the web fails with what to do instead
 * @param to  the corpus folder, created when missing
 * @returns every article under one of `added` (new, or known by its address and changed), `unchanged`, `duplicates` or
 * `failed`. Never throws for what is wrong with a source or the folder
 */
export async function importFiles(
  sources: readonly string[],
  to: string,
  options: { readonly onProgress?: Progress } = {},
): Promise<ImportedReply> {
  const outcome: Outcome = { added: [], unchanged: new Set(), duplicates: [], failed: [] };
  // Listed before anything is written, so that a source which holds the folder does not grow on the way.
  const listings = sources.map(listSource);
  const shelf = await openShelf(to);
  if (shelf instanceof BotError) {
    const { message } = shelf;
    outcome.failed.push(...sources.map((source) => ({ source, message })));
    return toReply(outcome);
  }
  const total = listings.reduce((count, { files }) => count + files.length, 0);
  let done = 0;
  for (const { source, files, faults } of listings) {
    outcome.failed.push(...faults);
    let isEmpty = faults.length === 0;
    for (const file of files) {
      for await (const reading of readFileEntries(file)) {
        isEmpty = false;
        if ('fault' in reading) outcome.failed.push(toFailure(file, reading.fault));
        else importEntry(file, reading, to, shelf, outcome);
      }
      options.onProgress?.(++done, total);
      await setImmediate();
    }
    if (isEmpty) outcome.failed.push({ source, message: toEmptyMessage(files) });
  }
  return toReply(outcome);
}

function toReply(outcome: Outcome): ImportedReply {
  return { kind: 'imported', ...outcome, unchanged: [...outcome.unchanged] };
}

function listSource(source: string): Listing {
  const fail = (message: string): Listing => ({ source, files: [], faults: [{ source, message }] });
  if (/^https?:\/\//i.test(source)) {
    return fail('Addresses cannot be imported yet. Save the page as a file, then import the file.');
  }
  try {
    if (statSync(source).isDirectory()) {
      const { files, problems } = listFiles(source);
      return { source, files, faults: problems.map(({ file, ...fault }) => toFailure(file, fault)) };
    }
  } catch (error) {
    return fail(`The source cannot be read: ${toFileErrorMessage(error)}`);
  }
  if (isReadable(source)) return { source, files: [source], faults: [] };
  const kind = extname(source) === '' ? 'files without an extension' : `${extname(source)} files`;
  return fail(`Dateline does not read ${kind}. Save it as .md, .txt, .json or .jsonl.`);
}

async function openShelf(to: string): Promise<Shelf | BotError> {
  const shelf: Shelf = { byText: new Map(), byAddress: new Map(), takenIds: new Set() };
  if (!existsSync(to)) return shelf;
  try {
    if (!statSync(to).isDirectory()) {
      return new BotError('corpus-unreadable', `${to} is a file. Name a folder to import into (--to DIR).`);
    }
    const { placed } = await readPlacedCorpus(to);
    for (const { article, file } of placed) {
      const { id, revision: _, ...draft } = article;
      keep({ id, file, draft, isNew: false }, shelf);
    }
    // A file that could not be loaded still has its name: it may be mended later and is not ours to overwrite.
    for (const file of listFiles(to).files) shelf.takenIds.add(toFileStem(file).toLowerCase());
    return shelf;
  } catch (error) {
    if (error instanceof BotError) return error;
    return new BotError('corpus-unreadable', `${to} cannot be read: ${toFileErrorMessage(error)}`);
  }
}

function keep(kept: Kept, shelf: Shelf): void {
  shelf.byText.set(toTextKey(kept.draft.body), kept);
  shelf.takenIds.add(kept.id.toLowerCase());
  if (kept.draft.url !== undefined) shelf.byAddress.set(kept.draft.url, kept);
}

function importEntry(file: string, entry: EntryReading, to: string, shelf: Shelf, outcome: Outcome): void {
  const { draft } = entry;
  const source = toPlace(file, entry.line);
  const same = shelf.byText.get(toTextKey(draft.body));
  if (same !== undefined) {
    if (!same.isNew && isSameArticle(same, entry)) outcome.unchanged.add(same.id);
    else outcome.duplicates.push({ source, of: same.id });
    return;
  }
  const known = draft.url === undefined ? undefined : shelf.byAddress.get(draft.url);
  // Two texts of one import which share an address are two articles, such as the entries of a page that is rewritten daily.
  const earlier = known?.isNew === false ? known : undefined;
  if (earlier !== undefined && extname(earlier.file).toLowerCase() !== '.md') {
    const message = `An older text of this address is "${earlier.id}" in ${earlier.file}. Change or remove it there, then import again.`;
    outcome.failed.push({ source, message });
    return;
  }
  const id = earlier?.id ?? chooseId(entry, shelf);
  const target = earlier?.file ?? join(to, `${id}.md`);
  try {
    writeFileAtomically(target, toArticleMarkdown(draft));
  } catch (error) {
    outcome.failed.push({ source, message: `${target} cannot be written: ${toFileErrorMessage(error)}` });
    return;
  }
  if (earlier !== undefined) shelf.byText.delete(toTextKey(earlier.draft.body));
  keep({ id, file: target, draft, isNew: true }, shelf);
  outcome.added.push(id);
}

/** Whether an entry with the same text is the same article, given once more, and not a copy under another heading. */
function isSameArticle({ id, draft }: Kept, entry: EntryReading): boolean {
  if (entry.givenId === id || (draft.url !== undefined && draft.url === entry.draft.url)) return true;
  return draft.title === entry.draft.title && draft.published === entry.draft.published;
}

function chooseId({ givenId, draft }: EntryReading, shelf: Shelf): Article['id'] {
  const isTaken = (id: string) => shelf.takenIds.has(id.toLowerCase());
  if (givenId === undefined || !isSafeArticleId(givenId)) return toArticleId(draft, isTaken);
  let id = givenId;
  for (let count = 2; isTaken(id); count++) id = `${givenId}-${count}`;
  return id;
}

function toFailure(file: string, { line, message }: Fault): { source: string; message: string } {
  return { source: toPlace(file, line), message };
}

function toEmptyMessage(files: readonly string[]): string {
  if (files.length === 1) return NO_ARTICLE;
  return 'The folder holds no article. Dateline reads .md with front matter, .txt, .json and .jsonl.';
}
