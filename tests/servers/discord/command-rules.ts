import { ApplicationCommandType, Locale, ApplicationCommandOptionType as OptionType } from 'discord.js';
import { z } from 'zod';
import { formIssue } from './invalid-form.js';

const MAX_COMMAND_TEXT = 8000;
const name = z
  .string()
  .min(1)
  .max(32)
  .regex(/^[-_'\p{L}\p{N}\p{sc=Deva}\p{sc=Thai}]+$/u)
  .refine((text) => text === text.toLocaleLowerCase(), 'Command names and option names must be lower case.');
const description = z.string().min(1).max(100);
const locale = z.enum(Object.values(Locale) as [Locale, ...Locale[]]);
const localized = <T extends z.ZodType<string>>(text: T) => z.partialRecord(locale, text).nullish();

const choice = z.object({
  name: z.string().min(1).max(100),
  name_localizations: localized(z.string().min(1).max(100)),
  value: z.union([z.string().max(100), z.number()]),
});

const named = {
  name,
  name_localizations: localized(name),
  description,
  description_localizations: localized(description),
};

const parameter = z
  .object({
    type: z.literal([
      OptionType.String,
      OptionType.Integer,
      OptionType.Boolean,
      OptionType.User,
      OptionType.Channel,
      OptionType.Role,
      OptionType.Mentionable,
      OptionType.Number,
      OptionType.Attachment,
    ]),
    ...named,
    required: z.boolean().nullish(),
    choices: z.array(choice).max(25).nullish(),
    autocomplete: z.boolean().nullish(),
    min_value: z.number().nullish(),
    max_value: z.number().nullish(),
    min_length: z.int().min(0).max(6000).nullish(),
    max_length: z.int().min(1).max(6000).nullish(),
    channel_types: z.array(z.int()).nullish(),
  })
  .superRefine(({ choices, autocomplete }, context) => {
    if (autocomplete !== true || !choices?.length) return;
    context.addIssue(
      formIssue(['choices'], 'APPLICATION_COMMAND_OPTION_AUTOCOMPLETE_WITH_CHOICES', 'Not together with autocomplete'),
    );
  });

/** A parameter of a command. */
export type CommandParameter = z.infer<typeof parameter>;

const parameters = z.array(parameter).max(25).superRefine(checkOptions);
const subcommand = z.object({ type: z.literal(OptionType.Subcommand), ...named, options: parameters.nullish() });
const subcommandGroup = z.object({
  type: z.literal(OptionType.SubcommandGroup),
  ...named,
  options: z.array(subcommand).min(1).max(25),
});

const common = {
  default_member_permissions: z.string().regex(/^\d+$/).nullish(),
  contexts: z.array(z.int().min(0).max(2)).min(1).nullish(),
  integration_types: z.array(z.int().min(0).max(1)).min(1).nullish(),
  nsfw: z.boolean().nullish(),
};

const chatCommand = z
  .object({
    type: z.literal(ApplicationCommandType.ChatInput),
    ...named,
    ...common,
    options: z
      .array(z.discriminatedUnion('type', [subcommand, subcommandGroup, parameter]))
      .max(25)
      .superRefine(checkOptions)
      .nullish(),
  })
  .superRefine((command, context) => {
    if (countText(command) <= MAX_COMMAND_TEXT) return;
    const message = `Command exceeds maximum size (${MAX_COMMAND_TEXT})`;
    context.addIssue(formIssue([], 'APPLICATION_COMMAND_TOO_LARGE', message));
  });

const menuName = z.string().min(1).max(32);
const menuCommand = z.object({
  type: z.literal([ApplicationCommandType.User, ApplicationCommandType.Message]),
  name: menuName,
  name_localizations: localized(menuName),
  description: z.literal('').nullish(),
  ...common,
});

const command = z.preprocess(
  (body) => (typeof body === 'object' && body !== null && !('type' in body) ? { ...body, type: 1 } : body),
  z.discriminatedUnion('type', [chatCommand, menuCommand]),
);

/** All commands of one call, none twice. */
export const commandList = z.array(command).superRefine((commands, context) => {
  const keys = commands.map((one) => `${one.type} ${one.name}`);
  keys.forEach((key, index) => {
    if (keys.indexOf(key) === index) return;
    const message = 'Application command names must be unique';
    context.addIssue(formIssue([index, 'name'], 'APPLICATION_COMMANDS_DUPLICATE_NAME', message));
  });
});

/** A command as the bot gave it. */
export type CommandDefinition = z.infer<typeof command>;

function checkOptions(
  list: readonly { readonly type: OptionType; readonly name: string; readonly required?: boolean | null | undefined }[],
  context: z.core.$RefinementCtx,
): void {
  const isNested = ({ type }: { readonly type: OptionType }) =>
    type === OptionType.Subcommand || type === OptionType.SubcommandGroup;
  if (list.some(isNested) && !list.every(isNested)) {
    const message = 'Sub-command and sub-command group option types are mutually exclusive to all other types';
    context.addIssue(formIssue([], 'APPLICATION_COMMAND_OPTIONS_TYPE_INVALID', message));
  }
  list.forEach((one, index) => {
    const before = list[index - 1];
    if (one.required === true && before !== undefined && before.required !== true) {
      const message = 'Required options must be placed before non-required options';
      context.addIssue(formIssue([index], 'APPLICATION_COMMAND_OPTIONS_REQUIRED_INVALID', message));
    }
    if (list.findIndex((other) => other.name === one.name) < index) {
      const message = 'Option names must be unique';
      context.addIssue(formIssue([index, 'name'], 'APPLICATION_COMMAND_OPTIONS_NAME_ALREADY_EXISTS', message));
    }
  });
}

interface Countable {
  readonly name: string;
  readonly name_localizations?: Readonly<Partial<Record<Locale, string>>> | null | undefined;
  readonly description?: string | null | undefined;
  readonly description_localizations?: Readonly<Partial<Record<Locale, string>>> | null | undefined;
  readonly value?: string | number | undefined;
  readonly options?: readonly Countable[] | null | undefined;
  readonly choices?: readonly Countable[] | null | undefined;
}

/** Names, descriptions and values of a command and all that is in it; of each localised text the longest. */
function countText(part: Countable): number {
  const longest = (text: string, others: Countable['name_localizations']) =>
    Math.max(text.length, ...Object.values(others ?? {}).map((other) => other.length));
  const inner = [...(part.options ?? []), ...(part.choices ?? [])];
  return (
    longest(part.name, part.name_localizations) +
    longest(part.description ?? '', part.description_localizations) +
    String(part.value ?? '').length +
    inner.reduce((sum, one) => sum + countText(one), 0)
  );
}
