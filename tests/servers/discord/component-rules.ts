import { ComponentType } from 'discord.js';
import { z } from 'zod';
import { formIssue } from './invalid-form.js';

// Lengths are counted in UTF-16 units, which is never less than what Discord counts.
const identified = { id: z.int().min(0).optional() };
const customId = z.string().min(1).max(100);
const EMOJI = /\p{Extended_Pictographic}|\p{Regional_Indicator}|\u20e3/u;

const emoji = z
  .object({ id: z.string().nullish(), name: z.string().nullish(), animated: z.boolean().nullish() })
  .superRefine(({ id, name }, context) => {
    if (id || EMOJI.test(name ?? '')) return;
    context.addIssue(formIssue(['name'], 'COMPONENT_INVALID_EMOJI', 'Invalid emoji'));
  });

const button = z
  .object({
    type: z.literal(ComponentType.Button),
    ...identified,
    style: z.int().min(1).max(6),
    label: z.string().max(80).nullish(),
    emoji: emoji.nullish(),
    custom_id: customId.nullish(),
    url: z.string().max(512).nullish(),
    sku_id: z.string().nullish(),
    disabled: z.boolean().nullish(),
  })
  .superRefine((part, context) => {
    const isLink = part.style === 5;
    const isPremium = part.style === 6;
    const forbid = (field: 'custom_id' | 'url', isForbidden: boolean) => {
      if (!isForbidden || part[field] === undefined || part[field] === null) return;
      context.addIssue(formIssue([field], 'BUTTON_COMPONENT_FIELD_NOT_ALLOWED', `${field} is not allowed here`));
    };
    const demand = (field: 'custom_id' | 'url' | 'sku_id', isRequired: boolean) => {
      if (!isRequired || typeof part[field] === 'string') return;
      context.addIssue(formIssue([field], 'BASE_TYPE_REQUIRED', 'This field is required'));
    };
    forbid('custom_id', isLink || isPremium);
    forbid('url', !isLink);
    demand('custom_id', !isLink && !isPremium);
    demand('url', isLink);
    demand('sku_id', isPremium);
    if (isLink && part.url && !/^(?:https?|discord):\/\/./.test(part.url)) {
      context.addIssue(
        formIssue(['url'], 'URL_TYPE_INVALID_SCHEME', 'Scheme must be one of ("http", "https", "discord").'),
      );
    }
    if (!isPremium && !part.label && !part.emoji) {
      context.addIssue(formIssue([], 'BUTTON_COMPONENT_LABEL_OR_EMOJI', 'A button must have a label or emoji'));
    }
  });

const option = z.object({
  label: z.string().min(1).max(100),
  value: z.string().min(1).max(100),
  description: z.string().max(100).nullish(),
  emoji: emoji.nullish(),
  default: z.boolean().nullish(),
});

const select = {
  ...identified,
  custom_id: customId,
  placeholder: z.string().max(150).nullish(),
  min_values: z.int().min(0).max(25).nullish(),
  max_values: z.int().min(1).max(25).nullish(),
  required: z.boolean().nullish(),
  disabled: z.boolean().nullish(),
};
const defaults = z.array(z.object({ id: z.string(), type: z.enum(['user', 'role', 'channel']) })).max(25);

/** A select of the bot's own options. */
export const stringSelect = z
  .object({ type: z.literal(ComponentType.StringSelect), ...select, options: z.array(option).min(1).max(25) })
  .superRefine(({ options }, context) => {
    const values = options.map(({ value }) => value);
    values.forEach((value, index) => {
      if (values.indexOf(value) === index) return;
      const path = ['options', index, 'value'];
      context.addIssue(
        formIssue(path, 'SELECT_COMPONENT_OPTION_VALUE_DUPLICATED', 'The specified option value is already used'),
      );
    });
  });

/** Selects that Discord fills: people, roles, channels. */
export const entitySelects = [
  z.object({ type: z.literal(ComponentType.UserSelect), ...select, default_values: defaults.nullish() }),
  z.object({ type: z.literal(ComponentType.RoleSelect), ...select, default_values: defaults.nullish() }),
  z.object({ type: z.literal(ComponentType.MentionableSelect), ...select, default_values: defaults.nullish() }),
  z.object({
    type: z.literal(ComponentType.ChannelSelect),
    ...select,
    channel_types: z.array(z.int()).nullish(),
    default_values: defaults.nullish(),
  }),
] as const;

/** Up to five buttons, or one select. */
const actionRow = z
  .object({
    type: z.literal(ComponentType.ActionRow),
    ...identified,
    components: z
      .array(z.discriminatedUnion('type', [button, stringSelect, ...entitySelects]))
      .min(1)
      .max(5),
  })
  .superRefine(({ components }, context) => {
    if (components.length === 1 || components.every(({ type }) => type === ComponentType.Button)) return;
    context.addIssue(
      formIssue(['components'], 'COMPONENT_LAYOUT_WIDTH_EXCEEDED', 'The specified component exceeds the maximum width'),
    );
  });

/** Markdown text. */
export const textDisplay = z.object({
  type: z.literal(ComponentType.TextDisplay),
  ...identified,
  content: z.string().min(1).max(4000),
});

const media = z.object({
  url: z
    .string()
    .regex(/^(?:https?|attachment):\/\/./)
    .max(2048),
});
const shown = { media, description: z.string().max(1024).nullish(), spoiler: z.boolean().nullish() };
const thumbnail = z.object({ type: z.literal(ComponentType.Thumbnail), ...identified, ...shown });

const section = z.object({
  type: z.literal(ComponentType.Section),
  ...identified,
  components: z.array(textDisplay).min(1).max(3),
  accessory: z.discriminatedUnion('type', [button, thumbnail]),
});

const contents = [
  actionRow,
  textDisplay,
  section,
  z.object({
    type: z.literal(ComponentType.MediaGallery),
    ...identified,
    items: z.array(z.object(shown)).min(1).max(10),
  }),
  z.object({
    type: z.literal(ComponentType.Separator),
    ...identified,
    divider: z.boolean().nullish(),
    spacing: z.int().min(1).max(2).nullish(),
  }),
  z.object({
    type: z.literal(ComponentType.File),
    ...identified,
    file: z.object({ url: z.string().regex(/^attachment:\/\/./) }),
    spoiler: z.boolean().nullish(),
  }),
] as const;

const container = z.object({
  type: z.literal(ComponentType.Container),
  ...identified,
  components: z.array(z.discriminatedUnion('type', contents)).min(1),
  accent_color: z.int().min(0).max(0xffffff).nullish(),
  spoiler: z.boolean().nullish(),
});

/** The components of an ordinary message: rows only. */
export const legacyComponents = z.array(z.discriminatedUnion('type', [actionRow])).max(5);

/** The components of a message with the flag IS_COMPONENTS_V2; their totals are checked apart. */
export const modernComponents = z.array(z.discriminatedUnion('type', [...contents, container]));

/** A component that may stand at the top of a message. */
export type TopComponent = z.infer<typeof modernComponents>[number];

/** A component anywhere in a message. */
export type AnyComponent =
  | TopComponent
  | z.infer<typeof button>
  | z.infer<typeof stringSelect>
  | z.infer<(typeof entitySelects)[number]>
  | z.infer<typeof thumbnail>;

/** A button of a message. */
export type ButtonComponent = z.infer<typeof button>;
