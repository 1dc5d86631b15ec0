import { z } from 'zod';
import { toForgottenText } from '../core/commands/forget.js';
import { BotError } from '../core/errors.js';
import type { DoneReply } from '../core/reply.js';
import type { Session } from './session.js';
import { withState } from './with-state.js';

const personSchema = z.discriminatedUnion('platform', [
  z.object({ platform: z.literal('discord'), user: z.string().regex(/^\d+$/) }),
  z.object({ platform: z.literal('slack'), user: z.string().regex(/^[A-Z0-9]+$/) }),
]);

/**
 * Deletes what is kept about a person.
 *
 * @param user  the platform's own id, as in `80351110224678912` or `U012ABCDEF`
 * @throws {BotError} `bad-request` for an unknown platform or what is no id of it; `store-unavailable`, also while a bot
 *   runs on the same SQLite folder
 */
export async function runForget(platform: string, user: string, session: Session): Promise<DoneReply> {
  const person = personSchema.safeParse({ platform, user });
  if (!person.success) throw toUsageError(platform, user);
  const forgotten = await withState(session, (store) => store.people.forget(`${platform}:${user}`));
  return { kind: 'done', message: toForgottenText(forgotten) };
}

/** A name or a mistyped id must not pass for somebody of whom nothing is kept. */
function toUsageError(platform: string, user: string): BotError {
  const ids = { discord: 'digits, as in 80351110224678912', slack: 'capitals and digits, as in U012ABCDEF' };
  const message =
    platform === 'discord' || platform === 'slack'
      ? `“${user}” is no user id of ${platform}: those are ${ids[platform]}.`
      : `There is no platform “${platform}”: it is discord or slack.`;
  return new BotError('bad-request', `${message} Usage: dateline forget PLATFORM USER`);
}
