import { z } from 'zod';

// What is used of Discord's events (https://docs.discord.com/developers/events/gateway-events); all else in them is ignored.

const user = z.object({ id: z.string().min(1), bot: z.boolean().optional() });

/** A command's option. `focused` is the one that is being typed. */
const option = z.object({
  name: z.string(),
  value: z.union([z.string(), z.number(), z.boolean()]).optional(),
  focused: z.boolean().optional(),
});

/** An option, or a subcommand with its options; there are no groups of subcommands. */
const optionOrSubcommand = option.extend({ type: z.int().optional(), options: z.array(option).optional() });

const targetMessage = z.object({
  content: z.string().nullish(),
  embeds: z.array(z.object({ title: z.string().nullish(), description: z.string().nullish() })).nullish(),
  /** What was forwarded. */
  message_snapshots: z.array(z.object({ message: z.object({ content: z.string().nullish() }) })).nullish(),
});

const field = z.object({ custom_id: z.string(), value: z.string().optional() });

export const interactionSchema = z.object({
  id: z.string().min(1),
  application_id: z.string().min(1),
  /** 2 command, 3 button or select, 4 autocompletion, 5 modal. */
  type: z.int(),
  token: z.string().min(1),
  guild_id: z.string().nullish(),
  channel_id: z.string().nullish(),
  channel: z
    .object({
      id: z.string(),
      type: z.int().optional(),
      parent_id: z.string().nullish(),
      /** Of a thread: who began it. */
      owner_id: z.string().nullish(),
    })
    .nullish(),
  /** In a guild. `permissions` are those in the channel, as a number in decimal. */
  member: z.object({ user, permissions: z.string().optional() }).nullish(),
  /** Elsewhere. */
  user: user.nullish(),
  locale: z.string().optional(),
  /** 0 in a guild, 1 in a direct message with the bot, 2 between people. */
  context: z.int().nullish(),
  /** By whose installation the bot is here: "0" the guild's, "1" a person's. */
  authorizing_integration_owners: z.record(z.string(), z.string()).nullish(),
  /** The message with the button. */
  message: z.object({ id: z.string(), flags: z.int().optional() }).nullish(),
  data: z
    .object({
      /** 1 slash command, 3 message command. */
      type: z.int().optional(),
      name: z.string().optional(),
      options: z.array(optionOrSubcommand).optional(),
      target_id: z.string().optional(),
      resolved: z
        .object({
          messages: z.record(z.string(), targetMessage).optional(),
          /** `permissions` are the person's in that channel, as a number in decimal. */
          channels: z.record(z.string(), z.object({ permissions: z.string().optional() })).optional(),
        })
        .optional(),
      custom_id: z.string().optional(),
      values: z.array(z.string()).optional(),
      /** Of a modal: each field in a label, or in a row of the older form. */
      components: z.array(z.object({ component: field.optional(), components: z.array(field).optional() })).optional(),
    })
    .nullish(),
});

/** Something that somebody did with a command, a button, a select or a modal. */
export type InteractionEvent = z.output<typeof interactionSchema>;

export const messageSchema = z.object({
  id: z.string().min(1),
  channel_id: z.string().min(1),
  /** Absent in a direct message. */
  guild_id: z.string().nullish(),
  channel_type: z.int().optional(),
  author: user,
  webhook_id: z.string().nullish(),
  /** 0 plain, 19 a reply. */
  type: z.int(),
  content: z.string(),
  /** People that it mentions by themselves; for a reply with its ping on, whom it replies to. */
  mentions: z.array(user).default([]),
  message_reference: z.object({ message_id: z.string().optional() }).nullish(),
});

/** A message that somebody wrote. */
export type MessageEvent = z.output<typeof messageSchema>;

/** A message as Discord returns it. */
export const postedSchema = z.object({ id: z.string().min(1), flags: z.int().optional() });

/** A message of the bot. `flags` tell whether Discord still shows it as "thinking…". */
export type PostedMessage = z.output<typeof postedSchema>;

/** The answer to a first response that was asked for with `with_response`. */
export const callbackSchema = z.object({ resource: z.object({ message: postedSchema }) });

export const keyedMessageSchema = z.object({ id: z.string().min(1), components: z.array(z.unknown()).optional() });

/** A message that is looked at for a key. */
export type KeyedMessage = z.output<typeof keyedMessageSchema>;

export const keyedListSchema = z.array(keyedMessageSchema);

/** A direct channel that was opened. */
export const directChannelSchema = z.object({ id: z.string().min(1) });

/** A channel or a thread. */
export const channelSchema = z.object({
  id: z.string().min(1),
  type: z.int(),
  guild_id: z.string().nullish(),
  parent_id: z.string().nullish(),
  flags: z.int().optional(),
  /** Of a forum. */
  available_tags: z.array(z.object({ id: z.string(), moderated: z.boolean().optional() })).nullish(),
});

const threadSchema = z.object({
  id: z.string().min(1),
  parent_id: z.string().nullish(),
  owner_id: z.string().nullish(),
  thread_metadata: z.object({ archive_timestamp: z.string() }).optional(),
});

/** A thread in a list. */
export type ListedThread = z.output<typeof threadSchema>;

/** Threads, and whether there are more. */
export const threadListSchema = z.object({ threads: z.array(threadSchema), has_more: z.boolean().optional() });
