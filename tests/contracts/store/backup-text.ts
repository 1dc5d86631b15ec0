import { createHash } from 'node:crypto';
import { backup } from '../../../src/store/backup.js';
import type { BackupLine } from '../../../src/store/backup-reader.js';
import type { Connection } from '../../../src/store/connection.js';

/** Replies with two quotations each, every one of them in one transaction. */
export async function addReplies({ transaction }: Connection, from: number, count: number): Promise<void> {
  for (let number = from; number < from + count; number += 1) {
    const id = `reply ${number}`;
    await transaction(async (db) => {
      const reply = {
        id,
        space: 'local',
        thread: 't',
        command: 'ask',
        question: 'What of the storm?',
        kind: 'no-match',
      };
      await db
        .insertInto('reply')
        .values({ ...reply, asker: 'a', at: number, content: '{}' })
        .execute();
      for (const position of [0, 1]) {
        const place = { article: 'a', revision: 'r', sentence: 1, start: 0, end: 9 };
        await db
          .insertInto('quotation')
          .values({ reply: id, position, ...place })
          .execute();
      }
    });
  }
}

/** The whole text of a backup. */
export async function readBackup(connection: Connection): Promise<string> {
  let text = '';
  await backup(connection, async (piece) => {
    text += piece;
  });
  return text;
}

/** The lines of a backup as `restore` reads them. */
export function toLines(text: string | Buffer): () => AsyncGenerator<BackupLine> {
  const bytes = Buffer.from(text);
  return async function* () {
    let number = 1;
    for (let start = 0; start < bytes.length; number += 1) {
      const end = bytes.indexOf('\n', start);
      yield { number, bytes: bytes.subarray(start, end === -1 ? bytes.length : end) };
      start = end === -1 ? bytes.length : end + 1;
    }
  };
}

/** The values of all lines. */
export function parseLines(text: string): unknown[] {
  return text
    .split('\n')
    .slice(0, -1)
    .map((line) => JSON.parse(line));
}

/** Lines as a text. */
export function join(lines: readonly string[]): string {
  return `${lines.join('\n')}\n`;
}

/** Lines with a footer that is right. */
export function seal(lines: readonly string[]): string {
  const rest = lines.slice(0, -1);
  const counts: Record<string, number> = {};
  for (const line of rest.slice(1)) {
    const { table } = JSON.parse(line);
    counts[table] = (counts[table] ?? 0) + 1;
  }
  const sha256 = createHash('sha256').update(join(rest)).update(JSON.stringify(counts)).digest('hex');
  return join([...rest, JSON.stringify({ counts, sha256 })]);
}
