import { z } from 'zod';
import { BotError } from '../core/errors.js';
import type { InputLine } from './split-lines.js';

/** The longest line of a batch in UTF-16 code units: a question of the longest kind with a long conversation. */
export const MAX_LINE_CHARS = 65_536;

/** One line of a batch as arguments of its command. */
export interface BatchLine {
  /** As it stands in the line, so that a program finds its own id again, number or text. */
  readonly id?: string | number;
  readonly text: string;
  readonly arguments: Readonly<Record<string, unknown>>;
}

const idSchema = z.union([z.string(), z.number()]);
const word = z.string().exactOptional();
const objectSchema = z.object({
  id: idSchema.exactOptional(),
  question: word,
  query: word,
  context: z.array(z.string()).exactOptional(),
  since: word,
  until: word,
  on: word,
  publisher: word,
  topic: word,
  place: word,
  person: word,
  limit: z.number().exactOptional(),
});

/**
 * Reads a line of a batch: a JSON object when it begins with `{`, else the plain text of a question. Other keys of an
 * object are left out, so that a question file can be used as it is.
 *
 * @throws {BotError} `bad-request`, which names the line and what is wrong with it
 */
export function parseBatchLine(line: InputLine): BatchLine {
  if (line.text === undefined) {
    throw new BotError('bad-request', `Line ${line.number} is longer than ${MAX_LINE_CHARS} characters: shorten it.`);
  }
  if (!line.text.trimStart().startsWith('{')) return { text: line.text, arguments: {} };
  const parsed = objectSchema.safeParse(parseJson(line.text, line.number));
  if (!parsed.success) {
    const faults = parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`);
    throw new BotError('bad-request', `Line ${line.number} has a field of the wrong type (${faults.join('; ')}).`);
  }
  const { id, question, query, ...rest } = parsed.data;
  const text = question ?? query;
  if (text === undefined) {
    throw new BotError(
      'bad-request',
      `Line ${line.number} has no "question": write {"question": "…"} or the question as plain text.`,
    );
  }
  return { ...(id === undefined ? {} : { id }), text, arguments: rest };
}

/** The id in a line that could not be read as a whole, so that its failure can still be told from the others. */
export function findLineId(line: InputLine): string | number | undefined {
  try {
    return z.object({ id: idSchema }).parse(JSON.parse(line.text ?? '')).id;
  } catch {
    return undefined;
  }
}

function parseJson(text: string, number: number): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new BotError(
      'bad-request',
      `Line ${number} begins like a JSON object and is not a whole one: close it, or write the question as plain text.`,
      { cause },
    );
  }
}
