import { ComponentType, MessageType } from 'discord.js';
import type { TopComponent } from './component-rules.js';
import { toInstant, userJson } from './entities-json.js';
import type { TestAttachment, TestMessage } from './message.js';
import type { Json, Platform } from './platform.js';

/**
 * A message as the API shows it to the bot.
 *
 * @param hasContentIntent  false hides what a bot without that privileged intent does not get: content, embeds,
 * attachments and components of messages that are not its own, not direct, and do not mention it
 */
export function messageJson(message: TestMessage, platform: Platform, hasContentIntent = true): Json {
  const { reference } = message;
  if (reference === undefined) return ownJson(message, platform, hasContentIntent);
  const { id, channel } = reference;
  const inGuild = channel.guild === undefined ? {} : { guild_id: channel.guild.id };
  const shown = reference.isDeleted ? null : ownJson(reference, platform, hasContentIntent);
  return {
    ...ownJson(message, platform, hasContentIntent),
    message_reference: { type: 0, message_id: id, channel_id: channel.id, ...inGuild },
    ...(message.type === MessageType.Reply ? { referenced_message: shown } : {}),
  };
}

/** The message without the one that it refers to: Discord shows only one step back. */
function ownJson(message: TestMessage, platform: Platform, hasContentIntent: boolean): Json {
  const isReadable =
    hasContentIntent ||
    message.author === platform.bot ||
    message.channel.guild === undefined ||
    message.pings.users.includes(platform.bot.id);
  const files = message.attachments.map((file) => attachmentJson(file, message, platform));
  return {
    id: message.id,
    channel_id: message.channel.id,
    author: userJson(message.author),
    type: message.type,
    content: isReadable ? message.content : '',
    embeds: isReadable ? message.embeds.map((embed) => ({ type: 'rich', ...embed })) : [],
    components: isReadable ? message.components.map((part) => withAddresses(part, files)) : [],
    attachments: isReadable ? files : [],
    flags: message.flags,
    timestamp: toInstant(message.createdAtMs),
    edited_timestamp: message.editedAtMs === undefined ? null : toInstant(message.editedAtMs),
    tts: false,
    pinned: false,
    mention_everyone: message.pings.everyone,
    mentions: message.pings.users.flatMap((id) => {
      const account = platform.accounts.get(id);
      return account === undefined ? [] : [userJson(account)];
    }),
    mention_roles: message.pings.roles,
    ...(message.nonce === undefined ? {} : { nonce: message.nonce }),
    ...(message.author === platform.bot ? { application_id: platform.applicationId } : {}),
    ...originJson(message, platform),
  };
}

function originJson({ origin }: TestMessage, platform: Platform): Json {
  if (origin === undefined) return {};
  const { interactionId, type, user, commandName } = origin;
  const owner = { id: interactionId, type, user: userJson(user), authorizing_integration_owners: {} };
  return {
    webhook_id: platform.applicationId,
    interaction_metadata: commandName === undefined ? owner : { ...owner, name: commandName },
    ...(commandName === undefined
      ? {}
      : { interaction: { id: interactionId, type, name: commandName, user: userJson(user) } }),
  };
}

function attachmentJson(file: TestAttachment, message: TestMessage, platform: Platform): Json {
  const url = `${platform.origin}/attachments/${message.channel.id}/${file.id}/${encodeURIComponent(file.name)}`;
  return {
    id: file.id,
    filename: file.name,
    size: file.bytes.length,
    url,
    proxy_url: url,
    ...(file.contentType === undefined ? {} : { content_type: file.contentType }),
    ...(file.description === undefined ? {} : { description: file.description }),
  };
}

/** Discord answers with the address of a file where the bot wrote `attachment://NAME`. */
function withAddresses(part: TopComponent, files: readonly Json[]): Json {
  const addressOf = (url: string) =>
    files.find(({ filename }) => url === `attachment://${String(filename)}`)?.url ?? url;
  const media = (item: { readonly url: string }) => ({ url: addressOf(item.url), proxy_url: addressOf(item.url) });
  switch (part.type) {
    case ComponentType.Container:
      return { ...part, components: part.components.map((inner) => withAddresses(inner, files)) };
    case ComponentType.Section:
      return part.accessory.type === ComponentType.Thumbnail
        ? { ...part, accessory: { ...part.accessory, media: media(part.accessory.media) } }
        : { ...part };
    case ComponentType.MediaGallery:
      return { ...part, items: part.items.map((item) => ({ ...item, media: media(item.media) })) };
    case ComponentType.File:
      return { ...part, file: media(part.file) };
    default:
      return { ...part };
  }
}
