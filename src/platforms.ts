import type { IncomingMessage, ServerResponse } from 'node:http';
import type { DiscordConfig, SlackConfig } from './config.js';
import type { ChatAdapter, ChatServices } from './core/chat.js';
import { catalogue } from './core/commands/catalogue.js';
import { BotError } from './core/errors.js';
import type { Log } from './core/ports.js';

/** What the chat platforms are joined with. */
export interface PlatformOptions {
  readonly discord?: DiscordConfig;
  readonly slack?: SlackConfig;
  /** Local time and IANA zone of digests for those who do not say. */
  readonly digests: { readonly at: string; readonly zone: string };
  /** Where the web page is reached, without a slash at its end. */
  readonly publicUrl?: string;
  readonly services: ChatServices;
  readonly log: Log;
  /** Makes ids of requests. */
  newId(): string;
  /** Milliseconds since 1970. */
  now(): number;
}

/** The chat platforms that are set up. */
export interface Platforms {
  readonly adapters: readonly ChatAdapter[];
  /** Answers `POST /slack/events`, the body unread; absent unless Slack is connected by HTTP. */
  readonly handleSlack?: (request: IncomingMessage, response: ServerResponse) => void;
  /**
   * Connects all at once. One that is away is tried until it is there and keeps no other waiting; one that refuses its
   * token is told in one line of the log.
   *
   * @returns settles when each is connected or has refused: how many are connected or still trying
   */
  start(): Promise<number>;
  stop(): Promise<void>;
}

/** Makes an adapter for each platform that is set up, and loads no library of another one. A new platform is a line here. */
export async function createPlatforms(options: PlatformOptions): Promise<Platforms> {
  const { discord, slack, digests, log, ...rest } = options;
  const shared = { ...rest, log, catalogue };
  const adapters: ChatAdapter[] = [];
  let handleSlack: Platforms['handleSlack'];
  if (discord !== undefined) {
    const { createDiscordAdapter } = await import('./adapters/discord/adapter.js');
    adapters.push(createDiscordAdapter({ ...shared, ...discord }));
  }
  if (slack !== undefined) {
    const { createSlackAdapter } = await import('./adapters/slack/adapter.js');
    const adapter = createSlackAdapter({ ...shared, ...slack, digestDefaults: digests });
    adapters.push(adapter);
    if (slack.connection.kind === 'http') handleSlack = adapter.handle.bind(adapter);
  }

  const startOne = async (adapter: ChatAdapter): Promise<boolean> => {
    try {
      await adapter.start();
      return true;
    } catch (error) {
      // What is no refusal is a fault of ours; it ends this platform and none of the others.
      const isTold = error instanceof BotError;
      log.error(
        { platform: adapter.platform, ...(isTold ? {} : { err: error }) },
        isTold ? error.message : 'it cannot be started',
      );
      return false;
    }
  };

  return {
    adapters,
    ...(handleSlack && { handleSlack }),
    start: async () => (await Promise.all(adapters.map(startOne))).filter(Boolean).length,
    stop: async () => {
      await Promise.all(adapters.map((adapter) => adapter.stop()));
    },
  };
}
