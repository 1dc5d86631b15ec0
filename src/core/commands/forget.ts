import { z } from 'zod';
import type { Forgotten } from '../ports.js';
import { defineCommand } from './command.js';

/** Deletes what is kept about the asker. */
export const forgetCommand = defineCommand(
  {
    name: 'forget',
    summary: 'Delete what is kept about you',
    usage: 'forget',
    examples: ['forget'],
    arguments: [],
    isChatOnly: true,
  },
  z.object({}),
  async (_, { request, memory }) => ({
    kind: 'done',
    message: memory === undefined ? 'Nothing is kept here.' : toForgottenText(await memory.forget(request.asker.id)),
  }),
);

/**
 * What was deleted, in words.
 *
 * @example toForgottenText({ replies: 2, judgements: 1, ownerships: 0 }) // 'Deleted: 2 replies, 1 judgement of a reply.'
 */
export function toForgottenText({ replies, judgements, ownerships }: Forgotten): string {
  const parts = [
    count(replies, 'reply', 'replies'),
    count(judgements, 'judgement of a reply', 'judgements of replies'),
    count(ownerships, 'name on a feed or subscription', 'names on feeds and subscriptions'),
  ].filter((part) => part !== undefined);
  return parts.length === 0 ? 'Nothing was kept.' : `Deleted: ${parts.join(', ')}.`;
}

function count(number: number, one: string, many: string): string | undefined {
  return number === 0 ? undefined : `${number} ${number === 1 ? one : many}`;
}
