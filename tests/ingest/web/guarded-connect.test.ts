import { once } from 'node:events';
import { createServer } from 'node:net';
import { expect, it, onTestFinished } from 'vitest';
import { startWebServerForTest } from '../../servers/web/web-server.js';
import { failureOf, startClient } from './client-fixture.js';

/** Listens where nothing may connect to; counts who did. */
async function startForbidden(host: string, port = 0) {
  let connections = 0;
  const server = createServer((socket) => {
    connections += 1;
    socket.destroy();
  });
  server.listen(port, host);
  await once(server, 'listening');
  onTestFinished(() => void server.close());
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The server has no port.');
  return { port: address.port, connections: () => connections };
}

it('connects to the address that was checked, and looks a name up once for each connection', async () => {
  const server = await startWebServerForTest();
  server.answer('/rss', { body: 'x' });
  const asked: string[] = [];
  const client = startClient({
    resolve: async (host) => {
      asked.push(host);
      return ['127.0.0.1'];
    },
  });
  await client.fetchFeed(`http://Feeds.Example.:${server.port}/rss`);
  await client.fetchFeed(`http://feeds.example:${server.port}/rss`);
  expect(asked).toEqual(['feeds.example', 'feeds.example']);
  expect(server.requests.map(({ headers }) => headers.host)).toEqual(Array(2).fill(`feeds.example:${server.port}`));
});

it('refuses a name that leads elsewhere the second time, without a connection', async () => {
  const server = await startWebServerForTest();
  server.answer('/rss', { body: 'x' });
  const { connections } = await startForbidden('127.0.0.2', server.port);
  const answers = [['127.0.0.1'], ['127.0.0.2']];
  const client = startClient({ resolve: async () => answers.shift() ?? [] });
  await client.fetchFeed(`http://feeds.example:${server.port}/rss`);
  const error = await failureOf(client.fetchFeed(`http://feeds.example:${server.port}/rss`));
  expect(error.message).toContain('leads to 127.0.0.2');
  expect(connections()).toBe(0);
});

it('uses only the permitted ones of several addresses', async () => {
  const server = await startWebServerForTest();
  server.answer('/rss', { body: 'x' });
  const { connections } = await startForbidden('127.0.0.2', server.port);
  const client = startClient({ resolve: async () => ['127.0.0.2', '10.0.0.5', '127.0.0.1'] });
  expect(await client.fetchFeed(`http://feeds.example:${server.port}/rss`)).toMatchObject({ text: 'x' });
  expect(connections()).toBe(0);
});

it('permits a listed host wherever it leads', async () => {
  const server = await startWebServerForTest();
  server.answer('/rss', { body: 'x' });
  const client = startClient({ allowPrivate: ['feeds.example'], resolve: async () => ['127.0.0.1'] });
  expect(await client.fetchFeed(`http://feeds.example:${server.port}/rss`)).toMatchObject({ text: 'x' });
  expect((await failureOf(client.fetchFeed(`http://other.example:${server.port}/rss`))).code).toBe('not-allowed');
});

it.each([
  'http://127.0.0.2:PORT/',
  'http://inside.example:PORT/',
  'http://0x7f.2:PORT/',
  'http://[::ffff:127.0.0.2]:PORT/',
])('refuses a redirect to %s without a connection', async (target) => {
  const server = await startWebServerForTest();
  const { port, connections } = await startForbidden('127.0.0.2');
  server.answer('/rss', { status: 302, headers: { location: target.replace('PORT', String(port)) } });
  server.answer('/robots.txt', { status: 302, headers: { location: target.replace('PORT', String(port)) } });
  const client = startClient({ resolve: async () => ['127.0.0.2'] });
  for (const promise of [client.fetchFeed(server.url('/rss')), client.fetchPage(server.url('/page'))]) {
    expect((await failureOf(promise)).code).toBe('not-allowed');
  }
  expect(connections()).toBe(0);
});

it('refuses a redirect to the metadata of a cloud and to an address of this machine', async () => {
  const server = await startWebServerForTest();
  const client = startClient();
  for (const [index, target] of ['http://169.254.169.254/latest/meta-data/', 'http://[::1]/'].entries()) {
    server.answer(`/${index}`, { status: 301, headers: { location: target } });
    const error = await failureOf(client.fetchFeed(server.url(`/${index}`)));
    expect(error).toMatchObject({ code: 'not-allowed', message: expect.stringContaining('FEED_ALLOW_PRIVATE') });
  }
});

it('says that a name without an address does not exist', async () => {
  const client = startClient({ resolve: async () => [] });
  expect((await failureOf(client.fetchFeed('http://feeds.example/'))).message).toContain('does not exist');
});
