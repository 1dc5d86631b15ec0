import { z } from 'zod';
import { actionId, confirmation, oneOption, optionGroups, options, plainText, urlField } from './text-rules.js';

// https://docs.slack.dev/reference/block-kit/block-elements

const pickable = {
  action_id: actionId,
  confirm: confirmation.optional(),
  focus_on_load: z.boolean().optional(),
  placeholder: plainText(150).optional(),
};

const button = z.strictObject({
  type: z.literal('button'),
  text: plainText(75),
  action_id: actionId,
  value: z.string().max(2000).optional(),
  url: urlField.optional(),
  style: z.enum(['primary', 'danger']).optional(),
  confirm: confirmation.optional(),
  accessibility_label: z.string().max(75).optional(),
});

const staticSelect = z
  .strictObject({
    type: z.literal('static_select'),
    ...pickable,
    options: options(100).optional(),
    option_groups: optionGroups.optional(),
    initial_option: oneOption,
  })
  .refine((select) => (select.options === undefined) !== (select.option_groups === undefined), {
    message: 'must define either `options` or `option_groups`',
  });

const multiStaticSelect = z
  .strictObject({
    type: z.literal('multi_static_select'),
    ...pickable,
    options: options(100).optional(),
    option_groups: optionGroups.optional(),
    initial_options: options(100).optional(),
    max_selected_items: z.int().min(1).optional(),
  })
  .refine((select) => (select.options === undefined) !== (select.option_groups === undefined), {
    message: 'must define either `options` or `option_groups`',
  });

const conversationsSelect = z.strictObject({
  type: z.literal('conversations_select'),
  ...pickable,
  initial_conversation: z.string().optional(),
  default_to_current_conversation: z.boolean().optional(),
  response_url_enabled: z.boolean().optional(),
  filter: z
    .strictObject({
      include: z
        .array(z.enum(['im', 'mpim', 'private', 'public']))
        .min(1)
        .optional(),
      exclude_external_shared_channels: z.boolean().optional(),
      exclude_bot_users: z.boolean().optional(),
    })
    .optional(),
});

const overflow = z.strictObject({
  type: z.literal('overflow'),
  action_id: actionId,
  confirm: confirmation.optional(),
  options: options(5),
});

const { placeholder: _, ...choosable } = pickable;

const radioButtons = z.strictObject({
  type: z.literal('radio_buttons'),
  ...choosable,
  options: options(10),
  initial_option: oneOption,
});

const checkboxes = z.strictObject({
  type: z.literal('checkboxes'),
  ...choosable,
  options: options(10),
  initial_options: options(10).optional(),
});

const datepicker = z.strictObject({
  type: z.literal('datepicker'),
  ...pickable,
  initial_date: z
    .string()
    .regex(/^\d{4}-\d{2}-\d{2}$/, 'must be a valid date')
    .optional(),
});

const timepicker = z.strictObject({
  type: z.literal('timepicker'),
  ...pickable,
  initial_time: z
    .string()
    .regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'must be a valid time')
    .optional(),
  timezone: z.string().optional(),
});

const plainTextInput = z.strictObject({
  type: z.literal('plain_text_input'),
  action_id: actionId,
  initial_value: z.string().max(3000).optional(),
  multiline: z.boolean().optional(),
  min_length: z.int().min(0).max(3000).optional(),
  max_length: z.int().min(1).max(3000).optional(),
  placeholder: plainText(150).optional(),
  focus_on_load: z.boolean().optional(),
  dispatch_action_config: z
    .strictObject({ trigger_actions_on: z.array(z.enum(['on_enter_pressed', 'on_character_entered'])).min(1) })
    .optional(),
});

const feedbackButton = z.strictObject({
  text: plainText(75),
  value: z.string().max(2000),
  accessibility_label: z.string().max(75).optional(),
});

/** A picture in a section or among small print. */
export const image = z.strictObject({
  type: z.literal('image'),
  image_url: urlField,
  alt_text: z.string().min(1).max(2000),
});

const chosen = [
  staticSelect,
  multiStaticSelect,
  conversationsSelect,
  radioButtons,
  checkboxes,
  datepicker,
  timepicker,
] as const;
const usable = [button, overflow, ...chosen] as const;

/** What may stand beside the text of a section. */
export const accessory = z.discriminatedUnion('type', [...usable, image]);

/** What may stand in a row of actions. */
export const actionElement = z.discriminatedUnion('type', usable);

/** What a person fills in. */
export const inputElement = z.discriminatedUnion('type', [plainTextInput, ...chosen]);

/** Small actions below an answer. */
export const contextAction = z.discriminatedUnion('type', [
  z.strictObject({
    type: z.literal('feedback_buttons'),
    action_id: actionId,
    positive_button: feedbackButton,
    negative_button: feedbackButton,
  }),
  z.strictObject({
    type: z.literal('icon_button'),
    action_id: actionId,
    icon: z.literal('trash'),
    text: plainText(75),
    value: z.string().max(2000).optional(),
    confirm: confirmation.optional(),
    accessibility_label: z.string().max(75).optional(),
    visible_to_user_ids: z.array(z.string()).optional(),
  }),
]);

/** A field of a modal. */
export type InputElement = z.infer<typeof inputElement>;
