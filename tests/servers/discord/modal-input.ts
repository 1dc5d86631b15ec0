import { ComponentType } from 'discord.js';
import type { ModalField, ModalForm } from './modal-rules.js';
import { fieldsOf } from './modal-rules.js';
import type { Json } from './platform.js';

/** What a person puts into the fields of a modal, by custom id: text, one option, several options, a tick. */
export type FieldValues = Readonly<Record<string, string | readonly string[] | boolean>>;

/**
 * The `components` of a modal that is sent.
 *
 * @throws {Error} for what Discord's client lets nobody send: a required field left out, a text that is too long, an
 * option that is not there
 */
export function fillModal(modal: ModalForm, values: FieldValues): Json[] {
  const fields = fieldsOf(modal);
  for (const id of Object.keys(values)) {
    if (!fields.some(({ custom_id }) => custom_id === id)) throw new Error(`The modal has no field "${id}".`);
  }
  let last = 0;
  const number = (given: number | undefined) => {
    last += 1;
    return given ?? last;
  };
  return modal.components.map((part): Json => {
    const id = number(part.id);
    switch (part.type) {
      case ComponentType.Label:
        return { type: part.type, id, component: { id: number(part.component.id), ...fill(part.component, values) } };
      case ComponentType.ActionRow:
        return {
          type: part.type,
          id,
          components: part.components.map((field) => ({ id: number(field.id), ...fill(field, values) })),
        };
      default:
        return { type: part.type, id };
    }
  });
}

function fill(field: ModalField, values: FieldValues): Json {
  const value = values[field.custom_id];
  const base = { type: field.type, custom_id: field.custom_id };
  const fail = (why: string): never => {
    throw new Error(`The field "${field.custom_id}" ${why}.`);
  };
  switch (field.type) {
    case ComponentType.TextInput: {
      const text = value ?? field.value ?? '';
      if (typeof text !== 'string') return fail('takes text');
      if (text === '' && field.required !== false) return fail('is required');
      const { min_length, max_length } = field;
      if (text !== '' && (text.length < (min_length ?? 0) || text.length > (max_length ?? 4000))) {
        return fail(`takes no text of ${text.length} characters`);
      }
      return { ...base, value: text };
    }
    case ComponentType.Checkbox:
      return { ...base, value: value ?? field.default ?? false };
    case ComponentType.RadioGroup: {
      const preset = field.options.find((option) => option.default === true)?.value;
      const [picked] = pick(field, value ?? preset ?? [], fail);
      return { ...base, value: picked ?? null };
    }
    case ComponentType.StringSelect:
    case ComponentType.CheckboxGroup: {
      const preset = field.options.filter((option) => option.default === true).map((option) => option.value);
      return { ...base, values: pick(field, value ?? preset, fail) };
    }
    default:
      return fail('is of a kind that these people cannot fill in');
  }
}

function pick(
  field: Extract<ModalField, { readonly options: unknown }>,
  value: FieldValues[string],
  fail: (why: string) => never,
): readonly string[] {
  if (typeof value === 'boolean') return fail('takes options');
  const picked = typeof value === 'string' ? [value] : value;
  if (picked.length === 0 && field.required !== false) return fail('is required');
  const unknown = picked.find((one) => !field.options.some((option) => option.value === one));
  if (unknown !== undefined) return fail(`has no option "${unknown}"`);
  const most =
    field.type === ComponentType.CheckboxGroup
      ? (field.max_values ?? field.options.length)
      : field.type === ComponentType.StringSelect
        ? (field.max_values ?? 1)
        : 1;
  const least = 'min_values' in field ? (field.min_values ?? 1) : 1;
  if (picked.length > most || (picked.length > 0 && picked.length < least)) {
    return fail(`takes no ${picked.length} options`);
  }
  return picked;
}
