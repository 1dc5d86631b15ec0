import type { IncomingHttpHeaders } from 'node:http';
import { Agent } from 'undici';
import type { AddressGuard } from './address-guard.js';
import { FetchError } from './fetch-error.js';
import { createGuardedConnect, type Resolve } from './guarded-connect.js';
import { createHostQueue } from './host-queue.js';
import { ACCEPTED_ENCODINGS, readBody } from './read-body.js';
import { toFetchError } from './to-fetch-error.js';
import { toShownAddress } from './web-address.js';
import type { WebLimits } from './web-limits.js';

/** What a server answered to one request. */
export interface Answer {
  readonly status: number;
  /** Names in lower case; several of one name are joined by commas. */
  readonly headers: Readonly<Record<string, string>>;
  /** Empty unless the status is from 200 to 299. */
  readonly body: Buffer;
}

/** The time that all requests for one address share. */
export interface TimeBudget {
  leftMs: number;
}

/** What is asked for, beside the address. */
interface AskOptions {
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  readonly budget: TimeBudget;
  /** The pause since the last request to the same host. */
  readonly pauseMs: number;
}

/** Sends single requests. */
export interface Asker {
  /**
   * Sends one GET request, when its turn has come, and reads the answer. Redirects are not followed.
   *
   * @throws {FetchError} when there is no answer, it is too large or too slow, or may not be asked for
   */
  ask(url: URL, options: AskOptions): Promise<Answer>;
  /** Breaks off what is under way; whatever is asked for later fails. */
  close(): Promise<void>;
}

/** What requests are sent with. */
export interface AskerOptions {
  readonly userAgent: string;
  readonly guard: AddressGuard;
  readonly resolve: Resolve;
  readonly limits: WebLimits;
}

/** Makes what sends requests, one at a time to each host. */
export function createAsker({ userAgent, guard, resolve, limits }: AskerOptions): Asker {
  const { connectTimeoutMs, headersTimeoutMs, stallTimeoutMs } = limits;
  const agent = new Agent({ connect: createGuardedConnect(guard, resolve, connectTimeoutMs) });
  const closing = new AbortController();
  const queue = createHostQueue(closing.signal);

  const send = async (url: URL, { headers, budget }: AskOptions): Promise<Answer> => {
    const controller = new AbortController();
    const startedAt = performance.now();
    const timer = setTimeout(() => controller.abort(toSlownessError(url)), Math.max(0, budget.leftMs));
    try {
      const answer = await agent.request({
        origin: url.origin,
        path: url.pathname + url.search,
        method: 'GET',
        headers: { 'user-agent': userAgent, 'accept-encoding': ACCEPTED_ENCODINGS, ...headers },
        headersTimeout: headersTimeoutMs,
        bodyTimeout: stallTimeoutMs,
        signal: controller.signal,
        // A connection for each request: its address is checked anew, and none breaks because the server gave it up meanwhile.
        reset: true,
      });
      // It may fail after nobody reads it any more.
      answer.body.on('error', () => {});
      try {
        const status = answer.statusCode;
        const received = toHeaders(answer.headers);
        const isWanted = status >= 200 && status < 300;
        const body = isWanted ? await readBody(answer.body, received, url, limits) : Buffer.alloc(0);
        return { status, headers: received, body };
      } finally {
        answer.body.destroy();
      }
    } finally {
      clearTimeout(timer);
      budget.leftMs -= performance.now() - startedAt;
    }
  };

  return {
    ask: async (url, options) => {
      try {
        return await queue.run(url.host, options.pauseMs, () => send(url, options));
      } catch (error) {
        if (closing.signal.aborted) throw toClosedError(url);
        throw toFetchError(error, url);
      }
    },
    close: async () => {
      closing.abort();
      await agent.destroy();
    },
  };
}

/** The names of headers come in lower case. */
function toHeaders(headers: IncomingHttpHeaders): Record<string, string> {
  const entries = Object.entries(headers).map(([name, value = '']) => [name, [value].flat().join(', ')]);
  return Object.fromEntries(entries);
}

function toSlownessError(url: URL): FetchError {
  const message = `The server sends ${toShownAddress(url)} too slowly. Try again later.`;
  return new FetchError('unreachable', message, { retryable: true });
}

function toClosedError(url: URL): FetchError {
  const message = `Dateline was stopped before ${toShownAddress(url)} was read.`;
  return new FetchError('unreachable', message, { retryable: true });
}
