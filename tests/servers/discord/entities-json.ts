import { ChannelFlags, ChannelType } from 'discord.js';
import type { TestChannel } from './channel.js';
import type { TestGuild, TestRole } from './guild.js';
import type { Account, Json, Platform } from './platform.js';

/** A user as the API shows it. */
export function userJson(account: Account): Json {
  return {
    id: account.id,
    username: account.name,
    discriminator: '0',
    global_name: account.isBot ? null : account.name,
    avatar: null,
    bot: account.isBot,
    public_flags: 0,
  };
}

/** A member of a guild, without `user`. */
export function memberJson(guild: TestGuild, account: Account): Json {
  const member = guild.members.get(account.id);
  return {
    nick: null,
    avatar: null,
    roles: member?.roleIds ?? [],
    joined_at: toInstant(member?.joinedAtMs ?? guild.createdAtMs),
    premium_since: null,
    communication_disabled_until: null,
    deaf: false,
    mute: false,
    pending: false,
    flags: 0,
  };
}

/** A role; permissions are a decimal number in a string. */
export function roleJson(role: TestRole): Json {
  return {
    id: role.id,
    name: role.name,
    permissions: role.permissions.toString(),
    color: 0,
    colors: { primary_color: 0, secondary_color: null, tertiary_color: null },
    hoist: false,
    icon: null,
    unicode_emoji: null,
    position: 0,
    managed: role.isManaged,
    mentionable: role.isMentionable,
    flags: 0,
  };
}

/** A channel, thread or direct message. */
export function channelJson(channel: TestChannel): Json {
  const { guild, parent } = channel;
  const base = { id: channel.id, type: channel.kind, last_message_id: null, flags: 0 };
  if (guild === undefined) {
    const isGroup = channel.kind === ChannelType.GroupDM;
    const group = { name: channel.name, icon: null, owner_id: channel.recipients[0]?.id };
    return { ...base, recipients: channel.recipients.map(userJson), ...(isGroup ? group : {}) };
  }
  const ofGuild = { ...base, guild_id: guild.id, name: channel.name, parent_id: parent?.id ?? null, nsfw: false };
  if (parent !== undefined) {
    return {
      ...ofGuild,
      owner_id: channel.ownerId,
      message_count: channel.messages.length,
      total_message_sent: channel.messages.length,
      member_count: 1,
      rate_limit_per_user: 0,
      thread_metadata: {
        archived: channel.archivedAtMs !== undefined,
        locked: channel.isLocked,
        auto_archive_duration: 1440,
        archive_timestamp: toInstant(channel.archivedAtMs ?? channel.createdAtMs),
        create_timestamp: toInstant(channel.createdAtMs),
      },
    };
  }
  return {
    ...ofGuild,
    position: 0,
    topic: null,
    rate_limit_per_user: 0,
    permission_overwrites: [...channel.overwrites].map(([id, { type, allow, deny }]) => ({
      id,
      type,
      allow: allow.toString(),
      deny: deny.toString(),
    })),
    ...(isForum(channel) ? forumJson(channel) : {}),
  };
}

/** Whether a channel holds posts, each a thread, and no messages of its own. */
export function isForum({ kind }: TestChannel): boolean {
  return kind === ChannelType.GuildForum || kind === ChannelType.GuildMedia;
}

function forumJson({ requiredTag }: TestChannel): Json {
  if (requiredTag === undefined) return { available_tags: [], default_forum_layout: 0 };
  const tag = { name: 'news', moderated: false, emoji_id: null, emoji_name: null };
  const moderated = { ...tag, id: '1', name: 'staff', moderated: true };
  return {
    available_tags: [moderated, { ...tag, id: requiredTag }],
    default_forum_layout: 0,
    flags: ChannelFlags.RequireTag,
  };
}

/** A guild as GUILD_CREATE has it: of its members only the bot, as for a bot without the members intent. */
export function guildJson(guild: TestGuild, platform: Platform): Json {
  const { channels } = guild;
  return {
    ...guildSummaryJson(guild),
    joined_at: toInstant(guild.members.get(platform.bot.id)?.joinedAtMs ?? guild.createdAtMs),
    large: false,
    unavailable: false,
    member_count: guild.members.size,
    members: [{ ...memberJson(guild, platform.bot), user: userJson(platform.bot) }],
    channels: channels.filter((channel) => !channel.isThread).map(channelJson),
    threads: channels.filter((channel) => channel.isThread && channel.archivedAtMs === undefined).map(channelJson),
    presences: [],
    voice_states: [],
    stage_instances: [],
    guild_scheduled_events: [],
    soundboard_sounds: [],
  };
}

/** A guild as `GET /guilds/:guild` has it. */
export function guildSummaryJson(guild: TestGuild): Json {
  return {
    id: guild.id,
    name: guild.name,
    icon: null,
    owner_id: guild.ownerId,
    preferred_locale: guild.locale,
    roles: guild.roles.map(roleJson),
    emojis: [],
    stickers: [],
    features: [],
    afk_channel_id: null,
    afk_timeout: 300,
    verification_level: 0,
    default_message_notifications: 0,
    explicit_content_filter: 0,
    mfa_level: 0,
    nsfw_level: 0,
    premium_tier: 0,
    system_channel_id: null,
    system_channel_flags: 0,
    rules_channel_id: null,
    public_updates_channel_id: null,
    vanity_url_code: null,
    description: null,
    banner: null,
    splash: null,
  };
}

/** An instant in the API's form. */
export function toInstant(atMs: number): string {
  return new Date(atMs).toISOString();
}
