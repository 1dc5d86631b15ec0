import { sql, type Transaction } from 'kysely';
import { z } from 'zod';
import { BotError } from '../core/errors.js';
import type { BackupRow } from './backup-format.js';
import { type BackupRowLine, damageError, toFaults } from './backup-reader.js';
import type { Connection } from './connection.js';
import { toStorableText } from './row.js';
import type { Schema } from './schema.js';

/** Rows on their way into the tables. */
export interface RowWriter {
  add(line: BackupRowLine): Promise<void>;
  /** Settles when all are in. */
  end(): Promise<void>;
}

/** Rows that are put in with one statement; SQLite takes 32,766 values in one. */
const BATCH_ROWS = 100;
const BATCH_BYTES = 1_000_000;

/**
 * Puts rows into the tables as the database has them now, which may be those of an older version.
 *
 * @returns a writer whose methods throw `store-unavailable`, with the number of the line, at a row that does not fit
 */
export async function createRowWriter(db: Transaction<Schema>, engine: Connection['engine']): Promise<RowWriter> {
  const forms = await readForms(db, engine);
  let batch: BackupRowLine[] = [];
  let bytes = 0;

  const insert = async () => {
    const [first] = batch;
    if (first === undefined) return;
    const form = forms.get(first.table);
    if (form === undefined) throw damageError(first.number, `it is of a table ${first.table}, which there is not`);
    const columns = Object.keys(form.shape);
    const values = batch.map((line) => {
      const row = parseRow(line, form);
      return sql`(${sql.join(columns.map((column) => row[column]))})`;
    });
    batch = [];
    bytes = 0;
    const names = sql.join(columns.map((column) => sql.ref(column)));
    try {
      await sql`insert into ${sql.table(first.table)} (${names}) values ${sql.join(values)}`.execute(db);
    } catch (error) {
      if (error instanceof BotError) throw error;
      const others = values.length > 1 ? `it, or one of the ${values.length - 1} lines after it,` : 'it';
      throw damageError(first.number, `${others} does not fit to the others`, error);
    }
  };

  return {
    async add(line) {
      if (batch.length === BATCH_ROWS || bytes > BATCH_BYTES || batch[0]?.table !== line.table) await insert();
      batch.push(line);
      bytes += line.bytes;
    },
    end: insert,
  };
}

type Form = z.ZodObject<Record<string, z.ZodType<string | number | null>>>;

/** What a row of each table looks like. */
async function readForms(db: Transaction<Schema>, engine: Connection['engine']): Promise<ReadonlyMap<string, Form>> {
  // PostgreSQL tells of other programs' tables too.
  const current = sql<{ name: string }>`select current_schema() as name`;
  const schema = engine === 'postgresql' ? (await current.execute(db)).rows[0]?.name : undefined;
  const tables = (await db.introspection.getTables()).filter((table) => table.schema === schema);
  return new Map(
    tables.map(({ name, columns }) => {
      const shape = columns.map((column) => {
        const value = /int/i.test(column.dataType) ? z.int() : z.string().transform(toStorableText);
        return [column.name, column.isNullable ? value.nullable() : value] as const;
      });
      return [name, z.strictObject(Object.fromEntries(shape))] as const;
    }),
  );
}

function parseRow({ number, row }: BackupRowLine, form: Form): BackupRow {
  const parsed = form.safeParse(row);
  if (!parsed.success) throw damageError(number, toFaults(parsed.error));
  return parsed.data;
}
