import { parseArticleFields } from './article-fields.js';
import type { FileReading } from './file-reading.js';
import { findJsonElements, findJsonFault, findJsonPosition, toLineNumber } from './json-position.js';
import type { Fault } from './problem.js';

type Entry = Readonly<Record<string, unknown>>;

/** The names under which JSON entries carry a field, the preferred one first. The other fields have one name. */
const OTHER_NAMES: Readonly<Record<string, readonly string[]>> = {
  body: ['body', 'text'],
  date: ['published', 'published_at', 'date'],
  publisher: ['publisher', 'source'],
};

/**
 * The articles in a JSON text: a single entry, a list of entries, or an object with such a list under `articles`. What has
 * neither a title nor a text is not meant as an article and is passed over.
 *
 * @param lineInFile  the number of the text's first line in its file; absent when the text is the whole file
 * @returns entries and faults in the order of the text, each with its line
 */
export function parseJsonEntries(text: string, lineInFile?: number): FileReading[] {
  const firstLine = lineInFile ?? 1;
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return [{ fault: toSyntaxFault(text, firstLine) }];
  }
  if (isEntry(value) && !Array.isArray(value.articles)) {
    return looksLikeArticle(value) ? parseEntry(value, [], text, firstLine, lineInFile) : [];
  }
  const path = isEntry(value) ? ['articles'] : [];
  const entries: unknown = isEntry(value) ? value.articles : value;
  if (!Array.isArray(entries) || !entries.some(looksLikeArticle)) return [];
  const starts = findJsonElements(text, path);
  let line = firstLine;
  let counted = 0;
  return entries.flatMap((entry: unknown, index) => {
    const start = starts[index] ?? counted;
    // Counted onwards from the entry before: counting from the top each time would be quadratic.
    line += toLineNumber(text.slice(counted, start), start - counted) - 1;
    counted = start;
    return looksLikeArticle(entry) ? parseEntry(entry, [...path, index], text, firstLine, line) : [];
  });
}

function isEntry(value: unknown): value is Entry {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function looksLikeArticle(value: unknown): value is Entry {
  return isEntry(value) && ['title', 'body', 'text'].some((key) => !isAbsent(value[key]));
}

function isAbsent(value: unknown): boolean {
  return value === undefined || value === null || value === '';
}

/** @param line  of the entry, when it is one of several in its file */
function parseEntry(
  entry: Entry,
  path: readonly PropertyKey[],
  text: string,
  firstLine: number,
  line?: number,
): FileReading[] {
  const keys = new Map<PropertyKey, string>();
  const fields: Record<string, unknown> = { ...entry };
  for (const [field, names] of Object.entries(OTHER_NAMES)) {
    const name = names.find((candidate) => !isAbsent(entry[candidate])) ?? field;
    keys.set(field, name);
    fields[field] = entry[name];
  }
  const parsed = parseArticleFields(fields);
  if ('draft' in parsed) {
    const { id } = entry;
    const givenId = typeof id === 'string' || typeof id === 'number' ? String(id).trim() : '';
    return [{ draft: parsed.draft, ...(line === undefined ? {} : { line }), ...(givenId === '' ? {} : { givenId }) }];
  }
  return parsed.faults.map(({ path: inside, message }) => {
    const [field = '', ...deeper] = inside;
    const key = keys.get(field) ?? field;
    const offset = findJsonPosition(text, [...path, key, ...deeper]);
    return {
      fault: {
        line: firstLine + toLineNumber(text, offset) - 1,
        message: `${[key, ...deeper].map(String).join('.')}: ${message}`,
      },
    };
  });
}

function toSyntaxFault(text: string, firstLine: number): Fault {
  const offset = findJsonFault(text) ?? 0;
  const line = firstLine + toLineNumber(text, offset) - 1;
  const found = text.slice(offset, offset + 1);
  const reason = found === '' ? 'it ends too early' : `the character ${found} does not fit here`;
  return {
    line,
    message: `This is not valid JSON: ${reason}. Check the quotes, commas and brackets up to this place.`,
  };
}
