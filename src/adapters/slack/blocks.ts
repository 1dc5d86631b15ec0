import { MAX_BUTTON, MAX_HEADER, MAX_TEXT, MAX_URL } from './limits.js';
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
  | { readonly type: 'channel'; readonly channel_id: string };

/** A paragraph, a quotation or preformatted lines of rich text. */
export interface RichElement {
  readonly type: 'rich_text_section' | 'rich_text_quote' | 'rich_text_preformatted';
  readonly elements: readonly RichPart[];
}

/** A button; `value` comes back when it is pressed. */
export interface Button {
  readonly type: 'button';
  readonly text: PlainText;
  readonly action_id: string;
  readonly value: string;
  readonly accessibility_label?: string;
}

/** The part of Block Kit that is used here (https://docs.slack.dev/reference/block-kit/blocks). */
export type Block =
  | { readonly type: 'header'; readonly text: PlainText }
  | { readonly type: 'section'; readonly text: PlainText }
  | { readonly type: 'context'; readonly elements: readonly PlainText[] }
  | { readonly type: 'rich_text'; readonly elements: readonly RichElement[] }
  | { readonly type: 'actions'; readonly elements: readonly Button[] }
  | {
      readonly type: 'input';
      readonly block_id: string;
      readonly optional: true;
      readonly label: PlainText;
      readonly element: {
        readonly type: 'plain_text_input';
        readonly action_id: string;
        readonly multiline: true;
        readonly max_length: number;
      };
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

/** A row of buttons; none when there are no buttons. */
export function buttons(row: readonly Button[]): Block[] {
  return row.length === 0 ? [] : [{ type: 'actions', elements: row }];
}
