import { ChannelType, GatewayIntentBits, OverwriteType, PermissionFlagsBits } from 'discord.js';
import { channelJson } from './entities-json.js';
import type { TestGuild } from './guild.js';
import type { TestMessage } from './message.js';
import { channelPermissions } from './permissions.js';
import type { Account, Platform } from './platform.js';

/** What a channel grants to or takes from a role or a member. */
export interface Overwrite {
  readonly type: OverwriteType;
  readonly allow: bigint;
  readonly deny: bigint;
}

/** A channel of a guild, a thread, or a direct or group message. */
export class TestChannel {
  readonly id: string;
  readonly kind: ChannelType;
  readonly name: string;
  /** Absent for direct and group messages. */
  readonly guild: TestGuild | undefined;
  /** The channel that a thread is in. */
  readonly parent: TestChannel | undefined;
  /** The people of a direct or group message. */
  readonly recipients: readonly Account[];
  /** By the id of a role or an account. */
  readonly overwrites = new Map<string, Overwrite>();
  readonly createdAtMs: number;
  /** How often the bot said that it is typing. */
  typings = 0;
  /** Of a thread: who began it. */
  readonly ownerId: string | undefined;
  /** Of a thread: when it was archived, in milliseconds; undefined while it is active. */
  archivedAtMs: number | undefined;
  /** Of a thread: whether only moderators may write in it and take it out of the archive. */
  isLocked = false;
  /** Of a forum: the tag without which nothing may be posted there. */
  requiredTag: string | undefined;
  readonly #platform: Platform;

  constructor(
    platform: Platform,
    parts: {
      readonly kind: ChannelType;
      readonly name: string;
      readonly guild?: TestGuild;
      readonly parent?: TestChannel;
      readonly recipients?: readonly Account[];
      /** That of the message from which a thread starts. */
      readonly id?: string;
      readonly ownerId?: string;
    },
  ) {
    this.#platform = platform;
    this.id = parts.id ?? platform.newId();
    this.kind = parts.kind;
    this.name = parts.name;
    this.guild = parts.guild;
    this.parent = parts.parent;
    this.recipients = parts.recipients ?? [];
    this.ownerId = parts.ownerId;
    this.createdAtMs = platform.now();
    platform.channels.set(this.id, this);
  }

  /** Whether it is a thread. */
  get isThread(): boolean {
    return this.parent !== undefined;
  }

  /** Whether it is the direct message between a person and the bot. */
  get isDirect(): boolean {
    return this.kind === ChannelType.DM;
  }

  /** What stands in it for all to see, oldest first: without what is deleted and what is ephemeral. */
  get messages(): readonly TestMessage[] {
    return this.#platform.messages.in(this).filter((message) => !message.isEphemeral);
  }

  /** The threads in it, oldest first. */
  get threads(): readonly TestChannel[] {
    return [...this.#platform.channels.values()].filter(({ parent }) => parent === this);
  }

  /** The newest of {@link messages}. */
  get lastMessage(): TestMessage | undefined {
    return this.messages.at(-1);
  }

  /** What the bot may do here. */
  get botPermissions(): bigint {
    return channelPermissions(this, this.#platform.bot.id);
  }

  /** Starts a public thread, of the guild's owner unless told, and tells the bot. */
  addThread(options: { readonly name?: string; readonly id?: string; readonly ownerId?: string } = {}): TestChannel {
    if (this.guild === undefined) throw new Error('Only a channel of a guild can hold a thread.');
    const kind =
      this.kind === ChannelType.GuildAnnouncement ? ChannelType.AnnouncementThread : ChannelType.PublicThread;
    const id = options.id === undefined ? {} : { id: options.id };
    const thread = new TestChannel(this.#platform, {
      kind,
      name: options.name ?? 'thread',
      guild: this.guild,
      parent: this,
      ownerId: options.ownerId ?? this.guild.ownerId,
      ...id,
    });
    this.#tell('THREAD_CREATE', thread);
    return thread;
  }

  /** Archives a thread and tells the bot. A message in it takes it out again, unless it is locked. */
  archive({ isLocked = false }: { readonly isLocked?: boolean } = {}): void {
    this.archivedAtMs = this.#platform.now();
    this.isLocked = isLocked;
    this.#tell('THREAD_UPDATE', this);
  }

  /** Takes a thread out of the archive and tells the bot. */
  unarchive(): void {
    this.archivedAtMs = undefined;
    this.#tell('THREAD_UPDATE', this);
  }

  /** Takes rights from the bot in this channel and its threads, and tells it. */
  denyBot(permissions: bigint): void {
    this.deny(this.#platform.bot, permissions);
  }

  /** Gives rights to the bot in this channel and its threads, and tells it. */
  allowBot(permissions: bigint): void {
    const { allow, deny } = this.#overwriteOf(this.#platform.bot.id);
    this.#overwrite(this.#platform.bot.id, { allow: allow | permissions, deny: deny & ~permissions });
  }

  /** Takes rights from a member. */
  deny(account: Account, permissions: bigint): void {
    const { allow, deny } = this.#overwriteOf(account.id);
    this.#overwrite(account.id, { allow: allow & ~permissions, deny: deny | permissions });
  }

  /** Deletes it and tells the bot. */
  delete(): void {
    this.#tell('CHANNEL_DELETE', this);
    this.#platform.channels.delete(this.id);
  }

  /** Hides it from `@everyone`. */
  hide(): void {
    if (this.guild === undefined) return;
    const deny = PermissionFlagsBits.ViewChannel;
    this.overwrites.set(this.guild.id, { type: OverwriteType.Role, allow: 0n, deny });
  }

  #overwriteOf(id: string): { readonly allow: bigint; readonly deny: bigint } {
    return this.overwrites.get(id) ?? { allow: 0n, deny: 0n };
  }

  #overwrite(id: string, rights: { readonly allow: bigint; readonly deny: bigint }): void {
    this.overwrites.set(id, { type: OverwriteType.Member, ...rights });
    this.#tell('CHANNEL_UPDATE', this);
  }

  #tell(event: string, channel: TestChannel): void {
    if (this.guild?.isBotMember !== true) return;
    this.#platform.gateway.dispatch(event, (intents) =>
      (intents & GatewayIntentBits.Guilds) === 0 ? undefined : channelJson(channel),
    );
  }
}
