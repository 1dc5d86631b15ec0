import { once } from 'node:events';
import { createServer } from 'node:http';
import { App, HTTPReceiver, type Logger, LogLevel, SocketModeReceiver, type webApi } from '@slack/bolt';
import { onTestFinished } from 'vitest';
import type { TestChannel } from './channel.js';
import { type SlackOptions, startSlack, type TestSlack } from './slack.js';
import type { TestUser } from './user.js';

/** A workspace with a channel and somebody in it. */
export interface World {
  readonly slack: TestSlack;
  readonly channel: TestChannel;
  readonly anna: TestUser;
}

/** A workspace with a bot of the real Bolt in it. */
export interface BotFixture extends World {
  readonly app: App;
}

/** A small bot of Bolt. */
export interface BotOptions extends Omit<SlackOptions, 'requestUrl'> {
  /** How it is reached; `socket` unless told. */
  readonly mode?: 'socket' | 'http';
  readonly botToken?: string;
  readonly appToken?: string;
  /** Ties what comes from Slack to what it does. */
  readonly listen?: (app: App) => void;
}

/** Short enough for tests; Bolt's own is 5 s. The library waits for so long before it connects anew. */
const PING_TIMEOUT_MS = 600;

const quiet: Logger = {
  debug: () => {},
  info: () => {},
  warn: () => {},
  error: () => {},
  setLevel: () => {},
  getLevel: () => LogLevel.ERROR,
  setName: () => {},
};

/** Starts a Slack with a channel, and stops it when the test has finished. */
export async function startWorld(options: SlackOptions = {}): Promise<World> {
  const slack = await startSlack(options);
  onTestFinished(() => slack.stop());
  return { slack, channel: slack.addChannel({ name: 'news' }), anna: slack.addUser({ name: 'anna' }) };
}

/** Options of a client for a Slack; each client needs its own, because the library writes into them. */
export function clientOptions({ apiUrl }: TestSlack, retries = 2): webApi.WebClientOptions {
  return { slackApiUrl: apiUrl, retryConfig: { retries, minTimeout: 10, maxTimeout: 20 }, logger: quiet };
}

/** Starts a Slack and a bot that is connected to it. */
export async function startBot(options: BotOptions = {}): Promise<BotFixture> {
  const world = await startWorld(options);
  const { slack } = world;
  const socket = new SocketModeReceiver({
    appToken: options.appToken ?? slack.appToken,
    clientPingTimeout: PING_TIMEOUT_MS,
    logger: quiet,
    installerOptions: { clientOptions: clientOptions(slack, 100) },
  });
  const http = new HTTPReceiver({ signingSecret: slack.signingSecret, endpoints: '/slack/events', logger: quiet });
  const isHttp = options.mode === 'http';
  const app = new App({
    receiver: isHttp ? http : socket,
    token: options.botToken ?? slack.botToken,
    clientOptions: clientOptions(slack),
    deferInitialization: true,
    logger: quiet,
  });
  options.listen?.(app);
  await app.init();
  if (isHttp) slack.deliverBy(await serve(http));
  else {
    onTestFinished(() => socket.client.disconnect());
    await app.start();
  }
  return { ...world, app };
}

async function serve(receiver: HTTPReceiver): Promise<string> {
  const server = createServer(receiver.requestListener).listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(async () => {
    const closed = once(server, 'close');
    server.close();
    server.closeAllConnections();
    await closed;
  });
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('No free port was found.');
  return `http://127.0.0.1:${address.port}/slack/events`;
}
