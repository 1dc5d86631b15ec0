import { createHash } from 'node:crypto';
import { TextDecoder } from 'node:util';
import { z } from 'zod';
import { BotError } from '../core/errors.js';
import {
  BACKUP_FORMAT,
  type BackupFooter,
  type BackupHeader,
  type BackupRow,
  footerSchema,
  headerSchema,
  rowLineSchema,
} from './backup-format.js';

/** A line of a backup, without its end. */
export interface BackupLine {
  /** Counted from 1. */
  readonly number: number;
  /** Absent when the line is longer than the reader takes. */
  readonly bytes?: Uint8Array;
}

/** A row, and the line on which it stands. */
export interface BackupRowLine {
  readonly kind: 'row';
  readonly number: number;
  /** Length of the line. */
  readonly bytes: number;
  readonly table: string;
  readonly row: BackupRow;
}

/** What a backup gives: its header, then its rows. */
export type BackupPart = { readonly kind: 'header'; readonly header: BackupHeader } | BackupRowLine;

const lineSchema = z.union([rowLineSchema, footerSchema]);

/**
 * Reads a backup line by line. It ends well only when the backup is whole, to the letter, so nothing of it may be kept
 * before that.
 *
 * @throws {BotError} `store-unavailable`, with the number of the line, when the backup is damaged, cut or none
 */
export async function* readBackup(lines: AsyncIterable<BackupLine>): AsyncGenerator<BackupPart> {
  const hash = createHash('sha256');
  const counts = new Map<string, number>();
  let footer: BackupFooter | undefined;
  let last = 0;
  for await (const { number, bytes } of lines) {
    if (footer !== undefined) throw damageError(number, 'something stands after its end');
    last = number;
    if (bytes === undefined) throw damageError(number, 'it is too long');
    const value = parseJson(number, bytes);
    if (number === 1) {
      yield { kind: 'header', header: parseHeader(value) };
    } else {
      const line = parseLine(number, value);
      if ('counts' in line) {
        footer = line;
        checkFooter(number, footer, counts, hash.update(JSON.stringify(footer.counts)).digest('hex'));
        continue;
      }
      counts.set(line.table, (counts.get(line.table) ?? 0) + 1);
      yield { kind: 'row', number, bytes: bytes.length, ...line };
    }
    hash.update(bytes).update('\n');
  }
  if (footer === undefined) throw damageError(last + 1, 'it is missing, so the end of the backup was cut off');
}

/**
 * That a backup cannot be used.
 *
 * @param what  what is wrong with the line, as the end of a sentence
 */
export function damageError(line: number, what: string, cause?: unknown): BotError {
  return new BotError(
    'store-unavailable',
    `Line ${line} of the backup is damaged: ${what}. Nothing was restored; use another backup.`,
    { cause },
  );
}

function parseJson(number: number, bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes));
  } catch {
    // The parser's own words would show a piece of what somebody asked.
    if (number === 1) throw noBackupError();
    throw damageError(number, 'it is not JSON');
  }
}

function parseHeader(value: unknown): BackupHeader {
  const parsed = headerSchema.safeParse(value);
  if (parsed.success) return parsed.data;
  const { format } = z.object({ format: z.string() }).catch({ format: '' }).parse(value);
  if (format === BACKUP_FORMAT) throw damageError(1, toFaults(parsed.error));
  if (!format.startsWith('dateline/backup@')) throw noBackupError();
  throw new BotError(
    'store-unavailable',
    `The backup has the form ${format}, which this version of Dateline cannot read. Install a newer one first.`,
  );
}

function noBackupError(): BotError {
  return new BotError('store-unavailable', 'Line 1 is not that of a backup. Make one with: dateline backup FILE');
}

function parseLine(number: number, value: unknown): z.output<typeof lineSchema> {
  const parsed = lineSchema.safeParse(value);
  if (parsed.success) return parsed.data;
  throw damageError(number, 'it is neither a row nor the end');
}

function checkFooter(number: number, footer: BackupFooter, counts: ReadonlyMap<string, number>, sha256: string): void {
  for (const table of new Set([...Object.keys(footer.counts), ...counts.keys()])) {
    const [told = 0, found = 0] = [footer.counts[table], counts.get(table)];
    if (told !== found) throw damageError(number, `it tells of ${told} rows of ${table}, and there are ${found}`);
  }
  if (footer.sha256 !== sha256) throw damageError(number, 'its checksum is not that of the backup');
}

/** What zod found wrong, without any value. */
export function toFaults(error: z.ZodError): string {
  return error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`).join('; ');
}
