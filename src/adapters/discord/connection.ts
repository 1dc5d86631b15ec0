import {
  Client,
  DiscordjsError,
  DiscordjsErrorCodes,
  Events,
  GatewayCloseCodes,
  GatewayDispatchEvents,
  GatewayIntentBits,
  Options,
  Partials,
  PermissionFlagsBits,
  Status,
} from 'discord.js';
import { z } from 'zod';
import { BotError } from '../../core/errors.js';
import type { Log } from '../../core/ports.js';
import type { Secret } from '../../lib/secret.js';
import { toRestOptions } from './api.js';
import type { ChannelFacts } from './asker.js';
import { pause } from './retry.js';
import type { Timings } from './timings.js';

/** What becomes of the events of a connection. The data are as Discord sent them. */
interface ConnectionEvents {
  onInteraction(data: unknown): void;
  onMessage(data: unknown): void;
  onGuildJoined(guild: string): void;
  onGuildLeft(guild: string): void;
}

/** What a connection is made with. */
export interface ConnectionOptions extends ConnectionEvents {
  readonly token: Secret;
  readonly apiUrl?: string;
  readonly log: Log;
  readonly timings: Timings;
  /** Ends the attempts to connect. */
  readonly ending: AbortSignal;
}

/** The gateway connection. It comes back by itself after any interruption. */
export interface Connection {
  /**
   * Settles when Discord has taken the bot in, and tries for as long as Discord is away.
   *
   * @returns the ids of the application and of the bot's user; undefined when `ending` came first
   * @throws {BotError} `not-allowed` when Discord refuses the token
   */
  open(): Promise<Identity | undefined>;
  close(): Promise<void>;
  /** In a word or two. */
  state(): string;
  isReady(): boolean;
  channelFacts(channel: string): ChannelFacts;
  /** What the gateway has told of a channel; undefined for one that it has not told of. */
  placeOf(channel: string): ToldPlace | undefined;
}

/** A channel that the gateway has told of. */
interface ToldPlace {
  readonly type: number;
  readonly guild?: string;
  /** Whether the bot may read what was posted there; undefined when its rights are not known. */
  readonly mayReadBack: boolean | undefined;
}

/** Who the bot is. */
export interface Identity {
  readonly application: string;
  readonly user: string;
}

const readySchema = z.object({ guilds: z.array(z.object({ id: z.string() })) });

const REFUSALS: Readonly<Record<number, string>> = {
  [GatewayCloseCodes.AuthenticationFailed]: 'the token is not valid',
  [GatewayCloseCodes.DisallowedIntents]: 'it does not allow the intents Guilds, Guild Messages and Direct Messages',
};

/**
 * Opens the gateway with discord.js. Interactions and messages are taken as they arrive and not from its events, which wait
 * until all guilds are loaded, up to 15 seconds after a start: an interaction would have expired by then.
 */
export function createConnection(options: ConnectionOptions): Connection {
  const { token, log, timings, ending } = options;
  let client: Client | undefined;
  let refusal: string | undefined;
  /** Shards whose connection is interrupted: that is told once, however long Discord is away. */
  const away = new Set<number>();
  let isOpen = false;

  const attach = (own: Client): void => {
    own.ws.on(GatewayDispatchEvents.InteractionCreate, options.onInteraction);
    own.ws.on(GatewayDispatchEvents.MessageCreate, options.onMessage);
    own.ws.on(GatewayDispatchEvents.Ready, (data, shard) => noteGuilds(own, data, shard));
    own.on(Events.GuildCreate, (guild) => options.onGuildJoined(guild.id));
    own.on(Events.GuildDelete, (guild) => options.onGuildLeft(guild.id));
    const noteBack = (shard: number, message: string): void => {
      away.delete(shard);
      log.info({ shard }, message);
    };
    own.on(Events.ShardReconnecting, (shard) => {
      if (!away.has(shard)) log.info({ shard }, 'Discord: connecting again');
      away.add(shard);
    });
    own.on(Events.ShardResume, (shard) => noteBack(shard, 'Discord: connected again'));
    own.on(Events.ShardReady, (shard) => noteBack(shard, 'Discord: connected'));
    own.on(Events.ShardDisconnect, ({ code }, shard) => {
      refusal = REFUSALS[code] ?? `the connection was closed for good (${code})`;
      // At the start it is what `open` throws.
      if (isOpen) log.error({ shard, code }, `Discord: ${refusal}`);
    });
    own.on(Events.ShardError, ({ message }, shard) =>
      log.debug({ shard, reason: message }, 'Discord: connection error'),
    );
    own.on(Events.Error, (error) => log.error({ reason: error.message }, 'Discord: client error'));
  };

  /** Every guild that Discord names is a space that the bot is in; one that it does not name any more was left meanwhile. */
  const noteGuilds = (own: Client, data: unknown, shard: number): void => {
    const ready = readySchema.safeParse(data);
    if (!ready.success) return;
    const named = new Set(ready.data.guilds.map(({ id }) => id));
    for (const guild of own.guilds.cache.filter(({ shardId, id }) => shardId === shard && !named.has(id)).values()) {
      own.guilds.cache.delete(guild.id);
      options.onGuildLeft(guild.id);
    }
    for (const id of named) options.onGuildJoined(id);
  };

  const shards = () => [...(client?.ws.shards.values() ?? [])];
  const isReady = () =>
    !ending.aborted &&
    shards().length > 0 &&
    shards().every(({ status }) => status === Status.Ready || status === Status.WaitingForGuilds);

  return {
    open: async () => {
      for (let pauseMs = timings.firstPauseMs; ; pauseMs = Math.min(2 * pauseMs, timings.longestPauseMs)) {
        if (ending.aborted) return undefined;
        client = createClient(options);
        attach(client);
        try {
          await untilEnding(client.login(token.reveal()), ending);
          const { application, user } = client;
          if (ending.aborted) return undefined;
          if (application !== null && user !== null) {
            isOpen = true;
            return { application: application.id, user: user.id };
          }
        } catch (error) {
          if (isTokenInvalid(error)) refusal = REFUSALS[GatewayCloseCodes.AuthenticationFailed];
          if (refusal !== undefined) throw toRefusal(refusal, error);
          log.warn({ reason: messageOf(error), againInMs: pauseMs }, 'Discord cannot be reached');
        }
        await client.destroy();
        await pause(pauseMs, ending);
      }
    },
    close: async () => client?.destroy(),
    state: () => {
      if (ending.aborted) return 'stopped';
      if (refusal !== undefined) return `refused: ${refusal}`;
      return isReady() ? 'connected' : 'connecting';
    },
    isReady,
    channelFacts: (id) => {
      const channel = client?.channels.cache.get(id);
      if (channel === undefined) return {};
      return { type: channel.type, parent: channel.isThread() ? (channel.parentId ?? undefined) : undefined };
    },
    placeOf: (id) => {
      const channel = client?.channels.cache.get(id);
      const user = client?.user;
      if (channel === undefined || !user) return undefined;
      if (channel.isDMBased()) return { type: channel.type, mayReadBack: true };
      const mayReadBack = channel.permissionsFor(user)?.has(PermissionFlagsBits.ReadMessageHistory);
      return { type: channel.type, guild: channel.guildId, mayReadBack };
    },
  };
}

/** No privileged intent: Discord shows the text of mentions, of replies with a ping and of direct messages without one. */
function createClient({ apiUrl, timings }: ConnectionOptions): Client {
  return new Client({
    intents: [GatewayIntentBits.Guilds, GatewayIntentBits.GuildMessages, GatewayIntentBits.DirectMessages],
    partials: [Partials.Channel],
    shards: 'auto',
    rest: toRestOptions(apiUrl, timings.requestTimeoutMs),
    // Only guilds, channels, roles and the bot's own member are ever looked at.
    makeCache: Options.cacheWithLimits({
      ...Options.DefaultMakeCacheSettings,
      GuildMemberManager: { maxSize: 0, keepOverLimit: (member) => member.id === member.client.user.id },
      UserManager: { maxSize: 0, keepOverLimit: (user) => user.id === user.client.user.id },
      GuildEmojiManager: 0,
      GuildScheduledEventManager: 0,
      GuildStickerManager: 0,
      MessageManager: 0,
      PresenceManager: 0,
      ReactionManager: 0,
      StageInstanceManager: 0,
      ThreadMemberManager: 0,
      VoiceStateManager: 0,
    }),
  });
}

/** Waits for a promise until the signal comes: a login waits for ever while Discord takes no connections. */
async function untilEnding(promise: Promise<unknown>, ending: AbortSignal): Promise<void> {
  let stop = () => {};
  const ended = new Promise<void>((resolve) => {
    stop = resolve;
    ending.addEventListener('abort', stop, { once: true });
  });
  try {
    await Promise.race([promise, ended]);
  } finally {
    ending.removeEventListener('abort', stop);
  }
}

function isTokenInvalid(error: unknown): boolean {
  return error instanceof DiscordjsError && error.code === DiscordjsErrorCodes.TokenInvalid;
}

function toRefusal(refusal: string, cause: unknown): BotError {
  const remedy =
    refusal === REFUSALS[GatewayCloseCodes.AuthenticationFailed]
      ? 'copy the token again from the page Bot of the application (https://discord.com/developers/applications) into DISCORD_TOKEN'
      : 'see docs/discord.md';
  return new BotError('not-allowed', `Discord refuses the bot: ${refusal}; ${remedy}.`, { cause });
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
