import { type BackupHeader, KEY_CHECK } from './backup-format.js';
import { type BackupLine, readBackup } from './backup-reader.js';
import type { Connection } from './connection.js';
import { migrations as released } from './migrations/index.js';
import { createRowWriter, type RowWriter } from './restore-rows.js';
import {
  changeTables,
  dropTables,
  lockTables,
  type Migrations,
  refuseFilled,
  refuseUnknown,
} from './restore-tables.js';

/** How a state is restored. */
export interface RestoreOptions {
  /** Deletes what is kept; without it a store that holds anything is refused. */
  readonly force: boolean;
  /** Every change of the tables that the program knows; default those of this version. */
  readonly migrations?: Migrations;
}

/** What was restored. */
export interface Restored {
  readonly rows: number;
  /** ISO instant at which the backup was made. */
  readonly at: string;
  /** Whether people's ids are still hashed with the same key. If not, nobody can be found in what was restored. */
  readonly hasSameKey: boolean;
}

/**
 * Fills the store from a backup of either store, of this version or an older one. All of it happens, or nothing: header,
 * lines, counts and checksum are checked before anything is final.
 *
 * @param readLines  the lines of the backup from its start; called again when the store asks for a repetition
 * @throws {BotError} `bad-request` when the store holds something and may not be emptied; `store-unavailable`, with the
 *   number of the line, when the backup is damaged, cut or of a newer version; and whatever `readLines` throws
 */
export function restore(
  connection: Connection,
  readLines: () => AsyncIterable<BackupLine>,
  { force, migrations = released }: RestoreOptions,
): Promise<Restored> {
  const { engine } = connection;
  return connection.transaction(async (db) => {
    if (engine === 'postgresql') await lockTables(db);
    if (!force) await refuseFilled(db);
    const now = connection.now();

    let header: BackupHeader | undefined;
    let writer: RowWriter | undefined;
    let rows = 0;
    for await (const part of readBackup(readLines())) {
      if (part.kind === 'header') {
        ({ header } = part);
        refuseUnknown(header, migrations);
        await dropTables(db);
        await changeTables(db, header.migrations, migrations, now);
        writer = await createRowWriter(db, engine);
      } else {
        await writer?.add(part);
        rows += 1;
      }
    }
    if (header === undefined || writer === undefined) throw new Error('A backup was read that has no header.');
    await writer.end();
    const later = Object.keys(migrations).sort().slice(header.migrations.length);
    await changeTables(db, later, migrations, now);
    return { rows, at: header.at, hasSameKey: header.keyCheck === connection.hash(KEY_CHECK) };
  });
}
