import { expect, onTestFinished } from 'vitest';
import { FetchError } from '../../../src/ingest/web/fetch-error.js';
import { createWebClient, type WebClient, type WebClientOptions } from '../../../src/ingest/web/web-client.js';
import { startWebServerForTest, type TestWebServer } from '../../servers/web/web-server.js';

/** 7 May 2031, noon, in UTC. */
export const NOON = Date.UTC(2031, 4, 7, 12);

/** A client that may read from 127.0.0.1, and is closed when the test has finished. */
export function startClient(options: Partial<WebClientOptions> = {}): WebClient {
  const { limits, ...others } = options;
  const client = createWebClient({
    version: '1.2.3',
    allowPrivate: ['127.0.0.1'],
    now: () => NOON,
    ...others,
    limits: { pauseMs: 0, ...limits },
  });
  onTestFinished(() => client.close());
  return client;
}

/** A server with a client that may read from it. */
export async function startPair(
  options: Partial<WebClientOptions> = {},
): Promise<{ readonly server: TestWebServer; readonly client: WebClient }> {
  const server = await startWebServerForTest();
  return { server, client: startClient(options) };
}

/** The failure of something that must fail. */
export async function failureOf(promise: Promise<unknown>): Promise<FetchError> {
  const error = await promise.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  expect(error).toBeInstanceOf(FetchError);
  if (!(error instanceof FetchError)) throw new Error('It did not fail.');
  return error;
}
