import { setTimeout as sleep } from 'node:timers/promises';
import { HTTPReceiver, SocketModeReceiver } from '@slack/bolt';
import { BotError } from '../../core/errors.js';
import type { Log } from '../../core/ports.js';
import type { Secret } from '../../lib/secret.js';
import { type ClientSettings, toClientOptions } from './api.js';
import { toBoltLogger } from './bolt-log.js';
import { toCallError } from './call-error.js';

/** A Socket Mode connection that stays up. */
export interface SocketConnection {
  /** For Bolt. */
  readonly receiver: SocketModeReceiver;
  /**
   * Connects; from then on the connection is made again whenever it ends, for as long as it takes.
   *
   * @throws {BotError} `not-allowed` when Slack refuses the token; `unreachable` when it is closed before it is there
   */
  open(): Promise<void>;
  /** Settles when the connection is closed. */
  close(): Promise<void>;
  isOpen(): boolean;
}

/** How long a goodbye may take before the connection is cut. */
const GOODBYE_MS = 1_000;

/**
 * Socket Mode without the library's own reconnecting: that gives up, and ends the process with an unhandled rejection,
 * when an outage outlasts its retries (@slack/socket-mode 3.1.0), and it waits 5 s more with every try.
 */
export function createSocketConnection(appToken: Secret, settings: ClientSettings): SocketConnection {
  const { timings, log } = settings;
  const receiver = new SocketModeReceiver({
    appToken: appToken.reveal(),
    autoReconnectEnabled: false,
    clientPingTimeout: timings.pingTimeoutMs,
    logger: toBoltLogger(log, 'debug'),
    // Its own object, without retries: each try is one of ours.
    installerOptions: { clientOptions: toClientOptions(settings, 0) },
    processEventErrorHandler: async ({ error }) => {
      log.warn({ err: error }, 'an event of Slack could not be acknowledged; Slack sends it again');
      return false;
    },
  });
  const { client } = receiver;
  const closing = new AbortController();
  let isOpen = false;
  let work: Promise<void> = Promise.resolve();

  const disconnect = async () => {
    const closed = client.disconnect();
    // The first call says goodbye and waits for an answer; the second one does not wait any longer.
    const timer = setTimeout(() => void client.disconnect(), GOODBYE_MS);
    await closed.finally(() => clearTimeout(timer));
  };

  /** One try. It ends with a greeting or an error, and leaves no half-made connection behind. */
  const connect = async () => {
    const limit = AbortSignal.any([closing.signal, AbortSignal.timeout(timings.helloTimeoutMs)]);
    const started = client.start();
    const givenUp = new Promise<never>((_, reject) => {
      limit.addEventListener('abort', () => reject(new BotError('unreachable', 'Slack did not greet the connection.')));
    });
    try {
      await Promise.race([started, givenUp]);
    } catch (error) {
      if (limit.aborted) {
        // Whatever comes of it after all is closed too.
        started.then(disconnect, () => {});
        await disconnect();
      }
      throw error;
    }
  };

  const pause = (tries: number) =>
    sleep(Math.min(timings.longestPauseMs, timings.firstPauseMs * 2 ** Math.min(tries, 16)), undefined, {
      signal: closing.signal,
    });

  const connectAgain = async () => {
    for (let tries = 0; !closing.signal.aborted; tries += 1) {
      try {
        await pause(tries);
        await connect();
        log.info({ tries: tries + 1 }, 'connected to Slack again');
        return;
      } catch (error) {
        if (!closing.signal.aborted) logFailure(log, error, tries);
      }
    }
  };

  client.on('connected', () => {
    isOpen = true;
  });
  client.on('disconnected', () => {
    // While a connection is being made, its failure is told where it was asked for.
    if (!isOpen) return;
    isOpen = false;
    if (closing.signal.aborted) return;
    // Slack ends each connection now and then, to move it: that is no trouble yet.
    log.info({}, 'the connection to Slack ended; connecting again');
    work = connectAgain();
  });

  const open = async () => {
    for (let tries = 0; ; tries += 1) {
      try {
        await connect();
        return;
      } catch (error) {
        if (!closing.signal.aborted) {
          if (toCallError(error).outcome === 'refused') throw toTokenError('SLACK_APP_TOKEN', error);
          logFailure(log, error, tries);
          await pause(tries).catch(() => {});
        }
        if (closing.signal.aborted) throw new BotError('unreachable', 'The bot stopped before Slack was reached.');
      }
    }
  };

  return {
    receiver,
    open,
    close: async () => {
      closing.abort();
      isOpen = false;
      await disconnect();
      await work;
    },
    isOpen: () => isOpen,
  };
}

/** What Slack's refusal of a token means to whoever set it. */
export function toTokenError(variable: 'SLACK_BOT_TOKEN' | 'SLACK_APP_TOKEN', error: unknown): BotError {
  const remedy =
    variable === 'SLACK_BOT_TOKEN'
      ? 'copy the Bot User OAuth Token (xoxb-…) from OAuth & Permissions of your Slack app again'
      : 'it must be an app-level token (xapp-…) with connections:write, from Basic Information of your Slack app, and Socket Mode must be on';
  return new BotError('not-allowed', `Slack refuses ${variable} (${toCallError(error).code}): ${remedy}.`, {
    cause: error,
  });
}

/** Tries at the longest pause that make about an hour. */
const TRIES_A_LINE = 360;

/** One line when an outage begins, and one for about every hour of it. */
export function logFailure(log: Log, error: unknown, tries: number): void {
  if (tries % TRIES_A_LINE === 0) log.warn({ code: toCallError(error).code }, 'Slack cannot be reached; trying on');
}

/** Requests that Slack sends over HTTP, as Bolt reads them: with their signature checked. */
export function createHttpReceiver(signingSecret: Secret, log: Log): HTTPReceiver {
  return new HTTPReceiver({
    signingSecret: signingSecret.reveal(),
    endpoints: '/slack/events',
    logger: toBoltLogger(log, 'warn'),
  });
}
