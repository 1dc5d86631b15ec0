import { once } from 'node:events';
import { createServer } from 'node:http';
import type { Socket } from 'node:net';
import { Act } from './act.js';
import type { ChannelOptions, TestChannel } from './channel.js';
import type { Delivery } from './deliveries.js';
import { sendEvent } from './events.js';
import { CallFaults } from './faults.js';
import { type HttpAnswer, type SignatureKind, sendChallenge, sendSslCheck } from './http-delivery.js';
import type { MethodName } from './methods.js';
import { Platform, type Refusal, type Warning } from './platform.js';
import type { DisconnectReason, SocketReport } from './socket-mode.js';
import { MINIMAL_SCOPES, TestTeam } from './team.js';
import type { TestUser } from './user.js';
import { type ApiCall, WebApi } from './web-api.js';

export { MINIMAL_SCOPES, THREAD_SCOPES } from './team.js';

const WAIT_LIMIT_MS = 10_000;

/** How a loopback Slack is set up. */
export interface SlackOptions {
  /** What the app may do in its workspaces; `MINIMAL_SCOPES` unless told. */
  readonly scopes?: readonly string[];
  /** In milliseconds since 1970; rules, ids and timestamps go by it, waits, delays and signatures do not. */
  readonly now?: () => number;
  /** How long `until`, `answered` and the like wait. */
  readonly waitLimitMs?: number;
  /** Sends requests to this address of the bot; without it the bot is reached by Socket Mode. */
  readonly requestUrl?: string;
}

/** Everything that can go wrong: with calls, and with what is sent to the bot. */
interface SlackFaults extends Omit<CallFaults, 'take'> {
  /** Ends the life of the `response_url` of something that somebody did. */
  expireResponseUrl(act: Act): void;
  /** Signs the next requests wrongly. */
  signature(kind: SignatureKind, times?: number): void;
  /** Asks the bot to connect anew. */
  disconnect(reason: DisconnectReason): void;
  /** Ends every connection without a word. */
  dropSockets(): void;
  /** Takes no connection from now on; present ones stay. */
  refuseSockets(): void;
  /** Takes connections again. */
  acceptSockets(): void;
  /** Answers no ping from now on. */
  mutePongs(): void;
  /** Answers them again. */
  unmutePongs(): void;
  /** Lets new connections wait for their greeting. */
  withholdHello(): void;
  /** Greets them, those that wait too. */
  giveHello(): void;
  /** Ends every connection, and cuts all new ones: HTTP and sockets. */
  goAway(): void;
  /** Is there again. */
  comeBack(): void;
}

/** A Slack on 127.0.0.1 to which the real Bolt talks, and the people and channels in it. */
export interface TestSlack {
  /** For `SLACK_API_URL`. */
  readonly apiUrl: string;
  /** Of the first workspace. */
  readonly botToken: string;
  readonly appToken: string;
  readonly signingSecret: string;
  readonly appId: string;
  readonly teamId: string;
  readonly botUserId: string;
  readonly botId: string;
  /** The first workspace. */
  readonly team: TestTeam;
  readonly socket: SocketReport;
  readonly faults: SlackFaults;
  /** All calls of the Web API, oldest first. */
  readonly calls: readonly ApiCall[];
  /** What the bot did against the rules. A suite that ends with none has shown that all its payloads are allowed. */
  readonly refusals: readonly Refusal[];
  /** What the bot did that Slack allows and advises against. */
  readonly warnings: readonly Warning[];
  /** Everything that was sent to the bot, oldest first. */
  readonly deliveries: readonly Delivery[];
  /** The calls of one method. */
  callsTo(method: MethodName): readonly ApiCall[];
  /** Installs the app in a further workspace, with a bot user and a bot token of its own. */
  addTeam(options: { readonly name: string }): TestTeam;
  /** Makes a channel in the first workspace. */
  addChannel(options?: ChannelOptions): TestChannel;
  /** Somebody in the first workspace. */
  addUser(options: { readonly name: string }): TestUser;
  /** Somebody removes the app from a workspace: its tokens are revoked, and it is told so. */
  removeApp(team?: TestTeam): Promise<Act>;
  /** Where everything goes from now on: to an address on this machine, or over the socket. */
  deliverBy(way: 'socket' | string): void;
  /**
   * Sends the events of something that somebody did once more, as Slack does with what it takes for unheard.
   *
   * @param type  of the event, `app_mention`; all of them unless told
   */
  deliverAgain(act: Act, options?: { readonly reason?: string; readonly type?: string }): Promise<void>;
  /** Asks the bot's address for a challenge. */
  verifyUrl(signature?: SignatureKind): Promise<HttpAnswer>;
  /** Checks the bot's certificate, as for slash commands. */
  checkSsl(): Promise<HttpAnswer>;
  /**
   * Waits until `condition` gives something other than undefined or false. It is looked at after every change in the
   * server, and every 25 ms for what a bot does by itself.
   *
   * @param what  named in the error when the limit has passed
   */
  until<T>(condition: () => T | undefined | false, what: string, limitMs?: number): Promise<T>;
  stop(): Promise<void>;
}

/** Starts a loopback Slack on a free port. Nothing of it leaves the machine. */
export async function startSlack(options: SlackOptions = {}): Promise<TestSlack> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('No free port was found.');
  const origin = `http://127.0.0.1:${address.port}`;
  const { now = Date.now, scopes = MINIMAL_SCOPES, waitLimitMs = WAIT_LIMIT_MS } = options;
  const platform = new Platform({ now, origin, waitLimitMs });
  const { socket, deliveries, changes } = platform;
  if (options.requestUrl !== undefined) deliveries.deliverBy(options.requestUrl);
  const team = new TestTeam(platform, 'Harbour Desk', scopes);
  const faults = new CallFaults(changes);
  const api = new WebApi(platform, faults);
  const tcp = new Set<Socket>();
  let isAway = false;
  server.on('connection', (connection) => {
    if (isAway) connection.destroy();
    tcp.add(connection);
    connection.on('close', () => tcp.delete(connection));
  });
  server.on('request', (request, response) => {
    // A request that was broken off has nobody who waits for an answer.
    api.handle(request, response).catch(() => response.destroy());
  });
  server.on('upgrade', (request, connection, head) => socket.upgrade(request, connection, head));
  const goAway = () => {
    isAway = true;
    for (const connection of tcp) connection.destroy();
  };

  return {
    apiUrl: `${origin}/api/`,
    botToken: team.botToken,
    appToken: platform.appToken,
    signingSecret: platform.signingSecret,
    appId: platform.appId,
    teamId: team.id,
    botUserId: team.botUserId,
    botId: team.botId,
    team,
    socket,
    calls: api.calls,
    refusals: platform.refusals,
    warnings: platform.warnings,
    deliveries: deliveries.list,
    faults: {
      ...bindCalls(faults),
      expireResponseUrl: ({ responseUrl = '' }) => platform.responseUrls.expire(responseUrl),
      signature: (kind, times = 1) => deliveries.signWrongly(kind, times),
      disconnect: (reason) => socket.disconnect(reason),
      dropSockets: () => socket.cut(),
      refuseSockets: () => {
        socket.acceptsConnections = false;
      },
      acceptSockets: () => {
        socket.acceptsConnections = true;
      },
      mutePongs: () => {
        socket.answersPings = false;
      },
      unmutePongs: () => {
        socket.answersPings = true;
      },
      withholdHello: () => socket.greet(false),
      giveHello: () => socket.greet(true),
      goAway,
      comeBack: () => {
        isAway = false;
      },
    },
    callsTo: (method) => api.calls.filter((call) => call.method === method),
    addTeam: ({ name }) => new TestTeam(platform, name, scopes),
    addChannel: (channel) => team.addChannel(channel),
    addUser: (user) => team.addUser(user),
    removeApp: async (from = team) => {
      const act = new Act(platform, { kind: 'removal' });
      const event_ts = platform.newTs();
      const tokens = { oauth: [], bot: [from.botUserId] };
      sendEvent(platform, from, { type: 'tokens_revoked', tokens, event_ts }, act);
      sendEvent(platform, from, { type: 'app_uninstalled', event_ts }, act);
      from.isInstalled = false;
      return act;
    },
    deliverBy: (way) => deliveries.deliverBy(way),
    deliverAgain: async (act, again = {}) => deliveries.repeat(act, again),
    verifyUrl: (signature = 'right') =>
      sendChallenge(deliveries.url, platform.newId('challenge'), platform.signingSecret, signature),
    checkSsl: () => sendSslCheck(deliveries.url),
    until: (condition, what, limitMs) => changes.until(condition, what, limitMs),
    stop: async () => {
      if (!server.listening) return;
      const closed = once(server, 'close');
      server.close();
      goAway();
      await closed;
    },
  };
}

function bindCalls(faults: CallFaults): Omit<CallFaults, 'take'> {
  return {
    rateLimit: (name, options) => faults.rateLimit(name, options),
    status: (name, status, times) => faults.status(name, status, times),
    error: (name, error, times) => faults.error(name, error, times),
    garble: (name, times) => faults.garble(name, times),
    loseResponse: (name, times) => faults.loseResponse(name, times),
    loseRequest: (name, times) => faults.loseRequest(name, times),
    delay: (name, delayMs, times) => faults.delay(name, delayMs, times),
    hold: (name) => faults.hold(name),
    chooseBy: (choose) => faults.chooseBy(choose),
  };
}
