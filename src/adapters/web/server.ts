import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { getRequestListener } from '@hono/node-server';
import { BotError } from '../../core/errors.js';
import type { WebServices } from '../../core/web.js';
import { type AccessOptions, createAccess } from './access.js';
import type { RouteOptions } from './context.js';
import { createRateLimits } from './limits.js';
import { createRoutes } from './routes.js';

/** How the port is opened. */
export interface WebServerOptions
  extends AccessOptions,
    Pick<RouteOptions, 'catalogue' | 'log' | 'newId' | 'publicUrl' | 'signer'> {
  /** 0 takes a free one. */
  readonly port: number;
}

/** What the port serves as soon as the articles are read. */
interface Served {
  readonly services: WebServices;
  /** Answers `POST /slack/events`, the body unread. */
  readonly handleSlack?: (request: IncomingMessage, response: ServerResponse) => void;
}

/** The one port of the bot. */
export interface WebServer {
  /**
   * Opens the port. Until `serve` is called, everything but `/healthz` is answered with `index-loading`.
   *
   * @returns its address, `http://127.0.0.1:8787`
   * @throws {BotError} `unreachable` when the port cannot be opened
   */
  start(): Promise<string>;
  serve(served: Served): void;
  /** Takes no more requests, and settles when those under way are answered. */
  stop(): Promise<void>;
}

/** A request that has not come whole by then is cut off: slow senders must not hold the port. */
const REQUEST_TIMEOUT_MS = 15_000;

/** The port with the web page, the API, the probes, and Slack's requests. */
export function createWebServer(options: WebServerOptions): WebServer {
  const { host, port, token, log } = options;
  let served: Partial<Served> = {};
  const routes = createRoutes({
    ...options,
    access: createAccess(options),
    limits: createRateLimits(),
    hasToken: token !== undefined,
    services: () => served.services,
  });
  const listen = getRequestListener(routes.fetch, { overrideGlobalObjects: false });
  const server = createServer({ requestTimeout: REQUEST_TIMEOUT_MS }, (request, response) => {
    const [path] = (request.url ?? '').split('?', 1);
    if (path === '/slack/events' && served.handleSlack !== undefined) served.handleSlack(request, response);
    else void listen(request, response);
  });

  return {
    start: async () => {
      server.listen(port, host);
      try {
        await once(server, 'listening');
      } catch (cause) {
        const reason = cause instanceof Error && 'code' in cause ? String(cause.code) : String(cause);
        throw new BotError(
          'unreachable',
          `The port ${port} of ${host} cannot be opened (${reason}). Stop what uses it, or set HOST and PORT to others.`,
          { cause },
        );
      }
      server.on('error', (error) => log.error({ err: error }, 'the port failed'));
      const { address, family, port: opened } = server.address() as AddressInfo;
      return `http://${family === 'IPv6' ? `[${address}]` : address}:${opened}`;
    },
    serve: (what) => {
      served = what;
    },
    stop: async () => {
      if (!server.listening) return;
      const closed = once(server, 'close');
      server.close();
      server.closeIdleConnections();
      await closed;
    },
  };
}
