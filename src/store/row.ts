import { setImmediate } from 'node:timers/promises';
import type { z } from 'zod';
import { BotError } from '../core/errors.js';

/** Rows of one statement: with up to 8 values each, far below the 32,766 values that SQLite takes in one. */
export const BATCH_ROWS = 500;

/** Rows of one deletion: with all that refers to them and the overwriting of their places, some 50 ms on SQLite. */
export const DELETED_ROWS = 200;

/** Cuts a list into parts that fit into one statement each. */
export function* toBatches<Item>(items: readonly Item[]): Generator<readonly Item[]> {
  for (let start = 0; start < items.length; start += BATCH_ROWS) yield items.slice(start, start + BATCH_ROWS);
}

/**
 * Repeats a deletion of at most `DELETED_ROWS` rows until nothing is left of it, and lets others have their turn in between:
 * SQLite keeps the whole process waiting while it works.
 *
 * @param deleteBatch  deletes one batch and gives the number of rows
 * @returns the number of all rows
 */
export async function deleteInBatches(deleteBatch: () => Promise<number>): Promise<number> {
  for (let total = 0; ; ) {
    const deleted = await deleteBatch();
    total += deleted;
    if (deleted < DELETED_ROWS) return total;
    await letOthersWork();
  }
}

/** Settles when everything else that was ready to run has had its turn. */
export function letOthersWork(): Promise<void> {
  return setImmediate();
}

/** A text as both stores can hold it: PostgreSQL knows no character U+0000, and UTF-8 no half of a surrogate pair. */
export function toStorableText(text: string): string {
  return text.replace(/[\0\p{Cs}]/gu, '\uFFFD');
}

/** An instant of a row as ISO 8601 in UTC. */
export function toInstant(ms: number): string {
  return new Date(ms).toISOString();
}

/**
 * Reads JSON that a row holds.
 *
 * @param what  names the row, for the message: `reply 1f2e3d`
 * @throws {BotError} `store-unavailable` when it is not what was once written there
 */
export function parseJsonColumn<Schema extends z.ZodType>(
  text: string,
  schema: Schema,
  what: string,
): z.output<Schema> {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (cause) {
    throw damageError(what, cause);
  }
  const parsed = schema.safeParse(value);
  if (!parsed.success) throw damageError(what, parsed.error);
  return parsed.data;
}

function damageError(what: string, cause: unknown): BotError {
  return new BotError('store-unavailable', `The database is damaged: ${what} cannot be read. Restore a backup.`, {
    cause,
  });
}
