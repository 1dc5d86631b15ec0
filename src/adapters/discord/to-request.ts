import type { Command } from '../../core/commands/command.js';
import { parseText } from '../../core/commands/parse-text.js';
import type { Request } from '../../core/commands/request.js';
import { type ChannelFacts, rightsOf, spaceOf, THREAD_TYPES, toChannel, toPlace, userOf } from './asker.js';
import { ALWAYS_PRIVATE, PRIVATE } from './commands.js';
import { cutText } from './escape.js';
import type { InteractionEvent, MessageEvent } from './events.js';

/** Sentences and articles that are asked for; a message shows a few and keeps the others for its next pages. */
const MORE_SENTENCES = 17;
const ARTICLES = 25;
/** Longest question that the core takes, in characters. */
const MAX_QUESTION = 2_000;

/** The kind of an option that is a subcommand (interactions/application-commands#application-command-object-application-command-option-type). */
const SUBCOMMAND = 1;

const DM = 1;
const BOT_DM = 1;
/** Kinds of messages that people write: plain ones and replies. */
const REPLY = 19;
const WRITTEN: ReadonlySet<number> = new Set([0, REPLY]);

/** A conversation: `own`, unless the message at `continues` is one of the bot's, whose conversation goes on. */
export interface ThreadSource {
  readonly own: string;
  readonly continues?: { readonly channel: string; readonly message: string };
}

/** A request before its conversation is looked up. */
export type RequestDraft = Omit<Request, 'thread'>;

/** A slash command or a message command that is to be run. */
export interface CommandDraft {
  readonly request: RequestDraft;
  readonly thread: ThreadSource;
  /** Only the asker sees the answer. */
  readonly isPrivate: boolean;
}

/** A message that is to be answered. */
export interface Asked {
  readonly text: string;
  readonly thread: ThreadSource;
  readonly space: string;
  readonly channel: NonNullable<Request['channel']>;
}

/** A command without a conversation, such as a button's. */
export function toPlainRequest(
  event: InteractionEvent,
  id: string,
  command: string,
  args: Readonly<Record<string, unknown>>,
): RequestDraft {
  const channel = toPlace(event);
  return {
    id,
    command,
    arguments: args,
    asker: {
      id: `discord:${userOf(event)}`,
      ...rightsOf(event, typeof args.channel === 'string' ? args.channel : undefined),
      ...(event.locale === undefined ? {} : { locale: event.locale }),
    },
    space: spaceOf(event),
    ...(channel === undefined ? {} : { channel }),
    conversation: [],
  };
}

/** A slash command. */
export function toCommandDraft(event: InteractionEvent, id: string): CommandDraft {
  const { command, options: given } = toUsed(event);
  const options = new Map(given.map(({ name, value }) => [name, value]));
  const isPrivate = ALWAYS_PRIVATE.has(event.data?.name ?? '') || options.get(PRIVATE) === true;
  options.delete(PRIVATE);
  return {
    request: toPlainRequest(event, id, command, { ...Object.fromEntries(options), ...extrasOf(command) }),
    thread: isPrivate ? ownThread(event) : threadOfCommand(event),
    isPrivate,
  };
}

/** The command with its subcommand, `feed add`, and the options that stand under it. */
function toUsed({ data }: InteractionEvent) {
  const { name = '', options = [] } = data ?? {};
  const [first] = options;
  return first?.type === SUBCOMMAND
    ? { command: `${name} ${first.name}`, options: first.options ?? [] }
    : { command: name, options };
}

/** What is asked for beyond what is typed, so that there are further pages and reasons to show. */
function extrasOf(command: string): Readonly<Record<string, unknown>> {
  if (command === 'ask') return { more: MORE_SENTENCES, explain: true };
  return command === 'search' ? { limit: ARTICLES } : {};
}

/** What only one person sees is a conversation of its own: nobody else's question may inherit from it. */
function ownThread({ id }: InteractionEvent): ThreadSource {
  return { own: `discord:interaction:${id}` };
}

function threadOfCommand(event: InteractionEvent): ThreadSource {
  const channel = event.channel?.id ?? event.channel_id ?? '';
  const isDirect =
    event.context == null ? event.guild_id == null && event.channel?.type === DM : event.context === BOT_DM;
  const facts = { type: event.channel?.type, parent: event.channel?.parent_id ?? undefined };
  return threadOfChannel(channel, facts, isDirect) ?? ownThread(event);
}

/** A thread and a direct message are one conversation each; a thread that was begun at an answer goes on with that one. */
function threadOfChannel(channel: string, { type, parent }: ChannelFacts, isDirect: boolean): ThreadSource | undefined {
  const own = `discord:channel:${channel}`;
  if (isDirect) return { own };
  if (!THREAD_TYPES.has(type)) return undefined;
  // A thread has the id of the message at which it was begun (topics/threads).
  return parent === undefined ? { own } : { own, continues: { channel: parent, message: channel } };
}

/**
 * The message command: the text of the message is the question.
 *
 * @returns undefined when the bot sees no text in the message
 */
export function toFindSourcesDraft(event: InteractionEvent, id: string): CommandDraft | undefined {
  const message = event.data?.resolved?.messages?.[event.data.target_id ?? ''];
  const texts = [
    message?.content,
    ...(message?.message_snapshots ?? []).map(({ message: forwarded }) => forwarded.content),
    ...(message?.embeds ?? []).map(({ title, description }) => [title, description].filter(Boolean).join('. ')),
  ];
  const text = texts.map((one) => toPlainText(one ?? '')).find((one) => one !== '');
  if (text === undefined) return undefined;
  const args = { question: cutText(text, MAX_QUESTION, ''), ...extrasOf('ask') };
  return { request: toPlainRequest(event, id, 'ask', args), thread: ownThread(event), isPrivate: true };
}

/**
 * A message as something to answer.
 *
 * @param bot  the id of the bot's own user
 * @returns undefined for what is not: what bots and webhooks say, notices, what is said to others, to a role or to everyone
 */
export function toAsked(message: MessageEvent, bot: string, facts: ChannelFacts): Asked | undefined {
  const { id, author, channel_id: channel, guild_id: guild, mentions, message_reference: reference } = message;
  if (author.bot === true || author.id === bot || message.webhook_id != null || !WRITTEN.has(message.type))
    return undefined;
  const isDirect = guild == null;
  if (!isDirect && !mentions.some((user) => user.id === bot)) return undefined;
  const repliedTo = message.type === REPLY ? reference?.message_id : undefined;
  const known = { ...facts, type: message.channel_type ?? facts.type };
  const begun: ThreadSource = {
    own: `discord:message:${id}`,
    ...(repliedTo === undefined ? {} : { continues: { channel, message: repliedTo } }),
  };
  return {
    text: toPlainText(message.content),
    thread: threadOfChannel(channel, known, isDirect) ?? begun,
    space: isDirect ? `discord:user:${author.id}` : `discord:guild:${guild}`,
    channel: toChannel(channel, known),
  };
}

/** What a message is turned into a request with. */
export interface MessageContext {
  readonly id: string;
  readonly catalogue: readonly Command[];
  isKnownArticle(id: string): boolean;
}

/** What somebody wrote, as a request: a command where it reads as one, else a question; without any text, help. */
export function toMessageRequest(asked: Asked, author: string, context: MessageContext): RequestDraft {
  const { id, catalogue, isKnownArticle } = context;
  const { command, arguments: args } =
    asked.text === '' ? { command: 'help', arguments: {} } : parseText(asked.text, catalogue, isKnownArticle);
  return {
    id,
    command,
    arguments: { ...args, ...extrasOf(command) },
    // Discord does not say what the author of a message may do in its channel, nor in another that they name.
    asker: {
      id: `discord:${author}`,
      mayManage: asked.space.startsWith('discord:user:') && args.channel === undefined,
    },
    space: asked.space,
    channel: asked.channel,
    conversation: [],
  };
}

/**
 * What somebody wrote, without mentions, custom emoji and timestamps.
 *
 * @example toPlainText('<@1> who <b>called</b>?') // 'who <b>called</b>?'
 */
function toPlainText(content: string): string {
  return content
    .replace(/<(?:@[!&]?\d+|#\d+|a?:\w+:\d+|t:-?\d+(?::\w)?|\/[^:<>]+:\d+|id:\w+)>/g, ' ')
    .replace(/[ \t]+/g, ' ')
    .trim();
}

/**
 * What is being typed into which option of which command.
 *
 * @returns undefined when no option is
 */
export function toTyped(event: InteractionEvent): { command: string; option: string; text: string } | undefined {
  const { command, options } = toUsed(event);
  const focused = options.find((option) => option.focused === true);
  if (focused === undefined || command === '') return undefined;
  return { command, option: focused.name, text: String(focused.value ?? '') };
}

/** What somebody wrote into the field of a modal; empty when nothing. */
export function toFieldText({ data }: InteractionEvent, name: string): string {
  const fields = (data?.components ?? []).flatMap(({ component, components = [] }) =>
    component === undefined ? components : [component, ...components],
  );
  return fields.find(({ custom_id }) => custom_id === name)?.value ?? '';
}
