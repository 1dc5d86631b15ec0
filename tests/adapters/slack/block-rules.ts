/** A payload as it goes over the wire. */
type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json | undefined };

const PLAIN_LIMITS: Readonly<Record<string, number>> = {
  header: 150,
  section: 3_000,
  context: 3_000,
  button: 75,
  title: 24,
  submit: 24,
  close: 24,
  label: 2_000,
};

const INPUTS: ReadonlySet<string> = new Set([
  'plain_text_input',
  'conversations_select',
  'timepicker',
  'static_select',
]);

/**
 * What of some blocks, or of a view, Slack would refuse or take as markup, in words. The limits are stated here again, from
 * the Block Kit reference (https://docs.slack.dev/reference/block-kit/blocks), and not taken from the code under test.
 *
 * @param most  blocks at most: 50 in a message, 100 in a view
 * @returns empty when all is well
 */
export function findFaults(blocks: unknown, most: 50 | 100 = 50): string[] {
  const list: readonly Json[] = JSON.parse(JSON.stringify(blocks));
  const faults: string[] = [];
  const note = (holds: boolean, fault: string) => {
    if (!holds) faults.push(fault);
  };
  note(list.length <= most, `${list.length} blocks`);
  note(Buffer.byteLength(JSON.stringify(list)) <= 12_500, `${Buffer.byteLength(JSON.stringify(list))} bytes`);

  const checkPlain = (text: Json | undefined, limit: number, place: string) => {
    const { type, text: shown, emoji } = fieldsOf(text);
    note(type === 'plain_text', `${place}: a text of type ${String(type)}`);
    note(emoji === false, `${place}: emoji codes are read`);
    const length = typeof shown === 'string' ? shown.length : 0;
    note(length >= 1 && length <= limit, `${place}: ${length} characters`);
  };

  const checkRichPart = (part: Json) => {
    const { type, text, url, channel_id, user_id } = fieldsOf(part);
    if (type === 'user') note(/^[UW][A-Z0-9]+$/.test(String(user_id)), 'a person without an id');
    else if (type === 'channel') note(typeof channel_id === 'string', 'a channel without its id');
    else {
      note(type === 'text' || type === 'link', `a part of type ${String(type)}`);
      note(typeof text === 'string' && text.length > 0, 'an empty text');
    }
    if (type === 'link') note(typeof url === 'string' && /^https?:/.test(url) && url.length <= 3_000, 'an odd address');
  };

  const checkConfirmation = (confirm: Json) => {
    const { title, text, confirm: yes, deny } = fieldsOf(confirm);
    checkPlain(title, 100, 'title of a question');
    checkPlain(text, 300, 'text of a question');
    checkPlain(yes, 30, 'button of a question');
    checkPlain(deny, 30, 'button of a question');
  };

  const checkMenu = ({ options, placeholder }: { readonly [key: string]: Json | undefined }) => {
    const list = Array.isArray(options) ? options : [];
    note(list.length >= 1 && list.length <= 100, `a menu of ${list.length}`);
    if (placeholder !== undefined) checkPlain(placeholder, 150, 'placeholder');
    for (const one of list) {
      const { text, value } = fieldsOf(one);
      checkPlain(text, 75, 'option');
      note(typeof value === 'string' && value.length >= 1 && value.length <= 150, 'a long value of an option');
    }
  };

  for (const block of list) {
    const { type, text, elements, element, label, block_id } = fieldsOf(block);
    const parts = Array.isArray(elements) ? elements : [];
    switch (type) {
      case 'header':
      case 'section':
        checkPlain(text, PLAIN_LIMITS[type] ?? 0, type);
        break;
      case 'context':
        note(parts.length >= 1 && parts.length <= 10, `context: ${parts.length} elements`);
        for (const part of parts) checkPlain(part, 3_000, 'context');
        break;
      case 'actions': {
        note(parts.length >= 1 && parts.length <= 25, `actions: ${parts.length} elements`);
        for (const part of parts) {
          const button = fieldsOf(part);
          if (button.confirm !== undefined) checkConfirmation(button.confirm);
          if (button.type === 'static_select') {
            checkMenu(button);
            continue;
          }
          checkPlain(button.text, 75, 'button');
          note(String(button.action_id).length <= 255, 'a long action_id');
          note(typeof button.value === 'string' && button.value.length <= 2_000, 'a long value');
          note(String(button.accessibility_label ?? '').length <= 75, 'a long accessibility_label');
        }
        const ids = parts.map((part) => fieldsOf(part).action_id);
        note(new Set(ids).size === ids.length, 'two buttons of one action_id');
        break;
      }
      case 'rich_text':
        note(parts.length > 0, 'rich_text without elements');
        for (const part of parts) {
          const { type: kind, elements: runs } = fieldsOf(part);
          note(/^rich_text_(?:section|quote|preformatted)$/.test(String(kind)), `rich text of type ${String(kind)}`);
          note(Array.isArray(runs) && runs.length > 0, 'an empty run of rich text');
          for (const run of Array.isArray(runs) ? runs : []) checkRichPart(run);
        }
        break;
      case 'input':
        checkPlain(label, 2_000, 'label');
        note(String(block_id).length <= 255, 'a long block_id');
        note(INPUTS.has(String(fieldsOf(element).type)), 'an odd input');
        if (fieldsOf(element).type === 'static_select') checkMenu(fieldsOf(element));
        break;
      case 'divider':
        break;
      default:
        note(false, `a block of type ${String(type)}`);
    }
  }
  const wire = JSON.stringify(list);
  note(!/\\ud[89a-f][0-9a-f]{2}/i.test(wire), 'half of a character');
  return faults;
}

/** The same for a message with its text. */
export function findMessageFaults(message: { readonly text: string; readonly blocks: unknown }): string[] {
  const { text, blocks } = message;
  return [
    ...(text.trim() === '' ? ['no text'] : []),
    ...(text.length > 4_000 ? [`text of ${text.length} characters`] : []),
    ...(/<[!@#]|<http|&(?!amp;|lt;|gt;)/.test(text) ? ['markup in the text'] : []),
    ...(/[<>]/.test(text) ? ['an angle bracket in the text'] : []),
    ...findFaults(blocks),
  ];
}

/** Every text that a reader sees, joined by line breaks. */
export function readText(blocks: unknown): string {
  const texts: string[] = [];
  const visit = (value: Json | undefined): void => {
    if (Array.isArray(value)) value.forEach(visit);
    else if (typeof value === 'object' && value !== null) {
      for (const [key, inner] of Object.entries(value)) {
        if (key === 'text' && typeof inner === 'string') texts.push(inner);
        else visit(inner);
      }
    }
  };
  visit(JSON.parse(JSON.stringify(blocks)));
  return texts.join('\n');
}

function fieldsOf(value: Json | undefined): { readonly [key: string]: Json | undefined } {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as { readonly [key: string]: Json | undefined })
    : {};
}
