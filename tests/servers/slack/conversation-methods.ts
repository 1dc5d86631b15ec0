import { z } from 'zod';
import type { TestChannel } from './channel.js';
import { flag } from './invalid.js';
import type { TestMessage } from './message.js';
import type { Call, Handlers } from './methods.js';
import type { Json } from './platform.js';
import { SlackError } from './slack-error.js';

const MAX_PAGE = 999;
const DEFAULT_PAGE = 100;
const READ_SCOPES = { public: 'channels:read', private: 'groups:read', im: 'im:read' } as const;

const channelArguments = z.object({ channel: z.string() });
const historyArguments = channelArguments.extend({
  cursor: z.string().optional(),
  limit: z.coerce.number().int().min(1).max(MAX_PAGE).default(DEFAULT_PAGE),
  oldest: z.string().default('0'),
  latest: z.string().optional(),
  inclusive: flag.default(false),
  include_all_metadata: flag.default(false),
});
const repliesArguments = historyArguments.extend({ ts: z.string() });

/** Reading and joining (https://docs.slack.dev/reference/methods?family=conversations). */
export const conversationHandlers: Handlers<
  'conversations.history' | 'conversations.replies' | 'conversations.info' | 'conversations.open' | 'conversations.join'
> = {
  'conversations.history': (call) => {
    const args = call.read(historyArguments);
    const channel = call.readable(args.channel);
    const messages = channel.messages.filter(
      ({ threadTs, subtype }) => threadTs === undefined || subtype === 'thread_broadcast',
    );
    return { ...page(messages.filter(within(args)).toReversed(), args), pin_count: 0 };
  },
  'conversations.replies': (call) => {
    const args = call.read(repliesArguments);
    const channel = call.readable(args.channel);
    const root = channel.find(args.ts);
    if (root === undefined) throw new SlackError('thread_not_found');
    // The first message of a thread stands before its replies, whatever period was asked for.
    return page([root, ...channel.thread(root).filter(within(args))], args);
  },
  'conversations.info': (call) => {
    const channel = call.channel(call.read(channelArguments).channel);
    call.need(READ_SCOPES[channel.kind]);
    return { channel: toJson(channel) };
  },
  'conversations.open': (call) => {
    const { users } = call.read(z.object({ users: z.string() }));
    call.need('im:write');
    const user = call.platform.users.get(users);
    if (user?.team !== call.team) throw new SlackError('user_not_found');
    return { channel: { id: user.dm.id } };
  },
  'conversations.join': (call) => {
    const channel = call.channel(call.read(channelArguments).channel);
    call.need('channels:join');
    if (channel.kind !== 'public') throw new SlackError('method_not_supported_for_channel_type');
    if (channel.isArchived) throw new SlackError('is_archived');
    channel.addBot();
    return { channel: toJson(channel) };
  },
};

/** Whether a message lies in the period that was asked for; the texts of two `ts` compare as they should. */
function within({ oldest, latest, inclusive }: z.output<typeof historyArguments>) {
  return ({ ts }: TestMessage): boolean =>
    (inclusive ? ts >= oldest : ts > oldest) && (latest === undefined || (inclusive ? ts <= latest : ts < latest));
}

function page(messages: readonly TestMessage[], args: z.output<typeof historyArguments>): Json {
  const start = args.cursor === undefined || args.cursor === '' ? 0 : fromCursor(args.cursor);
  const end = start + args.limit;
  const withMetadata = args.include_all_metadata;
  return {
    messages: messages.slice(start, end).map((message) => message.toJson({ withMetadata })),
    has_more: end < messages.length,
    response_metadata: { next_cursor: end < messages.length ? toCursor(end) : '' },
  };
}

function toCursor(start: number): string {
  return Buffer.from(`next:${start}`).toString('base64');
}

function fromCursor(cursor: string): number {
  const [, start] = /^next:(\d+)$/.exec(Buffer.from(cursor, 'base64').toString()) ?? [];
  if (start === undefined) throw new SlackError('invalid_cursor');
  return Number(start);
}

function toJson({ id, name, kind, botIsMember, isArchived, person }: TestChannel): Json {
  return {
    id,
    ...(kind === 'im' ? { user: person?.id } : { name }),
    is_channel: kind === 'public',
    is_group: kind === 'private',
    is_im: kind === 'im',
    is_private: kind !== 'public',
    is_member: botIsMember,
    is_archived: isArchived,
  };
}

/** The conversation that an assistant's status or prompts are about. */
export function assistantChannel(call: Call, id: string): TestChannel {
  call.need('assistant:write', 'chat:write');
  const channel = call.channel(id);
  if (!channel.botIsMember) throw new SlackError('channel_not_found');
  return channel;
}
