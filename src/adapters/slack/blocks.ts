import {
  MAX_BUTTON,
  MAX_CONFIRM_BUTTON,
  MAX_CONFIRM_TEXT,
  MAX_CONFIRM_TITLE,
  MAX_HEADER,
  MAX_OPTION,
  MAX_TEXT,
  MAX_URL,
} from './limits.js';
import { cutText, toLine, toShown } from './text.js';

/** Text in which no character has a meaning to Slack: no markup, no mention, no emoji code. */
export interface PlainText {
  readonly type: 'plain_text';
  readonly text: string;
  readonly emoji: false;
}

/** A run of rich text. Slack shows `text` as it is written. */
export type RichPart =
  | {
      readonly type: 'text';
      readonly text: string;
      readonly style?: { readonly bold?: true; readonly italic?: true; readonly code?: true };
    }
  | { readonly type: 'link'; readonly url: string; readonly text: string }
  | { readonly type: 'channel'; readonly channel_id: string }
  /** Tells the person, where they may read it. */
  | { readonly type: 'user'; readonly user_id: string };

/** A paragraph, a quotation or preformatted lines of rich text. */
export interface RichElement {
  readonly type: 'rich_text_section' | 'rich_text_quote' | 'rich_text_preformatted';
  readonly elements: readonly RichPart[];
}

/** What is asked before something is done that cannot be taken back. */
export interface Confirmation {
  readonly title: PlainText;
  readonly text: PlainText;
  readonly confirm: PlainText;
  readonly deny: PlainText;
}

/** A button; `value` comes back when it is pressed. */
export interface Button {
  readonly type: 'button';
  readonly text: PlainText;
  readonly action_id: string;
  readonly value: string;
  readonly accessibility_label?: string;
  readonly confirm?: Confirmation;
}

/** One thing that may be chosen; `value` comes back with it. */
export interface Option {
  readonly text: PlainText;
  readonly value: string;
}

/** A menu of which one option is chosen. */
export interface Menu {
  readonly type: 'static_select';
  readonly action_id: string;
  readonly placeholder?: PlainText;
  readonly options: readonly Option[];
  readonly initial_option?: Option;
  readonly confirm?: Confirmation;
}

/** What is filled in. */
export type Field =
  | Menu
  | {
      readonly type: 'plain_text_input';
      readonly action_id: string;
      readonly multiline?: true;
      readonly max_length: number;
      readonly initial_value?: string;
    }
  | {
      readonly type: 'conversations_select';
      readonly action_id: string;
      readonly initial_conversation?: string;
      readonly filter: { readonly include: readonly ('public' | 'private' | 'im')[] };
    }
  | { readonly type: 'timepicker'; readonly action_id: string; readonly initial_time: string };

/** The part of Block Kit that is used here (https://docs.slack.dev/reference/block-kit/blocks). */
export type Block =
  | { readonly type: 'header'; readonly text: PlainText }
  | { readonly type: 'section'; readonly text: PlainText }
  | { readonly type: 'context'; readonly elements: readonly PlainText[] }
  | { readonly type: 'rich_text'; readonly elements: readonly RichElement[] }
  | { readonly type: 'divider' }
  | { readonly type: 'actions'; readonly elements: readonly (Button | Menu)[] }
  | {
      readonly type: 'input';
      readonly block_id: string;
      readonly optional?: true;
      readonly label: PlainText;
      readonly element: Field;
    };

/** What is posted: blocks for the eye, `text` for notifications and screen readers, escaped. */
export interface Message {
  readonly text: string;
  readonly blocks: readonly Block[];
}

/** A modal (https://docs.slack.dev/reference/views/modal-views). */
export interface Modal {
  readonly type: 'modal';
  readonly callback_id: string;
  readonly title: PlainText;
  readonly close: PlainText;
  readonly submit?: PlainText;
  readonly private_metadata?: string;
  readonly blocks: readonly Block[];
}

/** The Home tab (https://docs.slack.dev/reference/views/home-tab-views). */
export interface HomeView {
  readonly type: 'home';
  readonly private_metadata?: string;
  readonly blocks: readonly Block[];
}

/** @param most  the limit of the field, in characters, 1 or more */
export function plain(text: string, most: number): PlainText {
  // An empty text is refused.
  return { type: 'plain_text', text: cutText(toShown(text), most) || ' ', emoji: false };
}

export function header(text: string): Block {
  return { type: 'header', text: plain(toLine(text), MAX_HEADER) };
}

export function section(text: string): Block {
  return { type: 'section', text: plain(text, MAX_TEXT) };
}

/** Small print, a line each; none when there are no lines. */
export function context(lines: readonly string[]): Block[] {
  if (lines.length === 0) return [];
  return [{ type: 'context', elements: [plain(lines.join('\n'), MAX_TEXT)] }];
}

/** One rich text block; none when there is nothing in it. */
export function rich(elements: readonly RichElement[]): Block[] {
  return elements.length === 0 ? [] : [{ type: 'rich_text', elements }];
}

export function paragraph(...elements: readonly RichPart[]): RichElement {
  return { type: 'rich_text_section', elements };
}

export function quote(...elements: readonly RichPart[]): RichElement {
  return { type: 'rich_text_quote', elements };
}

export function words(text: string): RichPart {
  return { type: 'text', text: toShown(text) || ' ' };
}

export function bold(text: string): RichPart {
  return { type: 'text', text: toShown(text) || ' ', style: { bold: true } };
}

export function italic(text: string): RichPart {
  return { type: 'text', text: toShown(text) || ' ', style: { italic: true } };
}

/** A text that opens a page; the text alone when the address is none that Slack can open. */
export function link(text: string, url: string | undefined): RichPart {
  const shown = toLine(text) || ' ';
  const address = url === undefined ? undefined : toAddress(url);
  return address === undefined ? bold(shown) : { type: 'link', url: address, text: shown };
}

function toAddress(url: string): string | undefined {
  if (!URL.canParse(url)) return undefined;
  const { protocol, href } = new URL(url);
  return (protocol === 'https:' || protocol === 'http:') && href.length <= MAX_URL ? href : undefined;
}

/** @param label  read out in place of the text, where the text alone says too little */
export function button(text: string, action: string, value: string, label?: string): Button {
  return {
    type: 'button',
    text: plain(text, MAX_BUTTON),
    action_id: action,
    value,
    ...(label === undefined ? {} : { accessibility_label: cutText(toLine(label), MAX_BUTTON) }),
  };
}

/** The same, which asks first. */
export function askingButton(text: string, action: string, value: string, confirm: Confirmation): Button {
  return { ...button(text, action, value), confirm };
}

/** @param yes  the label of the button that does it */
export function confirmation(title: string, text: string, yes: string): Confirmation {
  return {
    title: plain(title, MAX_CONFIRM_TITLE),
    text: plain(text, MAX_CONFIRM_TEXT),
    confirm: plain(yes, MAX_CONFIRM_BUTTON),
    deny: plain('Cancel', MAX_CONFIRM_BUTTON),
  };
}

/** @param value  1 to 150 characters */
export function option(text: string, value: string): Option {
  return { text: plain(toLine(text), MAX_OPTION), value };
}

/** A row of buttons and menus; none when there are none. */
export function buttons(row: readonly (Button | Menu)[]): Block[] {
  return row.length === 0 ? [] : [{ type: 'actions', elements: row }];
}
