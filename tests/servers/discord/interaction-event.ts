import { ApplicationIntegrationType, InteractionContextType } from 'discord.js';
import type { TestChannel } from './channel.js';
import { channelJson, memberJson, userJson } from './entities-json.js';
import type { Interaction } from './interaction.js';
import { messageJson } from './message-json.js';
import { MAX_FILE_BYTES } from './message-rules.js';
import { channelPermissions } from './permissions.js';
import type { Json, Platform } from './platform.js';

/** The `d` of INTERACTION_CREATE. */
export function interactionEvent(interaction: Interaction, platform: Platform): Json {
  const { channel, user, message } = interaction;
  return {
    id: interaction.id,
    application_id: platform.applicationId,
    type: interaction.type,
    token: interaction.token,
    version: 1,
    data: interaction.data,
    channel_id: channel.id,
    channel: channelJson(channel),
    locale: interaction.locale,
    app_permissions: channel.botPermissions.toString(),
    entitlements: [],
    authorizing_integration_owners: ownersOf(interaction),
    context: contextOf(channel),
    attachment_size_limit: MAX_FILE_BYTES,
    ...whoAndWhere(interaction),
    ...(message === undefined ? {} : { message: { ...messageJson(message, platform), ...placeOf(channel) } }),
    ...(channel.guild === undefined ? { user: userJson(user) } : {}),
  };
}

/** The kind of place that a channel is: a guild, the direct message with the bot, or one between people. */
export function contextOf(channel: TestChannel): InteractionContextType {
  if (channel.guild !== undefined) return InteractionContextType.Guild;
  return channel.isDirect ? InteractionContextType.BotDM : InteractionContextType.PrivateChannel;
}

function whoAndWhere({ channel, user }: Interaction): Json {
  const { guild } = channel;
  if (guild === undefined) return {};
  const permissions = channelPermissions(channel, user.id).toString();
  return {
    guild_id: guild.id,
    guild: { id: guild.id, locale: guild.locale, features: [] },
    guild_locale: guild.locale,
    member: { ...memberJson(guild, user), user: userJson(user), permissions },
  };
}

function placeOf(channel: TestChannel): Json {
  return channel.guild === undefined ? {} : { guild_id: channel.guild.id };
}

/** By whose installation the bot is here: the guild's, else the person's own; in its direct messages `0`. */
function ownersOf(interaction: Interaction): Json {
  if (interaction.isUserInstalled) return { [ApplicationIntegrationType.UserInstall]: interaction.user.id };
  return { [ApplicationIntegrationType.GuildInstall]: interaction.channel.guild?.id ?? '0' };
}
