import { PermissionFlagsBits } from 'discord.js';
import type { TestChannel } from './channel.js';
import type { TestGuild } from './guild.js';

/** All permissions that Discord knows, as an administrator has them. */
const ALL_PERMISSIONS = Object.values(PermissionFlagsBits).reduce((all, bit) => all | bit, 0n);

/** What `@everyone` may do in a new guild: see, write, read back, attach, embed, react, start threads, use commands. */
export const EVERYONE_PERMISSIONS =
  PermissionFlagsBits.ViewChannel |
  PermissionFlagsBits.SendMessages |
  PermissionFlagsBits.SendMessagesInThreads |
  PermissionFlagsBits.CreatePublicThreads |
  PermissionFlagsBits.ReadMessageHistory |
  PermissionFlagsBits.EmbedLinks |
  PermissionFlagsBits.AttachFiles |
  PermissionFlagsBits.AddReactions |
  PermissionFlagsBits.UseExternalEmojis |
  PermissionFlagsBits.UseApplicationCommands;

/** What an application may do where it is no member: `app_permissions` in direct and group messages. */
const OUTSIDE_PERMISSIONS =
  PermissionFlagsBits.AttachFiles | PermissionFlagsBits.EmbedLinks | PermissionFlagsBits.MentionEveryone;

/** What a member may do in a guild as a whole: the roles together; everything for the owner and for administrators. */
function guildPermissions(guild: TestGuild, accountId: string): bigint {
  if (accountId === guild.ownerId) return ALL_PERMISSIONS;
  const roleIds = rolesOf(guild, accountId);
  const permissions = guild.roles
    .filter((role) => roleIds.has(role.id))
    .reduce((all, role) => all | role.permissions, 0n);
  return (permissions & PermissionFlagsBits.Administrator) !== 0n ? ALL_PERMISSIONS : permissions;
}

/**
 * What an account may do in a channel: its permissions in the guild, changed by the overwrites of `@everyone`, of its
 * roles, and its own, in this order. A thread takes those of its parent. Without the right to see it, nothing.
 */
export function channelPermissions(channel: TestChannel, accountId: string): bigint {
  const { guild } = channel;
  if (guild === undefined) return OUTSIDE_PERMISSIONS | EVERYONE_PERMISSIONS;
  let permissions = guildPermissions(guild, accountId);
  if (permissions === ALL_PERMISSIONS) return permissions;
  const { overwrites } = channel.parent ?? channel;
  const change = (allow: bigint, deny: bigint) => {
    permissions = (permissions & ~deny) | allow;
  };
  const everyone = overwrites.get(guild.id);
  if (everyone !== undefined) change(everyone.allow, everyone.deny);
  const roles = [...rolesOf(guild, accountId)].flatMap((id) => (id === guild.id ? [] : (overwrites.get(id) ?? [])));
  change(
    roles.reduce((all, { allow }) => all | allow, 0n),
    roles.reduce((all, { deny }) => all | deny, 0n),
  );
  const own = overwrites.get(accountId);
  if (own !== undefined) change(own.allow, own.deny);
  return (permissions & PermissionFlagsBits.ViewChannel) === 0n ? 0n : permissions;
}

/** Whether `permissions` hold all of `needed`. */
export function allows(permissions: bigint, needed: bigint): boolean {
  return (permissions & needed) === needed;
}

function rolesOf(guild: TestGuild, accountId: string): ReadonlySet<string> {
  return new Set([guild.id, ...(guild.members.get(accountId)?.roleIds ?? [])]);
}
