import { webApi } from '@slack/bolt';
import { BotError } from '../../core/errors.js';

/**
 * What became of a call: `refused` it was answered with a no; `limited` it must wait; `not-sent` it cannot have been
 * carried out; `unknown` it may have been.
 */
export type Outcome = 'refused' | 'limited' | 'not-sent' | 'unknown';

/** A call to Slack that failed. Its message holds no token: it is made of Slack's own words for the error. */
export class CallError extends Error {
  override readonly name = 'CallError';
  readonly outcome: Outcome;
  /** Slack's word for it (`not_in_channel`), or ours (`http_502`, `timeout`). */
  readonly code: string;
  /** Only for `limited`. */
  readonly retryAfterMs: number;
  /** The scope that a `missing_scope` asks for. */
  readonly needed?: string;

  constructor(
    outcome: Outcome,
    code: string,
    options: { cause?: unknown; retryAfterMs?: number; needed?: string } = {},
  ) {
    super(`Slack: ${code}`, { cause: options.cause });
    this.outcome = outcome;
    this.code = code;
    this.retryAfterMs = options.retryAfterMs ?? 0;
    if (options.needed !== undefined) this.needed = options.needed;
  }
}

/** Answers that say nothing of what was done: "some aspect of the operation" may have succeeded (method pages). */
const UNCERTAIN: ReadonlySet<string> = new Set(['fatal_error', 'internal_error']);
/** Answers after which the same call may succeed, and which mean that nothing was done. */
const PASSING: ReadonlySet<string> = new Set(['service_unavailable', 'request_timeout', 'team_added_to_org']);
/** What a connection fails with before anything was sent. */
const BEFORE_SENDING: ReadonlySet<string> = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'ENETUNREACH',
  'EHOSTUNREACH',
  'UND_ERR_CONNECT_TIMEOUT',
]);
const DEFAULT_WAIT_MS = 1_000;

/** Translates what the client of Slack throws. */
export function toCallError(error: unknown): CallError {
  if (error instanceof CallError) return error;
  if (error instanceof webApi.WebAPIRateLimitedError) {
    return new CallError('limited', 'ratelimited', { cause: error, retryAfterMs: error.retryAfter * 1000 });
  }
  if (error instanceof webApi.WebAPIPlatformError) return toPlatformError(error);
  if (error instanceof webApi.WebAPIHTTPError) return toHttpError(error.statusCode);
  const code = codeOf(error);
  if (code !== undefined && BEFORE_SENDING.has(code)) return new CallError('not-sent', code, { cause: error });
  return new CallError('unknown', code ?? 'no_answer', { cause: error });
}

/** A status other than 200. A server that fails may have failed after its work; a fault of the caller is found before. */
export function toHttpError(status: number): CallError {
  return new CallError(status >= 500 ? 'unknown' : 'refused', `http_${status}`);
}

function toPlatformError(error: webApi.WebAPIPlatformError): CallError {
  const { error: code } = error.data;
  const needed = 'needed' in error.data ? error.data.needed : undefined;
  // A body that is no JSON, such as a proxy's page, stands where Slack's word should be.
  if (!/^[a-z][\w:-]*$/i.test(code) || UNCERTAIN.has(code)) return new CallError('unknown', 'unclear_answer');
  if (code === 'ratelimited') return new CallError('limited', code, { retryAfterMs: DEFAULT_WAIT_MS });
  if (PASSING.has(code)) return new CallError('not-sent', code);
  return new CallError('refused', code, typeof needed === 'string' ? { needed } : {});
}

/** The code of the error at the bottom: `fetch` wraps what the network said. */
function codeOf(error: unknown): string | undefined {
  let code: string | undefined;
  let inner = error;
  for (let depth = 0; depth < 4 && inner instanceof Error; depth += 1) {
    if ('code' in inner && typeof inner.code === 'string') code = inner.code;
    if (inner.name === 'TimeoutError') code = 'timeout';
    inner = inner.cause;
  }
  return code;
}

const ABOUT_BLOCKS: ReadonlySet<string> = new Set(['invalid_blocks', 'invalid_blocks_format', 'msg_blocks_too_long']);

/** Whether only the blocks of a message are refused. None is known to occur; an answer in plain words beats none. */
export function refusesBlocks({ outcome, code }: CallError): boolean {
  return outcome === 'refused' && ABOUT_BLOCKS.has(code);
}

/** Our word for a conversation with more messages than are read back. */
export const TOO_LONG = 'too_long_to_read';

/** Answers about the token, whatever the channel: with the next token the same call may succeed (method pages, errors). */
const ABOUT_TOKEN: ReadonlySet<string> = new Set([
  'invalid_auth',
  'not_authed',
  'account_inactive',
  'token_revoked',
  'token_expired',
]);

const INVITE = 'invite it there with /invite @Dateline, or by the name it has in your workspace';

const REMEDIES: Readonly<Record<string, string>> = {
  not_in_channel: `The bot is not in that channel: ${INVITE}.`,
  channel_not_found: `That channel is not there, or the bot cannot see it: ${INVITE}.`,
  is_archived: 'That channel is archived: bring it back, or choose another one.',
  restricted_action: 'A rule of the workspace forbids posting in that channel: ask its administrators.',
  thread_not_found: 'That thread is gone: ask in the channel itself, or in another thread.',
  [TOO_LONG]: 'That channel cannot be read back far enough: too much has been written there since.',
};

/** A failed message to a person, for whoever had something to tell them. */
export function toTellError(error: unknown): BotError {
  const { outcome, code } = toCallError(error);
  if (outcome !== 'refused' || code === 'missing_scope') return toBotError(error);
  return new BotError('not-allowed', `Slack lets the bot send no message to that person (${code}).`, { cause: error });
}

/** A failed call for whoever asked for it; `isUndone` where it was surely not carried out. */
export function toBotError(error: unknown): BotError {
  const { outcome, code, needed } = toCallError(error);
  if (outcome !== 'refused') {
    return new BotError('unreachable', `Slack did not answer (${code}): try again later.`, {
      cause: error,
      retryable: true,
      isUndone: outcome !== 'unknown',
    });
  }
  if (ABOUT_TOKEN.has(code)) {
    return new BotError('unreachable', `Slack does not take the token of the bot (${code}): it needs another one.`, {
      cause: error,
      retryable: true,
      isUndone: true,
    });
  }
  if (code === 'missing_scope') {
    const scope = needed ?? 'a scope';
    return new BotError(
      'not-allowed',
      `The Slack app lacks ${scope}: add it under OAuth & Permissions and install the app again.`,
      {
        cause: error,
      },
    );
  }
  return new BotError('not-allowed', REMEDIES[code] ?? `Slack refuses this (${code}).`, { cause: error });
}
