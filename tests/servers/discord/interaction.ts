import { InteractionType, InteractionResponseType as ResponseType } from 'discord.js';
import type { Changes } from './changes.js';
import type { TestChannel } from './channel.js';
import type { UploadedFile } from './http.js';
import type { TestMessage } from './message.js';
import type { ModalForm } from './modal-rules.js';
import type { Account, Json } from './platform.js';

/** What somebody did. */
export type InteractionKind = 'command' | 'autocomplete' | 'component' | 'modal';

/** The first response of the bot. */
export interface Callback {
  readonly type: ResponseType;
  /** As the bot sent it. */
  readonly data: unknown;
  readonly files: readonly UploadedFile[];
  /** Since the interaction began. */
  readonly afterMs: number;
}

/** A suggestion of an autocompletion. */
export interface Choice {
  readonly name: string;
  readonly value: string | number;
}

/** What an interaction is made of. */
export interface InteractionParts {
  readonly kind: InteractionKind;
  readonly user: Account;
  readonly channel: TestChannel;
  readonly data: Json;
  /** The language of the person at this moment. */
  readonly locale: string;
  /** The message whose button was pressed, also when that opened the modal that is now sent. */
  readonly message?: TestMessage | undefined;
  /** `digest subscribe` */
  readonly commandName?: string | undefined;
}

const TYPES: Readonly<Record<InteractionKind, InteractionType>> = {
  command: InteractionType.ApplicationCommand,
  autocomplete: InteractionType.ApplicationCommandAutocomplete,
  component: InteractionType.MessageComponent,
  modal: InteractionType.ModalSubmit,
};

/** Something that a person did, and everything that the bot has answered to it so far. */
export class Interaction {
  readonly id: string;
  readonly token: string;
  readonly createdAtMs: number;
  readonly kind: InteractionKind;
  readonly user: Account;
  readonly channel: TestChannel;
  readonly data: Json;
  readonly locale: string;
  readonly message: TestMessage | undefined;
  readonly commandName: string | undefined;
  /** The first response, once it was accepted. */
  callback: Callback | undefined;
  /** How often the bot tried to give a first response, refused tries among them. */
  callbackAttempts = 0;
  /** The reply, also while it is "thinking…"; after an update (6, 7) the message with the button. */
  original: TestMessage | undefined;
  /** Bodies of all accepted edits of the original response. */
  readonly edits: unknown[] = [];
  /** Further messages, a first one that filled a deferral not among them. */
  readonly followUps: TestMessage[] = [];
  choices: readonly Choice[] | undefined;
  modal: ModalForm | undefined;
  readonly #changes: Changes;

  constructor(identity: { id: string; token: string; createdAtMs: number }, parts: InteractionParts, changes: Changes) {
    this.id = identity.id;
    this.token = identity.token;
    this.createdAtMs = identity.createdAtMs;
    this.kind = parts.kind;
    this.user = parts.user;
    this.channel = parts.channel;
    this.data = parts.data;
    this.locale = parts.locale;
    this.message = parts.message;
    this.commandName = parts.commandName;
    this.#changes = changes;
  }

  /** The number of its kind in the API. */
  get type(): InteractionType {
    return TYPES[this.kind];
  }

  /** Whether the reply is for the person alone. False before there is one. */
  get isEphemeral(): boolean {
    return this.original?.isEphemeral ?? false;
  }

  /** Whether the bot acts here for one person who installed it, without being a member itself. */
  get isUserInstalled(): boolean {
    const { guild, isDirect } = this.channel;
    return guild === undefined ? !isDirect : !guild.isBotMember;
  }

  /** Whether the person has the answer: something other than a deferral, or a deferral that was filled. */
  get isSettled(): boolean {
    switch (this.callback?.type) {
      case undefined:
        return false;
      case ResponseType.DeferredChannelMessageWithSource:
        return this.original?.isLoading === false;
      case ResponseType.DeferredMessageUpdate:
        return this.edits.length > 0 || this.followUps.length > 0;
      default:
        return true;
    }
  }

  /** Waits for the first response. */
  answered(limitMs?: number): Promise<this> {
    return this.until(() => this.callback !== undefined, 'a first response', limitMs);
  }

  /** Waits until {@link isSettled}. */
  settled(limitMs?: number): Promise<this> {
    return this.until(() => this.isSettled, 'an answer', limitMs);
  }

  /** Waits until something holds of this interaction. */
  async until(condition: (interaction: this) => boolean, what: string, limitMs?: number): Promise<this> {
    const name = this.commandName ?? String(this.data.custom_id ?? this.kind);
    await this.#changes.until(() => condition(this), `${what} to ${name} by ${this.user.name}`, limitMs);
    return this;
  }
}
