import { PermissionFlagsBits } from 'discord.js';

/** What the bot needs in a server, each for a reason. Slash commands and buttons work without any of it. */
const PERMISSIONS = [
  // Mentions and replies reach it only in channels that it sees.
  PermissionFlagsBits.ViewChannel,
  // To answer them, and to post what somebody subscribed to.
  PermissionFlagsBits.SendMessages,
  PermissionFlagsBits.SendMessagesInThreads,
  // A message that replies to another needs it, and so does finding out whether something was posted already.
  PermissionFlagsBits.ReadMessageHistory,
] as const;

/** The address at which somebody adds the bot to a server, with the least permissions. */
export function toInviteLink(application: string): string {
  const address = new URL('https://discord.com/oauth2/authorize');
  address.searchParams.set('client_id', application);
  address.searchParams.set('scope', 'bot applications.commands');
  address.searchParams.set('permissions', PERMISSIONS.reduce((all, one) => all | one, 0n).toString());
  return address.href;
}
