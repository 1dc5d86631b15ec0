import { existsSync, statSync } from 'node:fs';
import { extname, join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import type { Article } from '../core/article/article.js';
import { Gazetteer } from '../core/article/gazetteer.js';
import { isSafeArticleId, toArticleId } from '../core/article/identity.js';
import { BotError } from '../core/errors.js';
import type { ImportedReply } from '../core/reply.js';
import { toAddressHash } from './address.js';
import type { FindNames } from './arrived-draft.js';
import type { Draft } from './article-fields.js';
import { toArticleMarkdown, writeFileAtomically } from './article-markdown.js';
import { completeDraft } from './complete-draft.js';
import { type Progress, readPlacedCorpus } from './corpus.js';
import { keepRevision } from './earlier-revisions.js';
import { DATE_NOTES } from './feed/item-date.js';
import { toFileErrorMessage } from './file-error.js';
import type { EntryReading } from './file-reading.js';
import { listSource, readPart, toEmptyMessage, toFailure } from './import-sources.js';
import { KnownTexts } from './known-texts.js';
import { listFiles } from './list-files.js';
import { toPlace } from './problem.js';
import { toFileStem } from './read-file.js';
import type { WebClient } from './web/web-client.js';

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
  readonly texts: KnownTexts<Kept>;
  readonly byAddress: Map<string, Kept>;
  /** Address hash -> id, of what this import has read from the web. */
  readonly readAddresses: Map<string, string>;
  /** In lower case: some disks take `A.md` and `a.md` for one file. */
  readonly takenIds: Set<string>;
  readonly names: Gazetteer;
}

/** What an import is made with. */
export interface ImportOptions {
  readonly onProgress?: Progress;
  /** Absent: addresses are not fetched. */
  readonly web?: WebClient;
  /** Finds names in an article that names none, given those that the folder's articles name; default none are found. */
  readonly findNames?: (text: Parameters<FindNames>[0], known: Gazetteer) => ReturnType<FindNames>;
  /** Milliseconds since 1970 in UTC; default the clock of the machine. */
  now?(): number;
}

/** Lists that grow into a reply. */
interface Outcome {
  readonly added: string[];
  readonly unchanged: Set<string>;
  readonly duplicates: { source: string; of: string }[];
  readonly failed: { source: string; message: string }[];
  readonly undated: { source: string; message: string }[];
}

/**
 * Imports files, folders and addresses into a corpus folder: each article becomes `<id>.md`. What is there already is not
 * written again; what has changed is, and its earlier text is kept beside it.
 *
 * @param sources  paths and addresses: a folder stands for all that it holds, a feed for its items
 * @param to  the corpus folder, created when missing
 * @returns every article under one of `added` (new, or known by its address and changed), `unchanged`, `duplicates` or
 * `failed`. Never throws for what is wrong with a source or the folder
 */
export async function importSources(
  sources: readonly string[],
  to: string,
  options: ImportOptions = {},
): Promise<ImportedReply> {
  const outcome: Outcome = { added: [], unchanged: new Set(), duplicates: [], failed: [], undated: [] };
  // Listed before anything is written, so that a source which holds the folder does not grow on the way.
  const listings = sources.map((source) => listSource(source, options.web !== undefined));
  const shelf = await openShelf(to);
  if (shelf instanceof BotError) {
    const { message } = shelf;
    outcome.failed.push(...sources.map((source) => ({ source, message })));
    return toReply(outcome);
  }
  let total = listings.reduce((count, { parts }) => count + parts.length, 0);
  let done = 0;
  const step = () => options.onProgress?.(++done, total);
  const { findNames = () => NO_NAMES } = options;
  const complete: FindNames = (text) => findNames(text, shelf.names);
  const webOptions = {
    findNames: complete,
    now: options.now ?? Date.now,
    expect: (count: number) => {
      total += count;
    },
    done: step,
    ...(options.web && { web: options.web }),
  };
  for (const { source, parts, faults } of listings) {
    outcome.failed.push(...faults);
    let isEmpty = faults.length === 0;
    for (const part of parts) {
      for await (const { place, reading, isOfWeb = false, dateProblem } of readPart(part, webOptions)) {
        isEmpty = false;
        if ('fault' in reading) outcome.failed.push(toFailure(place, reading.fault));
        else {
          const entry = { ...reading, draft: completeDraft(reading.draft, complete), isOfWeb };
          const isAdded = importEntry(place, entry, to, shelf, outcome);
          // What has no date at all is shown as undated and needs no warning.
          if (isAdded && dateProblem !== undefined && dateProblem !== 'missing') {
            outcome.undated.push({ source: place, message: DATE_NOTES[dateProblem] });
          }
        }
      }
      step();
      await setImmediate();
    }
    if (isEmpty) outcome.failed.push({ source, message: toEmptyMessage(parts) });
  }
  return toReply(outcome);
}

const NO_NAMES = { people: [], places: [], organizations: [] };

function toReply({ unchanged, undated, ...outcome }: Outcome): ImportedReply {
  return { kind: 'imported', ...outcome, unchanged: [...unchanged], ...(undated.length > 0 && { undated }) };
}

async function openShelf(to: string): Promise<Shelf | BotError> {
  const shelf: Shelf = {
    texts: new KnownTexts(),
    byAddress: new Map(),
    readAddresses: new Map(),
    takenIds: new Set(),
    names: new Gazetteer(),
  };
  if (!existsSync(to)) return shelf;
  try {
    if (!statSync(to).isDirectory()) {
      return new BotError('corpus-unreadable', `${to} is a file. Name a folder to import into (--to DIR).`);
    }
    const { placed, aliases } = await readPlacedCorpus(to);
    shelf.names.addAliases(aliases);
    for (const { article, file } of placed) {
      shelf.names.add(article);
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
  shelf.texts.add(kept.draft, kept);
  shelf.takenIds.add(kept.id.toLowerCase());
  if (kept.draft.url !== undefined) shelf.byAddress.set(toAddressHash(kept.draft.url), kept);
}

/** @returns whether the article is new or has changed */
function importEntry(
  file: string,
  entry: EntryReading & { readonly isOfWeb: boolean },
  to: string,
  shelf: Shelf,
  outcome: Outcome,
): boolean {
  const { draft } = entry;
  const source = toPlace(file, entry.line);
  const address = draft.url === undefined ? undefined : toAddressHash(draft.url);
  const noteRead = (id: string) => {
    if (entry.isOfWeb && address !== undefined) shelf.readAddresses.set(address, id);
  };
  const same = shelf.texts.find(draft);
  if (same !== undefined) {
    noteRead(same.id);
    if (!same.isNew && isSameArticle(same, entry)) outcome.unchanged.add(same.id);
    else outcome.duplicates.push({ source, of: same.id });
    return false;
  }
  // A page and the feed that lists it word one article in two ways: the first stands.
  const read = entry.isOfWeb && address !== undefined ? shelf.readAddresses.get(address) : undefined;
  if (read !== undefined) {
    outcome.duplicates.push({ source, of: read });
    return false;
  }
  const known = address === undefined ? undefined : shelf.byAddress.get(address);
  // Two texts of one file which share an address are two articles, such as the entries of a page that is rewritten daily.
  const earlier = known?.isNew === false ? known : undefined;
  if (earlier !== undefined && extname(earlier.file).toLowerCase() !== '.md') {
    const message = `An older text of this address is "${earlier.id}" in ${earlier.file}. Change or remove it there, then import again.`;
    outcome.failed.push({ source, message });
    return false;
  }
  const id = earlier?.id ?? chooseId(entry, shelf);
  const target = earlier?.file ?? join(to, `${id}.md`);
  try {
    if (earlier !== undefined) keepRevision(to, earlier.id, earlier.file);
    writeFileAtomically(target, toArticleMarkdown(draft));
  } catch (error) {
    outcome.failed.push({ source, message: `${target} cannot be written: ${toFileErrorMessage(error)}` });
    return false;
  }
  if (earlier !== undefined) shelf.texts.remove(earlier.draft, earlier);
  keep({ id, file: target, draft, isNew: true }, shelf);
  noteRead(id);
  outcome.added.push(id);
  return true;
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
