import { MessageFlags, MessageType, InteractionResponseType as ResponseType } from 'discord.js';
import { z } from 'zod';
import { invalidForm, refusals } from './api-error.js';
import type { UploadedFile } from './http.js';
import type { Interaction, InteractionKind } from './interaction.js';
import { parseForm } from './invalid-form.js';
import type { TestMessage } from './message.js';
import { messageJson } from './message-json.js';
import { NO_MESSAGE, parseMessage } from './message-rules.js';
import { RESPONSE_FLAGS } from './message-store.js';
import { modalForm } from './modal-rules.js';
import type { Json, Platform } from './platform.js';

const MAX_FOLLOW_UPS_OF_A_USER_INSTALL = 5;
const DATA = ['data'];
const REPLIES = [ResponseType.ChannelMessageWithSource, ResponseType.DeferredChannelMessageWithSource];
const UPDATES = [ResponseType.DeferredMessageUpdate, ResponseType.UpdateMessage];

const ALLOWED: Readonly<Record<InteractionKind, readonly ResponseType[]>> = {
  command: [...REPLIES, ResponseType.Modal],
  component: [...REPLIES, ...UPDATES, ResponseType.Modal],
  modal: [...REPLIES, ...UPDATES],
  autocomplete: [ResponseType.ApplicationCommandAutocompleteResult],
};

const suggestions = z.object({
  choices: z
    .array(
      z.object({
        name: z.string().min(1).max(100),
        value: z.union([z.string().min(1).max(100), z.number()]),
      }),
    )
    .max(25),
});

/**
 * Gives an interaction its first response. One that is refused leaves it open.
 *
 * @returns what the bot gets when it asked for the response (`with_response=true`)
 * @throws {ApiError} 50035 for a type that does not fit the interaction, or data that break a rule
 */
export function respond(
  platform: Platform,
  interaction: Interaction,
  body: unknown,
  files: readonly UploadedFile[],
): Json {
  const { type, data } = parseForm(z.object({ type: z.int(), data: z.unknown().optional() }), body);
  const isUpdate = UPDATES.some((one) => one === type);
  const isAllowed = ALLOWED[interaction.kind].some((one) => one === type);
  if (!isAllowed || (isUpdate && interaction.message === undefined)) {
    const message = `Type ${type} does not answer a ${interaction.kind} interaction.`;
    throw invalidForm([{ path: ['type'], code: 'INTERACTION_APPLICATION_COMMAND_INVALID_TYPE', message }]);
  }
  apply(platform, interaction, type, data, files);
  platform.interactions.acknowledge(interaction, { type, data, files });
  return resultJson(platform, interaction, type);
}

/**
 * Adds a message to an answered interaction. The first one after a deferral fills the deferral.
 *
 * @throws {ApiError} 40094 beyond the fifth where the bot is only installed by the person
 */
export function followUp(
  platform: Platform,
  interaction: Interaction,
  body: unknown,
  files: readonly UploadedFile[],
): TestMessage {
  const { original } = interaction;
  if (original?.isLoading === true && !original.isDeleted) {
    platform.messages.edit(original, parseMessage(body, files, { existing: original }));
    return original;
  }
  if (interaction.isUserInstalled && interaction.followUps.length >= MAX_FOLLOW_UPS_OF_A_USER_INSTALL) {
    throw refusals.tooManyFollowUps();
  }
  const message = reply(platform, interaction, body, files, []);
  interaction.followUps.push(message);
  platform.changes.notify();
  return message;
}

/** Edits the original response or a further message of an interaction. */
export function editResponse(
  platform: Platform,
  interaction: Interaction,
  message: TestMessage,
  body: unknown,
  files: readonly UploadedFile[],
): void {
  const parsed = parseMessage(body, files, { existing: message });
  if (message === interaction.original) interaction.edits.push(body);
  platform.messages.edit(message, parsed);
}

/**
 * A message of an interaction by its id or as `@original`.
 *
 * @throws {ApiError} 10008 when there is none
 */
export function findResponse(platform: Platform, interaction: Interaction, id: string): TestMessage {
  const { original, followUps } = interaction;
  const message = [original, ...followUps].find((one) => one?.id === (id === '@original' ? original?.id : id));
  if (message === undefined) throw refusals.unknownMessage();
  return platform.messages.find(message.id);
}

function apply(
  platform: Platform,
  interaction: Interaction,
  type: ResponseType,
  data: unknown,
  files: readonly UploadedFile[],
): void {
  switch (type) {
    case ResponseType.ChannelMessageWithSource:
      interaction.original = reply(platform, interaction, data, files, DATA);
      break;
    case ResponseType.DeferredChannelMessageWithSource:
      interaction.original = defer(platform, interaction, data);
      break;
    case ResponseType.DeferredMessageUpdate:
      interaction.original = interaction.message;
      break;
    case ResponseType.UpdateMessage: {
      const message = platform.messages.find(interaction.message?.id ?? '');
      platform.messages.edit(message, parseMessage(data, files, { existing: message, path: DATA }));
      interaction.original = message;
      break;
    }
    case ResponseType.Modal:
      interaction.modal = parseForm(modalForm, data, DATA);
      break;
    default:
      interaction.choices = parseForm(suggestions, data, DATA).choices;
  }
}

function reply(
  platform: Platform,
  interaction: Interaction,
  data: unknown,
  files: readonly UploadedFile[],
  path: readonly string[],
): TestMessage {
  const body = parseMessage(data, files, { path });
  return platform.messages.create(interaction.channel, platform.bot, body, {
    flags: body.flags & RESPONSE_FLAGS,
    ...describe(interaction),
  });
}

function defer(platform: Platform, interaction: Interaction, data: unknown): TestMessage {
  const { flags } = parseForm(z.object({ flags: z.int().default(0) }).default({ flags: 0 }), data ?? undefined, DATA);
  if ((flags & ~MessageFlags.Ephemeral) !== 0) {
    const message = 'A deferral accepts only the flag EPHEMERAL.';
    throw invalidForm([{ path: [...DATA, 'flags'], code: 'INTERACTION_DEFER_INVALID_FLAGS', message }]);
  }
  return platform.messages.create(interaction.channel, platform.bot, NO_MESSAGE, {
    flags: flags | MessageFlags.Loading,
    ...describe(interaction),
  });
}

function describe(interaction: Interaction) {
  const { id, type, user, commandName, kind, data } = interaction;
  const commandType = data.target_id === undefined ? MessageType.ChatInputCommand : MessageType.ContextMenuCommand;
  return {
    origin: { interactionId: id, type, user, commandName },
    type: kind === 'command' ? commandType : MessageType.Default,
  };
}

function resultJson(platform: Platform, interaction: Interaction, type: ResponseType): Json {
  const { original } = interaction;
  const isMessage = REPLIES.some((one) => one === type) || type === ResponseType.UpdateMessage;
  return {
    interaction: {
      id: interaction.id,
      type: interaction.type,
      ...(original === undefined
        ? {}
        : {
            response_message_id: original.id,
            response_message_loading: original.isLoading,
            response_message_ephemeral: original.isEphemeral,
          }),
    },
    resource: { type, ...(isMessage && original !== undefined ? { message: messageJson(original, platform) } : {}) },
  };
}
