import type { CommandPayload } from './commands.js';

/** The calls that registering takes. */
export interface CommandApi {
  /** What is registered now, with its localisations. */
  commands(application: string, guild?: string): Promise<unknown>;
  /** Replaces all of it. */
  putCommands(application: string, commands: readonly CommandPayload[], guild?: string): Promise<void>;
}

/**
 * Registers all commands in one call, and only when they differ from what is registered: Discord allows so many changes a
 * day, and people see a command flicker with each.
 *
 * @param guild  registers there only
 * @returns whether anything was changed
 * @throws what the calls throw, except that what is registered cannot be read: then all is registered
 */
export async function registerCommands(
  api: CommandApi,
  application: string,
  wanted: readonly CommandPayload[],
  guild?: string,
): Promise<boolean> {
  const registered = await api.commands(application, guild).catch(() => undefined);
  if (areSame(wanted, registered)) return false;
  await api.putCommands(application, wanted, guild);
  return true;
}

/**
 * Whether what is registered is what is wanted, whatever Discord has added: ids and versions, defaults, an order of its own.
 *
 * @param registered  the answer of Discord; anything that is no list differs
 */
export function areSame(wanted: readonly CommandPayload[], registered: unknown): boolean {
  if (!Array.isArray(registered)) return false;
  // A guild's own commands are for that guild: Discord keeps neither contexts nor kinds of installation for them.
  const isGlobal = wanted.some(({ contexts }) => contexts !== undefined);
  return toComparable(wanted, isGlobal) === toComparable(registered, isGlobal);
}

/** What a command and its options are made of, with what stands for "not given". */
const FIELDS: Readonly<Record<string, unknown>> = {
  type: 1,
  name: '',
  name_localizations: {},
  description: '',
  description_localizations: {},
  required: false,
  autocomplete: false,
  min_value: null,
  max_value: null,
  min_length: null,
  max_length: null,
  choices: [],
  channel_types: [],
  options: [],
  default_member_permissions: null,
  nsfw: false,
};
/** Lists whose order means nothing. */
const SETS = ['contexts', 'integration_types'] as const;

function toComparable(commands: readonly unknown[], isGlobal: boolean): string {
  return JSON.stringify(commands.map((command) => JSON.stringify(toComparablePart(command, isGlobal))).sort());
}

function toComparablePart(part: unknown, hasSets: boolean): unknown {
  if (!isRecord(part)) return part;
  const fields = Object.entries(FIELDS).map(([name, fallback]) => {
    const value = part[name] ?? fallback;
    if (name === 'options' && Array.isArray(value)) return [name, value.map((one) => toComparablePart(one, false))];
    if (name === 'choices' && Array.isArray(value)) return [name, value.map(toComparableChoice)];
    if (name === 'channel_types' && Array.isArray(value)) return [name, [...value].sort()];
    return [name, isRecord(value) ? sortKeys(value) : value];
  });
  const sets = SETS.map((name) => [name, hasSets && Array.isArray(part[name]) ? [...part[name]].sort() : null]);
  return Object.fromEntries([...fields, ...sets]);
}

function toComparableChoice(choice: unknown): unknown {
  if (!isRecord(choice)) return choice;
  const { name, value, name_localizations: localised } = choice;
  return [name, value, isRecord(localised) ? sortKeys(localised) : {}];
}

function sortKeys(record: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(record).sort(([a], [b]) => (a < b ? -1 : 1)));
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
