import { GatewayIntentBits, MessageFlags, MessageType } from 'discord.js';
import { invalidForm, refusals } from './api-error.js';
import type { TestChannel } from './channel.js';
import { memberJson } from './entities-json.js';
import { type MessageOrigin, type TestAttachment, TestMessage } from './message.js';
import { messageJson } from './message-json.js';
import type { MessageBody } from './message-rules.js';
import { findPings, joinPings } from './pings.js';
import type { Account, Json, Platform } from './platform.js';

/** How long a nonce is known; Discord's documentation says "the past few minutes". */
const NONCE_LIFETIME_MS = 180_000;

/** All messages of the server, and the events about them. */
export class MessageStore {
  readonly #platform: Platform;
  readonly #byId = new Map<string, TestMessage>();

  constructor(platform: Platform) {
    this.#platform = platform;
  }

  /** The messages of a channel that are not deleted, oldest first, ephemeral ones among them. */
  in(channel: TestChannel): TestMessage[] {
    return [...this.#byId.values()].filter((message) => message.channel === channel && !message.isDeleted);
  }

  /** @throws {ApiError} 10008 when there is none, or it has been deleted, or it is in another channel */
  find(id: string, channel?: TestChannel): TestMessage {
    const message = this.#byId.get(id);
    const isThere = message !== undefined && !message.isDeleted;
    if (!isThere || (channel !== undefined && message.channel !== channel)) throw refusals.unknownMessage();
    return message;
  }

  /** A file by its id, from a message that is not deleted. */
  findFile(id: string): TestAttachment | undefined {
    const messages = [...this.#byId.values()].filter((message) => !message.isDeleted);
    return messages.flatMap(({ attachments }) => attachments).find((file) => file.id === id);
  }

  /**
   * Adds a message and tells the bot of it, unless the nonce says that it is there already.
   *
   * @param origin  for the response to an interaction
   * @param id  that of the thread for the first message of a post of a forum
   */
  create(
    channel: TestChannel,
    author: Account,
    body: MessageBody,
    {
      flags = body.flags,
      origin,
      type,
      id = this.#platform.newId(),
    }: { flags?: number; origin?: MessageOrigin; type?: MessageType; id?: string } = {},
  ): TestMessage {
    const same = body.isNonceEnforced ? this.#findNonce(channel, author, body.nonce) : undefined;
    if (same !== undefined) return same;
    const reference = this.#findReference(channel, body);
    const message = new TestMessage({
      id,
      channel,
      author,
      type: type ?? (reference === undefined ? MessageType.Default : MessageType.Reply),
      createdAtMs: this.#platform.now(),
      nonce: body.nonce,
      reference,
      origin,
    });
    this.#fill(message, body, flags);
    this.#byId.set(message.id, message);
    this.announce(message);
    return message;
  }

  /** Changes a message and tells the bot. A deferral is filled by it; what is ephemeral stays so. */
  edit(message: TestMessage, body: MessageBody): void {
    const kept = message.flags & ~(MessageFlags.SuppressEmbeds | MessageFlags.Loading);
    this.#fill(message, body, kept | (body.flags & EDIT_FLAGS));
    message.versions += 1;
    message.editedAtMs = this.#platform.now();
    this.#tell('MESSAGE_UPDATE', message, (json) => json);
  }

  /** Deletes a message and tells the bot. */
  delete(message: TestMessage): void {
    message.isDeleted = true;
    this.#tell('MESSAGE_DELETE', message, ({ id, channel_id, guild_id }) => ({ id, channel_id, guild_id }));
  }

  /** Tells the bot that a message is there; once more, and it sees it twice. */
  announce(message: TestMessage): void {
    this.#tell('MESSAGE_CREATE', message, (json) => json);
  }

  #fill(message: TestMessage, body: MessageBody, flags: number): void {
    const { keptAttachments } = body;
    message.content = body.content ?? message.content;
    message.embeds = body.embeds ?? message.embeds;
    message.components = body.components ?? message.components;
    message.flags = flags;
    message.attachments = [
      ...message.attachments.filter(({ id }) => keptAttachments?.includes(id) ?? true),
      ...body.files.map(({ file, description }) => ({
        id: this.#platform.newId(),
        name: file.name,
        contentType: file.contentType,
        bytes: file.bytes,
        description,
      })),
    ];
    const repliedTo = message.reference?.author.id;
    message.pings = joinPings(message.pings, findPings(message.text, body.allowedMentions, repliedTo));
    this.#platform.changes.notify();
  }

  #findNonce(channel: TestChannel, author: Account, nonce: MessageBody['nonce']): TestMessage | undefined {
    if (nonce === undefined) return undefined;
    const earliest = this.#platform.now() - NONCE_LIFETIME_MS;
    return this.in(channel).find(
      (message) => message.author === author && message.nonce === nonce && message.createdAtMs >= earliest,
    );
  }

  #findReference(channel: TestChannel, { replyTo }: MessageBody): TestMessage | undefined {
    if (replyTo === undefined) return undefined;
    const message = this.in(channel).find(({ id, isEphemeral }) => id === replyTo.messageId && !isEphemeral);
    if (message === undefined && replyTo.mustExist) {
      throw invalidForm([{ path: ['message_reference'], code: 'REPLIES_UNKNOWN_MESSAGE', message: 'Unknown message' }]);
    }
    return message;
  }

  #tell(type: string, message: TestMessage, shape: (json: Json) => Json): void {
    this.#platform.changes.notify();
    const { channel, author } = message;
    const { guild } = channel;
    if (message.isEphemeral || (guild !== undefined && channel.botPermissions === 0n)) return;
    if (guild === undefined && !channel.isDirect) return;
    const needed = guild === undefined ? GatewayIntentBits.DirectMessages : GatewayIntentBits.GuildMessages;
    const place =
      guild === undefined
        ? { channel_type: channel.kind }
        : { channel_type: channel.kind, guild_id: guild.id, member: memberJson(guild, author) };
    this.#platform.gateway.dispatch(type, (intents) => {
      if ((intents & needed) === 0) return undefined;
      const hasContentIntent = (intents & GatewayIntentBits.MessageContent) !== 0;
      return shape({ ...messageJson(message, this.#platform, hasContentIntent), ...place });
    });
  }
}

const EDIT_FLAGS = MessageFlags.SuppressEmbeds | MessageFlags.IsComponentsV2;

/** The flags that a bot may set on a message of a channel; others are dropped, as Discord does. */
export const CHANNEL_FLAGS =
  MessageFlags.SuppressEmbeds | MessageFlags.SuppressNotifications | MessageFlags.IsComponentsV2;

/** The flags that a bot may set on the response to an interaction. */
export const RESPONSE_FLAGS = CHANNEL_FLAGS | MessageFlags.Ephemeral;
