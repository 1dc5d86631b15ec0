import type { Command } from '../../core/commands/command.js';
import { parseText } from '../../core/commands/parse-text.js';
import type { Request } from '../../core/commands/request.js';
import type { ActionPayload, CommandPayload, MessageEvent, ShortcutPayload } from './payloads.js';
import { cutText, decodeText } from './text.js';

/** Sentences that are asked for; a message shows a few and keeps the others for "More". The core gives no more. */
const MORE_SENTENCES = 17;
const ARTICLES = 20;
/** Longest question that the core takes; a whole message that is looked up is cut to it. */
const MAX_CLAIM = 2_000;

/** Where an answer goes. */
export interface Place {
  readonly channel: string;
  /** The message under which it is posted. */
  readonly threadTs?: string;
  /** Whether there are replies under that message already: only there a private one is shown (chat.postEphemeral). */
  readonly isInThread: boolean;
  readonly user: string;
  /** A conversation of the bot with one person. */
  readonly isDirect: boolean;
  readonly responseUrl?: string;
}

/** A question or command in a channel, before it is known whether it is answered. */
export interface Asked {
  /** The keys under which it is taken on once. */
  readonly keys: readonly string[];
  readonly place: Place;
  /** The `ts` of the message itself. */
  readonly ts: string;
  /** The conversation it belongs to. */
  readonly thread: string;
  readonly text: string;
  /** The same with Slack's markup, in which the addresses behind links are. */
  readonly raw: string;
  /** Whether it is meant for the bot: else only where the bot has answered before. */
  readonly isAddressed: boolean;
}

/** What any request is made with. */
export interface CallContext {
  readonly id: string;
  readonly space: string;
  /** Where it was asked; absent on the Home tab. */
  readonly place?: Pick<Place, 'channel' | 'threadTs' | 'isInThread' | 'isDirect'>;
}

/** What a request is made with that somebody wrote. */
export interface RequestContext extends CallContext {
  readonly catalogue: readonly Command[];
  isKnownArticle(id: string): boolean;
}

/** Kinds of messages that somebody wrote, beside plain ones: with a file, and replies that the channel shows too. */
const WRITTEN: ReadonlySet<string> = new Set(['file_share', 'thread_broadcast']);

/** Talk among people is no question to the bot: only what asks, or begins as a question does. */
const ASKS =
  /[?؟？]|^(?:and |but |so |also )*(?:who|whom|whose|what|which|when|where|why|how|did|do|does|is|are|was|were|has|have|had|can|could|will|would|should)\b/iu;

/**
 * A message as something that may be answered.
 *
 * @param bot  the bot's own user id
 * @returns undefined for what is never answered: edits and notices, what bots say, talk among people
 */
export function toAsked(message: MessageEvent, eventKey: string, bot: string): Asked | undefined {
  const { type, subtype, bot_id, user, text, channel, channel_type, ts, thread_ts } = message;
  if ((subtype && !WRITTEN.has(subtype)) || bot_id || !user || user === bot) return undefined;
  const isDirect = channel_type === 'im';
  const isMention = type === 'app_mention' || text.includes(`<@${bot}>`) || text.includes(`<@${bot}|`);
  const isAddressed = isDirect || isMention;
  const said = decodeText(text);
  // Outside a thread there is nothing to follow up, and what is said to somebody else is none of the bot's business.
  if (!isAddressed && (thread_ts === undefined || /<[@!]/.test(text) || !ASKS.test(said))) return undefined;
  const root = thread_ts ?? ts;
  return {
    keys: [eventKey, `slack:message:${channel}:${ts}`],
    place: { channel, threadTs: root, isInThread: thread_ts !== undefined, user, isDirect },
    ts,
    thread: isDirect ? `slack:dm:${channel}` : `slack:${channel}:${root}`,
    text: said,
    raw: text,
    isAddressed,
  };
}

/** Where a slash command is answered: beside the composer, for its asker only. */
export function toCommandPlace({ channel_id, user_id, response_url }: CommandPayload): Place {
  const isDirect = channel_id.startsWith('D');
  return { channel: channel_id, isInThread: false, user: user_id, isDirect, responseUrl: response_url };
}

/** Where somebody who chose a shortcut on a message is answered. */
export function toShortcutPlace({ channel, message, user, response_url }: ShortcutPayload): Place {
  return toInteractionPlace(channel.id, user.id, message.thread_ts, response_url);
}

/** Where somebody who pressed a button is answered; undefined outside a conversation, on the Home tab. */
export function toActionPlace({ channel, container, message, user, response_url }: ActionPayload): Place | undefined {
  if (channel === undefined) return undefined;
  const threadTs = container?.thread_ts ?? message?.thread_ts;
  // The first message of a thread names itself; it stands in the channel, not in the thread.
  const isFirst = threadTs === (container?.message_ts ?? message?.ts);
  return toInteractionPlace(channel.id, user.id, isFirst ? undefined : threadTs, response_url);
}

/** @param threadTs  of a thread that exists */
export function toInteractionPlace(channel: string, user: string, threadTs?: string, responseUrl?: string): Place {
  return {
    channel,
    ...(threadTs === undefined ? {} : { threadTs }),
    isInThread: threadTs !== undefined,
    user,
    isDirect: channel.startsWith('D'),
    ...(responseUrl === undefined ? {} : { responseUrl }),
  };
}

/**
 * What somebody wrote, as a request: a command where it reads as one, else a question; without any text, help.
 *
 * @param raw  with Slack's markup
 */
export function toRequest(raw: string, user: string, thread: string, context: RequestContext): Request {
  const text = decodeText(raw);
  if (text === '') return toCommandRequest('help', {}, user, context);
  const parse = (line: string) => parseText(line, context.catalogue, context.isKnownArticle);
  // A subcommand may be about the address of a link; a question is about its words.
  const withAddresses = parse(decodeText(raw, 'address'));
  const parsed = withAddresses.command.includes(' ') ? withAddresses : parse(text);
  const extra =
    parsed.command === 'ask'
      ? { more: MORE_SENTENCES, explain: true }
      : parsed.command === 'search'
        ? { limit: ARTICLES }
        : {};
  return { ...toCommandRequest(parsed.command, { ...parsed.arguments, ...extra }, user, context), thread };
}

/** The text of a message as a claim whose sources are looked for. */
export function toClaimRequest(text: string, user: string, thread: string, context: RequestContext): Request {
  const question = cutText(decodeText(text), MAX_CLAIM, '');
  return { ...toCommandRequest('ask', { question, more: MORE_SENTENCES, explain: true }, user, context), thread };
}

/** A command with its arguments, outside a conversation: nothing of it is kept. */
export function toCommandRequest(
  command: string,
  args: Readonly<Record<string, unknown>>,
  user: string,
  { id, space, place }: CallContext,
): Request {
  return {
    id,
    command,
    arguments: args,
    // Slack has no right for this: whoever may post in a channel may manage what is posted there.
    asker: { id: `slack:${user}`, mayManage: true },
    space,
    ...(place === undefined ? {} : { channel: toChannel(place) }),
    conversation: [],
  };
}

/**
 * Where a post for a place goes: `C1`, or `C1:1700000000.000100` into the thread of that message. In a conversation with
 * the bot every question has a thread of its own; a post belongs to the whole.
 */
function toChannel({
  channel,
  threadTs,
  isInThread,
  isDirect,
}: NonNullable<CallContext['place']>): NonNullable<Request['channel']> {
  if (isDirect || !isInThread || threadTs === undefined) return { id: channel };
  return { id: `${channel}:${threadTs}`, parent: channel };
}

/** @param id  as `toChannel` writes it */
export function parseChannel(id: string): {
  readonly channel: string;
  readonly threadTs?: string;
} {
  const [, channel, threadTs] = /^([^:]+):(\d+\.\d+)$/.exec(id) ?? [];
  return channel === undefined || threadTs === undefined ? { channel: id } : { channel, threadTs };
}
