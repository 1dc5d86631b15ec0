import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders, type IncomingMessage, type ServerResponse } from 'node:http';
import { onTestFinished } from 'vitest';

/** What the server says to requests for one path. */
interface WebAnswer {
  /** Default 200. */
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  /** Default empty. */
  readonly body?: string | Uint8Array;
}

/** Answers a request by hand: slowly, in parts, wrongly or never. */
type Handler = (request: IncomingMessage, response: ServerResponse) => void | Promise<void>;

/** A request as it came. */
interface WebRequest {
  /** With its query. */
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  /** On the clock of `performance.now()`. */
  readonly startedAtMs: number;
  /** Infinite while it is not answered to the end. */
  endedAtMs: number;
}

/** A server of feeds and pages on 127.0.0.1. */
export interface TestWebServer {
  readonly port: number;
  /** `http://127.0.0.1:PORT`. */
  readonly origin: string;
  /** All requests so far, oldest first. */
  readonly requests: readonly WebRequest[];
  /** Says what a path answers from now on; others answer 404. The query of a request does not count. */
  answer(path: string, answer: WebAnswer | Handler): void;
  /** The absolute address of a path. */
  url(path: string): string;
  /** Settles when so many requests have come in all. */
  received(count: number): Promise<void>;
  stop(): Promise<void>;
}

/** Starts a server; `port` of an earlier one starts it again where it was. */
export async function startWebServer(port = 0): Promise<TestWebServer> {
  const answers = new Map<string, WebAnswer | Handler>();
  const requests: WebRequest[] = [];
  const server = createServer(async (request, response) => {
    const path = request.url ?? '/';
    const record = {
      path,
      headers: request.headers,
      startedAtMs: performance.now(),
      endedAtMs: Number.POSITIVE_INFINITY,
    };
    requests.push(record);
    server.emit('received');
    response.on('close', () => {
      record.endedAtMs = performance.now();
    });
    const answer = answers.get(path.split('?', 1)[0] ?? '') ?? { status: 404 };
    if (typeof answer === 'function') await answer(request, response);
    else response.writeHead(answer.status ?? 200, answer.headers).end(answer.body ?? '');
  });
  server.listen(port, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The server has no port.');
  const origin = `http://127.0.0.1:${address.port}`;
  return {
    port: address.port,
    origin,
    requests,
    answer: (path, answer) => {
      answers.set(path, answer);
    },
    url: (path) => origin + path,
    received: async (count) => {
      while (requests.length < count) await once(server, 'received');
    },
    stop: async () => {
      if (!server.listening) return;
      server.close();
      server.closeAllConnections();
      await once(server, 'close');
    },
  };
}

/** Starts a server that stops when the test has finished. */
export async function startWebServerForTest(): Promise<TestWebServer> {
  const server = await startWebServer();
  onTestFinished(() => server.stop());
  return server;
}
