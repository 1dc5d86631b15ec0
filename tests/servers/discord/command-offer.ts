import { type ApplicationCommandType, ApplicationIntegrationType } from 'discord.js';
import type { TestChannel } from './channel.js';
import type { RegisteredCommand } from './command-store.js';
import { contextOf } from './interaction-event.js';
import { allows, channelPermissions } from './permissions.js';
import type { Account, Platform } from './platform.js';

/**
 * The command that Discord offers somebody in a channel under a name.
 *
 * @throws {Error} when it offers none: nothing of this name and kind is registered, or not for this kind of place, or
 * it is for people with more rights
 */
export function findOffer(
  platform: Platform,
  name: string,
  type: ApplicationCommandType,
  { user, channel }: { readonly user: Account; readonly channel: TestChannel },
): RegisteredCommand {
  const command = platform.commands.find(name, type, channel.guild);
  if (command === undefined) throw new Error(`The command "${name}" is not registered.`);
  const { contexts, integration_types, default_member_permissions } = command.definition;
  const isBotThere = channel.guild?.isBotMember ?? channel.isDirect;
  const needed = isBotThere ? ApplicationIntegrationType.GuildInstall : ApplicationIntegrationType.UserInstall;
  const installs = integration_types ?? [ApplicationIntegrationType.GuildInstall];
  const isForPlace = command.guildId !== undefined || contexts?.includes(contextOf(channel)) !== false;
  if (!isForPlace || (!installs.includes(needed) && !channel.isDirect)) {
    throw new Error(`The command "${name}" is not offered here.`);
  }
  const rights = BigInt(default_member_permissions ?? 0);
  if (channel.guild !== undefined && !allows(channelPermissions(channel, user.id), rights)) {
    throw new Error(`The command "${name}" is not offered to ${user.name}.`);
  }
  return command;
}
