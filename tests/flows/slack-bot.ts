import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createSlackAdapter, type SlackAdapter, type SlackOptions } from '../../src/adapters/slack/adapter.js';
import { catalogue } from '../../src/core/commands/catalogue.js';
import { Completer } from '../../src/core/completer.js';
import type { Library } from '../../src/core/library.js';
import type { DigestKeeper, FeedKeeper } from '../../src/core/ports.js';
import { Secret } from '../../src/lib/secret.js';
import { createTestRun } from '../core/commands/request-fixture.js';
import { createLibrary, PORT_ARTICLES } from '../core/corpus-fixture.js';
import { FakeChatServices } from '../fakes/chat-services.js';
import { RecordingLog } from '../fakes/recording-log.js';
import type { Act } from '../servers/slack/act.js';
import type { TestMessage } from '../servers/slack/message.js';
import { startSlack, type TestSlack } from '../servers/slack/slack.js';

/** Both ways in which Slack brings what happens. */
export const CONNECTIONS = ['socket', 'http'] as const;
type ConnectionKind = (typeof CONNECTIONS)[number];

/** Waits that tests can sit out. The order of their lengths is that of the real ones. */
const SHORT_TIMINGS = {
  requestTimeoutMs: 1_000,
  longestWaitMs: 3_000,
  firstPauseMs: 20,
  longestPauseMs: 200,
  helloTimeoutMs: 800,
  pingTimeoutMs: 900,
  lookUpPauseMs: 20,
  statusTimeoutMs: 300,
};

/** What a bot in a test is started with. */
export interface BotOptions {
  readonly connection?: ConnectionKind;
  readonly scopes?: readonly string[];
  readonly library?: Library;
  /** The feeds of the spaces; default there are none and no state. */
  readonly feeds?: FeedKeeper;
  /** The digests of the spaces; default none. */
  readonly digests?: DigestKeeper;
  /** Those of a bot that was stopped: what they keep is what a restart finds. */
  readonly services?: FakeChatServices;
  /** A Slack that is there already. */
  readonly slack?: TestSlack;
  readonly changes?: Partial<SlackOptions>;
}

/** A bot that is connected to a Slack of its own. */
export interface Bot {
  readonly slack: TestSlack;
  readonly adapter: SlackAdapter;
  readonly services: FakeChatServices;
  readonly log: RecordingLog;
  /** Stops the bot; Slack goes on. */
  stop(): Promise<void>;
}

/** Services over the articles of the port. */
function createServices(
  library = createLibrary(),
  log = new RecordingLog(),
  { feeds, digests }: Pick<BotOptions, 'feeds' | 'digests'> = {},
): FakeChatServices {
  const completer = new Completer(PORT_ARTICLES);
  return new FakeChatServices({
    createRun: (memory) =>
      createTestRun({
        libraryOf: () => library,
        memory,
        log,
        ...(feeds && { feeds }),
        ...(digests && { digests }),
      }).run,
    complete: (field, prefix) => completer.complete(field, prefix, 25),
    knowsArticle: (_, id) => library.get(id) !== undefined,
    log,
  });
}

/** A bot that is built and not started. */
export async function createBot(options: BotOptions = {}): Promise<Bot> {
  const { connection = 'socket', library } = options;
  const log = new RecordingLog();
  const holder: { adapter?: SlackAdapter } = {};
  const server = connection === 'http' ? await listen(holder) : undefined;
  const slack =
    options.slack ??
    (await startSlack({
      ...(options.scopes === undefined ? {} : { scopes: options.scopes }),
      ...(server === undefined ? {} : { requestUrl: server.url }),
    }));
  if (options.slack !== undefined) slack.deliverBy(server?.url ?? 'socket');
  const services = options.services ?? createServices(library, log, options);
  let count = 0;
  const adapter = createSlackAdapter({
    botToken: new Secret(slack.botToken),
    connection:
      connection === 'socket'
        ? { kind: 'socket', appToken: new Secret(slack.appToken) }
        : { kind: 'http', signingSecret: new Secret(slack.signingSecret) },
    apiUrl: slack.apiUrl,
    services,
    catalogue,
    log,
    newId: () => {
      count += 1;
      return `ref-${count}`;
    },
    now: Date.now,
    timings: SHORT_TIMINGS,
    ...options.changes,
  });
  holder.adapter = adapter;
  const stop = async () => {
    await adapter.stop();
    await server?.close();
  };
  return { slack, adapter, services, log, stop };
}

/** A bot that is connected. */
export async function startBot(options: BotOptions = {}): Promise<Bot> {
  const bot = await createBot(options);
  await bot.adapter.start();
  return bot;
}

/** For what is said in the thread of what somebody did. */
export function under({ message }: Act): { readonly thread: TestMessage } {
  if (message === undefined) throw new Error('nothing was written');
  return { thread: message };
}

/** The one port of the bot, with the adapter mounted as the application mounts it: the body unread. */
async function listen(holder: { readonly adapter?: SlackAdapter }): Promise<{ url: string; close(): Promise<void> }> {
  const server: Server = createServer((request, response) => {
    if (holder.adapter !== undefined && request.method === 'POST' && request.url === '/slack/events') {
      holder.adapter.handle(request, response);
    } else response.writeHead(404).end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/slack/events`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
