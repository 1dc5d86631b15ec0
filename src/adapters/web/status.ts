import { BotError, type FailureCode } from '../../core/errors.js';
import type { FailureReply } from '../../core/reply.js';

/** HTTP statuses that are answered with a failure. */
export type FailureStatus = 400 | 401 | 403 | 404 | 405 | 413 | 415 | 429 | 500 | 503;

const STATUSES: Readonly<Record<FailureCode, FailureStatus>> = {
  'bad-request': 400,
  'rate-limited': 429,
  'not-allowed': 403,
  'store-unavailable': 503,
  'index-loading': 503,
  'corpus-unreadable': 503,
  unreachable: 503,
  internal: 500,
};

/** A refusal of the edge itself, with its HTTP status. */
export class HttpError extends BotError {
  readonly status: FailureStatus;
  /** For `Retry-After`. */
  readonly retrySeconds: number | undefined;

  constructor(status: FailureStatus, code: FailureCode, message: string, retrySeconds?: number) {
    super(code, message, { isMissing: status === 404 });
    this.status = status;
    this.retrySeconds = retrySeconds;
  }
}

/** The HTTP status of a failure. */
export function toFailureStatus({ code, isMissing }: Pick<FailureReply, 'code' | 'isMissing'>): FailureStatus {
  return isMissing === true ? 404 : STATUSES[code];
}
