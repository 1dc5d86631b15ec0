import { BotError } from '../../core/errors.js';

/**
 * An address could not be read (`unreachable`), or may not be (`not-allowed`: it is not public, or its server's rules for
 * robots forbid it). The message names host and path only: the rest of an address may hold a secret.
 */
export class FetchError extends BotError {
  /** The HTTP status of the answer; undefined when there was none. */
  readonly status: number | undefined;
  /** How long the server asks to wait, in milliseconds: at most 24 hours. */
  readonly retryAfterMs: number | undefined;

  constructor(
    code: 'unreachable' | 'not-allowed',
    message: string,
    options: { cause?: unknown; retryable?: boolean; status?: number; retryAfterMs?: number } = {},
  ) {
    super(code, message, options);
    this.status = options.status;
    this.retryAfterMs = options.retryAfterMs;
  }

  /** The server says that there was something here, and that it will not come back (HTTP 410). */
  get isGone(): boolean {
    return this.status === 410;
  }
}
