import { ApplicationCommandOptionType as OptionType } from 'discord.js';
import { TestChannel } from './channel.js';
import type { CommandParameter } from './command-rules.js';
import type { RegisteredCommand } from './command-store.js';
import { channelJson, memberJson, roleJson, userJson } from './entities-json.js';
import type { TestGuild, TestRole } from './guild.js';
import { channelPermissions } from './permissions.js';
import type { Account, Json } from './platform.js';

const MAX_TEXT = 6000;

/** What a person puts into an option. */
type OptionValue = string | number | boolean | Account | TestChannel | TestRole;

/** Options by name. */
export type OptionValues = Readonly<Record<string, OptionValue>>;

/** Under which group and subcommand the options stand. */
export interface CommandPath {
  readonly group?: string | undefined;
  readonly subcommand?: string | undefined;
}

/** The `options` and `resolved` of a command interaction. */
export interface CommandInput {
  readonly options: readonly Json[];
  readonly resolved: Json;
}

/**
 * Puts options as Discord's own client would.
 *
 * @param focused  the option that is being typed, for autocompletion: nothing has to be complete yet
 * @throws {Error} for what the client lets nobody send: an option that the command has not, a missing or wrong value
 */
export function toCommandInput(
  command: RegisteredCommand,
  path: CommandPath,
  values: OptionValues,
  who: { readonly user: Account; readonly guild: TestGuild | undefined },
  focused?: string,
): CommandInput {
  const name = [command.definition.name, path.group, path.subcommand].filter(Boolean).join(' ');
  const { parameters, wrap } = enter(command, path, name);
  for (const given of [...Object.keys(values), ...(focused === undefined ? [] : [focused])]) {
    if (!parameters.some((one) => one.name === given)) throw new Error(`/${name} has no option "${given}".`);
  }
  if (focused !== undefined && parameters.find((one) => one.name === focused)?.autocomplete !== true) {
    throw new Error(`The option "${focused}" of /${name} is not completed.`);
  }
  const resolved: Record<string, Json> = {};
  const options = parameters.flatMap((parameter): Json[] => {
    const value = values[parameter.name] ?? (parameter.name === focused ? '' : undefined);
    if (value === undefined) {
      if (parameter.required === true && focused === undefined) {
        throw new Error(`/${name} requires the option "${parameter.name}".`);
      }
      return [];
    }
    if (focused === undefined) check(parameter, value, name);
    const shown = typeof value === 'object' ? resolve(value, resolved, who) : value;
    const focus = parameter.name === focused ? { focused: true } : {};
    return [{ name: parameter.name, type: parameter.type, value: shown, ...focus }];
  });
  return { options: wrap(options), resolved };
}

/**
 * Adds an entity to the `resolved` of an interaction.
 *
 * @returns its id
 */
export function resolve(
  value: Account | TestChannel | TestRole,
  resolved: Record<string, Json>,
  { user, guild }: { readonly user: Account; readonly guild: TestGuild | undefined },
): string {
  const add = (kind: string, json: Json) => {
    resolved[kind] = { ...resolved[kind], [value.id]: json };
  };
  if (value instanceof TestChannel) {
    add('channels', { ...channelJson(value), permissions: channelPermissions(value, user.id).toString() });
  } else if ('isMentionable' in value) {
    add('roles', roleJson(value));
  } else {
    add('users', userJson(value));
    if (guild?.members.has(value.id) === true) add('members', memberJson(guild, value));
  }
  return value.id;
}

function enter(command: RegisteredCommand, { group, subcommand }: CommandPath, name: string) {
  const { definition } = command;
  let options = 'options' in definition ? (definition.options ?? []) : [];
  const steps: { readonly type: OptionType; readonly name: string }[] = [];
  const stepInto = (type: OptionType.Subcommand | OptionType.SubcommandGroup, step: string | undefined) => {
    if (step === undefined) return;
    const next = options.find((one) => one.type === type && one.name === step);
    if (next === undefined || !('options' in next)) throw new Error(`There is no /${name}.`);
    options = next.options ?? [];
    steps.push({ type, name: step });
  };
  stepInto(OptionType.SubcommandGroup, group);
  stepInto(OptionType.Subcommand, subcommand);
  const parameters = options.filter((one): one is CommandParameter => !isNested(one.type));
  if (parameters.length < options.length) throw new Error(`/${name} is used through one of its subcommands.`);
  const wrap = (inner: Json[]) => steps.reduceRight<Json[]>((within, step) => [{ ...step, options: within }], inner);
  return { parameters, wrap };
}

function isNested(type: OptionType): boolean {
  return type === OptionType.Subcommand || type === OptionType.SubcommandGroup;
}

function check(parameter: CommandParameter, value: OptionValue, name: string): void {
  const fail = (why: string) => {
    throw new Error(`The option "${parameter.name}" of /${name} ${why}.`);
  };
  const { choices, min_length, max_length, min_value, max_value, channel_types } = parameter;
  if (!fits(parameter.type, value)) fail(`takes no ${typeof value}`);
  if (choices?.length && !choices.some((choice) => choice.value === value)) fail(`has no choice "${String(value)}"`);
  if (typeof value === 'string' && (value.length < (min_length ?? 1) || value.length > (max_length ?? MAX_TEXT))) {
    fail(`takes no text of ${value.length} characters`);
  }
  if (typeof value === 'number' && (value < (min_value ?? value) || value > (max_value ?? value))) {
    fail(`does not take ${value}`);
  }
  if (value instanceof TestChannel && channel_types?.includes(value.kind) === false) {
    fail(`takes no channel of type ${value.kind}`);
  }
}

function fits(type: OptionType, value: OptionValue): boolean {
  const isEntity = typeof value === 'object';
  const isChannel = value instanceof TestChannel;
  const isRole = isEntity && 'isMentionable' in value;
  switch (type) {
    case OptionType.String:
      return typeof value === 'string';
    case OptionType.Integer:
      return Number.isSafeInteger(value);
    case OptionType.Number:
      return typeof value === 'number';
    case OptionType.Boolean:
      return typeof value === 'boolean';
    case OptionType.Channel:
      return isChannel;
    case OptionType.Role:
      return isRole;
    case OptionType.User:
      return isEntity && !isChannel && !isRole;
    case OptionType.Mentionable:
      return isEntity && !isChannel;
    default:
      return false;
  }
}
