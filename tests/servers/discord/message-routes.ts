import { ChannelType, GatewayIntentBits, PermissionFlagsBits as Permission } from 'discord.js';
import { z } from 'zod';
import { refusals } from './api-error.js';
import type { TestChannel } from './channel.js';
import { channelJson, isForum } from './entities-json.js';
import { parseForm } from './invalid-form.js';
import { messageJson } from './message-json.js';
import { type MessageBody, parseMessage } from './message-rules.js';
import { CHANNEL_FLAGS } from './message-store.js';
import { allows } from './permissions.js';
import type { Platform } from './platform.js';
import type { Call, Handler, Handlers } from './routes.js';

const NO_CONTENT = { status: 204 };
const UNWRITABLE = [ChannelType.GuildForum, ChannelType.GuildMedia, ChannelType.GuildCategory];

const listQuery = z.object({
  limit: z.coerce.number().int().min(1).max(100).default(50),
  before: z.string().optional(),
  after: z.string().optional(),
  around: z.string().optional(),
});
const threadForm = z.object({
  name: z.string().min(1).max(100),
  message: z.unknown().optional(),
  applied_tags: z.array(z.string()).max(5).default([]),
});
const archiveQuery = z.object({
  limit: z.coerce.number().int().min(2).max(100).default(50),
  before: z.iso.datetime({ offset: true }).optional(),
});

/**
 * A channel that the bot may use.
 *
 * @throws {ApiError} 10003, 50001 where it does not see it, 50013 where it lacks `needed`
 */
function openChannel(platform: Platform, id: string, needed = 0n): TestChannel {
  const channel = platform.channels.get(id);
  if (channel === undefined) throw refusals.unknownChannel();
  const { guild, botPermissions } = channel;
  const isSeen = guild === undefined ? channel.isDirect : guild.isBotMember && botPermissions !== 0n;
  if (!isSeen) throw refusals.missingAccess();
  if (!allows(botPermissions, needed)) throw refusals.missingPermissions();
  return channel;
}

/** The routes of messages in channels. */
export function messageHandlers(platform: Platform) {
  const { messages, bot } = platform;
  const hasContentIntent = (platform.privilegedIntents & GatewayIntentBits.MessageContent) !== 0;
  const show = (message: ReturnType<typeof messages.find>) => ({
    status: 200,
    body: messageJson(message, platform, hasContentIntent),
  });
  const visible = (call: Call, channel: TestChannel) => {
    const message = messages.find(call.param('message'), channel);
    if (message.isEphemeral) throw refusals.unknownMessage();
    return message;
  };

  const list: Handler = (call) => {
    const channel = openChannel(platform, call.param('channel'));
    const query = parseForm(listQuery, Object.fromEntries(call.query));
    // Without the right to read back, Discord answers an empty list.
    const all = allows(channel.botPermissions, Permission.ReadMessageHistory) ? channel.messages : [];
    return { status: 200, body: page(all, query).map((message) => messageJson(message, platform, hasContentIntent)) };
  };

  const post: Handler = (call) => {
    const channel = openChannel(platform, call.param('channel'));
    if (UNWRITABLE.includes(channel.kind)) throw refusals.noTextChannel();
    const body = parseMessage(call.body, call.files);
    checkSending(channel, body);
    if (channel.isLocked) throw refusals.lockedThread();
    if (channel.archivedAtMs !== undefined) channel.unarchive();
    return show(messages.create(channel, bot, { ...body, flags: body.flags & CHANNEL_FLAGS }));
  };

  const edit: Handler = (call) => {
    const message = visible(call, openChannel(platform, call.param('channel')));
    if (message.author !== bot) throw refusals.foreignMessage();
    messages.edit(message, parseMessage(call.body, call.files, { existing: message }));
    return show(message);
  };

  const remove: Handler = (call) => {
    const channel = openChannel(platform, call.param('channel'));
    const message = visible(call, channel);
    const isModerator = channel.guild !== undefined && allows(channel.botPermissions, Permission.ManageMessages);
    if (message.author !== bot && !isModerator) throw refusals.missingPermissions();
    messages.delete(message);
    return NO_CONTENT;
  };

  const react =
    (isAdded: boolean): Handler =>
    (call) => {
      const needed = isAdded ? Permission.AddReactions | Permission.ReadMessageHistory : 0n;
      const { reactions } = visible(call, openChannel(platform, call.param('channel'), needed));
      if (isAdded) reactions.add(call.param('emoji'));
      else reactions.delete(call.param('emoji'));
      platform.changes.notify();
      return NO_CONTENT;
    };

  const type: Handler = (call) => {
    const channel = openChannel(platform, call.param('channel'), Permission.SendMessages);
    channel.typings += 1;
    platform.changes.notify();
    return NO_CONTENT;
  };

  const startThread: Handler = (call) => {
    const isPost = isForum(openChannel(platform, call.param('channel')));
    const needed = isPost ? Permission.SendMessages : Permission.CreatePublicThreads;
    const channel = openChannel(platform, call.param('channel'), needed);
    const { name, message, applied_tags: tags } = parseForm(threadForm, call.body);
    // A post of a forum is made with its first message, and both have one id.
    const first = isPost ? parseMessage(message, call.files, { path: ['message'] }) : undefined;
    if (channel.requiredTag !== undefined && !tags.includes(channel.requiredTag)) throw refusals.missingTag();
    const thread = channel.addThread({ name, ownerId: bot.id });
    if (first === undefined) return { status: 201, body: channelJson(thread) };
    const made = messages.create(thread, bot, { ...first, flags: first.flags & CHANNEL_FLAGS }, { id: thread.id });
    return { status: 201, body: { ...channelJson(thread), message: messageJson(made, platform) } };
  };

  const listArchived: Handler = (call) => {
    const channel = openChannel(platform, call.param('channel'), Permission.ReadMessageHistory);
    const { limit, before } = parseForm(archiveQuery, Object.fromEntries(call.query));
    const until = before === undefined ? Number.POSITIVE_INFINITY : Date.parse(before);
    const threads = [...platform.channels.values()]
      .filter(({ parent, archivedAtMs = until }) => parent === channel && archivedAtMs < until)
      .sort((a, b) => (b.archivedAtMs ?? 0) - (a.archivedAtMs ?? 0));
    return {
      status: 200,
      body: { threads: threads.slice(0, limit).map(channelJson), members: [], has_more: threads.length > limit },
    };
  };

  const startThreadOf: Handler = (call) => {
    const channel = openChannel(platform, call.param('channel'), Permission.CreatePublicThreads);
    const { id } = visible(call, channel);
    const { name } = parseForm(threadForm, call.body);
    return { status: 201, body: channelJson(channel.addThread({ name, id, ownerId: bot.id })) };
  };

  return {
    'GET /channels/:channel': (call) => ({
      status: 200,
      body: channelJson(openChannel(platform, call.param('channel'))),
    }),
    'GET /channels/:channel/messages': list,
    'POST /channels/:channel/messages': post,
    'GET /channels/:channel/messages/:message': (call) =>
      show(visible(call, openChannel(platform, call.param('channel'), Permission.ReadMessageHistory))),
    'PATCH /channels/:channel/messages/:message': edit,
    'DELETE /channels/:channel/messages/:message': remove,
    'PUT /channels/:channel/messages/:message/reactions/:emoji/@me': react(true),
    'DELETE /channels/:channel/messages/:message/reactions/:emoji/@me': react(false),
    'POST /channels/:channel/typing': type,
    'POST /channels/:channel/threads': startThread,
    'GET /channels/:channel/threads/archived/public': listArchived,
    'POST /channels/:channel/messages/:message/threads': startThreadOf,
  } satisfies Partial<Handlers>;
}

function checkSending(channel: TestChannel, body: MessageBody): void {
  if (channel.recipients[0]?.acceptsDirectMessages === false) throw refusals.closedDirectMessages();
  if (channel.guild === undefined) return;
  const has = (needed: bigint) => allows(channel.botPermissions, needed);
  if (body.replyTo !== undefined && !has(Permission.ReadMessageHistory)) throw refusals.replyWithoutHistory();
  const needed =
    (channel.isThread ? Permission.SendMessagesInThreads : Permission.SendMessages) |
    (body.embeds?.length ? Permission.EmbedLinks : 0n) |
    (body.files.length > 0 ? Permission.AttachFiles : 0n);
  if (!has(needed)) throw refusals.missingPermissions();
}

/** Newest first, as Discord lists them. */
function page<T extends { readonly id: string }>(
  all: readonly T[],
  { limit, before, after, around }: z.infer<typeof listQuery>,
): T[] {
  const isBefore = (id: string, other: string) => BigInt(id) < BigInt(other);
  if (around !== undefined) {
    const half = Math.floor(limit / 2);
    const middle = all.findIndex(({ id }) => !isBefore(id, around));
    const start = Math.max(0, (middle === -1 ? all.length : middle) - half);
    return all.slice(start, start + limit).reverse();
  }
  if (after !== undefined)
    return all
      .filter(({ id }) => isBefore(after, id))
      .slice(0, limit)
      .reverse();
  const older = before === undefined ? all : all.filter(({ id }) => isBefore(id, before));
  return older.slice(-limit).reverse();
}
