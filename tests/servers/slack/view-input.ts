import type { InputElement } from './element-rules.js';
import type { Json } from './platform.js';
import type { TestView } from './view.js';

/** What a person fills in, by block id or action id. */
export type FieldValues = Readonly<Record<string, string | readonly string[]>>;

/**
 * What a view holds when it is sent off.
 *
 * @throws {Error} for what Slack's client would not let a person do
 */
export function fillView(view: TestView, values: FieldValues): Json {
  const unknown = new Set(Object.keys(values));
  const state: Record<string, Json> = {};
  for (const block of view.blocks) {
    if (block.type !== 'input') continue;
    const { block_id = '', element } = block;
    const { action_id = '' } = element;
    unknown.delete(block_id);
    unknown.delete(action_id);
    const given = values[block_id] ?? values[action_id];
    const isEmpty = given === undefined || given.length === 0;
    const filled = isEmpty ? initial(element) : toState(element, given);
    if (filled === undefined && block.optional !== true) throw new Error(`The field "${block.label.text}" is needed.`);
    state[block_id] = { [action_id]: { type: element.type, ...(filled ?? NOTHING[element.type]) } };
  }
  if (unknown.size > 0) throw new Error(`There is no field ${[...unknown].join(', ')}.`);
  return state;
}

function toState(element: InputElement, given: string | readonly string[]): Json {
  const texts = typeof given === 'string' ? [given] : given;
  const [text = ''] = texts;
  switch (element.type) {
    case 'plain_text_input': {
      const { min_length = 0, max_length = 3000 } = element;
      if (text.length < min_length || text.length > max_length) {
        throw new Error(`A field takes ${min_length} to ${max_length} characters.`);
      }
      return { value: text };
    }
    case 'static_select':
    case 'radio_buttons':
      return { selected_option: pick(element, text) };
    case 'multi_static_select':
    case 'checkboxes':
      return { selected_options: texts.map((value) => pick(element, value)) };
    case 'conversations_select':
      return { selected_conversation: text };
    case 'datepicker':
      return { selected_date: text };
    case 'timepicker':
      return { selected_time: text };
  }
}

/** What stands in a field before anybody touches it. */
function initial(element: InputElement): Json | undefined {
  switch (element.type) {
    case 'plain_text_input':
      return element.initial_value === undefined ? undefined : { value: element.initial_value };
    case 'static_select':
    case 'radio_buttons':
      return element.initial_option === undefined ? undefined : { selected_option: element.initial_option };
    case 'multi_static_select':
    case 'checkboxes':
      return element.initial_options === undefined ? undefined : { selected_options: element.initial_options };
    case 'conversations_select':
      return element.initial_conversation === undefined
        ? undefined
        : { selected_conversation: element.initial_conversation };
    case 'datepicker':
      return element.initial_date === undefined ? undefined : { selected_date: element.initial_date };
    case 'timepicker':
      return element.initial_time === undefined ? undefined : { selected_time: element.initial_time };
  }
}

/** What an empty field comes with. */
const NOTHING: Readonly<Record<InputElement['type'], Json>> = {
  plain_text_input: { value: null },
  static_select: { selected_option: null },
  radio_buttons: { selected_option: null },
  multi_static_select: { selected_options: [] },
  checkboxes: { selected_options: [] },
  conversations_select: { selected_conversation: null },
  datepicker: { selected_date: null },
  timepicker: { selected_time: null },
};

type WithOptions = Extract<
  InputElement,
  { type: 'static_select' | 'multi_static_select' | 'radio_buttons' | 'checkboxes' }
>;

function pick(element: WithOptions, value: string): Json {
  const grouped = 'option_groups' in element ? (element.option_groups ?? []).flatMap(({ options }) => options) : [];
  const option = [...(element.options ?? []), ...grouped].find((one) => one.value === value);
  if (option === undefined) throw new Error(`There is no option "${value}".`);
  return option;
}
