import {
  type APIApplicationCommandBasicOption,
  ApplicationCommandOptionType,
  ApplicationCommandType,
  ApplicationIntegrationType,
  ChannelType,
  InteractionContextType,
  type RESTPostAPIApplicationCommandsJSONBody,
} from 'discord.js';
import type { ArgumentDescription, Command } from '../../core/commands/command.js';
import { CHOICES } from './digest-localisations.js';
import { cutText } from './escape.js';
import { MAX_DESCRIPTION } from './limits.js';
import { COMMANDS, FIND_SOURCES, FIND_SOURCES_NAMES, OPTIONS } from './localisations.js';
import type { LocalisedEntry } from './localised.js';

/** A command as it is registered. */
export type CommandPayload = RESTPostAPIApplicationCommandsJSONBody;

/** For programs and the command line: a chat asks for more by a button, and has operators for the rare wish. */
const COMMAND_LINE_ONLY: ReadonlySet<string> = new Set(['on', 'limit', 'more', 'context', 'explain', 'exact']);
/** Filters that only these commands offer: the others stay short. */
const FILTERS: ReadonlySet<string> = new Set(['publisher', 'topic', 'place', 'person']);
const FILTERED_COMMANDS: ReadonlySet<string> = new Set(['ask', 'search']);

/** The option that every command but those that are always private has: it is ours, not the catalogue's. */
export const PRIVATE = 'private';
/** What these say is nobody's business but the asker's. */
export const ALWAYS_PRIVATE: ReadonlySet<string> = new Set(['forget', 'feed', 'digest']);

/** Longest texts that the core takes, in characters. */
const MAX_LENGTHS: Readonly<Record<'text' | 'word' | 'date', number>> = { text: 2_000, word: 200, date: 10 };

const EVERYWHERE = {
  contexts: [InteractionContextType.Guild, InteractionContextType.BotDM, InteractionContextType.PrivateChannel],
  integration_types: [ApplicationIntegrationType.GuildInstall, ApplicationIntegrationType.UserInstall],
};

/**
 * Everything that is registered: the catalogue as slash commands, and the message command.
 *
 * @param isGlobal  false for one guild, where Discord knows no contexts and kinds of installation
 */
export function toCommandPayloads(catalogue: readonly Command[], isGlobal: boolean): CommandPayload[] {
  const places = isGlobal ? EVERYWHERE : {};
  return [
    ...catalogue.map((command) => ({ ...toSlashCommand(command), ...places })),
    {
      type: ApplicationCommandType.Message,
      name: FIND_SOURCES,
      name_localizations: FIND_SOURCES_NAMES,
      ...places,
    } as const,
  ];
}

function toSlashCommand({ name, summary, subcommands, arguments: described }: Command) {
  const ownOptions = ALWAYS_PRIVATE.has(name) ? [] : [PRIVATE_OPTION];
  return {
    type: ApplicationCommandType.ChatInput as const,
    name,
    description: cutText(summary, MAX_DESCRIPTION),
    ...toLocalisations(COMMANDS[name]),
    // With subcommands the command itself cannot be used (interactions/application-commands#subcommands-and-subcommand-groups).
    options: subcommands?.map((subcommand) => ({
      type: ApplicationCommandOptionType.Subcommand as const,
      name: subcommand.name,
      description: cutText(subcommand.summary, MAX_DESCRIPTION),
      ...toLocalisations(COMMANDS[`${name} ${subcommand.name}`]),
      options: [...toOptions(subcommand.arguments, `${name} ${subcommand.name}`), ...ownOptions],
    })) ?? [...toOptions(described, name), ...ownOptions],
  };
}

function toOptions(described: readonly ArgumentDescription[], command: string): APIApplicationCommandBasicOption[] {
  const offered = described.filter((argument) => isOffered(argument, command));
  // Discord wants the required ones first.
  return [
    ...offered.filter(({ isRequired }) => isRequired === true),
    ...offered.filter(({ isRequired }) => isRequired !== true),
  ].map((argument) => toOption(argument, command));
}

const PRIVATE_OPTION = {
  type: ApplicationCommandOptionType.Boolean as const,
  name: PRIVATE,
  description: 'only you see the answer',
  ...toLocalisations(OPTIONS[PRIVATE]),
};

function isOffered({ name, isRepeatable }: ArgumentDescription, command: string): boolean {
  if (command.startsWith('digest ')) return command !== 'digest preview' || name === 'day';
  if (COMMAND_LINE_ONLY.has(name) || isRepeatable === true) return false;
  return !FILTERS.has(name) || FILTERED_COMMANDS.has(command);
}

/** Kinds of channels to which a digest can be posted: text, announcement, threads, forum, media. */
const POSTED_TO = [
  ChannelType.GuildText,
  ChannelType.GuildAnnouncement,
  ChannelType.AnnouncementThread,
  ChannelType.PublicThread,
  ChannelType.PrivateThread,
  ChannelType.GuildForum,
  ChannelType.GuildMedia,
] as const;

function toOption(argument: ArgumentDescription, command: string): APIApplicationCommandBasicOption {
  const { name, summary, type, isRequired, completes, choices, range = [1] } = argument;
  const described = {
    name,
    description: cutText(summary, MAX_DESCRIPTION),
    ...toLocalisations(OPTIONS[`${command} ${name}`] ?? OPTIONS[name]),
    ...(isRequired === true ? { required: true } : {}),
  };
  switch (type) {
    case 'text':
    case 'word':
    case 'date':
      // Whoever chooses from a list types nothing.
      if (choices !== undefined) {
        return { ...described, type: ApplicationCommandOptionType.String, choices: choices.map(toChoice) };
      }
      return {
        ...described,
        type: ApplicationCommandOptionType.String,
        max_length: MAX_LENGTHS[type],
        ...(completes === undefined ? {} : { autocomplete: true }),
      };
    case 'count':
      return {
        ...described,
        type: ApplicationCommandOptionType.Integer,
        min_value: range[0],
        ...(range[1] === undefined ? {} : { max_value: range[1] }),
      };
    case 'switch':
      return { ...described, type: ApplicationCommandOptionType.Boolean };
    case 'channel':
      return { ...described, type: ApplicationCommandOptionType.Channel, channel_types: [...POSTED_TO] };
  }
}

function toChoice(value: string) {
  const localised = CHOICES[value];
  return { name: value, value, ...(localised === undefined ? {} : { name_localizations: localised }) };
}

function toLocalisations(entry: LocalisedEntry | undefined) {
  return entry === undefined ? {} : { name_localizations: entry.name, description_localizations: entry.description };
}
