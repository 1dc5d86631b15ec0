import { readFileSync, statSync } from 'node:fs';
import { basename, extname } from 'node:path';
import { type FieldFault, parseArticleFields } from './article-fields.js';
import { decodeText } from './decode-text.js';
import { toFileErrorMessage } from './file-error.js';
import type { FileReading } from './file-reading.js';
import { findHeaderLine, parseHeader, splitFrontMatter } from './front-matter.js';
import { parseJsonEntries } from './json-entries.js';
import { parseRawText } from './raw-text.js';
import { readLines } from './read-lines.js';

/** Files of this size and more are not read whole, and a line of JSON lines not held in memory. */
const MAX_FILE_BYTES = 50_000_000;

/** The kinds of file that can hold articles: an extension, in lower case, with its dot. */
const READABLE_EXTENSIONS: ReadonlySet<string> = new Set(['.md', '.txt', '.json', '.jsonl']);

/** Said of a file that was named by itself and holds no article. */
export const NO_ARTICLE =
  'The file holds no article. Markdown needs front matter with a title between two --- lines; JSON needs a title and a body.';

/** A file's name without folder and extension. */
export function toFileStem(file: string): string {
  return basename(file, extname(file));
}

/** Whether a file's extension is one of those that can hold articles. */
export function isReadable(file: string): boolean {
  return READABLE_EXTENSIONS.has(extname(file).toLowerCase());
}

/**
 * The articles and faults of one file, in its order. A file which is not meant as an article (Markdown without front matter,
 * JSON without a title and a text) gives nothing. Never throws: a file that cannot be read is a fault.
 */
export async function* readFileEntries(file: string): AsyncGenerator<FileReading> {
  try {
    const extension = extname(file).toLowerCase();
    if (extension === '.jsonl') {
      yield* readJsonLines(file);
      return;
    }
    if (statSync(file).size >= MAX_FILE_BYTES) {
      const message = `The file has ${MAX_FILE_BYTES / 1e6} MB or more. Split it, or turn it into JSON lines (.jsonl).`;
      yield { fault: { message } };
      return;
    }
    const decoded = decodeText(readFileSync(file));
    if ('fault' in decoded) yield decoded;
    else if (extension === '.md') yield* await parseMarkdown(decoded.text);
    else if (extension === '.txt') yield* parseText(decoded.text);
    else yield* parseJsonEntries(decoded.text);
  } catch (error) {
    yield { fault: { message: `The file cannot be read: ${toFileErrorMessage(error)}` } };
  }
}

async function parseMarkdown(text: string): Promise<FileReading[]> {
  const parts = splitFrontMatter(text);
  if (parts === undefined) return [];
  if ('fault' in parts) return [parts];
  const { header, body } = parts;
  const parsedHeader = await parseHeader(header);
  if ('fault' in parsedHeader) return [parsedHeader];
  const parsed = parseArticleFields({ ...parsedHeader.fields, body });
  if ('draft' in parsed) return [{ draft: parsed.draft, isNamedByFile: true }];
  return Promise.all(
    parsed.faults.map(async ({ path, message }) => {
      const line = path[0] === 'body' ? countLines(header) + 2 : await findHeaderLine(header, path);
      return { fault: { line, message: toFieldMessage(path, message) } };
    }),
  );
}

function parseText(text: string): FileReading[] {
  const raw = parseRawText(text);
  if ('fault' in raw) return [raw];
  const parsed = parseArticleFields({ ...raw });
  if ('draft' in parsed) return [{ draft: parsed.draft, isNamedByFile: true }];
  return parsed.faults.map(({ path, message }) => ({ fault: { message: toFieldMessage(path, message) } }));
}

async function* readJsonLines(file: string): AsyncGenerator<FileReading> {
  for await (const { number, bytes } of readLines(file, MAX_FILE_BYTES)) {
    if (bytes === undefined) {
      const message = `This line has more than ${MAX_FILE_BYTES / 1e6} MB. Give every article a line of its own.`;
      yield { fault: { line: number, message } };
      continue;
    }
    const decoded = decodeText(bytes, number);
    if ('fault' in decoded) yield decoded;
    else if (decoded.text.trim() !== '') yield* parseJsonEntries(decoded.text, number);
  }
}

function toFieldMessage(path: FieldFault['path'], message: string): string {
  return path[0] === 'body' ? message : `${path.map(String).join('.')}: ${message}`;
}

/** Lines in a text each of whose lines ends in LF. */
function countLines(text: string): number {
  return text.split('\n').length - 1;
}
