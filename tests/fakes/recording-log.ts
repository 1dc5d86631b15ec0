import type { Log } from '../../src/core/ports.js';

/** One line of a log, with the fields of the log that wrote it. */
export interface LogLine {
  readonly level: 'debug' | 'info' | 'warn' | 'error';
  readonly fields: Readonly<Record<string, unknown>>;
  readonly message: string;
}

/** A log that keeps its lines, those of its children among them. */
export class RecordingLog implements Log {
  readonly lines: LogLine[];
  readonly #fields: Readonly<Record<string, unknown>>;

  constructor(lines: LogLine[] = [], fields: Readonly<Record<string, unknown>> = {}) {
    this.lines = lines;
    this.#fields = fields;
  }

  debug(fields: LogLine['fields'], message: string): void {
    this.#write('debug', fields, message);
  }

  info(fields: LogLine['fields'], message: string): void {
    this.#write('info', fields, message);
  }

  warn(fields: LogLine['fields'], message: string): void {
    this.#write('warn', fields, message);
  }

  error(fields: LogLine['fields'], message: string): void {
    this.#write('error', fields, message);
  }

  child(fields: LogLine['fields']): RecordingLog {
    return new RecordingLog(this.lines, { ...this.#fields, ...fields });
  }

  #write(level: LogLine['level'], fields: LogLine['fields'], message: string): void {
    this.lines.push({ level, fields: { ...this.#fields, ...fields }, message });
  }
}
