import { BotError } from '../core/errors.js';

/** Which store a fault belongs to. */
export interface StorePlace {
  readonly engine: 'sqlite' | 'postgresql';
  /** For the message: the data folder, or `HOST:PORT/DATABASE` without user and password. */
  readonly name: string;
}

type Explanation = readonly [message: string, retryable: boolean];

/**
 * Puts a fault of the store into words, with the remedy. Mistakes of our own statements (a broken constraint, wrong SQL)
 * are none: nobody who runs the bot can put those right.
 *
 * @param error  as thrown by `libsql`, `pg` or `node:fs`
 * @returns a `BotError` with the code `store-unavailable` and the error as its cause; or the error itself
 */
export function toStoreError(error: unknown, place: StorePlace): unknown {
  if (error instanceof BotError || !(error instanceof Error)) return error;
  const explanation = place.engine === 'sqlite' ? explainSqlite(error, place.name) : explainPostgres(error, place.name);
  if (explanation === undefined) return error;
  const [message, retryable] = explanation;
  return new BotError('store-unavailable', message, { cause: error, retryable });
}

/** By primary result code of SQLite (https://sqlite.org/rescode.html), or by what the disk itself answers. */
const SQLITE_FAULTS: readonly {
  readonly codes: readonly string[];
  readonly words: (folder: string, code: string) => string;
  readonly retryable: boolean;
}[] = [
  {
    codes: ['13', 'ENOSPC', 'EDQUOT'],
    words: (folder) => `The disk is full: nothing more can be saved in ${folder}. Free some space, then try again.`,
    retryable: true,
  },
  {
    codes: ['3', '8', '14', 'EACCES', 'EPERM', 'EROFS', 'ENOENT', 'ENOTDIR', 'EISDIR', 'EEXIST'],
    words: (folder, code) =>
      `The data folder ${folder} cannot be opened or written (${code}). ` +
      'Let the user that runs this read and write it, or set DATA_DIR to another folder.',
    retryable: false,
  },
  {
    codes: ['11', '26'],
    words: (folder) =>
      `The database dateline.sqlite in ${folder} is damaged. Restore a backup, or move the file away to start afresh.`,
    retryable: false,
  },
  {
    codes: ['5', '6', '15'],
    words: (folder) => `The database in ${folder} is in use by another program. Try again in a moment.`,
    retryable: true,
  },
  {
    codes: ['7', '10', 'EIO', 'EMFILE', 'ENFILE'],
    words: (folder, code) =>
      `The database in ${folder} cannot be read or written (${code}). Check the disk, then try again.`,
    retryable: true,
  },
];

function explainSqlite(error: Error, folder: string): Explanation | undefined {
  const code = sqliteCode(error);
  const fault = SQLITE_FAULTS.find(({ codes }) => codes.includes(code));
  return fault && [fault.words(folder, /^\d/.test(code) ? `SQLite error ${code}` : code), fault.retryable];
}

function sqliteCode(error: Error): string {
  // The first byte is the primary code; the names in `code` stop there for some of the extended ones.
  if ('rawCode' in error && typeof error.rawCode === 'number') return String(error.rawCode & 0xff);
  // A file that cannot be opened is told by a text alone, which ends in the number.
  const number = /^ConnectionFailed\(.*: (\d+)"\)$/s.exec(error.message)?.[1];
  if (number !== undefined) return number;
  return codeOf(error);
}

/** What the server itself answers, by SQLSTATE or its class (https://www.postgresql.org/docs/current/errcodes-appendix.html). */
const ANSWERS: readonly (readonly [start: string, words: (name: string) => string, retryable: boolean])[] = [
  ['28P01', (name) => `PostgreSQL at ${name} refuses the user or the password. Correct both in DATABASE_URL.`, false],
  [
    '28',
    (name) =>
      `PostgreSQL at ${name} does not let this user in from here. Correct DATABASE_URL (a server that demands TLS ` +
      'needs ?sslmode=verify-full), or its pg_hba.conf.',
    false,
  ],
  ['3D', (name) => `PostgreSQL has no database ${name}. Create it, or correct DATABASE_URL.`, false],
  [
    '42501',
    (name) => `The user in DATABASE_URL may not do this in ${name}. Grant it the right to create and change tables.`,
    false,
  ],
  ['53100', (name) => `The disk of PostgreSQL at ${name} is full. Free some space, then try again.`, true],
  ['53300', (name) => `PostgreSQL at ${name} has no connection left. Raise max_connections, then try again.`, true],
  ['25006', (name) => `PostgreSQL at ${name} can only be read. Point DATABASE_URL at the primary server.`, true],
  ['40', (name) => `Others kept changing the same rows of PostgreSQL at ${name}. Try again in a moment.`, true],
  ['55P03', (name) => `PostgreSQL at ${name} took too long. Try again in a moment.`, true],
  ['57014', (name) => `PostgreSQL at ${name} took too long. Try again in a moment.`, true],
  ...['08', '53', '57', '58', 'XX'].map(
    (start) =>
      [start, (name: string) => `PostgreSQL at ${name} is not ready. Check the server, then try again.`, true] as const,
  ),
];

function explainPostgres(error: Error, name: string): Explanation | undefined {
  const code = codeOf(error);
  // What `pg` says of a parameter that it cannot send.
  if (error instanceof TypeError || error instanceof RangeError) return undefined;
  if (!isPostgresAnswer(error)) return explainConnection(error, code, name);
  const answer = ANSWERS.find(([start]) => code.startsWith(start));
  return answer && [answer[1](name), answer[2]];
}

/** True when the server said so, rather than the connection to it. */
export function isPostgresAnswer(error: unknown): boolean {
  return error instanceof Error && 'severity' in error && /^[0-9A-Z]{5}$/.test(codeOf(error));
}

function explainConnection(error: Error, code: string, name: string): Explanation {
  if ('syscall' in error && error.syscall === 'open') {
    return [`A certificate file that DATABASE_URL names cannot be read (${code}). Correct sslrootcert in it.`, false];
  }
  if (/CERT|SIGNATURE|TLS|SSL/.test(code)) {
    return [
      `The certificate of PostgreSQL at ${name} is not trusted (${code}). Name its authority with sslrootcert in DATABASE_URL.`,
      false,
    ];
  }
  if (code === '' && error.message.includes('not support SSL')) {
    return [`PostgreSQL at ${name} offers no TLS. Remove sslmode from DATABASE_URL, or switch TLS on there.`, false];
  }
  if (code === 'ENOTFOUND') {
    return [`The host of PostgreSQL, ${name}, is not known. Correct DATABASE_URL, or check the network.`, true];
  }
  const detail = code === '' ? '' : ` (${code})`;
  return [`PostgreSQL at ${name} cannot be reached${detail}. Check that it runs and that DATABASE_URL is right.`, true];
}

function codeOf(error: Error): string {
  return 'code' in error && typeof error.code === 'string' ? error.code : '';
}
