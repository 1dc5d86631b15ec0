import { ApplicationCommandType } from 'discord.js';
import { refusals } from './api-error.js';
import { type CommandDefinition, commandList } from './command-rules.js';
import type { TestGuild } from './guild.js';
import { parseForm } from './invalid-form.js';
import type { Json, Platform } from './platform.js';

const MAX_COMMANDS: Readonly<Record<number, number>> = {
  [ApplicationCommandType.ChatInput]: 100,
  [ApplicationCommandType.User]: 15,
  [ApplicationCommandType.Message]: 15,
};

/** A command that people can use. */
export interface RegisteredCommand {
  readonly id: string;
  /** Changes with every registration. */
  readonly version: string;
  /** The guild that it is registered for; undefined is everywhere. */
  readonly guildId: string | undefined;
  readonly definition: CommandDefinition;
}

/** What is registered. */
export class CommandStore {
  /** How often a whole list has been put. */
  registrations = 0;
  readonly #platform: Platform;
  readonly #lists = new Map<string | undefined, readonly RegisteredCommand[]>();

  constructor(platform: Platform) {
    this.#platform = platform;
  }

  /** Those of a guild, or, without one, those for everywhere. */
  list(guildId?: string): readonly RegisteredCommand[] {
    return this.#lists.get(guildId) ?? [];
  }

  /** The command that somebody in `guild` picks by this name: the guild's own goes before the one for everywhere. */
  find(name: string, type: ApplicationCommandType, guild: TestGuild | undefined): RegisteredCommand | undefined {
    const isIt = ({ definition }: RegisteredCommand) => definition.name === name && definition.type === type;
    return (guild === undefined ? undefined : this.list(guild.id).find(isIt)) ?? this.list().find(isIt);
  }

  /**
   * Puts a whole list in place of the present one. A command of the same name and kind keeps its id.
   *
   * @throws {ApiError} 50035 or 30032 when the list breaks a rule; the present one stays
   */
  put(body: unknown, guildId?: string): readonly RegisteredCommand[] {
    const definitions = parseForm(commandList, body);
    for (const [type, limit] of Object.entries(MAX_COMMANDS)) {
      if (definitions.filter((one) => String(one.type) === type).length > limit) throw refusals.tooManyCommands(limit);
    }
    const known = this.list(guildId);
    const list = definitions.map((definition) => ({
      id:
        known.find((one) => one.definition.name === definition.name && one.definition.type === definition.type)?.id ??
        this.#platform.newId(),
      version: this.#platform.newId(),
      guildId,
      definition,
    }));
    this.#lists.set(guildId, list);
    this.registrations += 1;
    this.#platform.changes.notify();
    return list;
  }
}

/**
 * A command as the API shows it: with defaults filled in and what is false or empty left out, as Discord does.
 *
 * @param hasLocalizations  false leaves out all translations, as `GET` does unless asked for them
 */
export function commandJson(command: RegisteredCommand, platform: Platform, hasLocalizations: boolean): Json {
  const { id, version, guildId, definition } = command;
  const { contexts, integration_types, ...rest } = definition;
  const installable = { contexts: contexts ?? null, integration_types: integration_types ?? [0] };
  const shown: Json = {
    description: '',
    default_member_permissions: null,
    nsfw: false,
    ...(guildId === undefined ? installable : { guild_id: guildId }),
    ...toShape(rest, hasLocalizations),
    id,
    version,
    application_id: platform.applicationId,
  };
  if (!hasLocalizations) return shown;
  return { name_localizations: null, description_localizations: null, ...shown };
}

function toShape(part: object, hasLocalizations: boolean): Json {
  const kept = Object.entries(part).filter(([key, value]) => {
    if (value === null || value === undefined) return false;
    if (key.endsWith('_localizations')) return hasLocalizations;
    if (key === 'required' || key === 'autocomplete') return value !== false;
    return !Array.isArray(value) || value.length > 0;
  });
  return Object.fromEntries(
    kept.map(([key, value]) => [
      key,
      key === 'options' || key === 'choices'
        ? (value as object[]).map((inner) => toShape(inner, hasLocalizations))
        : value,
    ]),
  );
}
