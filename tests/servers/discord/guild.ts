import { ChannelType, GatewayIntentBits } from 'discord.js';
import { TestChannel } from './channel.js';
import { channelJson, guildJson, roleJson } from './entities-json.js';
import { EVERYONE_PERMISSIONS } from './permissions.js';
import type { Account, Platform } from './platform.js';

/** A role. The one whose id is the guild's is `@everyone`. */
export interface TestRole {
  readonly id: string;
  readonly name: string;
  readonly permissions: bigint;
  /** Whether anybody may ping it. */
  readonly isMentionable: boolean;
  /** Whether it belongs to the bot. */
  readonly isManaged: boolean;
}

/** What `addGuild` takes. */
export interface GuildOptions {
  readonly name?: string;
  /** The guild's language, `en-GB` unless told. */
  readonly locale?: string;
  /** False for a guild in which only people who installed the bot for themselves use it. */
  readonly botIsMember?: boolean;
  /** Rights of the bot's own role, beside those of `@everyone`. */
  readonly botPermissions?: bigint;
}

/** The kinds of channel that `addChannel` makes. */
export type ChannelName = 'text' | 'announcement' | 'forum' | 'media' | 'voice';

const CHANNEL_TYPES: Readonly<Record<ChannelName, ChannelType>> = {
  text: ChannelType.GuildText,
  announcement: ChannelType.GuildAnnouncement,
  forum: ChannelType.GuildForum,
  media: ChannelType.GuildMedia,
  voice: ChannelType.GuildVoice,
};

/** A guild ("server") with its roles and members. Its owner is nobody who acts. */
export class TestGuild {
  readonly id: string;
  readonly name: string;
  readonly locale: string;
  readonly ownerId: string;
  readonly createdAtMs: number;
  readonly roles: TestRole[] = [];
  /** By account id. People become members by the first thing they do in the guild. */
  readonly members = new Map<string, { readonly roleIds: string[]; readonly joinedAtMs: number }>();
  isBotMember = false;
  readonly #platform: Platform;
  readonly #botRole: TestRole;

  constructor(platform: Platform, options: GuildOptions) {
    this.#platform = platform;
    this.id = platform.newId();
    this.name = options.name ?? 'Newsroom';
    this.locale = options.locale ?? 'en-GB';
    this.createdAtMs = platform.now();
    const owner: Account = {
      id: platform.newId(),
      name: 'owner',
      locale: this.locale,
      isBot: false,
      acceptsDirectMessages: true,
    };
    platform.accounts.set(owner.id, owner);
    this.ownerId = owner.id;
    this.join(owner);
    const add = (id: string, name: string, permissions: bigint, isManaged: boolean): TestRole => {
      const role = { id, name, permissions, isManaged, isMentionable: false };
      this.roles.push(role);
      return role;
    };
    add(this.id, '@everyone', EVERYONE_PERMISSIONS, false);
    this.#botRole = add(platform.newId(), platform.bot.name, options.botPermissions ?? 0n, true);
  }

  /** All channels and threads, oldest first. */
  get channels(): readonly TestChannel[] {
    return [...this.#platform.channels.values()].filter((channel) => channel.guild === this);
  }

  /** Makes a channel and tells the bot. A private one is not seen by `@everyone`, and so not by the bot. */
  addChannel(
    options: { readonly name?: string; readonly kind?: ChannelName; readonly isPrivate?: boolean } = {},
  ): TestChannel {
    const kind = CHANNEL_TYPES[options.kind ?? 'text'];
    const channel = new TestChannel(this.#platform, { kind, name: options.name ?? 'news', guild: this });
    if (options.isPrivate === true) channel.hide();
    this.#tell('CHANNEL_CREATE', () => channelJson(channel));
    return channel;
  }

  /** Makes a role and tells the bot. */
  addRole(options: {
    readonly name: string;
    readonly permissions?: bigint;
    readonly isMentionable?: boolean;
  }): TestRole {
    const { name, permissions = 0n, isMentionable = false } = options;
    const role: TestRole = { id: this.#platform.newId(), name, permissions, isMentionable, isManaged: false };
    this.roles.push(role);
    this.#tell('GUILD_ROLE_CREATE', () => ({ guild_id: this.id, role: roleJson(role) }));
    return role;
  }

  /** Makes somebody a member, with rights beyond those of `@everyone` in a role of their own. */
  addMember(account: Account, options: { readonly permissions?: bigint } = {}): void {
    this.join(account);
    if (options.permissions === undefined) return;
    const role = this.addRole({ name: account.name, permissions: options.permissions });
    this.members.get(account.id)?.roleIds.push(role.id);
  }

  /** Makes an account a member unless it is one. */
  join(account: Account): void {
    if (this.members.has(account.id)) return;
    this.members.set(account.id, { roleIds: [], joinedAtMs: this.#platform.now() });
  }

  /** The bot joins: the start, or somebody follows its invite link. */
  admitBot(): void {
    this.isBotMember = true;
    this.members.set(this.#platform.bot.id, { roleIds: [this.#botRole.id], joinedAtMs: this.#platform.now() });
    this.#tell('GUILD_CREATE', () => guildJson(this, this.#platform));
  }

  /** Somebody removes the bot. */
  expelBot(): void {
    this.#tell('GUILD_DELETE', () => ({ id: this.id }));
    this.isBotMember = false;
    this.members.delete(this.#platform.bot.id);
  }

  #tell(event: string, build: () => Record<string, unknown>): void {
    if (!this.isBotMember) return;
    this.#platform.gateway.dispatch(event, (intents) =>
      (intents & GatewayIntentBits.Guilds) === 0 ? undefined : build(),
    );
  }
}
