import { once } from 'node:events';
import { createServer } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { createWebServer, type WebServer, type WebServerOptions } from '../../../src/adapters/web/server.js';

const servers: WebServer[] = [];

afterEach(async () => {
  for (const server of servers.splice(0)) await server.stop();
});

async function open(options: Partial<WebServerOptions> = {}): Promise<string> {
  const server = createWebServer({ host: '127.0.0.1', port: 0, ...options });
  servers.push(server);
  return server.start();
}

describe('the port', () => {
  it.each([
    ['GET', '/healthz', 200],
    ['HEAD', '/healthz?from=probe', 200],
    ['POST', '/healthz', 405],
    ['GET', '/', 404],
    ['POST', '/slack/events', 404],
  ])('answers %s %s with %i', async (method, path, status) => {
    expect((await fetch(`${await open()}${path}`, { method })).status).toBe(status);
  });

  it('gives Slack’s requests to whom they are for, with the body unread', async () => {
    const address = await open({
      handleSlack: (request, response) => void request.pipe(response),
    });
    const response = await fetch(`${address}/slack/events`, { method: 'POST', body: 'payload={"a":1}' });
    expect(await response.text()).toBe('payload={"a":1}');
  });

  it('says which port is taken, and what to do', async () => {
    const other = createServer().listen(0, '127.0.0.1');
    await once(other, 'listening');
    const taken = other.address();
    if (taken === null || typeof taken === 'string') throw new Error('no port');
    await expect(open({ port: taken.port })).rejects.toMatchObject({
      code: 'unreachable',
      message: expect.stringMatching(new RegExp(`${taken.port}.*EADDRINUSE.*PORT`)),
    });
    other.close();
  });

  it('finishes the answers that are under way before it is closed', async () => {
    let finish = () => {};
    const asked = new Promise<void>((resolve) => {
      servers.push(
        createWebServer({
          host: '127.0.0.1',
          port: 0,
          handleSlack: (_, response) => {
            finish = () => response.end('late');
            resolve();
          },
        }),
      );
    });
    const server = servers[0];
    const response = fetch(`${await server?.start()}/slack/events`, { method: 'POST' });
    await asked;
    const stopped = server?.stop();
    finish();
    expect(await (await response).text()).toBe('late');
    await stopped;
  });
});
