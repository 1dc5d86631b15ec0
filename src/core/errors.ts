/** The kinds of failure that a reply can carry (`docs/architecture.md`, Contracts). */
export type FailureCode =
  | 'bad-request'
  | 'rate-limited'
  | 'not-allowed'
  | 'store-unavailable'
  | 'index-loading'
  | 'corpus-unreadable'
  | 'unreachable'
  | 'internal';

/**
 * A failure that a user can read. `message` names the remedy and holds no secret; decide by `code`, never by the text.
 *
 * @example throw new BotError('bad-request', 'since is later than until: swap the two dates.')
 */
export class BotError extends Error {
  override readonly name = 'BotError';
  readonly code: FailureCode;
  /** Whether the same request may succeed later without a change. */
  readonly retryable: boolean;
  /** True when the request names a thing that does not exist (an article id), as opposed to being malformed. */
  readonly isMissing: boolean;
  /** True when what failed was surely not done, so that a second try cannot do it twice. */
  readonly isUndone: boolean;

  constructor(
    code: FailureCode,
    message: string,
    options: { cause?: unknown; retryable?: boolean; isMissing?: boolean; isUndone?: boolean } = {},
  ) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.code = code;
    this.retryable = options.retryable ?? false;
    this.isMissing = options.isMissing ?? false;
    this.isUndone = options.isUndone ?? false;
  }
}
