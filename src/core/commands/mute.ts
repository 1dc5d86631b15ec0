import { z } from 'zod';
import { BotError } from '../errors.js';
import { defineCommand } from './command.js';
import { checkMayManage, keptDigests } from './digest-rights.js';
import { replyIdSchema } from './kept.js';

/** Has a channel hear no more of a story: for the button of a digest or an alert. */
export const muteCommand = defineCommand(
  {
    name: 'mute',
    summary: 'Tell this channel no more of a story',
    usage: 'mute REPLY STORY',
    examples: ['mute 1f2e3d4c5b6a 1'],
    arguments: [
      { name: 'reply', type: 'word', summary: 'the id of the digest', isRequired: true },
      { name: 'story', type: 'count', summary: 'its place in the digest, counted from 1', isRequired: true },
    ],
  },
  z.object({ reply: replyIdSchema, story: z.coerce.number().int().min(1).max(1_000) }),
  async ({ reply: id, story: place }, { request, memory, digests }) => {
    checkMayManage(request);
    const channel = request.channel?.id;
    const reply = await memory?.replyOf(id, request.space);
    const story = reply?.kind === 'digest' ? reply.stories[place - 1] : undefined;
    if (story === undefined || channel === undefined) {
      throw new BotError('bad-request', 'This digest is no longer kept.', { isMissing: true });
    }
    const articles = story.members.map(({ article }) => article);
    await keptDigests(digests).mute({ space: request.space, channel, asker: request.asker.id, articles });
    return { kind: 'done', message: `This channel is told no more of “${story.title}”.` };
  },
);
