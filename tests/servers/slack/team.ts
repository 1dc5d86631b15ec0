import { randomBytes } from 'node:crypto';
import { type ChannelOptions, TestChannel } from './channel.js';
import type { Platform } from './platform.js';
import { TestUser } from './user.js';

/** What an app needs for mentions, direct messages, commands, posting and files. */
export const MINIMAL_SCOPES: readonly string[] = [
  'app_mentions:read',
  'assistant:write',
  'chat:write',
  'commands',
  'files:write',
  'im:history',
];

/** With what it needs to read channels: for follow-ups without a mention, and to look up its own messages. */
export const THREAD_SCOPES: readonly string[] = [...MINIMAL_SCOPES, 'channels:history', 'groups:history', 'im:write'];

/** A workspace in which the app is installed. */
export class TestTeam {
  readonly id: string;
  readonly name: string;
  readonly domain: string;
  readonly botToken: string;
  readonly botUserId: string;
  readonly botId: string;
  /** What the app may do here. */
  readonly scopes: Set<string>;
  /** False once the app was removed. */
  isInstalled = true;
  readonly #platform: Platform;

  constructor(platform: Platform, name: string, scopes: readonly string[]) {
    this.#platform = platform;
    this.id = platform.newId('T');
    this.name = name;
    this.domain = name.toLowerCase().replace(/[^a-z\d]+/g, '-');
    this.botToken = `xoxb-${this.id}-${randomBytes(8).toString('hex')}`;
    this.botUserId = platform.newId('U');
    this.botId = platform.newId('B');
    this.scopes = new Set(scopes);
    platform.teams.push(this);
  }

  /** Conversations of this workspace, direct ones too. */
  get channels(): readonly TestChannel[] {
    return [...this.#platform.channels.values()].filter(({ team }) => team === this);
  }

  /** Makes a channel; the bot is in it unless `botIsMember` is false. */
  addChannel(options: ChannelOptions = {}): TestChannel {
    return new TestChannel(this.#platform, this, options);
  }

  addUser({ name }: { readonly name: string }): TestUser {
    return new TestUser(this.#platform, this, name);
  }
}
