import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { BotError } from '../../core/errors.js';

/** What the port serves. */
export interface WebServerOptions {
  /** An address of this machine; `0.0.0.0` for all. */
  readonly host: string;
  /** 0 takes a free one. */
  readonly port: number;
  /** Answers `POST /slack/events`, the body unread. */
  readonly handleSlack?: (request: IncomingMessage, response: ServerResponse) => void;
}

/** The one port of the bot. */
export interface WebServer {
  /**
   * Opens the port.
   *
   * @returns its address, `http://127.0.0.1:8787`
   * @throws {BotError} `unreachable` when the port cannot be opened
   */
  start(): Promise<string>;
  /** Takes no more requests, and settles when those under way are answered. */
  stop(): Promise<void>;
}

/** A request that has not come whole by then is cut off: slow senders must not hold the port. */
const REQUEST_TIMEOUT_MS = 15_000;

/** The port with `GET /healthz`, which says that the process lives, and Slack's requests. */
export function createWebServer({ host, port, handleSlack }: WebServerOptions): WebServer {
  const server = createServer({ requestTimeout: REQUEST_TIMEOUT_MS }, (request, response) => {
    const [path] = (request.url ?? '').split('?', 1);
    if (path === '/healthz') answer(request, response);
    else if (path === '/slack/events' && handleSlack !== undefined) handleSlack(request, response);
    else write(response, 404, 'There is nothing here.\n');
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
      const { address, family, port: opened } = server.address() as AddressInfo;
      return `http://${family === 'IPv6' ? `[${address}]` : address}:${opened}`;
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

function answer({ method }: IncomingMessage, response: ServerResponse): void {
  if (method === 'GET' || method === 'HEAD') write(response, 200, method === 'HEAD' ? '' : 'ok\n');
  else write(response.setHeader('allow', 'GET, HEAD'), 405, 'Ask with GET.\n');
}

function write(response: ServerResponse, status: number, text: string): void {
  response.writeHead(status, { 'content-type': 'text/plain; charset=utf-8', 'cache-control': 'no-store' }).end(text);
}
