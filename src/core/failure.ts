import { BotError } from './errors.js';
import type { FailureReply } from './reply.js';

/**
 * What went wrong, in words for the asker. An error that is none of ours says only where the log has the details.
 *
 * @param reference  the id under which the log has them
 */
export function toFailure(error: unknown, reference: string): FailureReply {
  if (error instanceof BotError) {
    const { code, message, isMissing } = error;
    return { kind: 'failure', code, message, reference, ...(isMissing ? { isMissing: true } : {}) };
  }
  const message = `Something went wrong on our side; the log has the details under ${reference}.`;
  return { kind: 'failure', code: 'internal', message, reference };
}
