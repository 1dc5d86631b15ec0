import { expect, it, onTestFinished } from 'vitest';
import { BotError } from '../../../src/core/errors.js';
import { createWebClient, type Validators } from '../../../src/ingest/web/web-client.js';
import { startWebServer } from '../../servers/web/web-server.js';
import { failureOf, NOON, startClient, startPair } from './client-fixture.js';

const HOUR_MS = 3_600_000;

it('gives a feed with its type, its validators and how long it is fresh', async () => {
  const { server, client } = await startPair();
  server.answer('/rss', {
    headers: {
      'content-type': 'Application/RSS+XML; charset=UTF-8',
      etag: '"v1"',
      'last-modified': 'Tue, 06 May 2031 08:00:00 GMT',
      'cache-control': 'public, max-age=600',
      age: '120',
    },
    body: '<rss>Fähre</rss>',
  });
  expect(await client.fetchFeed(`${server.url('/rss?key=1')}#top`)).toEqual({
    kind: 'document',
    url: server.url('/rss?key=1'),
    text: '<rss>Fähre</rss>',
    contentType: 'application/rss+xml',
    validators: { etag: '"v1"', lastModified: 'Tue, 06 May 2031 08:00:00 GMT' },
    freshForMs: 480_000,
  });
});

it('says who it is, and whom to write to', async () => {
  const { server, client } = await startPair({ contact: 'https://post.example/bot' });
  server.answer('/rss', {});
  await client.fetchFeed(server.url('/rss'));
  await startClient().fetchFeed(server.url('/rss'));
  expect(server.requests.map(({ headers }) => headers['user-agent'])).toEqual([
    'Dateline/1.2.3 (+https://post.example/bot)',
    'Dateline/1.2.3',
  ]);
  const options = { version: '1', allowPrivate: [], now: () => NOON };
  expect(() => createWebClient({ ...options, contact: 'a\r\nx: b' })).toThrow(/FEED_CONTACT/);
});

it('gives validators back, and takes a 304 for what it is', async () => {
  const { server, client } = await startPair();
  server.answer('/rss', { status: 304, headers: { etag: '"v2"', 'cache-control': 'max-age=60' } });
  const validators: Validators = { etag: '"v1"', lastModified: 'Tue, 06 May 2031 08:00:00 GMT' };
  expect(await client.fetchFeed(server.url('/rss'), validators)).toEqual({
    kind: 'not-modified',
    validators: { ...validators, etag: '"v2"' },
    freshForMs: 60_000,
  });
  expect(server.requests[0]?.headers).toMatchObject({
    'if-none-match': '"v1"',
    'if-modified-since': 'Tue, 06 May 2031 08:00:00 GMT',
  });
});

it('takes a 304 that it did not ask for as a failure, and sends no validator that could be a header of its own', async () => {
  const { server, client } = await startPair();
  server.answer('/rss', { status: 304 });
  const { status } = await failureOf(client.fetchFeed(server.url('/rss'), { etag: '"a"\r\nx-b: c' }));
  expect(status).toBe(304);
  expect(server.requests[0]?.headers).not.toHaveProperty('x-b');
});

it.each<[status: number, headers: Record<string, string>, message: string, more: object]>([
  [404, {}, 'The server answers 404 Not Found: there is nothing at HOST/rss. Check the address.', { retryable: false }],
  [410, {}, '410 Gone', { isGone: true, retryable: false }],
  [403, {}, 'is not open to Dateline', { isGone: false, retryable: false }],
  [418, {}, "The server answers 418 I'm a Teapot for HOST/rss.", { retryable: false }],
  [429, {}, 'The server refuses to be asked so often. Try again later.', { retryable: true, retryAfterMs: undefined }],
  [
    429,
    { 'retry-after': '120' },
    'The server refuses to be asked so often and asks to wait 2 minutes.',
    { retryable: true, retryAfterMs: 120_000 },
  ],
  [
    503,
    { 'retry-after': 'Wed, 07 May 2031 14:00:00 GMT' },
    'The server answers 503 Service Unavailable: it is out of order and asks to wait 2 hours.',
    { retryable: true, retryAfterMs: 2 * HOUR_MS },
  ],
  [503, { 'retry-after': '99999999' }, 'asks to wait 24 hours', { retryAfterMs: 24 * HOUR_MS }],
  [503, { 'retry-after': 'soon' }, 'out of order. Try again later.', { retryAfterMs: undefined }],
  [301, {}, 'The server answers 301 Moved Permanently', { retryable: false }],
])('takes %i with %j for a failure: %s', async (status, headers, message, more) => {
  const { server, client } = await startPair();
  server.answer('/rss', { status, headers, body: 'secret' });
  const error = await failureOf(client.fetchFeed(server.url('/rss?key=hidden')));
  expect(error.message).toContain(message.replace('HOST', `127.0.0.1:${server.port}`));
  expect(error.message).not.toContain('hidden');
  expect(error).toMatchObject({ code: 'unreachable', status, ...more });
});

it('follows five redirects, and tells of a move only when all of them are for good', async () => {
  const { server, client } = await startPair();
  const step = (from: string, status: number, to: string) => server.answer(from, { status, headers: { location: to } });
  server.answer('/feed', { body: 'x' });
  step('/1', 301, '/2');
  step('/2', 308, server.url('/feed#part'));
  step('/3', 302, '/1');
  step('/4', 307, '/3');
  step('/5', 303, '/4');
  step('/6', 301, '/5');
  const moved = await client.fetchFeed(server.url('/1'));
  expect(moved).toMatchObject({ url: server.url('/feed'), movedTo: server.url('/feed') });
  const found = await client.fetchFeed(server.url('/5'));
  expect(found).toMatchObject({ url: server.url('/feed') });
  expect(found).not.toHaveProperty('movedTo');
  expect((await failureOf(client.fetchFeed(server.url('/6')))).message).toContain('leads on and on');
});

it('reads an address in UTF-8 in the header of a redirect', async () => {
  const { server, client } = await startPair();
  const location = Buffer.from('/fähre', 'utf8').toString('latin1');
  server.answer('/1', { status: 302, headers: { location } });
  server.answer('/f%C3%A4hre', { body: 'x' });
  expect(await client.fetchFeed(server.url('/1'))).toMatchObject({ url: server.url('/f%C3%A4hre') });
});

it.each<[what: string, location: string, message: string]>([
  ['itself', '/1', 'leads round in a circle'],
  ['a circle', '/2', 'leads round in a circle'],
  ['no address', 'http://', 'leads to something that is no address'],
  ['a file', 'file:///etc/passwd', 'Only https:// and http:// can be read'],
  ['a password', 'http://me:hidden@post.example/', 'holds a name or a password'],
])('refuses a redirect to %s', async (_, location, message) => {
  const { server, client } = await startPair();
  server.answer('/1', { status: 301, headers: { location } });
  server.answer('/2', { status: 302, headers: { location: '/1' } });
  const error = await failureOf(client.fetchFeed(server.url('/1')));
  expect(error.message).toContain(message);
  expect(error.message).not.toContain('hidden');
});

it('gives up when more and more addresses follow', async () => {
  const { server, client } = await startPair();
  let asked = 0;
  server.answer('/next', (_, response) => {
    asked += 1;
    response.writeHead(302, { location: `/next?${asked}` }).end();
  });
  await failureOf(client.fetchFeed(server.url('/next')));
  expect(asked).toBe(6);
});

it.each<[address: string, code: string, message: string]>([
  ['no address', 'bad-request', 'begins with https://'],
  ['ftp://post.example/rss', 'not-allowed', 'begins with ftp:'],
  ['javascript:alert(1)', 'not-allowed', 'begins with javascript:'],
  ['https://me:hidden@post.example/rss', 'not-allowed', 'does not sign in'],
  [`https://post.example/${'a'.repeat(5_000)}`, 'not-allowed', 'more than 4,000 characters'],
])('refuses %s', async (address, code, message) => {
  const client = startClient();
  for (const promise of [client.fetchFeed(address), client.fetchPage(address)]) {
    const error: unknown = await promise.catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(BotError);
    expect(error).toMatchObject({ code, message: expect.stringContaining(message) });
    expect(String(error)).not.toContain('hidden');
  }
});

it('says in plain words that nobody has such a name, and that nothing answers', async () => {
  const client = startClient({
    resolve: async (host) => {
      throw Object.assign(new Error(`getaddrinfo ENOTFOUND ${host}`), { code: 'ENOTFOUND' });
    },
  });
  const unknown = await failureOf(client.fetchFeed('https://feeds.example.org/rss'));
  expect(unknown.message).toBe('The address feeds.example.org does not exist: check its spelling.');
  expect(unknown.retryable).toBe(false);
  const { server } = await startPair();
  await server.stop();
  const silent = await failureOf(client.fetchFeed(server.url('/rss')));
  expect(silent.message).toContain('Nothing answers at 127.0.0.1');
  expect(silent.retryable).toBe(true);
});

it('reads a feed whose server is back', async () => {
  const { server, client } = await startPair();
  await server.stop();
  await failureOf(client.fetchFeed(server.url('/rss')));
  const again = await startWebServer(server.port);
  onTestFinished(() => again.stop());
  again.answer('/rss', { body: 'x' });
  expect(await client.fetchFeed(server.url('/rss'))).toMatchObject({ text: 'x' });
});

it('says that a server which speaks http alone makes no safe connection', async () => {
  const { server, client } = await startPair();
  const error = await failureOf(client.fetchFeed(server.url('/rss').replace('http:', 'https:')));
  expect(error.message).toContain('No safe connection');
  expect(server.requests).toHaveLength(0);
});

it('breaks off what is under way or waiting when it is closed, and asks for nothing after', async () => {
  const { server, client } = await startPair();
  server.answer('/never', () => {});
  server.answer('/half', (_, response) => {
    response.writeHead(200).write('half');
  });
  const failures = ['/never', '/half', '/rss'].map((path) => failureOf(client.fetchFeed(server.url(path))));
  await server.received(1);
  await client.close();
  for (const { message } of await Promise.all(failures)) expect(message).toContain('Dateline was stopped');
  expect((await failureOf(client.fetchPage(server.url('/rss')))).message).toContain('Dateline was stopped');
  expect(server.requests).toHaveLength(1);
});

it('breaks a body off when it is closed', async () => {
  const { server, client } = await startPair();
  server.answer('/half', (_, response) => {
    response.writeHead(200).write('half');
  });
  const failure = failureOf(client.fetchFeed(server.url('/half')));
  await server.received(1);
  await client.close();
  expect((await failure).message).toContain('Dateline was stopped');
});
