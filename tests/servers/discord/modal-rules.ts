import { ComponentType } from 'discord.js';
import { z } from 'zod';
import { entitySelects, stringSelect, textDisplay } from './component-rules.js';
import { formIssue } from './invalid-form.js';

const identified = { id: z.int().min(0).optional() };
const customId = z.string().min(1).max(100);

const textInput = z.object({
  type: z.literal(ComponentType.TextInput),
  ...identified,
  custom_id: customId,
  style: z.int().min(1).max(2),
  label: z.string().min(1).max(45).nullish(),
  min_length: z.int().min(0).max(4000).nullish(),
  max_length: z.int().min(1).max(4000).nullish(),
  required: z.boolean().nullish(),
  value: z.string().max(4000).nullish(),
  placeholder: z.string().max(100).nullish(),
});

const groupOption = z.object({
  value: z.string().min(1).max(100),
  label: z.string().min(1).max(100),
  description: z.string().max(100).nullish(),
  default: z.boolean().nullish(),
});

const field = z.discriminatedUnion('type', [
  textInput,
  stringSelect,
  ...entitySelects,
  z.object({
    type: z.literal(ComponentType.FileUpload),
    ...identified,
    custom_id: customId,
    min_values: z.int().min(0).max(10).nullish(),
    max_values: z.int().min(1).max(10).nullish(),
    required: z.boolean().nullish(),
  }),
  z.object({
    type: z.literal(ComponentType.RadioGroup),
    ...identified,
    custom_id: customId,
    options: z.array(groupOption).min(2).max(10),
    required: z.boolean().nullish(),
  }),
  z.object({
    type: z.literal(ComponentType.CheckboxGroup),
    ...identified,
    custom_id: customId,
    options: z.array(groupOption).min(1).max(10),
    min_values: z.int().min(0).max(10).nullish(),
    max_values: z.int().min(1).max(10).nullish(),
    required: z.boolean().nullish(),
  }),
  z.object({
    type: z.literal(ComponentType.Checkbox),
    ...identified,
    custom_id: customId,
    default: z.boolean().nullish(),
  }),
]);

const label = z.object({
  type: z.literal(ComponentType.Label),
  ...identified,
  label: z.string().min(1).max(45),
  description: z.string().max(100).nullish(),
  component: field,
});

/** The older form: one text input in a row, with its label in it. */
const row = z.object({
  type: z.literal(ComponentType.ActionRow),
  ...identified,
  components: z.tuple([textInput.extend({ label: z.string().min(1).max(45) })]),
});

/** A modal that an interaction is answered with. */
export const modalForm = z
  .object({
    custom_id: customId,
    title: z.string().min(1).max(45),
    components: z
      .array(z.discriminatedUnion('type', [label, row, textDisplay]))
      .min(1)
      .max(5),
  })
  .superRefine((modal, context) => {
    const ids = fieldsOf(modal).map(({ custom_id }) => custom_id);
    if (new Set(ids).size === ids.length) return;
    const message = 'Component custom id cannot be duplicated';
    context.addIssue(formIssue(['components'], 'COMPONENT_CUSTOM_ID_DUPLICATED', message));
  });

/** A field of a modal that a person fills in. */
export type ModalField = z.infer<typeof field>;

interface ModalParts {
  readonly components: readonly (z.infer<typeof label> | z.infer<typeof row> | z.infer<typeof textDisplay>)[];
}

/** A modal as the bot gave it. */
export type ModalForm = z.infer<typeof modalForm>;

/** The fields of a modal, from top to bottom. */
export function fieldsOf(modal: ModalParts): ModalField[] {
  return modal.components.flatMap((part): ModalField[] => {
    if (part.type === ComponentType.Label) return [part.component];
    return part.type === ComponentType.ActionRow ? part.components : [];
  });
}
