import {
  Client,
  type ClientOptions,
  Events,
  GatewayIntentBits,
  type Interaction,
  type Message,
  Partials,
} from 'discord.js';
import { onTestFinished } from 'vitest';
import type { TestChannel } from './channel.js';
import { type DiscordOptions, startDiscord, type TestDiscord } from './discord.js';
import type { TestGuild } from './guild.js';
import type { TestUser } from './person.js';

const DEFAULT_INTENTS = [GatewayIntentBits.Guilds, GatewayIntentBits.GuildMessages, GatewayIntentBits.DirectMessages];

/** A guild with a channel, somebody in it, and a real client of discord.js that has logged in. */
export interface BotFixture {
  readonly discord: TestDiscord;
  readonly client: Client<true>;
  readonly guild: TestGuild;
  readonly channel: TestChannel;
  readonly anna: TestUser;
}

/** A small bot of discord.js: what it does with events, and the commands that it registers. */
export interface BotOptions extends DiscordOptions {
  readonly commands?: Parameters<Client<true>['application']['commands']['set']>[0];
  readonly intents?: ClientOptions['intents'];
  readonly onInteraction?: (interaction: Interaction) => Promise<unknown>;
  readonly onMessage?: (message: Message) => Promise<unknown>;
  /** Errors of the two above; without it they fail the test. */
  readonly onError?: (error: unknown) => void;
}

/** Starts a Discord with a guild, and stops it when the test has finished. */
export async function startWorld(options: DiscordOptions = {}) {
  const discord = await startDiscord(options);
  onTestFinished(() => discord.stop());
  const guild = discord.addGuild({ name: 'Desk' });
  const channel = guild.addChannel({ name: 'news' });
  const anna = discord.addUser({ name: 'anna', locale: 'fr' });
  return { discord, guild, channel, anna };
}

/** A client of discord.js for a Discord; it is destroyed when the test has finished. */
export function createClient(discord: TestDiscord, intents: ClientOptions['intents'] = DEFAULT_INTENTS): Client {
  const client = new Client({
    intents,
    partials: [Partials.Channel],
    rest: { api: discord.apiUrl },
    allowedMentions: { parse: [] },
  });
  onTestFinished(() => client.destroy());
  return client;
}

/** Starts a Discord and a bot that has logged in and registered its commands. */
export async function startBot(options: BotOptions = {}): Promise<BotFixture> {
  const world = await startWorld(options);
  const client = createClient(world.discord, options.intents);
  const { onInteraction, onMessage } = options;
  const onError = options.onError ?? ((error: unknown) => Promise.reject(error));
  if (onInteraction !== undefined) {
    client.on(Events.InteractionCreate, (interaction) => void onInteraction(interaction).catch(onError));
  }
  if (onMessage !== undefined) client.on(Events.MessageCreate, (message) => void onMessage(message).catch(onError));
  const ready = new Promise<Client<true>>((resolve) => client.once(Events.ClientReady, resolve));
  await client.login(world.discord.token);
  const connected = await ready;
  if (options.commands !== undefined) await connected.application.commands.set(options.commands);
  return { ...world, client: connected };
}
