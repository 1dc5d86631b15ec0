import { z } from 'zod';
import type { TestChannel } from './channel.js';
import type { TestMessage } from './message.js';
import { type MessageBody, parseMessage } from './message-rules.js';
import type { Call, Handlers } from './methods.js';
import { edit, post, remove } from './posting.js';
import { SlackError } from './slack-error.js';

const postArguments = z.object({ channel: z.string(), thread_ts: z.string().optional() });
const ephemeralArguments = postArguments.extend({ user: z.string() });
const messageArguments = z.object({ channel: z.string(), ts: z.string() });

/** Posting, changing and deleting (https://docs.slack.dev/reference/methods?family=chat). */
export const chatHandlers: Handlers<'chat.postMessage' | 'chat.postEphemeral' | 'chat.update' | 'chat.delete'> = {
  'chat.postMessage': (call) => {
    const { channel: id, thread_ts } = call.read(postArguments);
    call.need('chat:write');
    const channel = call.writable(id);
    checkThread(channel, thread_ts);
    const message = post(call.platform, {
      channel,
      author: botOf(call),
      body: readBody(call),
      threadTs: thread_ts,
    });
    return { channel: channel.id, ts: message.ts, message: message.toJson({ withMetadata: true }) };
  },
  'chat.postEphemeral': (call) => {
    const { channel: id, user, thread_ts } = call.read(ephemeralArguments);
    call.need('chat:write');
    const channel = call.writable(id);
    const recipient = call.platform.users.get(user);
    if (recipient?.team !== call.team) throw new SlackError('user_not_found');
    if (!channel.members.has(recipient)) throw new SlackError('user_not_in_channel');
    const { ts } = post(call.platform, {
      channel,
      author: botOf(call),
      body: readBody(call),
      threadTs: thread_ts,
      recipient,
    });
    return { message_ts: ts };
  },
  'chat.update': (call) => {
    const message = ownMessage(call, 'cant_update_message');
    const body = readBody(call, true);
    // What is not given stays as it is.
    edit(call.platform, message, { ...body, metadata: body.metadata ?? message.metadata });
    return { channel: message.channel.id, ts: message.ts, text: message.text };
  },
  'chat.delete': (call) => {
    const message = ownMessage(call, 'cant_delete_message');
    remove(call.platform, message);
    return { channel: message.channel.id, ts: message.ts };
  },
};

/** The bot as an author. */
export function botOf({ team }: Pick<Call, 'team'>) {
  return { id: team.botUserId, isBot: true };
}

/** @throws {SlackError} when there is no message to reply to, or it is a reply itself */
export function checkThread(channel: TestChannel, threadTs: string | undefined): void {
  if (threadTs === undefined) return;
  if (!/^\d{10}\.\d{6}$/.test(threadTs)) throw new SlackError('invalid_thread_ts');
  const root = channel.find(threadTs);
  if (root === undefined) throw new SlackError('thread_not_found');
  if (root.threadTs !== undefined) throw new SlackError('cannot_reply_to_message');
}

function readBody(call: Call, isUpdate = false): MessageBody {
  const { platform, method, args } = call;
  const body = parseMessage(args, (blocks) => platform.withIds(blocks), { isUpdate });
  for (const remark of body.remarks) {
    if (remark === 'message_truncated') platform.refusals.push({ method, error: remark, reasons: [] });
    else platform.warnings.push({ method, warning: remark });
  }
  return body;
}

function ownMessage(call: Call, refusal: string): TestMessage {
  const { channel: id, ts } = call.read(messageArguments);
  call.need('chat:write');
  const message = call.channel(id).find(ts);
  if (message === undefined) throw new SlackError('message_not_found');
  if (message.user !== call.team.botUserId) throw new SlackError(refusal);
  return message;
}
