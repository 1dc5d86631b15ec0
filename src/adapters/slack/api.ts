import { setTimeout as sleep } from 'node:timers/promises';
import { webApi } from '@slack/bolt';
import type { Log } from '../../core/ports.js';
import type { Secret } from '../../lib/secret.js';
import { toBoltLogger } from './bolt-log.js';
import { CallError, toCallError, toHttpError } from './call-error.js';
import type { Timings } from './timings.js';

/** What a method answers; parse what is used of it. */
type Answer = Readonly<Record<string, unknown>>;

/** Slack's Web API. Every failure is a `CallError`. */
export interface SlackApi {
  /** For calls that may be repeated: a few more tries when Slack is slow, away, or asks to wait. */
  call(method: string, args?: Readonly<Record<string, unknown>>): Promise<Answer>;
  /** For calls that must not be repeated unknowingly, and for those that are worth nothing when late. */
  callOnce(method: string, args?: Readonly<Record<string, unknown>>): Promise<Answer>;
  /** Uploads a text as a file into a conversation; not repeated. */
  upload(file: {
    readonly channel: string;
    readonly threadTs?: string;
    readonly name: string;
    readonly title: string;
    readonly content: string;
  }): Promise<void>;
  /** Sends a message to the `response_url` of an interaction; not repeated. Such an address is good for 5 uses in 30 minutes. */
  respond(url: string, message: Readonly<Record<string, unknown>>): Promise<void>;
}

/** What the clients of Slack are made with. */
export interface ClientSettings {
  /** Ends in a slash or not; default Slack itself. */
  readonly apiUrl?: string;
  readonly timings: Timings;
  readonly log: Log;
}

const REPEATS = 2;

/** The options of a client of Slack's. Each client must have its own object: they write into it. */
export function toClientOptions({ apiUrl, timings, log }: ClientSettings, retries: number): webApi.WebClientOptions {
  return {
    ...(apiUrl === undefined ? {} : { slackApiUrl: apiUrl }),
    retryConfig: { retries, factor: 2, minTimeout: 300, maxTimeout: 3_000, randomize: true },
    // Else the whole client stands still for as long as one method is limited.
    rejectRateLimitedCalls: true,
    timeout: timings.requestTimeoutMs,
    // What fails is told once, by whoever called.
    logger: toBoltLogger(log, 'debug'),
    fetch: fetchWithWait,
  };
}

/** A refusal for too many calls that does not say how long to wait is taken as one second: the client knows no default. */
const fetchWithWait: typeof fetch = async (input, init) => {
  const response = await fetch(input, init);
  if (response.status !== 429 || /^\s*\d/.test(response.headers.get('retry-after') ?? '')) return response;
  return new Response(null, { status: 429, headers: { 'retry-after': '1' } });
};

/** Slack's Web API with the bot's token. */
export function createSlackApi(token: Secret, settings: ClientSettings): SlackApi {
  const steady = new webApi.WebClient(token.reveal(), toClientOptions(settings, REPEATS));
  const once = new webApi.WebClient(token.reveal(), toClientOptions(settings, 0));

  const call = async (client: webApi.WebClient, method: string, args: Answer): Promise<Answer> => {
    try {
      return { ...(await client.apiCall(method, { ...args })) };
    } catch (error) {
      throw toCallError(error);
    }
  };

  return {
    call: async (method, args = {}) => {
      for (let repeats = 0; ; repeats += 1) {
        try {
          return await call(steady, method, args);
        } catch (error) {
          const waitMs = error instanceof CallError && error.outcome === 'limited' ? error.retryAfterMs : undefined;
          if (waitMs === undefined || waitMs > settings.timings.longestWaitMs || repeats === REPEATS) throw error;
          await sleep(waitMs);
        }
      }
    },
    callOnce: (method, args = {}) => call(once, method, args),
    upload: async ({ channel, threadTs, name, title, content }) => {
      try {
        const place = threadTs === undefined ? { channel_id: channel } : { channel_id: channel, thread_ts: threadTs };
        await once.filesUploadV2({ ...place, filename: name, title, content });
      } catch (error) {
        throw toCallError(error);
      }
    },
    respond: (url, message) => respond(url, message, settings.timings.requestTimeoutMs),
  };
}

async function respond(url: string, message: Readonly<Record<string, unknown>>, timeoutMs: number): Promise<void> {
  let status: number;
  try {
    const response = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(message),
      redirect: 'error',
      signal: AbortSignal.timeout(timeoutMs),
    });
    status = response.status;
    await response.body?.cancel();
  } catch (error) {
    throw toCallError(error);
  }
  if (status !== 200) throw toHttpError(status);
}
