import { type Logger, LogLevel } from '@slack/bolt';
import type { Log } from '../../core/ports.js';

const TOKEN = /\bx(?:ox[a-z]|app)-[\w-]+/g;

/**
 * The log as Slack's packages want it. What they say below a warning holds whole messages, and addresses that are as good
 * as a token, so it is left out.
 *
 * @param level  `debug` for parts whose failures are told by our own lines; `warn` keeps their warnings and errors
 */
export function toBoltLogger(log: Log, level: 'debug' | 'warn'): Logger {
  const write =
    (own: 'warn' | 'error') =>
    (...parts: unknown[]) => {
      const text = parts.map((part) => (part instanceof Error ? part.message : String(part))).join(' ');
      log[level === 'debug' ? level : own]({}, `bolt: ${text.replace(TOKEN, '[secret]')}`);
    };
  return {
    debug: () => {},
    info: () => {},
    warn: write('warn'),
    error: write('error'),
    setLevel: () => {},
    getLevel: () => LogLevel.WARN,
    setName: () => {},
  };
}
