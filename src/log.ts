import type { Logger } from 'pino';
import type { LogLevel } from './config.js';
import type { Log } from './core/ports.js';

/** A log whose last lines can be waited for. */
export interface ProcessLog extends Log {
  /** Settles when every line so far is written. */
  flush(): Promise<void>;
}

type Fields = Readonly<Record<string, unknown>>;
type Method = 'debug' | 'info' | 'warn' | 'error';

const RANKS: Readonly<Record<LogLevel, number>> = {
  trace: 10,
  debug: 20,
  info: 30,
  warn: 40,
  error: 50,
  fatal: 60,
  silent: Number.POSITIVE_INFINITY,
};

// The second net: values that hold a secret are of type Secret and print as `[secret]` wherever they stand.
const SECRET_KEYS = [
  'token',
  'secret',
  'password',
  'authorization',
  'cookie',
  'DATABASE_URL',
  'SECRET_KEY',
  'DISCORD_TOKEN',
  'SLACK_BOT_TOKEN',
  'SLACK_APP_TOKEN',
  'SLACK_SIGNING_SECRET',
  'WEB_TOKEN',
];

/**
 * The log of a process: one JSON object a line on stderr, written at once so that a crash loses none.
 * The logging package is loaded at the first line that the level lets through, so that a single question,
 * which usually logs nothing, does not wait for it.
 *
 * @param level  the least grave level that is written
 * @param fd  file descriptor, default 2 (stderr)
 */
export function createLog(level: LogLevel, fd = 2): ProcessLog {
  let logger: Logger | undefined;
  let opening: Promise<void> | undefined;
  const waiting: { method: Method; fields: Fields; message: string }[] = [];

  const open = async () => {
    const { default: pino } = await import('pino');
    const opened = pino(
      {
        level,
        base: null,
        timestamp: pino.stdTimeFunctions.isoTime,
        formatters: { level: (label) => ({ level: label }) },
        redact: { paths: SECRET_KEYS.flatMap((key) => [key, `*.${key}`, `*.*.${key}`]), censor: '[secret]' },
      },
      pino.destination({ fd, sync: true }),
    );
    for (const line of waiting) opened[line.method](line.fields, line.message);
    logger = opened;
  };

  const write = (method: Method, fields: Fields, message: string) => {
    if (RANKS[method] < RANKS[level]) return;
    if (logger) logger[method](fields, message);
    else {
      waiting.push({ method, fields, message });
      opening ??= open();
    }
  };

  const withFields = (own: Fields): Log => ({
    debug: (fields, message) => write('debug', { ...own, ...fields }, message),
    info: (fields, message) => write('info', { ...own, ...fields }, message),
    warn: (fields, message) => write('warn', { ...own, ...fields }, message),
    error: (fields, message) => write('error', { ...own, ...fields }, message),
    child: (fields) => withFields({ ...own, ...fields }),
  });

  return { ...withFields({}), flush: async () => await opening };
}
