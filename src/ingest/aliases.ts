import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { type AliasTable, EMPTY_ALIAS_TABLE } from '../core/article/alias-table.js';
import { decodeText } from './decode-text.js';
import { toFileErrorMessage } from './file-error.js';
import { findJsonFault, findJsonPosition, toLineNumber } from './json-position.js';
import type { CorpusProblem, Fault } from './problem.js';

/** The file of a corpus folder which holds its alias table. */
export const ALIASES_FILE = 'aliases.json';

const FORM = '{"names": [["Osama", "Usama"]], "demonyms": {"Egypt": ["Egyptian"]}}';

const text = z.string('Write it as text, in double quotes.').trim().min(1, 'Write a name, or remove the empty text.');

const aliasTable = z.object(
  {
    names: z
      .array(z.array(text, 'Write a list of names that mean the same.'), 'Write a list of lists of names.')
      .default([]),
    demonyms: z.record(z.string(), z.array(text, 'Write a list of adjectives.'), 'Write an object.').default({}),
  },
  `The file has to have the form ${FORM}.`,
);

/**
 * Reads the alias table of a corpus folder.
 *
 * @returns an empty table when the folder has none, and beside a problem when it cannot be used
 */
export function readAliases(folder: string): { readonly aliases: AliasTable; readonly problem?: CorpusProblem } {
  const file = join(folder, ALIASES_FILE);
  if (!existsSync(file)) return { aliases: EMPTY_ALIAS_TABLE };
  const parsed = readAliasFile(file);
  return 'aliases' in parsed ? parsed : { aliases: EMPTY_ALIAS_TABLE, problem: { file, ...parsed.fault } };
}

function readAliasFile(file: string): { readonly aliases: AliasTable } | { readonly fault: Fault } {
  let bytes: Buffer;
  try {
    bytes = readFileSync(file);
  } catch (error) {
    return { fault: { message: `The file cannot be read: ${toFileErrorMessage(error)}` } };
  }
  const decoded = decodeText(bytes);
  return 'fault' in decoded ? decoded : parseAliases(decoded.text);
}

function parseAliases(json: string): { readonly aliases: AliasTable } | { readonly fault: Fault } {
  let value: unknown;
  try {
    value = JSON.parse(json);
  } catch {
    const line = toLineNumber(json, findJsonFault(json) ?? 0);
    return { fault: { line, message: `This is not valid JSON. Correct it: the form is ${FORM}.` } };
  }
  const parsed = aliasTable.safeParse(value);
  if (parsed.success) return { aliases: parsed.data };
  const [issue] = parsed.error.issues;
  const path = issue?.path ?? [];
  const place = path.length === 0 ? '' : `${path.map(String).join('.')}: `;
  return {
    fault: { line: toLineNumber(json, findJsonPosition(json, path)), message: `${place}${issue?.message ?? FORM}` },
  };
}
