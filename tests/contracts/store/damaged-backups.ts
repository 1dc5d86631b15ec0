import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { migrations } from '../../../src/store/migrations/index.js';
import { restore } from '../../../src/store/restore.js';
import { addReplies, join, readBackup, seal, toLines } from './backup-text.js';
import type { StoreSuite } from './test-store.js';

/** What every store does with backups that somebody or something has changed. */
export const describeDamagedBackups: StoreSuite = (open) => {
  describe('backups that are no good', () => {
    const openWithReplies = async () => {
      const store = await open();
      await addReplies(store.connection, 0, 3);
      return { ...store, lines: (await readBackup(store.connection)).split('\n').slice(0, -1) };
    };
    const isRowOf = (table: string) => (line: string) => line.startsWith(`{"table":"${table}"`);

    // Header, three replies, six quotations, footer.
    it.each<[fault: string, spoil: (lines: string[]) => string, message: string]>([
      ['are empty', () => '', 'Line 1'],
      ['are something else', () => '{"schema":"dateline/reply@1","kind":"answer"}\n', 'Line 1 is not that of a backup'],
      ['are no text', () => 'SQLite format 3\0\xff', 'Line 1 is not that of a backup'],
      ['end amid a line', (lines) => lines.slice(0, 4).join('\n').slice(0, -9), 'Line 4 of the backup is damaged'],
      [
        'end before a line',
        (lines) => `${lines.slice(0, 6).join('\n')}\n`,
        'Line 7 of the backup is damaged: it is missing',
      ],
      ['end before the last line', (lines) => `${lines.slice(0, 10).join('\n')}\n`, 'Line 11 of the backup'],
      ['lack a line', (lines) => join(lines.toSpliced(6, 1)), 'Line 10 of the backup is damaged: it tells of 6 rows'],
      ['have a line twice', (lines) => join(lines.toSpliced(3, 0, lines[3] ?? '')), 'Line'],
      [
        'have another letter',
        (lines) => join(lines).replace('storm', 'Storm'),
        'Line 11 of the backup is damaged: its checksum',
      ],
      [
        'have lines in another order',
        (lines) => join(lines.toSpliced(4, 2, lines[5] ?? '', lines[4] ?? '')),
        'Line 11',
      ],
      [
        'have an empty line',
        (lines) => join(lines.toSpliced(4, 0, '')),
        'Line 5 of the backup is damaged: it is not JSON',
      ],
      [
        'go on after the end',
        (lines) => join([...lines, lines[4] ?? '']),
        'Line 12 of the backup is damaged: something',
      ],
      ['have a footer that is none', (lines) => join(lines.with(-1, '{"counts":{"reply":-1},"sha256":""}')), 'Line 11'],
      [
        'are of a newer form',
        (lines) => join(lines.with(0, '{"format":"dateline/backup@2"}')),
        'dateline/backup@2, which this version',
      ],
      [
        'have a damaged header',
        (lines) => join(lines.with(0, '{"format":"dateline/backup@1"}')),
        'Line 1 of the backup',
      ],
    ])('because they %s are refused, and nothing changes', async (_fault, spoil, message) => {
      const { connection, lines, readTables } = await openWithReplies();
      const before = await readTables();
      await expect(restore(connection, toLines(spoil(lines)), { force: true })).rejects.toMatchObject({
        name: 'BotError',
        code: 'store-unavailable',
        message: expect.stringContaining(message),
      });
      expect(await readTables()).toEqual(before);
    });

    // With a checksum that is right, as somebody makes it who writes such a file by hand.
    it.each<[fault: string, change: (line: string) => string, at: string, message: string]>([
      ['a number for a text', (line) => line.replace('"thread":"t"', '"thread":7'), 'reply', 'thread'],
      ['a text for a number', (line) => line.replace(/"position":(\d)/, '"position":"$1"'), 'quotation', 'position'],
      ['a fraction', (line) => line.replace(/"position":\d/, '"position":0.5'), 'quotation', 'position'],
      ['no value where one must be', (line) => line.replace('"kind":"no-match"', '"kind":null'), 'reply', 'kind'],
      ['a column too few', (line) => line.replace('"thread":"t",', ''), 'reply', 'thread'],
      ['a column too many', (line) => line.replace('"thread":"t"', '"thread":"t","mood":"calm"'), 'reply', 'mood'],
      ['a value that is none', (line) => line.replace('"thread":"t"', '"thread":["t"]'), 'reply', 'neither a row'],
      [
        'an unknown table',
        (line) => line.replace('"table":"reply"', '"table":"sqlite_master"'),
        'reply',
        'sqlite_master',
      ],
      [
        'the table of migrations',
        (line) => line.replace('"table":"reply"', '"table":"kysely_migration"'),
        'reply',
        'kysely',
      ],
      [
        'a reference to nothing',
        (line) => line.replace(/"reply":"reply \d"/, '"reply":"none"'),
        'quotation',
        'not fit',
      ],
    ])(
      'because a row has %s are refused with its line, and nothing changes',
      async (_fault, change, table, message) => {
        const { connection, lines, readTables } = await openWithReplies();
        const before = await readTables();
        const index = lines.findIndex(isRowOf(table));
        const changed = lines.with(index, change(lines[index] ?? ''));
        expect(changed).not.toEqual(lines);
        await expect(restore(connection, toLines(seal(changed)), { force: true })).rejects.toMatchObject({
          code: 'store-unavailable',
          message: expect.stringMatching(new RegExp(`Line ${index + 1} of .*${message}`)),
        });
        expect(await readTables()).toEqual(before);
      },
    );

    it.each([
      ['a newer version', [...Object.keys(migrations), '9999-mood'], 'newer version of Dateline (it has 9999-mood)'],
      ['no version', [], 'Line 1'],
    ])('because they are of %s are refused', async (_, names, message) => {
      const { connection, lines } = await openWithReplies();
      const header = JSON.stringify({ ...JSON.parse(lines[0] ?? ''), migrations: names });
      await expect(restore(connection, toLines(seal(lines.with(0, header))), { force: true })).rejects.toMatchObject({
        code: 'store-unavailable',
        message: expect.stringContaining(message),
      });
    });

    it('anywhere, to a single byte, are refused, and nothing changes', async () => {
      const { connection, lines, readTables } = await openWithReplies();
      const bytes = Buffer.from(join(lines));
      const before = await readTables();
      const damage = fc.record({
        at: fc.nat(bytes.length - 2),
        remove: fc.constantFrom(0, 1, 1, 40),
        put: fc.constantFrom('', 'x', '"', '\n', '7', '\ufffd', '}'),
      });
      await fc.assert(
        fc.asyncProperty(damage, async ({ at, remove, put }) => {
          const spoilt = Buffer.concat([bytes.subarray(0, at), Buffer.from(put), bytes.subarray(at + remove)]);
          fc.pre(!spoilt.equals(bytes) && spoilt.toString().trimEnd() !== bytes.toString().trimEnd());
          await expect(restore(connection, toLines(spoilt), { force: true })).rejects.toMatchObject({
            code: 'store-unavailable',
            message: expect.stringMatching(/Line \d+|dateline\/backup@|newer version/),
          });
        }),
        { numRuns: 30 },
      );
      expect(await readTables()).toEqual(before);
    });
  });
};
