import { onTestFinished } from 'vitest';
import { createDiscordAdapter, type DiscordOptions } from '../../src/adapters/discord/adapter.js';
import type { Article } from '../../src/core/article/article.js';
import type { ChatAdapter } from '../../src/core/chat.js';
import { catalogue } from '../../src/core/commands/catalogue.js';
import { completeFeeds } from '../../src/core/commands/complete-feeds.js';
import { completeSubscriptions } from '../../src/core/commands/complete-subscriptions.js';
import type { Request, Run } from '../../src/core/commands/request.js';
import { createRun } from '../../src/core/commands/run.js';
import { Completer } from '../../src/core/completer.js';
import { findZones } from '../../src/core/digest/zone.js';
import type { Library } from '../../src/core/library.js';
import type { DigestKeeper, FeedKeeper } from '../../src/core/ports.js';
import type { Reply } from '../../src/core/reply.js';
import { Secret } from '../../src/lib/secret.js';
import { ALIASES, createLibrary, PORT_ARTICLES } from '../core/corpus-fixture.js';
import { FakeChatServices } from '../fakes/chat-services.js';
import { RecordingLog } from '../fakes/recording-log.js';
import type { DiscordOptions as ServerOptions } from '../servers/discord/discord.js';
import { startDiscord, type TestDiscord } from '../servers/discord/discord.js';
import type { Interaction } from '../servers/discord/interaction.js';

/** A Discord with a server, a channel and a person in it. */
export async function startWorld(options: ServerOptions = {}) {
  const discord = await startDiscord(options);
  onTestFinished(() => discord.stop());
  const guild = discord.addGuild({ name: 'Desk' });
  const channel = guild.addChannel({ name: 'news' });
  const anna = discord.addUser({ name: 'anna' });
  return { discord, guild, channel, anna };
}

/** What a bot of a test is made with. */
export interface BotOptions extends Partial<Omit<DiscordOptions, 'services' | 'log'>> {
  /** Articles that all see beside those of the port. */
  readonly everywhere?: readonly Article[];
  /** Articles that a space sees beside these. */
  readonly articles?: Readonly<Record<string, readonly Article[]>>;
  /** Stands before the run, to look at requests or to hold them up. */
  readonly before?: (request: Request) => void | Promise<void>;
  /** The feeds of the spaces; default there are none and no state. */
  readonly feeds?: FeedKeeper;
  /** The digests of the spaces; default there are none. */
  readonly digests?: DigestKeeper;
  /** Answers in place of the run. */
  readonly answer?: (request: Request) => Reply | undefined;
  /** What an earlier process has kept. */
  readonly services?: FakeChatServices;
}

/** A bot with the port's articles, its services in memory; not yet started. It stops when the test has finished. */
export function createBot(discord: TestDiscord, options: BotOptions = {}) {
  const log = new RecordingLog();
  const requests: Request[] = [];
  const services = options.services ?? createServices(log, requests, options);
  let count = 0;
  const adapter = createDiscordAdapter({
    token: new Secret(discord.token),
    apiUrl: discord.apiUrl,
    catalogue,
    newId: () => {
      count += 1;
      return `request-${count}`;
    },
    now: () => Date.now(),
    ...options,
    services,
    log,
  });
  onTestFinished(() => adapter.stop());
  return { adapter, log, requests, services };
}

function createServices(log: RecordingLog, requests: Request[], options: BotOptions): FakeChatServices {
  const libraries = new Map<string, Library>();
  const libraryOf = (space: string): Library => {
    const own = options.articles?.[space];
    const key = own === undefined ? '' : space;
    const library =
      libraries.get(key) ?? createLibrary([...PORT_ARTICLES, ...(options.everywhere ?? []), ...(own ?? [])], ALIASES);
    libraries.set(key, library);
    return library;
  };
  return new FakeChatServices({
    log,
    createRun: (memory): Run => {
      const run = createRun({
        libraryOf,
        memory,
        ...(options.feeds && { feeds: options.feeds }),
        ...(options.digests && { digests: options.digests }),
        version: '1.2.3',
        log,
        platforms: () => [{ platform: 'discord', state: 'connected' }],
        problems: () => [],
      });
      return async (request) => {
        requests.push(request);
        await options.before?.(request);
        return options.answer?.(request) ?? run(request);
      };
    },
    complete: async (field, prefix, space) => {
      if (field === 'feed') return completeFeeds((await options.feeds?.list(space)) ?? [], prefix, 25);
      if (field === 'zone') return findZones(prefix, 25).map((zone) => ({ value: zone, label: zone }));
      if (field === 'subscription') {
        return completeSubscriptions((await options.digests?.list(space)) ?? [], prefix, 25);
      }
      return new Completer([...libraryOf(space).all()].map(({ article }) => article)).complete(field, prefix, 25);
    },
    knowsArticle: (space, id) => libraryOf(space).get(id) !== undefined,
  });
}

/** A world with a bot that has connected and registered its commands. */
export async function startBot(options: BotOptions & { readonly server?: ServerOptions } = {}) {
  const world = await startWorld(options.server);
  const bot = createBot(world.discord, options);
  await bot.adapter.start();
  return { ...world, ...bot };
}

/** The text of the message that answers an interaction. */
export function textOf(interaction: Interaction): string {
  return interaction.original?.text ?? '';
}

/** Whether an adapter is connected. */
export async function untilReady(adapter: ChatAdapter, discord: TestDiscord): Promise<void> {
  await discord.until(() => adapter.ready(), 'the bot to be connected');
}
