import { DiscordAPIError, HTTPError, RateLimitError } from 'discord.js';

/**
 * What became of a call. `expired`: what it answers is gone, a token or a message. `acknowledged`: the interaction has its
 * first response already. `forbidden`: the place is gone or the bot may not do it there. `unauthorized`: the token is
 * refused. `refused`: Discord found a fault in it. `unreachable`: no answer, or one that says nothing of what was done.
 */
export type CallOutcome = 'expired' | 'acknowledged' | 'forbidden' | 'unauthorized' | 'refused' | 'unreachable';

/**
 * A call to Discord that failed. It holds no address, because the token of an interaction is part of one, and no body.
 */
export class CallError extends Error {
  override readonly name = 'CallError';
  readonly outcome: CallOutcome;
  /** Discord's number for it, or an HTTP status; 0 when there was no answer. */
  readonly code: number;
  /** True when Discord has surely not done it: it refused, or was never reached. */
  readonly isUndone: boolean;

  constructor(call: string, outcome: CallOutcome, code: number, reason: string, isUndone = false) {
    super(`Discord: ${call}: ${reason}${code === 0 ? '' : ` (${code})`}`);
    this.outcome = outcome;
    this.code = code;
    this.isUndone = isUndone;
  }
}

const TOO_MANY_REQUESTS = 429;
/** A proxy says so of a request that may have come through. */
const REQUEST_TIMEOUT = 408;
/** The network's words for a connection that was never made: nothing was sent. */
const NEVER_CONNECTED: ReadonlySet<string> = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'UND_ERR_CONNECT_TIMEOUT',
]);

// https://docs.discord.com/developers/topics/opcodes-and-status-codes#json
const OUTCOMES: Readonly<Record<number, CallOutcome>> = {
  // Unknown message, unknown webhook, unknown interaction, invalid webhook token.
  10008: 'expired',
  10015: 'expired',
  10062: 'expired',
  50027: 'expired',
  40060: 'acknowledged',
  // Unknown channel, missing access, cannot write to this user, missing permissions, no right to reply, archived
  // thread, locked thread.
  10003: 'forbidden',
  50001: 'forbidden',
  50007: 'forbidden',
  50013: 'forbidden',
  160002: 'forbidden',
  50083: 'forbidden',
  160005: 'forbidden',
};

/** The code of a reply to a message that the bot may not read. */
export const CANNOT_REPLY = 160002;

/**
 * Translates what discord.js throws.
 *
 * @param call  what was called, in words for the log
 */
export function toCallError(error: unknown, call: string): CallError {
  if (error instanceof DiscordAPIError) {
    const code = Number(error.code) || error.status;
    const isUndone = error.status !== REQUEST_TIMEOUT;
    return new CallError(call, OUTCOMES[code] ?? outcomeOf(error.status), code, error.message, isUndone);
  }
  if (error instanceof RateLimitError) {
    const seconds = Math.ceil(Math.max(error.timeToReset, error.retryAfter) / 1000);
    return new CallError(call, 'unreachable', TOO_MANY_REQUESTS, `it asks to wait ${seconds} seconds`, true);
  }
  if (error instanceof HTTPError) return new CallError(call, 'unreachable', error.status, 'no proper answer');
  const reason = reasonOf(error);
  return new CallError(call, 'unreachable', 0, reason, NEVER_CONNECTED.has(reason));
}

function outcomeOf(status: number): CallOutcome {
  if (status === 401) return 'unauthorized';
  if (status === REQUEST_TIMEOUT) return 'unreachable';
  return status === 403 || status === 404 ? 'forbidden' : 'refused';
}

/** The network's word for it: `ECONNREFUSED`. */
function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return 'no answer';
  if ('code' in error && typeof error.code === 'string') return error.code;
  return error.name === 'Error' ? 'no answer' : error.name;
}
