import { once } from 'node:events';
import { createServer } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { createWebServer, type WebServer } from '../../../src/adapters/web/server.js';
import { catalogue } from '../../../src/core/commands/catalogue.js';
import { BotError } from '../../../src/core/errors.js';
import { createSigner } from '../../../src/core/sign-in.js';
import type { WebServices } from '../../../src/core/web.js';
import { RecordingLog } from '../../fakes/recording-log.js';

const servers: WebServer[] = [];

afterEach(async () => {
  for (const server of servers.splice(0)) await server.stop();
});

/** Services of which nothing works but what a test gives. */
function createServices(changes: Partial<WebServices> = {}): WebServices {
  const refuse = () => {
    throw new Error('not set up');
  };
  return {
    keeps: false,
    run: refuse,
    complete: refuse,
    knowsArticle: refuse,
    claimEvent: refuse,
    delivered: refuse,
    range: refuse,
    quotedIn: refuse,
    storyOf: refuse,
    nearestDays: refuse,
    today: refuse,
    notReady: async () => undefined,
    metrics: refuse,
    ...changes,
  };
}

function create(port = 0): WebServer {
  const server = createWebServer({
    host: '127.0.0.1',
    port,
    trustedProxies: 0,
    signer: createSigner('k'.repeat(64)),
    catalogue,
    log: new RecordingLog(),
    newId: () => 'id',
    now: () => 0,
  });
  servers.push(server);
  return server;
}

async function open(served?: Parameters<WebServer['serve']>[0]): Promise<string> {
  const server = create();
  if (served !== undefined) server.serve(served);
  return server.start();
}

describe('the port', () => {
  it.each([
    ['GET', '/healthz', 200],
    ['HEAD', '/healthz?from=probe', 200],
    ['POST', '/healthz', 405],
    ['POST', '/slack/events', 404],
    ['GET', '/nowhere', 404],
  ])('answers %s %s with %i', async (method, path, status) => {
    expect((await fetch(`${await open()}${path}`, { method })).status).toBe(status);
  });

  it.each(['/', '/readyz', '/api/search?q=ferry', '/articles/a', '/status'])(
    'is open while the articles are being read, and says so at %s',
    async (path) => {
      const response = await fetch(`${await open()}${path}`);
      expect(response.status).toBe(503);
      expect(await response.text()).toContain('still being read');
    },
  );

  it('is ready when all is there, else it says what is missing', async () => {
    let reason: BotError | undefined;
    const address = await open({ services: createServices({ notReady: async () => reason }) });
    expect((await fetch(`${address}/readyz`)).status).toBe(200);
    reason = new BotError('store-unavailable', 'The disk is full.');
    const response = await fetch(`${address}/readyz`);
    expect(response.status).toBe(503);
    expect(await response.json()).toMatchObject({
      kind: 'failure',
      code: 'store-unavailable',
      message: 'The disk is full.',
    });
    reason = new BotError('unreachable', 'discord is not connected (connecting).');
    expect(await (await fetch(`${address}/readyz`)).json()).toMatchObject({ code: 'unreachable' });
  });

  it('gives Slack’s requests to whom they are for, with the body unread', async () => {
    const address = await open({
      services: createServices(),
      handleSlack: (request, response) => void request.pipe(response),
    });
    const response = await fetch(`${address}/slack/events`, { method: 'POST', body: 'payload={"a":1}' });
    expect(await response.text()).toBe('payload={"a":1}');
  });

  it('tells nothing of a fault but where the log has it', async () => {
    const response = await fetch(`${await open({ services: createServices() })}/api/search?q=ferry`);
    expect(response.status).toBe(500);
    expect(await response.text()).not.toContain('not set up');
  });

  it('says which port is taken, and what to do', async () => {
    const other = createServer().listen(0, '127.0.0.1');
    await once(other, 'listening');
    const taken = other.address();
    if (taken === null || typeof taken === 'string') throw new Error('no port');
    await expect(create(taken.port).start()).rejects.toMatchObject({
      code: 'unreachable',
      message: expect.stringMatching(new RegExp(`${taken.port}.*EADDRINUSE.*PORT`)),
    });
    other.close();
  });

  it('finishes the answers that are under way before it is closed', async () => {
    let finish = () => {};
    const server = create();
    const asked = new Promise<void>((resolve) => {
      server.serve({
        services: createServices(),
        handleSlack: (_, response) => {
          finish = () => response.end('late');
          resolve();
        },
      });
    });
    const response = fetch(`${await server.start()}/slack/events`, { method: 'POST' });
    await asked;
    const stopped = server.stop();
    finish();
    expect(await (await response).text()).toBe('late');
    await stopped;
  });
});
