import { ComponentType, MessageFlags, type MessageType } from 'discord.js';
import type { TestChannel } from './channel.js';
import type { AnyComponent, ButtonComponent, TopComponent } from './component-rules.js';
import { displayedTexts, flatten } from './component-totals.js';
import type { Embed } from './message-fields.js';
import { NO_PINGS, type Pings } from './pings.js';
import type { Account } from './platform.js';

/** A file of a message. */
export interface TestAttachment {
  readonly id: string;
  readonly name: string;
  readonly contentType: string | undefined;
  readonly description: string | undefined;
  readonly bytes: Uint8Array;
}

/** A button as a person sees it. */
export interface VisibleButton {
  readonly label: string;
  readonly customId: string | undefined;
  readonly url: string | undefined;
  readonly isDisabled: boolean;
}

/** Through which interaction a message came. */
export interface MessageOrigin {
  readonly interactionId: string;
  readonly type: number;
  readonly user: Account;
  /** The command, `digest subscribe`; undefined for buttons and modals. */
  readonly commandName: string | undefined;
}

/** A message. Its fields follow every edit; it stays readable after it has been deleted. */
export class TestMessage {
  readonly id: string;
  readonly channel: TestChannel;
  readonly author: Account;
  readonly type: MessageType;
  readonly createdAtMs: number;
  readonly nonce: string | number | undefined;
  /** The message replied to. */
  readonly reference: TestMessage | undefined;
  readonly origin: MessageOrigin | undefined;
  content = '';
  embeds: readonly Embed[] = [];
  components: readonly TopComponent[] = [];
  flags = 0;
  attachments: readonly TestAttachment[] = [];
  editedAtMs: number | undefined;
  isDeleted = false;
  /** How often it was written: 1 for a message that was never edited. */
  versions = 1;
  /** Emojis of the reactions that the bot gave. */
  readonly reactions = new Set<string>();
  /** Who was pinged by any of its versions: stricter than Discord, where most edits ping nobody. */
  pings: Pings = NO_PINGS;

  constructor(parts: {
    readonly id: string;
    readonly channel: TestChannel;
    readonly author: Account;
    readonly type: MessageType;
    readonly createdAtMs: number;
    readonly nonce?: string | number | undefined;
    readonly reference?: TestMessage | undefined;
    readonly origin?: MessageOrigin | undefined;
  }) {
    this.id = parts.id;
    this.channel = parts.channel;
    this.author = parts.author;
    this.type = parts.type;
    this.createdAtMs = parts.createdAtMs;
    this.nonce = parts.nonce;
    this.reference = parts.reference;
    this.origin = parts.origin;
  }

  /** Whether only the person who asked sees it. */
  get isEphemeral(): boolean {
    return (this.flags & MessageFlags.Ephemeral) !== 0;
  }

  /** Whether it is a deferral that has not been filled: "thinking…". */
  get isLoading(): boolean {
    return (this.flags & MessageFlags.Loading) !== 0;
  }

  /** Whether it is made of components alone. */
  get isModern(): boolean {
    return (this.flags & MessageFlags.IsComponentsV2) !== 0;
  }

  /** What is read in it: the content and all text displays, a line break between them; not its embeds. */
  get text(): string {
    return [this.content, ...displayedTexts(this.components)].filter((part) => part !== '').join('\n');
  }

  /** All components in reading order, nested ones among them. */
  get parts(): readonly AnyComponent[] {
    return flatten(this.components);
  }

  /** All buttons in reading order. */
  get buttons(): readonly VisibleButton[] {
    return this.parts.filter((part): part is ButtonComponent => part.type === ComponentType.Button).map(toVisible);
  }
}

function toVisible(button: ButtonComponent): VisibleButton {
  return {
    label: button.label ?? button.emoji?.name ?? '',
    customId: button.custom_id ?? undefined,
    url: button.url ?? undefined,
    isDisabled: button.disabled === true,
  };
}
