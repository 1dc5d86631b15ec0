import { ApplicationCommandType, type ComponentType } from 'discord.js';
import type { TestChannel } from './channel.js';
import { type OptionValues, resolve, toCommandInput } from './command-input.js';
import { findOffer } from './command-offer.js';
import type { TestRole } from './guild.js';
import type { Interaction, InteractionKind } from './interaction.js';
import type { TestMessage } from './message.js';
import { messageJson } from './message-json.js';
import { NO_MESSAGE } from './message-rules.js';
import { type FieldValues, fillModal } from './modal-input.js';
import type { Account, Json, Platform } from './platform.js';

/** Where somebody does something: in a channel, or in the direct message with the bot. */
type Place = { readonly channel: TestChannel } | { readonly dm: true };

/** How a command is used. */
export type CommandUse = Place & {
  readonly subcommand?: string;
  readonly group?: string;
  /** Their language at this moment, when it is another than before. */
  readonly locale?: string;
};

/** Somebody with Discord's client. Whatever the client would not let them do throws. */
export class TestUser implements Account {
  readonly id: string;
  readonly name: string;
  readonly locale: string;
  readonly isBot: boolean;
  readonly acceptsDirectMessages: boolean;
  readonly #platform: Platform;
  /** The interactions that opened a modal for this person. */
  readonly #acts: Interaction[] = [];

  constructor(
    platform: Platform,
    options: {
      readonly name: string;
      readonly locale?: string;
      readonly isBot?: boolean;
      readonly acceptsDirectMessages?: boolean;
    },
  ) {
    this.#platform = platform;
    this.id = platform.newId();
    this.name = options.name;
    this.locale = options.locale ?? 'en-GB';
    this.isBot = options.isBot ?? false;
    this.acceptsDirectMessages = options.acceptsDirectMessages ?? true;
    platform.accounts.set(this.id, this);
  }

  /** The direct message with the bot. */
  get dm(): TestChannel {
    return this.#platform.directChannel(this);
  }

  /** Uses a slash command. It has to be registered. */
  async command(name: string, values: OptionValues, use: CommandUse): Promise<Interaction> {
    return this.#chatCommand('command', name, values, use);
  }

  /**
   * Types into an option.
   *
   * @param values  what stands in the options so far, the focused one among them
   */
  async autocomplete(
    name: string,
    values: OptionValues,
    use: CommandUse & { readonly focused: string },
  ): Promise<Interaction> {
    return this.#chatCommand('autocomplete', name, values, use, use.focused);
  }

  /** Picks a command from the menu of a message. */
  async messageCommand(
    name: string,
    message: TestMessage,
    { locale = this.locale }: { readonly locale?: string } = {},
  ): Promise<Interaction> {
    const { channel } = message;
    this.#enter(channel);
    this.#see(message);
    const { id, guildId } = findOffer(this.#platform, name, ApplicationCommandType.Message, { user: this, channel });
    return this.#begin('command', channel, locale, {
      commandName: name,
      data: {
        id,
        name,
        type: ApplicationCommandType.Message,
        target_id: message.id,
        resolved: { messages: { [message.id]: messageJson(message, this.#platform) } },
        ...(guildId === undefined ? {} : { guild_id: guildId }),
      },
    });
  }

  /** Presses a button, found by its custom id or else by its label. */
  async click(message: TestMessage, idOrLabel: string): Promise<Interaction> {
    this.#see(message);
    const { buttons } = message;
    const button =
      buttons.find(({ customId }) => customId === idOrLabel) ?? buttons.find(({ label }) => label === idOrLabel);
    if (button?.customId === undefined) throw new Error(`There is no button "${idOrLabel}" to press.`);
    if (button.isDisabled) throw new Error(`The button "${idOrLabel}" is disabled.`);
    return this.#useComponent(message, button.customId, {});
  }

  /** Picks from a select: values of the bot's own options, or people, roles and channels. */
  async select(
    message: TestMessage,
    customId: string,
    picked: readonly (string | Account | TestChannel | TestRole)[],
  ): Promise<Interaction> {
    this.#see(message);
    const select = message.parts.find((part) => 'custom_id' in part && part.custom_id === customId);
    if (select === undefined || !('max_values' in select || 'placeholder' in select || 'options' in select)) {
      throw new Error(`There is no select "${customId}".`);
    }
    const { min_values, max_values, disabled } = select;
    if (disabled === true) throw new Error(`The select "${customId}" is disabled.`);
    if (picked.length < (min_values ?? 1) || picked.length > (max_values ?? 1)) {
      throw new Error(`The select "${customId}" takes no ${picked.length} values.`);
    }
    const resolved: Record<string, Json> = {};
    const values = picked.map((one) => {
      if (typeof one !== 'string') return resolve(one, resolved, { user: this, guild: message.channel.guild });
      if ('options' in select && select.options.some(({ value }) => value === one)) return one;
      throw new Error(`The select "${customId}" has no option "${one}".`);
    });
    return this.#useComponent(message, customId, { values, resolved });
  }

  /** Fills in the modal that was opened last under this custom id, and sends it. */
  async submitModal(customId: string, fields: FieldValues): Promise<Interaction> {
    const opener = this.#acts.findLast(({ modal }) => modal?.custom_id === customId);
    if (opener?.modal === undefined) throw new Error(`No modal "${customId}" was opened for ${this.name}.`);
    const components = fillModal(opener.modal, fields);
    return this.#begin('modal', opener.channel, opener.locale, {
      message: opener.message,
      data: { custom_id: customId, components },
    });
  }

  /**
   * Writes a message.
   *
   * @param ping  whether a reply pings the author of the other message, as it does unless the person turns it off
   * @param mentionsBot  puts a mention of the bot before the text
   */
  async write(
    channel: TestChannel,
    text: string,
    {
      replyTo,
      ping = true,
      mentionsBot = false,
    }: { readonly replyTo?: TestMessage; readonly ping?: boolean; readonly mentionsBot?: boolean } = {},
  ): Promise<TestMessage> {
    this.#enter(channel);
    const content = mentionsBot ? `<@${this.#platform.bot.id}> ${text}` : text;
    return this.#platform.messages.create(channel, this, {
      ...NO_MESSAGE,
      content,
      allowedMentions: { parse: ['everyone', 'roles', 'users'], replied_user: ping },
      replyTo: replyTo === undefined ? undefined : { messageId: replyTo.id, mustExist: true },
    });
  }

  /** Changes what they wrote. */
  async edit(message: TestMessage, content: string): Promise<void> {
    if (message.author !== this) throw new Error('Nobody can edit what others wrote.');
    this.#platform.messages.edit(message, { ...NO_MESSAGE, content });
  }

  /** Deletes a message, their own or, as a moderator, another's. */
  async delete(message: TestMessage): Promise<void> {
    this.#platform.messages.delete(message);
  }

  #chatCommand(
    kind: InteractionKind,
    name: string,
    values: OptionValues,
    use: CommandUse,
    focused?: string,
  ): Interaction {
    const channel = 'channel' in use ? use.channel : this.dm;
    this.#enter(channel);
    const type = ApplicationCommandType.ChatInput;
    const command = findOffer(this.#platform, name, type, { user: this, channel });
    const who = { user: this, guild: channel.guild };
    const { options, resolved } = toCommandInput(command, use, values, who, focused);
    return this.#begin(kind, channel, use.locale ?? this.locale, {
      commandName: [name, use.group, use.subcommand].filter(Boolean).join(' '),
      data: {
        id: command.id,
        name,
        type,
        options,
        ...(Object.keys(resolved).length === 0 ? {} : { resolved }),
        ...(command.guildId === undefined ? {} : { guild_id: command.guildId }),
      },
    });
  }

  #useComponent(message: TestMessage, customId: string, extra: Json): Interaction {
    const part = message.parts.find((one) => 'custom_id' in one && one.custom_id === customId);
    const componentType: ComponentType | undefined = part?.type;
    return this.#begin('component', message.channel, this.locale, {
      message,
      data: { custom_id: customId, component_type: componentType, id: part?.id, ...extra },
    });
  }

  #begin(
    kind: InteractionKind,
    channel: TestChannel,
    locale: string,
    rest: { readonly data: Json; readonly message?: TestMessage | undefined; readonly commandName?: string },
  ): Interaction {
    const interaction = this.#platform.interactions.begin({ kind, user: this, channel, locale, ...rest });
    this.#acts.push(interaction);
    return interaction;
  }

  #enter({ guild }: TestChannel): void {
    guild?.join(this);
  }

  #see(message: TestMessage): void {
    const isTheirs = message.origin?.user === this;
    if (message.isDeleted || (message.isEphemeral && !isTheirs)) {
      throw new Error(`${this.name} does not see this message.`);
    }
    this.#enter(message.channel);
  }
}
