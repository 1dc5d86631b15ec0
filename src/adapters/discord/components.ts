import {
  type APIButtonComponent,
  type APIComponentInContainer,
  type APIMessageTopLevelComponent,
  type APISelectMenuOption,
  ButtonStyle,
  ComponentType,
} from 'discord.js';
import { type Control, toCustomId } from './custom-id.js';
import { cutText, toLine } from './escape.js';
import {
  BYTES_OF_A_DISPLAY,
  MAX_BUTTON_LABEL,
  MAX_BYTES,
  MAX_COMPONENTS,
  MAX_OPTION_TEXT,
  MAX_OPTIONS,
  MAX_PLACEHOLDER,
  MAX_ROW_BUTTONS,
  MAX_TEXT,
  MAX_URL,
} from './limits.js';

/** A file that goes with a message. */
export interface OutgoingFile {
  /** Letters, digits, `-`, `_`, `.` only: components refer to it by this name. */
  readonly name: string;
  readonly content: string;
  /** Read out in its place. */
  readonly description: string;
}

/** What is shown, whichever way it is sent. */
export interface Message {
  readonly components: APIMessageTopLevelComponent[];
  readonly files: readonly OutgoingFile[];
}

/** A part of a message's frame. */
export type Part = APIComponentInContainer;
export type Button = APIButtonComponent;

/** The colour of a message's edge. What it says is said in words too. */
export const COLOR = {
  stated: 0x2e8b57,
  related: 0xd98c1f,
  none: 0x6b7a8f,
  failure: 0xc0392b,
  list: 0x2f6fb5,
} as const;

/** @param content  Markdown, outside text in it escaped; none when it is empty */
export function text(content: string): Part[] {
  return content === '' ? [] : [{ type: ComponentType.TextDisplay, content }];
}

/** A text with a button at its side; the text alone without a button. */
export function section(content: string, accessory: Button | undefined): Part[] {
  if (accessory === undefined || content === '') return text(content);
  return [{ type: ComponentType.Section, components: [{ type: ComponentType.TextDisplay, content }], accessory }];
}

/** A thin line. */
export function separator(): Part {
  return { type: ComponentType.Separator };
}

/** A button; none when its control does not fit into one. */
export function button(
  label: string,
  control: Control,
  style: ButtonStyle.Primary | ButtonStyle.Secondary = ButtonStyle.Secondary,
): Button[] {
  const customId = toCustomId(control);
  if (customId === undefined) return [];
  return [{ type: ComponentType.Button, style, label: cutText(toLine(label), MAX_BUTTON_LABEL), custom_id: customId }];
}

/** A button that opens a page; undefined when Discord would not take the address. */
export function linkButton(label: string, url: string | undefined): Button | undefined {
  if (url === undefined || !URL.canParse(url)) return undefined;
  const { protocol, href } = new URL(url);
  if ((protocol !== 'https:' && protocol !== 'http:') || href.length > MAX_URL) return undefined;
  return {
    type: ComponentType.Button,
    style: ButtonStyle.Link,
    label: cutText(toLine(label), MAX_BUTTON_LABEL),
    url: href,
  };
}

/** Rows of at most five; none when there are no buttons. */
export function rows(buttons: readonly Button[]): Part[] {
  if (buttons.length === 0) return [];
  const row: Part = { type: ComponentType.ActionRow, components: buttons.slice(0, MAX_ROW_BUTTONS) };
  return [row, ...rows(buttons.slice(MAX_ROW_BUTTONS))];
}

/** One choice of a select. */
export interface Choice {
  readonly label: string;
  readonly description: string;
  /** Unique in its select, at most 100 characters. */
  readonly value: string;
}

/** A select of one choice; none when there is nothing to choose. */
export function select(placeholder: string, control: Control, choices: readonly Choice[]): Part[] {
  const customId = toCustomId(control);
  if (customId === undefined || choices.length === 0) return [];
  const options = choices.slice(0, MAX_OPTIONS).map(({ label, description, value }): APISelectMenuOption => {
    const about = cutText(toLine(description), MAX_OPTION_TEXT);
    // Empty texts are refused.
    const shown = cutText(toLine(label), MAX_OPTION_TEXT) || value;
    return { label: shown, value, ...(about === '' ? {} : { description: about }) };
  });
  return [
    {
      type: ComponentType.ActionRow,
      components: [
        {
          type: ComponentType.StringSelect,
          custom_id: customId,
          placeholder: cutText(placeholder, MAX_PLACEHOLDER),
          options,
        },
      ],
    },
  ];
}

/** Shows a file of the same message. */
export function file({ name }: OutgoingFile): Part {
  return { type: ComponentType.File, file: { url: `attachment://${name}` } };
}

/** Parts in a frame with a coloured edge. */
export function toMessage(color: number, parts: readonly Part[], files: readonly OutgoingFile[] = []): Message {
  return {
    components: [{ type: ComponentType.Container, accent_color: color, components: [...parts] }],
    files,
  };
}

/** What a text takes of a message: characters, and bytes of UTF-8. */
export interface Size {
  readonly characters: number;
  readonly bytes: number;
}

function sizeOf(content: string): Size {
  return { characters: content.length, bytes: Buffer.byteLength(content) };
}

/** The share of a message that a text takes, 0 to 1 or more: of its characters or of its bytes, whichever is larger. */
export function shareOf(content: string): number {
  const { characters, bytes } = sizeOf(content);
  return Math.max(characters / MAX_TEXT, bytes / MAX_BYTES);
}

/** Whether Discord takes a message. */
function fits({ components }: Message): boolean {
  const measured = measure(components);
  return (
    measured.components <= MAX_COMPONENTS && measured.size.characters <= MAX_TEXT && measured.size.bytes <= MAX_BYTES
  );
}

/** The first of several forms of a message that Discord takes, else the last; put the fullest first. */
export function firstThatFits<T>(forms: readonly T[], render: (form: T) => Message): Message {
  let message: Message = { components: [], files: [] };
  for (const form of forms) {
    message = render(form);
    if (fits(message)) break;
  }
  return message;
}

/** The components of a message with nested ones, the texts that it shows, and what these take together. */
export function measure(components: readonly unknown[]): {
  readonly components: number;
  readonly texts: readonly string[];
  readonly size: Size;
} {
  let number = 0;
  const texts: string[] = [];
  let characters = 0;
  let bytes = 0;
  const visit = (part: unknown): void => {
    if (typeof part !== 'object' || part === null) return;
    number += 1;
    if ('content' in part && typeof part.content === 'string') {
      const size = sizeOf(part.content);
      texts.push(part.content);
      characters += size.characters;
      bytes += size.bytes + BYTES_OF_A_DISPLAY;
    }
    if ('components' in part && Array.isArray(part.components)) part.components.forEach(visit);
    if ('accessory' in part) visit(part.accessory);
  };
  components.forEach(visit);
  return { components: number, texts, size: { characters, bytes } };
}
