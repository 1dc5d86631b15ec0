import type { IncomingMessage, ServerResponse } from 'node:http';
import { ApiError, refusals } from './api-error.js';
import { type Answer, loseConnection, readBody, sendAnswer, toAnswer } from './http.js';
import type { Platform } from './platform.js';
import type { RestFaults } from './rest-faults.js';
import { type Call, type Handlers, isOpen, matchRoute, type RouteName } from './routes.js';

const PREFIX = '/api/v10';
const FILES = /^\/attachments\/\d+\/(\d+)\//;

/** A call of the REST API. */
export interface RestCall {
  readonly method: string;
  /** Below `/api/v10`, with its query, still percent-encoded. */
  readonly path: string;
  /** Undefined for a path that is no route of this server. */
  readonly route: RouteName | undefined;
  readonly body: unknown;
  /** When it arrived. */
  readonly atMs: number;
  /** The answer's; undefined while the call runs and when the connection was lost. */
  status: number | undefined;
}

/** An answer of 400 or more that no fault made: the bot did something that Discord does not allow. */
export interface Refusal {
  readonly method: string;
  readonly path: string;
  readonly status: number;
  /** Discord's JSON error code, 0 where there is none. */
  readonly code: number;
  readonly message: string;
  readonly errors: unknown;
}

/** The REST API over HTTP. */
export class Rest {
  readonly calls: RestCall[] = [];
  readonly refusals: Refusal[] = [];
  readonly #platform: Platform;
  readonly #faults: RestFaults;
  readonly #handlers: Handlers;

  constructor(platform: Platform, faults: RestFaults, handlers: Handlers) {
    this.#platform = platform;
    this.#faults = faults;
    this.#handlers = handlers;
  }

  /** Answers one request. */
  async handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { pathname, search, searchParams } = new URL(request.url ?? '/', this.#platform.origin);
    const method = request.method ?? 'GET';
    const file = FILES.exec(pathname)?.[1];
    if (file !== undefined) {
      sendAnswer(response, this.#file(file));
      return;
    }
    const atMs = this.#platform.now();
    const body = await readBody(request).catch((error: unknown) => error);
    // Nobody waits for an answer to a request that was broken off.
    if (!isBody(body) && !(body instanceof ApiError)) return;
    const path = pathname.startsWith(`${PREFIX}/`) ? pathname.slice(PREFIX.length) : pathname;
    const match = path === pathname ? undefined : matchRoute(method, path);
    const call: RestCall = {
      method,
      path: `${path}${search}`,
      route: match?.route,
      body: isBody(body) ? body.json : undefined,
      atMs,
      status: undefined,
    };
    this.calls.push(call);
    this.#platform.changes.notify();
    const fault = match === undefined ? undefined : this.#faults.take(match.route);
    if (fault?.kind === 'wait') await fault.until;
    if (fault?.kind === 'surround') await fault.before?.();
    if (fault?.kind === 'lose-request') {
      loseConnection(request, fault.how);
      return;
    }
    const run = (): Answer => {
      if (!isBody(body)) throw body;
      if (match === undefined) throw refusals.notFound();
      this.#authorize(match.route, request);
      const input: Call = { param: match.param, query: searchParams, body: body.json, files: body.files };
      return this.#handlers[match.route](input);
    };
    const done = fault?.kind === 'answer' ? fault.answer : this.#attempt(call, run);
    if (fault?.kind === 'surround') await fault.after?.();
    const answer = fault?.kind === 'surround' ? (fault.answer ?? done) : done;
    if (fault?.kind === 'lose-response') {
      loseConnection(request, fault.how);
      return;
    }
    call.status = answer.status;
    sendAnswer(response, answer);
    this.#platform.changes.notify();
  }

  #attempt({ method, path }: RestCall, run: () => Answer): Answer {
    try {
      return run();
    } catch (error) {
      // A mistake of the server itself shows as one: with its name, and as a refusal that tests report.
      const refusal = error instanceof ApiError ? error : new ApiError(500, 0, String(error));
      const { status, code, message, errors } = refusal;
      this.refusals.push({ method, path, status, code, message, errors });
      return toAnswer(refusal);
    }
  }

  #authorize(route: RouteName, { headers }: IncomingMessage): void {
    if (isOpen(route) || headers.authorization === `Bot ${this.#platform.token}`) return;
    throw refusals.unauthorized();
  }

  #file(id: string): Answer {
    const found = this.#platform.messages.findFile(id);
    if (found === undefined) return { status: 404 };
    return {
      status: 200,
      body: found.bytes,
      headers: { 'content-type': found.contentType ?? 'application/octet-stream' },
    };
  }
}

function isBody(value: unknown): value is Awaited<ReturnType<typeof readBody>> {
  return typeof value === 'object' && value !== null && 'files' in value;
}
