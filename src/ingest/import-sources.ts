import { readFileSync, statSync } from 'node:fs';
import { extname } from 'node:path';
import { sniffDocument } from './feed/is-feed.js';
import { toFileErrorMessage } from './file-error.js';
import { listFiles } from './list-files.js';
import { findOwnAddress } from './page/own-address.js';
import { type Fault, toPlace } from './problem.js';
import { isReadable, NO_ARTICLE, readFileEntries } from './read-file.js';
import { decodeDocument } from './web/decode-document.js';
import { type PlacedReading, readAddressEntries, readSavedEntries, type WebEntriesOptions } from './web-entries.js';

/** What one source of an import holds, or why it holds nothing. */
export interface Listing {
  readonly source: string;
  /** Files, or the source itself when it is an address. */
  readonly parts: readonly string[];
  readonly faults: readonly ImportFault[];
}

/** What is wrong, and with what: a file with its line, an address. */
export interface ImportFault {
  readonly source: string;
  readonly message: string;
}

const ADDRESS = /^https?:\/\//i;
/** Files that were saved from the web: they are imported, and a corpus passes them over. */
const SAVED_EXTENSIONS: ReadonlySet<string> = new Set([
  '.html',
  '.htm',
  '.xhtml',
  '.xml',
  '.rss',
  '.atom',
  '.rdf',
  '.opml',
]);
const MAX_SAVED_BYTES = 20_000_000;
/** Stands for where a saved document came from when it does not say so; nobody has this host (RFC 2606). */
const UNKNOWN_ADDRESS = 'https://saved.invalid/';

/**
 * The files of a source, or the source itself when it is an address.
 *
 * @param mayFetch  whether addresses can be read at all
 */
export function listSource(source: string, mayFetch: boolean): Listing {
  const fail = (message: string): Listing => ({ source, parts: [], faults: [{ source, message }] });
  if (ADDRESS.test(source)) {
    if (!mayFetch) return fail('Nothing is fetched here. Save the page as a file, then import the file.');
    return { source, parts: [source], faults: [] };
  }
  try {
    if (statSync(source).isDirectory()) {
      const { files, problems } = listFiles(source, isImportable);
      return { source, parts: files, faults: problems.map(({ file, ...fault }) => toFailure(file, fault)) };
    }
  } catch (error) {
    return fail(`The source cannot be read: ${toFileErrorMessage(error)}`);
  }
  if (isImportable(source)) return { source, parts: [source], faults: [] };
  const kind = extname(source) === '' ? 'files without an extension' : `${extname(source)} files`;
  return fail(`Dateline does not read ${kind}. Save it as .md, .txt, .json, .jsonl, .html or .xml.`);
}

/** The articles and faults of a file or an address that `listSource` gave. */
export async function* readPart(part: string, options: WebEntriesOptions): AsyncGenerator<PlacedReading> {
  if (ADDRESS.test(part)) {
    if (options.web !== undefined) yield* readAddressEntries(part, { ...options, web: options.web });
    return;
  }
  const extension = extname(part).toLowerCase();
  if (SAVED_EXTENSIONS.has(extension) || extension === '.json') {
    let text: string | undefined;
    try {
      text = statSync(part).size > MAX_SAVED_BYTES ? undefined : decodeDocument(readFileSync(part));
    } catch (error) {
      const message = `The file cannot be read: ${toFileErrorMessage(error)}`;
      yield { place: part, reading: { fault: { message } } };
      return;
    }
    if (extension !== '.json' || (text !== undefined && sniffDocument(text) === 'feed')) {
      const message = `The file has more than ${MAX_SAVED_BYTES / 1e6} MB. Split it.`;
      if (text === undefined) yield { place: part, reading: { fault: { message } } };
      else yield* readSavedEntries(text, part, findOwnAddress(text) ?? UNKNOWN_ADDRESS, options);
      return;
    }
  }
  for await (const reading of readFileEntries(part)) yield { place: part, reading };
}

/** What is wrong in one place of a file. */
export function toFailure(file: string, { line, message }: Fault): ImportFault {
  return { source: toPlace(file, line), message };
}

/** Said of a source in which there is nothing to import. */
export function toEmptyMessage(parts: readonly string[]): string {
  if (parts.length === 1) return NO_ARTICLE;
  return 'The folder holds no article. Dateline reads .md with front matter, .txt, .json, .jsonl, and saved pages and feeds.';
}

function isImportable(file: string): boolean {
  return isReadable(file) || SAVED_EXTENSIONS.has(extname(file).toLowerCase());
}
