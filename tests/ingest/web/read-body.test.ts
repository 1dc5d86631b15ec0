import type { ServerResponse } from 'node:http';
import { setTimeout as delay } from 'node:timers/promises';
import { brotliCompressSync, constants, deflateRawSync, deflateSync, gzipSync } from 'node:zlib';
import { expect, it } from 'vitest';
import { failureOf, startPair } from './client-fixture.js';

const MEBIBYTE = 1024 * 1024;
const TEXT = 'Die Fähre legte um sieben Uhr an. '.repeat(100);

/** Sends without end, as fast as it is taken. */
async function sendForever(response: ServerResponse, chunk: Buffer, pauseMs: number): Promise<number> {
  let sentBytes = 0;
  while (!response.destroyed) {
    if (!response.write(chunk))
      await Promise.race([delay(50), new Promise((resolve) => response.once('drain', resolve))]);
    sentBytes += chunk.length;
    if (pauseMs > 0) await delay(pauseMs);
  }
  return sentBytes;
}

it.each<[encoding: string, body: Buffer]>([
  ['gzip', gzipSync(TEXT)],
  ['x-gzip', gzipSync(TEXT)],
  ['deflate', deflateSync(TEXT)],
  ['deflate', deflateRawSync(TEXT)],
  ['BR', brotliCompressSync(TEXT)],
  ['identity', Buffer.from(TEXT)],
])('unpacks %s', async (encoding, body) => {
  const { server, client } = await startPair();
  server.answer('/rss', { headers: { 'content-encoding': encoding }, body });
  expect(await client.fetchFeed(server.url('/rss'))).toMatchObject({ text: TEXT });
  expect(server.requests[0]?.headers['accept-encoding']).toBe('gzip, deflate, br');
});

it('cuts an endless body off early, and keeps little of it', async () => {
  const { server, client } = await startPair();
  let sent: Promise<number> | undefined;
  server.answer('/rss', (_, response) => {
    sent = sendForever(response, Buffer.alloc(MEBIBYTE, 'x'), 0);
  });
  const before = process.memoryUsage().rss;
  const error = await failureOf(client.fetchFeed(server.url('/rss')));
  expect(error.message).toContain('is larger than the 10 MB that are read');
  expect(error.retryable).toBe(false);
  expect(await sent).toBeLessThan(64 * MEBIBYTE);
  expect(process.memoryUsage().rss - before).toBeLessThan(200 * MEBIBYTE);
});

it('reads nothing of a body that says it has 2 GB', async () => {
  const { server, client } = await startPair();
  let sent: Promise<number> | undefined;
  server.answer('/rss', (_, response) => {
    response.setHeader('content-length', 2 * 1024 * MEBIBYTE);
    sent = sendForever(response, Buffer.alloc(64 * 1024), 1);
  });
  expect((await failureOf(client.fetchFeed(server.url('/rss')))).message).toContain('is larger than');
  expect(await sent).toBeLessThan(10 * MEBIBYTE);
});

it.each<[encoding: string, pack: (bytes: Buffer) => Buffer]>([
  ['gzip', gzipSync],
  ['deflate', deflateSync],
  ['br', (bytes) => brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 4 } })],
])('stops unpacking %s at its bound', async (encoding, pack) => {
  const { server, client } = await startPair();
  const body = pack(Buffer.alloc(60 * MEBIBYTE));
  expect(body.length).toBeLessThan(MEBIBYTE);
  server.answer('/rss', { headers: { 'content-encoding': encoding }, body });
  const before = process.memoryUsage().rss;
  expect((await failureOf(client.fetchFeed(server.url('/rss')))).message).toContain('larger than the 20 MB');
  expect(process.memoryUsage().rss - before).toBeLessThan(100 * MEBIBYTE);
});

it.each<[what: string, encoding: string, body: Buffer, message: string]>([
  ['cut short', 'gzip', gzipSync(TEXT).subarray(0, -20), 'is packed and damaged, or ends too early'],
  ['not packed', 'gzip', Buffer.from(TEXT), 'is packed and damaged'],
  ['nonsense', 'br', Buffer.from(TEXT), 'is packed and damaged'],
  ['packed as nobody asked', 'zstd', Buffer.from(TEXT), 'in a way that it was not asked for'],
  ['packed twice', 'gzip, gzip', gzipSync(gzipSync(TEXT)), 'in a way that it was not asked for'],
])('refuses a body that is %s', async (_, encoding, body, message) => {
  const { server, client } = await startPair();
  server.answer('/rss', { headers: { 'content-encoding': encoding }, body });
  expect((await failureOf(client.fetchFeed(server.url('/rss')))).message).toContain(message);
});

it('takes an empty body for an empty document, whatever it says of its packing', async () => {
  const { server, client } = await startPair();
  server.answer('/rss', { headers: { 'content-encoding': 'gzip' } });
  expect(await client.fetchFeed(server.url('/rss'))).toMatchObject({ text: '' });
});

it('does not take half a body for a whole one', async () => {
  const { server, client } = await startPair();
  server.answer('/counted', (request, response) => {
    response.writeHead(200, { 'content-length': 100 });
    response.write('half', () => request.socket.destroy());
  });
  server.answer('/chunked', (request, response) => {
    response.writeHead(200);
    response.write('half', () => request.socket.destroy());
  });
  for (const path of ['/counted', '/chunked']) {
    const error = await failureOf(client.fetchFeed(server.url(path)));
    expect(error.message).toMatch(/broke the connection off|breaks off/);
    expect(error.retryable).toBe(true);
  }
});

it('gives up on a body that drips', async () => {
  const { server, client } = await startPair({ limits: { totalTimeoutMs: 400 } });
  server.answer('/rss', (_, response) => void sendForever(response, Buffer.from('x'), 20));
  const error = await failureOf(client.fetchFeed(server.url('/rss')));
  expect(error.message).toContain('too slowly');
  expect(error.retryable).toBe(true);
});

it('counts the time of all redirects together', async () => {
  const { server, client } = await startPair({ limits: { totalTimeoutMs: 400 } });
  for (const step of [0, 1, 2, 3, 4]) {
    server.answer(`/${step}`, async (_, response) => {
      await delay(150);
      response.writeHead(302, { location: `/${step + 1}` }).end();
    });
  }
  expect((await failureOf(client.fetchFeed(server.url('/0')))).message).toContain('too slowly');
  expect(server.requests.length).toBeLessThan(5);
});

it('gives up on headers that drip, on silence, and on a lookup that never ends', async () => {
  const limits = { headersTimeoutMs: 300, stallTimeoutMs: 300, connectTimeoutMs: 300 };
  const { server, client } = await startPair({ limits, resolve: () => new Promise(() => {}) });
  server.answer('/headers', async (request) => {
    request.socket.write('HTTP/1.1 200 OK\r\n');
    while (!request.socket.destroyed) {
      request.socket.write('x-more: y\r\n');
      await delay(20);
    }
  });
  server.answer('/silence', () => {});
  server.answer('/stall', (_, response) => {
    response.writeHead(200).write('half');
  });
  const addresses = [...['/headers', '/silence', '/stall'].map(server.url), 'http://feeds.example/'];
  for (const address of addresses) {
    const error = await failureOf(client.fetchFeed(address));
    expect(error.message, address).toContain('does not answer in time');
    expect(error.retryable).toBe(true);
  }
});

it.each<[what: string, bytes: string]>([
  ['nonsense', 'SSH-2.0-OpenSSH_9.6\r\n'],
  ['headers without end', `HTTP/1.1 200 OK\r\nx-a: ${'a'.repeat(100_000)}`],
])('says that a server which sends %s does not speak HTTP', async (_, bytes) => {
  const { server, client } = await startPair();
  server.answer('/rss', (request) => void request.socket.write(bytes));
  expect((await failureOf(client.fetchFeed(server.url('/rss')))).message).toContain('does not speak HTTP as it should');
});
