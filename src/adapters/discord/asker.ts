import type { Request } from '../../core/commands/request.js';
import type { InteractionEvent } from './events.js';

/** The rights of an asker. */
type Rights = Pick<Request['asker'], 'mayManage' | 'mayManageAll'>;

// https://docs.discord.com/developers/topics/permissions#permissions-bitwise-permission-flags
const ADMINISTRATOR = 0x8n;
const MANAGE_CHANNELS = 0x10n;

/** Threads of announcement channels, public and private ones (resources/channel#channel-object-channel-types). */
export const THREAD_TYPES: ReadonlySet<number | undefined> = new Set([10, 11, 12]);
const BETWEEN_PEOPLE = 2;
const GROUP_DM = 3;

/** What is known of a channel. */
export interface ChannelFacts {
  readonly type?: number | undefined;
  /** Of a thread: the channel in which it was begun. */
  readonly parent?: string | undefined;
}

/**
 * The space of an interaction: the guild where the bot is a member of it, else the person, in direct messages and where
 * only the person has installed the bot.
 */
export function spaceOf({
  guild_id: guild,
  authorizing_integration_owners: owners,
  ...event
}: InteractionEvent): string {
  return guild != null && isOfGuild(guild, owners) ? `discord:guild:${guild}` : `discord:user:${userOf(event)}`;
}

/** The id of whoever did it. */
export function userOf({ member, user }: Pick<InteractionEvent, 'member' | 'user'>): string {
  return member?.user.id ?? user?.id ?? 'nobody';
}

/** Whether the bot is in a guild by the guild's own installation, and not only by that of whoever uses it. */
function isOfGuild(guild: string, owners: InteractionEvent['authorizing_integration_owners']): boolean {
  return owners == null || owners['0'] === guild;
}

/**
 * What somebody may change: all that is their own in a direct message, and in a guild what their rights in the channel say.
 *
 * @param channel  another channel that they name: their rights there count
 */
export function rightsOf({ guild_id: guild, member, data, ...event }: InteractionEvent, channel?: string): Rights {
  // Nobody manages a server's channels from outside of it.
  if (guild == null) return { mayManage: channel === undefined || channel === event.channel_id };
  const own = toBits(member?.permissions);
  const there = channel === undefined ? own : toBits(data?.resolved?.channels?.[channel]?.permissions);
  return {
    mayManage: (there & (ADMINISTRATOR | MANAGE_CHANNELS)) !== 0n,
    ...((own & ADMINISTRATOR) !== 0n ? { mayManageAll: true } : {}),
  };
}

function toBits(permissions = ''): bigint {
  return /^\d+$/.test(permissions) ? BigInt(permissions) : 0n;
}

/**
 * Where an interaction took place, as a channel in which the bot can post by itself.
 *
 * @returns undefined between people, and in a guild where only the person has installed the bot: it is no member there
 */
export function toPlace(event: InteractionEvent): Request['channel'] {
  const { guild_id: guild, context, channel, authorizing_integration_owners: owners } = event;
  const id = channel?.id ?? event.channel_id;
  const isReachable =
    guild == null ? context !== BETWEEN_PEOPLE && channel?.type !== GROUP_DM : isOfGuild(guild, owners);
  if (id == null || !isReachable) return undefined;
  return toChannel(id, { type: channel?.type, parent: channel?.parent_id ?? undefined });
}

/** A channel with the one in which it stands when it is a thread: others stand in categories, which hold nothing. */
export function toChannel(id: string, { type, parent }: ChannelFacts): NonNullable<Request['channel']> {
  return THREAD_TYPES.has(type) && parent !== undefined ? { id, parent } : { id };
}

/**
 * The channel to which a message with a button was posted: the bot begins threads only as posts of a forum, so what stands
 * in one of these was posted to the forum.
 */
export function toPostedPlace(event: InteractionEvent): Request['channel'] {
  const place = toPlace(event);
  const isOwnPost =
    event.channel?.owner_id === event.application_id || (place !== undefined && event.message?.id === place.id);
  return place?.parent !== undefined && isOwnPost ? { id: place.parent } : place;
}
