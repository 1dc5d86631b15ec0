import { ChannelType } from 'discord.js';
import { Changes } from './changes.js';
import { TestChannel } from './channel.js';
import { CommandStore } from './command-store.js';
import { Gateway } from './gateway.js';
import type { TestGuild } from './guild.js';
import { InteractionStore } from './interaction-store.js';
import { MessageStore } from './message-store.js';
import { createSnowflakes } from './snowflakes.js';

/** Anything that is sent as JSON. */
export type Json = Record<string, unknown>;

/** A person or a bot. */
export interface Account {
  readonly id: string;
  readonly name: string;
  /** The language of their Discord, `fr`. */
  readonly locale: string;
  readonly isBot: boolean;
  /** False for somebody whose settings refuse direct messages. */
  readonly acceptsDirectMessages: boolean;
}

/** What the server is made with. */
export interface PlatformSettings {
  readonly now: () => number;
  readonly waitLimitMs: number;
  readonly heartbeatIntervalMs: number;
  readonly token: string;
  readonly applicationId: string | undefined;
  /** Intents that the developer portal allows beside the ordinary ones, as bits. */
  readonly privilegedIntents: number;
  /** `http://127.0.0.1:PORT` */
  readonly origin: string;
}

/** The state that all parts of the server share: who and what is there. */
export class Platform {
  readonly now: () => number;
  readonly newId: () => string;
  readonly changes: Changes;
  readonly token: string;
  readonly privilegedIntents: number;
  readonly origin: string;
  readonly applicationId: string;
  readonly bot: Account;
  readonly accounts = new Map<string, Account>();
  readonly guilds = new Map<string, TestGuild>();
  readonly channels = new Map<string, TestChannel>();
  readonly messages: MessageStore;
  readonly interactions: InteractionStore;
  readonly commands: CommandStore;
  readonly gateway: Gateway;

  constructor(settings: PlatformSettings) {
    this.now = settings.now;
    this.newId = createSnowflakes(settings.now);
    this.changes = new Changes(settings.waitLimitMs);
    this.token = settings.token;
    this.privilegedIntents = settings.privilegedIntents;
    this.origin = settings.origin;
    // A bot made since 2016 has the id of its application.
    this.applicationId = settings.applicationId ?? this.newId();
    this.bot = {
      id: this.applicationId,
      name: 'Dateline',
      locale: 'en-GB',
      isBot: true,
      acceptsDirectMessages: false,
    };
    this.accounts.set(this.bot.id, this.bot);
    this.messages = new MessageStore(this);
    this.interactions = new InteractionStore(this);
    this.commands = new CommandStore(this);
    this.gateway = new Gateway(this, settings.heartbeatIntervalMs);
  }

  /** The direct message between the bot and somebody; made on the first use. */
  directChannel(account: Account): TestChannel {
    const isTheirs = (channel: TestChannel) => channel.isDirect && channel.recipients[0]?.id === account.id;
    return (
      [...this.channels.values()].find(isTheirs) ??
      new TestChannel(this, { kind: ChannelType.DM, name: account.name, recipients: [account] })
    );
  }
}
