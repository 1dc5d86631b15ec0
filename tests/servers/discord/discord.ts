import { once } from 'node:events';
import { createServer } from 'node:http';
import { ChannelType } from 'discord.js';
import { TestChannel } from './channel.js';
import type { RegisteredCommand } from './command-store.js';
import { entityHandlers } from './entity-routes.js';
import type { Gateway, GatewayReport } from './gateway.js';
import { type GuildOptions, TestGuild } from './guild.js';
import { Interaction } from './interaction.js';
import { interactionHandlers } from './interaction-routes.js';
import type { TestMessage } from './message.js';
import { messageHandlers } from './message-routes.js';
import { TestUser } from './person.js';
import { Platform } from './platform.js';
import { type Refusal, Rest, type RestCall } from './rest.js';
import { RestFaults } from './rest-faults.js';
import type { RouteName } from './routes.js';

const DISCORD_HEARTBEAT_MS = 41_250;
const WAIT_LIMIT_MS = 10_000;

/** How a loopback Discord is set up. */
export interface DiscordOptions {
  /** The bot's token. */
  readonly token?: string;
  readonly applicationId?: string;
  /** In milliseconds since 1970; rules, ids and timestamps go by it, waits and delays do not. */
  readonly now?: () => number;
  /** Discord's own is the default. */
  readonly heartbeatIntervalMs?: number;
  /** Privileged intents that the developer portal allows, as bits; none unless told. */
  readonly privilegedIntents?: number;
  /** How long `until`, `answered` and `settled` wait. */
  readonly waitLimitMs?: number;
}

/** Everything that can go wrong: with calls, and with the connection to the gateway. */
interface DiscordFaults
  extends Pick<RestFaults, 'rateLimit' | 'status' | 'loseResponse' | 'loseRequest' | 'delay' | 'hold' | 'chooseBy'> {
  /** Ends the connection with a close code. */
  closeGateway(code: number): void;
  /** Ends the connection without a word. */
  cutGateway(): void;
  /** Asks the bot to connect anew and resume. */
  requestReconnect(): void;
  /** Ends the session; a resumable one is taken up on the same connection. */
  invalidateSession(isResumable?: boolean): void;
  /** Answers no heartbeat from now on. */
  muteHeartbeats(): void;
  /** Answers them again. */
  unmuteHeartbeats(): void;
  /** Takes no connection from now on; present ones stay. */
  refuseGateway(): void;
  /** Takes connections again. */
  acceptGateway(): void;
}

/** A Discord on 127.0.0.1 to which a real client library talks, and the people and guilds in it. */
export interface TestDiscord {
  /** For `DISCORD_API_URL`. */
  readonly apiUrl: string;
  readonly token: string;
  readonly applicationId: string;
  readonly botId: string;
  readonly gateway: GatewayReport;
  readonly faults: DiscordFaults;
  /** All calls of the REST API, oldest first. */
  readonly calls: readonly RestCall[];
  /** What the bot did against the rules. A suite that ends with none has shown that all its payloads are allowed. */
  readonly refusals: readonly Refusal[];
  /** How often commands have been put. */
  readonly registrations: number;
  /** The calls of one route. */
  callsTo(route: RouteName): readonly RestCall[];
  /** The commands for everywhere, or those of one guild alone. */
  registered(guild?: TestGuild): readonly RegisteredCommand[];
  /** Makes a guild; the bot is in it unless `botIsMember` is false. */
  addGuild(options?: GuildOptions): TestGuild;
  /** The bot is invited to a guild that it is not in, or an outage of its guild is over. */
  joinGuild(guild: TestGuild): void;
  /** Somebody removes the bot from a guild. */
  removeGuild(guild: TestGuild): void;
  /** A guild is out of reach, on Discord's side; `joinGuild` brings it back. */
  loseGuild(guild: TestGuild): void;
  addUser(options: ConstructorParameters<typeof TestUser>[1]): TestUser;
  /** Makes a group message between people; the bot is there only through the installation of one of them. */
  addGroupMessage(recipients: readonly TestUser[]): TestChannel;
  /** Delivers an event a second time. */
  deliverAgain(what: Interaction | TestMessage): void;
  /**
   * Waits until `condition` gives something other than undefined or false. It is looked at after every change in the
   * server, and every 25 ms for what a bot does by itself.
   *
   * @param what  named in the error when the limit has passed
   */
  until<T>(condition: () => T | undefined | false, what: string, limitMs?: number): Promise<T>;
  stop(): Promise<void>;
}

/** Starts a loopback Discord on a free port. Nothing of it leaves the machine. */
export async function startDiscord(options: DiscordOptions = {}): Promise<TestDiscord> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('No free port was found.');
  const origin = `http://127.0.0.1:${address.port}`;
  const now = options.now ?? Date.now;
  const platform = new Platform({
    now,
    origin,
    token: options.token ?? 'test-token',
    applicationId: options.applicationId,
    privilegedIntents: options.privilegedIntents ?? 0,
    heartbeatIntervalMs: options.heartbeatIntervalMs ?? DISCORD_HEARTBEAT_MS,
    waitLimitMs: options.waitLimitMs ?? WAIT_LIMIT_MS,
  });
  const { gateway, changes, commands, messages, interactions } = platform;
  const faults = new RestFaults(now, changes);
  const rest = new Rest(platform, faults, {
    ...entityHandlers(platform),
    ...messageHandlers(platform),
    ...interactionHandlers(platform),
  });
  server.on('request', (request, response) => {
    rest.handle(request, response).catch((error: unknown) => response.destroy(toError(error)));
  });
  server.on('upgrade', (request, socket, head) => gateway.upgrade(request, socket, head));

  return {
    apiUrl: `${origin}/api`,
    token: platform.token,
    applicationId: platform.applicationId,
    botId: platform.bot.id,
    gateway,
    faults: toFaults(faults, gateway),
    calls: rest.calls,
    refusals: rest.refusals,
    get registrations() {
      return commands.registrations;
    },
    callsTo: (route) => rest.calls.filter((call) => call.route === route),
    registered: (guild) => commands.list(guild?.id),
    addGuild(guildOptions = {}) {
      const guild = new TestGuild(platform, guildOptions);
      platform.guilds.set(guild.id, guild);
      if (guildOptions.botIsMember !== false) guild.admitBot();
      return guild;
    },
    joinGuild: (guild) => guild.admitBot(),
    removeGuild: (guild) => guild.expelBot(),
    loseGuild: (guild) => gateway.dispatch('GUILD_DELETE', () => ({ id: guild.id, unavailable: true })),
    addUser: (user) => new TestUser(platform, user),
    addGroupMessage: (recipients) =>
      new TestChannel(platform, { kind: ChannelType.GroupDM, name: 'group', recipients }),
    deliverAgain(what) {
      if (what instanceof Interaction) interactions.deliver(what);
      else messages.announce(what);
    },
    until: (condition, what, limitMs) => changes.until(condition, what, limitMs),
    async stop() {
      gateway.stop();
      if (!server.listening) return;
      const closed = once(server, 'close');
      server.close();
      server.closeAllConnections();
      await closed;
    },
  };
}

function toFaults(rest: RestFaults, gateway: Gateway): DiscordFaults {
  return {
    rateLimit: (route, options) => rest.rateLimit(route, options),
    status: (route, status, times) => rest.status(route, status, times),
    loseResponse: (route, times, how) => rest.loseResponse(route, times, how),
    loseRequest: (route, times, how) => rest.loseRequest(route, times, how),
    delay: (route, delayMs, times) => rest.delay(route, delayMs, times),
    hold: (route) => rest.hold(route),
    chooseBy: (choose) => rest.chooseBy(choose),
    closeGateway: (code) => gateway.close(code),
    cutGateway: () => gateway.cut(),
    requestReconnect: () => gateway.requestReconnect(),
    invalidateSession: (isResumable = false) => gateway.invalidateSession(isResumable),
    muteHeartbeats() {
      gateway.answersHeartbeats = false;
    },
    unmuteHeartbeats() {
      gateway.answersHeartbeats = true;
    },
    refuseGateway() {
      gateway.acceptsConnections = false;
    },
    acceptGateway() {
      gateway.acceptsConnections = true;
    },
  };
}

function toError(error: unknown): Error {
  return error instanceof Error ? error : new Error(String(error));
}
