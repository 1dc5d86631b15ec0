import { z } from 'zod';
import { botOf, checkThread } from './chat-methods.js';
import { inJson } from './invalid.js';
import type { TestMessage } from './message.js';
import { parseMessage } from './message-rules.js';
import type { Call, Handlers } from './methods.js';
import { plainBody, post } from './posting.js';
import { SlackError } from './slack-error.js';

const MAX_MARKDOWN_CHARS = 12_000;

const chunks = inJson(
  z.array(
    z.discriminatedUnion('type', [
      z.strictObject({ type: z.literal('markdown_text'), text: z.string().min(1).max(MAX_MARKDOWN_CHARS) }),
      z.looseObject({ type: z.literal('task_update'), id: z.string(), title: z.string() }),
      z.looseObject({ type: z.literal('plan_update'), title: z.string() }),
    ]),
  ),
);

const content = { markdown_text: z.string().optional(), chunks: chunks.optional() };
const startArguments = z.object({
  channel: z.string(),
  thread_ts: z.string(),
  recipient_user_id: z.string().optional(),
  recipient_team_id: z.string().optional(),
  ...content,
});
const appendArguments = z.object({ channel: z.string(), ts: z.string(), ...content });

/** Messages that grow before people's eyes (https://docs.slack.dev/reference/methods/chat.startStream). */
export const streamHandlers: Handlers<'chat.startStream' | 'chat.appendStream' | 'chat.stopStream'> = {
  'chat.startStream': (call) => {
    const args = call.read(startArguments);
    call.need('chat:write');
    const channel = call.writable(args.channel);
    checkThread(channel, args.thread_ts);
    if (channel.kind !== 'im') {
      if (args.recipient_team_id === undefined) throw new SlackError('missing_recipient_team_id');
      if (args.recipient_user_id === undefined) throw new SlackError('missing_recipient_user_id');
      if (!call.platform.users.has(args.recipient_user_id)) throw new SlackError('user_not_found');
    }
    const { ts } = post(call.platform, {
      channel,
      author: botOf(call),
      body: plainBody(textOf(args)),
      threadTs: args.thread_ts,
      isStreaming: true,
    });
    return { channel: channel.id, ts };
  },
  'chat.appendStream': (call) => {
    const args = call.read(appendArguments);
    const message = streamOf(call, args.channel, args.ts);
    const text = textOf(args);
    if (text === '' && args.chunks === undefined) throw new SlackError('no_text');
    message.change(plainBody(message.text + text));
    return { channel: message.channel.id, ts: message.ts };
  },
  'chat.stopStream': (call) => {
    const args = call.read(appendArguments);
    const message = streamOf(call, args.channel, args.ts);
    const text = message.text + textOf(args);
    const { blocks, metadata } = call.args;
    const closing = parseMessage({ text: text || ' ', blocks, metadata }, (all) => call.platform.withIds(all));
    message.change({ ...closing, text });
    message.isStreaming = false;
    return { channel: message.channel.id, ts: message.ts, message: message.toJson({ withMetadata: true }) };
  },
};

function streamOf(call: Call, channel: string, ts: string): TestMessage {
  call.need('chat:write');
  const message = call.channel(channel).find(ts);
  if (message === undefined) throw new SlackError('message_not_found');
  if (message.user !== call.team.botUserId) throw new SlackError('message_not_owned_by_app');
  if (!message.isStreaming) throw new SlackError('message_not_in_streaming_state');
  return message;
}

function textOf(args: z.output<typeof appendArguments> | z.output<typeof startArguments>): string {
  if ((args.markdown_text?.length ?? 0) > MAX_MARKDOWN_CHARS) throw new SlackError('msg_too_long');
  const parts = args.chunks?.map((chunk) => (chunk.type === 'markdown_text' ? chunk.text : '')) ?? [];
  return (args.markdown_text ?? '') + parts.join('');
}
