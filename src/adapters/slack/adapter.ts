import type { IncomingMessage, ServerResponse } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { App } from '@slack/bolt';
import { z } from 'zod';
import type { ChatAdapter, ChatServices } from '../../core/chat.js';
import type { Command } from '../../core/commands/command.js';
import { BotError } from '../../core/errors.js';
import type { Log } from '../../core/ports.js';
import type { Secret } from '../../lib/secret.js';
import { createActions } from './actions.js';
import { type ClientSettings, createSlackApi, toClientOptions } from './api.js';
import { toBoltLogger } from './bolt-log.js';
import { toBotError, toCallError, toTellError } from './call-error.js';
import { createDelivery } from './delivery.js';
import { registerHandlers } from './handlers.js';
import type { DigestDefaults } from './modals.js';
import { toSpace } from './payloads.js';
import { createPoster } from './post.js';
import { createPresence } from './presence.js';
import { createQuestions } from './questions.js';
import { createHttpReceiver, createSocketConnection, logFailure, toTokenError } from './receiver.js';
import { renderReply } from './render.js';
import { tellPerson } from './tell.js';
import { DEFAULT_TIMINGS, type Timings } from './timings.js';
import { parseChannel } from './to-request.js';
import { createViews } from './views.js';

/** What the adapter is built from. */
export interface SlackOptions {
  readonly botToken: Secret;
  /** Socket Mode, which needs no public address, or requests of Slack at one. */
  readonly connection:
    | { readonly kind: 'socket'; readonly appToken: Secret }
    | { readonly kind: 'http'; readonly signingSecret: Secret };
  /** For GovSlack, proxies and tests; default `https://slack.com/api/`. */
  readonly apiUrl?: string;
  readonly services: ChatServices;
  readonly catalogue: readonly Command[];
  readonly log: Log;
  /** Where articles without an address of their own can be read. */
  readonly publicUrl?: string;
  /** What the form for a new digest is filled in with; default 08:00 in UTC. */
  readonly digestDefaults?: DigestDefaults;
  /** Makes ids of requests. */
  newId(): string;
  /** Milliseconds since 1970. */
  now(): number;
  /** Default `DEFAULT_TIMINGS`. */
  readonly timings?: Partial<Timings>;
}

/** The connection to a Slack workspace. */
export interface SlackAdapter extends ChatAdapter {
  /**
   * Answers a request of Slack to `POST /slack/events`; only for `http`. The body must be unread: its signature is
   * checked over its bytes. Before `start` and after `stop` the answer is 503, upon which Slack tries again.
   */
  handle(request: IncomingMessage, response: ServerResponse): void;
}

const DEFAULT_DIGEST: DigestDefaults = { at: '08:00', zone: 'UTC' };

/** The clocks of Slack and of this machine may differ by so much. */
const CLOCK_TOLERANCE_MS = 60_000;

const identitySchema = z.object({ team_id: z.string(), user_id: z.string(), bot_id: z.string() });

/** An adapter for Slack. It does not call Slack before `start`. */
export function createSlackAdapter(options: SlackOptions): SlackAdapter {
  const { botToken, services, catalogue, connection, newId, now } = options;
  const log = options.log.child({ platform: 'slack' });
  const publicUrl = options.publicUrl === undefined ? {} : { publicUrl: options.publicUrl };
  const apiUrl = options.apiUrl === undefined ? {} : { apiUrl: options.apiUrl };
  const timings = { ...DEFAULT_TIMINGS, ...options.timings };
  const settings: ClientSettings = { ...apiUrl, timings, log };
  const api = createSlackApi(botToken, settings);
  const poster = createPoster({ api, log, timings });
  const delivery = createDelivery({ api, poster, services, log, timings });
  const presence = createPresence(services);
  const views = createViews({ services, api, log, newId });
  const socket = connection.kind === 'socket' ? createSocketConnection(connection.appToken, settings) : undefined;
  const http = connection.kind === 'http' ? createHttpReceiver(connection.signingSecret, log) : undefined;
  const stopping = new AbortController();
  let phase: 'not started' | 'connecting' | 'ready' | 'refused' | 'stopped' = 'not started';
  let identity: z.output<typeof identitySchema> | undefined;

  const app = new App({
    ...(socket === undefined ? {} : { receiver: socket.receiver }),
    ...(http === undefined ? {} : { receiver: http }),
    // The token is tried by `start`, which can fail; the constructor would fail beyond anybody's reach.
    deferInitialization: true,
    authorize: async () => ({
      botToken: botToken.reveal(),
      ...(identity === undefined ? {} : { botId: identity.bot_id, botUserId: identity.user_id }),
    }),
    clientOptions: toClientOptions(settings, 1),
    logger: toBoltLogger(log, 'warn'),
    // Else it remembers every conversation for ever.
    convoStore: false,
  });
  app.error(async (error) => log.error({ err: error }, 'Bolt could not deal with something from Slack'));
  const handlers = registerHandlers(app, {
    questions: createQuestions({ services, catalogue, poster, delivery, log, newId, ...publicUrl }),
    actions: createActions({
      services,
      api,
      poster,
      delivery,
      views,
      log,
      newId,
      ...publicUrl,
      digestDefaults: options.digestDefaults ?? DEFAULT_DIGEST,
    }),
    views,
    presence,
    log,
    claimEvent: (key) => services.claimEvent(key),
    botUser: () => identity?.user_id ?? '',
    now,
  });

  /** Asks Slack who the bot is, for as long as it takes to get an answer. */
  const identify = async () => {
    for (let tries = 0; ; tries += 1) {
      try {
        const answer = identitySchema.safeParse(await api.call('auth.test'));
        if (answer.success) return answer.data;
        throw new BotError('not-allowed', 'SLACK_BOT_TOKEN is no token of a bot: it must begin with xoxb-.');
      } catch (error) {
        if (error instanceof BotError) throw error;
        if (toCallError(error).outcome === 'refused') throw toTokenError('SLACK_BOT_TOKEN', error);
        logFailure(log, error, tries);
        const pauseMs = Math.min(timings.longestPauseMs, timings.firstPauseMs * 2 ** Math.min(tries, 16));
        await sleep(pauseMs, undefined, { signal: stopping.signal }).catch(() => {});
        if (stopping.signal.aborted) throw new BotError('unreachable', 'The bot stopped before Slack was reached.');
      }
    }
  };

  const isReady = () => phase === 'ready' && (socket === undefined || socket.isOpen());

  return {
    platform: 'slack',
    start: async () => {
      phase = 'connecting';
      try {
        identity = await identify();
        await app.init();
        await socket?.open();
      } catch (error) {
        if (phase === 'connecting') phase = 'refused';
        throw error;
      }
      phase = 'ready';
      log.info({ team: identity.team_id, bot: identity.user_id }, 'connected to Slack');
      await presence.seen(toSpace(identity.team_id), now());
    },
    stop: async () => {
      phase = 'stopped';
      stopping.abort();
      await socket?.close();
      await handlers.settled();
    },
    state: () => (phase === 'ready' && !isReady() ? 'reconnecting' : phase),
    ready: isReady,
    post: async (channel, reply, key) => {
      try {
        const target = parseChannel(channel);
        const ts = await poster.postOnce(target, renderReply(reply, publicUrl), key);
        if (reply.id !== undefined) await services.delivered(reply.id, target.channel, ts);
        return ts;
      } catch (error) {
        throw error instanceof BotError ? error : toBotError(error);
      }
    },
    find: async (channel, key, since) => {
      try {
        return await poster.find({ ...parseChannel(channel), ...(since !== undefined && toOldest(since)) }, key);
      } catch (error) {
        throw toBotError(error);
      }
    },
    tell: async (person, reply, key) => {
      try {
        const { channel, ts } = await tellPerson({ api, poster }, person, renderReply(reply, publicUrl), key);
        if (reply.id !== undefined) await services.delivered(reply.id, channel, ts);
        return ts;
      } catch (error) {
        throw error instanceof BotError ? error : toTellError(error);
      }
    },
    handle: (request, response) => {
      if (http === undefined || phase !== 'ready') {
        response.writeHead(503, { 'retry-after': '5' }).end();
        return;
      }
      http.requestListener(request, response);
    },
  };
}

/** @param at  milliseconds since 1970 */
function toOldest(at: number): { readonly since: string } {
  return { since: (Math.max(0, at - CLOCK_TOLERANCE_MS) / 1000).toFixed(6) };
}
