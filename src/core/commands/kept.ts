import { z } from 'zod';
import { BotError } from '../errors.js';
import { defineCommand } from './command.js';

/** The id of a kept reply, as buttons carry it. */
export const replyIdSchema = z.string().min(1).max(64);

/** Shows a kept reply again: for buttons that turn its page, explain or export it. */
export const keptCommand = defineCommand(
  {
    name: 'kept',
    summary: 'Show a kept reply again',
    usage: 'kept REPLY',
    examples: ['kept 1f2e3d4c5b6a'],
    arguments: [{ name: 'reply', type: 'word', summary: 'the id of the reply', isRequired: true }],
  },
  z.object({ reply: replyIdSchema }),
  async ({ reply }, { request, memory }) => {
    const kept = await memory?.replyOf(reply, request.space);
    if (kept === undefined) throw goneError();
    return { ...kept, id: reply };
  },
);

/** Notes whether a reply helped. */
export const judgeCommand = defineCommand(
  {
    name: 'judge',
    summary: 'Say whether a reply helped',
    usage: 'judge REPLY helpful|not-helpful',
    examples: ['judge 1f2e3d4c5b6a not-helpful'],
    arguments: [
      { name: 'reply', type: 'word', summary: 'the id of the reply', isRequired: true },
      { name: 'verdict', type: 'word', summary: 'helpful or not-helpful', isRequired: true },
      { name: 'reason', type: 'text', summary: 'why, in your own words' },
    ],
  },
  z.object({
    reply: replyIdSchema,
    verdict: z.enum(['helpful', 'not-helpful']),
    reason: z
      .string()
      .transform((text) =>
        text
          .replace(/[\s\p{Cc}]+/gu, ' ')
          .trim()
          .slice(0, 1_000),
      )
      .optional(),
  }),
  async ({ reply, verdict, reason }, { request, memory }) => {
    const isNoted = await memory?.judge({
      reply,
      space: request.space,
      asker: request.asker.id,
      isHelpful: verdict === 'helpful',
      ...(reason ? { reason } : {}),
    });
    if (isNoted !== true) throw goneError();
    return { kind: 'done', message: 'Noted, thank you.' };
  },
);

function goneError(): BotError {
  return new BotError('bad-request', 'This answer is no longer kept: ask the question again.', { isMissing: true });
}
