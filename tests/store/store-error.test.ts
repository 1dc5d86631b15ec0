import { describe, expect, it } from 'vitest';
import { BotError } from '../../src/core/errors.js';
import { type StorePlace, toStoreError } from '../../src/store/store-error.js';

const folder: StorePlace = { engine: 'sqlite', name: '/srv/data' };
const server: StorePlace = { engine: 'postgresql', name: 'db.example:5432/news' };
const withFields = (message: string, fields: Readonly<Record<string, unknown>>) =>
  Object.assign(new Error(message), fields);
const sqlite = (rawCode: number, code: string) => withFields('a text of SQLite', { rawCode, code });
const answer = (code: string) => withFields('a text of the server', { code, severity: 'ERROR' });

describe('toStoreError', () => {
  it.each<[what: string, error: Error, place: StorePlace, words: RegExp, retryable: boolean]>([
    ['a full disk', sqlite(13, 'SQLITE_FULL'), folder, /^The disk is full.*\/srv\/data/, true],
    ['a full disk, from the disk', withFields('x', { code: 'ENOSPC' }), folder, /^The disk is full/, true],
    ['a file that may not be written', sqlite(8, 'SQLITE_READONLY'), folder, /cannot be opened or written/, false],
    ['a folder that may not be written', sqlite(1544, 'UNKNOWN_SQLITE_ERROR_1544'), folder, /error 8/, false],
    ['a folder that may not be entered', withFields('x', { code: 'EACCES' }), folder, /EACCES.*DATA_DIR/, false],
    ['a disk that can only be read', withFields('x', { code: 'EROFS' }), folder, /EROFS.*DATA_DIR/, false],
    ['a file that cannot be opened', new Error('ConnectionFailed("Unable to …/a: 14")'), folder, /error 14/, false],
    ['a damaged file', sqlite(11, 'SQLITE_CORRUPT'), folder, /dateline\.sqlite .* damaged. Restore a backup/, false],
    ['a file that is no database', sqlite(26, 'SQLITE_NOTADB'), folder, /damaged/, false],
    ['a foreign program', sqlite(261, 'SQLITE_BUSY_RECOVERY'), folder, /in use by another program/, true],
    ['a broken disk', sqlite(1034, 'SQLITE_IOERR_FSYNC'), folder, /Check the disk/, true],
    ['nobody there', withFields('x', { code: 'ECONNREFUSED' }), server, /reached \(ECONNREFUSED\)/, true],
    ['an unknown host', withFields('x', { code: 'ENOTFOUND' }), server, /host .*db\.example.* not known/, true],
    ['a connection that breaks', new Error('Connection terminated unexpectedly'), server, /cannot be reached/, true],
    ['a wrong password', answer('28P01'), server, /refuses the user or the password/, false],
    ['a host that is not let in', answer('28000'), server, /sslmode=verify-full/, false],
    ['a missing database', answer('3D000'), server, /has no database/, false],
    ['a missing right', answer('42501'), server, /Grant it the right/, false],
    ['a full disk of the server', answer('53100'), server, /disk of PostgreSQL .* is full/, true],
    ['too many connections', answer('53300'), server, /max_connections/, true],
    ['a server that stops', answer('57P01'), server, /is not ready/, true],
    ['a server that starts', answer('57P03'), server, /is not ready/, true],
    ['a lost connection, by the server', answer('08006'), server, /is not ready/, true],
    ['a statement that takes too long', answer('57014'), server, /took too long/, true],
    ['a standby', answer('25006'), server, /primary/, true],
    ['a deadlock', answer('40P01'), server, /same rows/, true],
    ['a foreign certificate', withFields('x', { code: 'DEPTH_ZERO_SELF_SIGNED_CERT' }), server, /sslrootcert/, false],
    ['no TLS', new Error('The server does not support SSL connections'), server, /offers no TLS/, false],
    [
      'a certificate that is not there',
      withFields('x', { code: 'ENOENT', syscall: 'open' }),
      server,
      /certificate file .*\(ENOENT\)/,
      false,
    ],
  ])('puts %s into words', (_, error, place, words, retryable) => {
    const told = toStoreError(error, place);
    expect(told).toBeInstanceOf(BotError);
    expect(told).toMatchObject({ code: 'store-unavailable', retryable, cause: error });
    expect((told as BotError).message).toMatch(words);
    expect((told as BotError).message).not.toContain('a text of');
  });

  it.each<[what: string, error: unknown, place: StorePlace]>([
    ['a broken constraint', sqlite(1555, 'SQLITE_CONSTRAINT_PRIMARYKEY'), folder],
    ['wrong SQL', sqlite(1, 'SQLITE_ERROR'), folder],
    ['a mistake in the code', new TypeError('x is undefined'), folder],
    ['a row that is there already', answer('23505'), server],
    ['wrong SQL on PostgreSQL', answer('42601'), server],
    ['an error for the user', new BotError('bad-request', 'No.'), server],
    ['what is no error', 'a text', server],
  ])('leaves %s as it is', (_, error, place) => {
    expect(toStoreError(error, place)).toBe(error);
  });
});
