import { expect, it } from 'vitest';
import { failureOf, NOON, startPair } from './client-fixture.js';

const HOUR_MS = 3_600_000;

it('reads pages that the rules allow, asks for the rules once, and refuses the others without asking', async () => {
  const { server, client } = await startPair();
  server.answer('/robots.txt', { body: '\uFEFFUser-agent: dateline\nDisallow: /inside' });
  server.answer('/news', { headers: { 'content-type': 'text/html' }, body: '<p>x' });
  expect(await client.fetchPage(server.url('/news'))).toMatchObject({ kind: 'document', text: '<p>x' });
  const refusal = await failureOf(client.fetchPage(server.url('/inside/1?key=hidden')));
  expect(refusal).toMatchObject({ code: 'not-allowed', retryable: false });
  expect(refusal.message).toBe(
    `The server does not let programs read 127.0.0.1:${server.port}/inside/1 (its robots.txt forbids it). Open it in a browser.`,
  );
  expect(server.requests.map(({ path }) => path)).toEqual(['/robots.txt', '/news']);
});

it('reads feeds without asking for rules', async () => {
  const { server, client } = await startPair();
  server.answer('/robots.txt', { body: 'User-agent: *\nDisallow: /' });
  server.answer('/rss', { body: 'x' });
  await client.fetchFeed(server.url('/rss'));
  expect(server.requests.map(({ path }) => path)).toEqual(['/rss']);
});

it('asks for rules before it reads what may be a page, and reads it once', async () => {
  const { server, client } = await startPair();
  server.answer('/robots.txt', { body: 'User-agent: *\nDisallow: /inside' });
  server.answer('/news', { body: 'x' });
  server.answer('/inside/rss', { body: 'y' });
  expect(await client.fetchAddress(server.url('/news'))).toEqual({ document: expect.objectContaining({ text: 'x' }) });
  expect(await client.fetchAddress(server.url('/inside/rss'))).toMatchObject({
    document: { text: 'y' },
    pageRefusal: { code: 'not-allowed' },
  });
  expect(server.requests.map(({ path }) => path)).toEqual(['/robots.txt', '/news', '/inside/rss']);
});

it('asks for rules once when several pages are read at the same time', async () => {
  const { server, client } = await startPair();
  server.answer('/1', {});
  server.answer('/2', {});
  await Promise.all([client.fetchPage(server.url('/1')), client.fetchPage(server.url('/2'))]);
  expect(server.requests.filter(({ path }) => path === '/robots.txt')).toHaveLength(1);
});

it('asks the rules of every server on the way of a redirect', async () => {
  const { server, client } = await startPair();
  const { server: other } = await startPair();
  server.answer('/1', { status: 302, headers: { location: other.url('/2') } });
  other.answer('/robots.txt', { body: 'User-agent: *\nDisallow: /2' });
  other.answer('/2', { body: 'x' });
  expect((await failureOf(client.fetchPage(server.url('/1')))).code).toBe('not-allowed');
  expect(other.requests.map(({ path }) => path)).toEqual(['/robots.txt']);
});

it('follows a redirect of the rules', async () => {
  const { server, client } = await startPair();
  server.answer('/robots.txt', { status: 301, headers: { location: '/rules' } });
  server.answer('/rules', { body: 'User-agent: *\nDisallow: /1' });
  expect((await failureOf(client.fetchPage(server.url('/1')))).code).toBe('not-allowed');
});

it.each([401, 403, 404, 410])('takes %i for having no rules', async (status) => {
  const { server, client } = await startPair();
  server.answer('/robots.txt', { status, body: 'User-agent: *\nDisallow: /' });
  server.answer('/1', { body: 'x' });
  expect(await client.fetchPage(server.url('/1'))).toMatchObject({ text: 'x' });
});

it.each([500, 503, 429])(
  'reads no page for now while the rules answer %i, and does not ask again at once',
  async (status) => {
    let now = NOON;
    const { server, client } = await startPair({ now: () => now });
    server.answer('/robots.txt', { status });
    server.answer('/1', { body: 'x' });
    for (const _ of [1, 2]) {
      const error = await failureOf(client.fetchPage(server.url('/1')));
      expect(error).toMatchObject({ code: 'unreachable', retryable: true, status });
      expect(error.message).toContain(`/robots.txt answers ${status}`);
    }
    expect(server.requests).toHaveLength(1);
    server.answer('/robots.txt', { status: 404 });
    now += HOUR_MS / 12;
    expect(await client.fetchPage(server.url('/1'))).toMatchObject({ text: 'x' });
  },
);

it('reads no page while the rules cannot be reached', async () => {
  const { server, client } = await startPair();
  server.answer('/robots.txt', (request) => void request.socket.destroy());
  const error = await failureOf(client.fetchPage(server.url('/1')));
  expect(error).toMatchObject({ code: 'unreachable', retryable: true });
  expect(server.requests).toHaveLength(1);
});

it.each<[what: string, headers: Record<string, string>, keptMs: number]>([
  ['an hour when nothing is said', {}, HOUR_MS],
  ['an hour at least', { 'cache-control': 'max-age=10' }, HOUR_MS],
  ['as long as is said', { 'cache-control': 'max-age=7200' }, 2 * HOUR_MS],
  ['a day at most', { 'cache-control': 'max-age=9999999' }, 24 * HOUR_MS],
])('keeps rules for %s', async (_, headers, keptMs) => {
  let now = NOON;
  const { server, client } = await startPair({ now: () => now });
  server.answer('/robots.txt', { headers });
  server.answer('/1', {});
  const asked = () => server.requests.filter(({ path }) => path === '/robots.txt').length;
  await client.fetchPage(server.url('/1'));
  now += keptMs - 1;
  await client.fetchPage(server.url('/1'));
  expect(asked()).toBe(1);
  now += 1;
  await client.fetchPage(server.url('/1'));
  expect(asked()).toBe(2);
});

it('reads the first 500 KiB of the rules', async () => {
  const { server, client } = await startPair();
  const padding = `# ${'x'.repeat(1022)}`;
  const rules = (paddings: number) => `User-agent: *\n${`${padding}\n`.repeat(paddings)}Disallow: /1\n`;
  server.answer('/robots.txt', { body: rules(498) });
  server.answer('/1', {});
  expect((await failureOf(client.fetchPage(server.url('/1')))).code).toBe('not-allowed');
  const { server: other } = await startPair();
  other.answer('/robots.txt', { body: rules(501) });
  other.answer('/1', { body: 'x' });
  expect(await client.fetchPage(other.url('/1'))).toMatchObject({ text: 'x' });
});

it('keeps the pause that the rules ask for', async () => {
  const { server, client } = await startPair();
  server.answer('/robots.txt', { body: 'User-agent: *\nCrawl-delay: 0.2' });
  server.answer('/1', {});
  await client.fetchPage(server.url('/1'));
  await client.fetchPage(server.url('/1'));
  const [rules, first, second] = server.requests;
  expect(first?.startedAtMs).toBeGreaterThan((rules?.endedAtMs ?? Number.NaN) + 180);
  expect(second?.startedAtMs).toBeGreaterThan((first?.endedAtMs ?? Number.NaN) + 180);
});

it('asks for no page while the server wants to be left alone, and for feeds all the same', async () => {
  let now = NOON;
  const { server, client } = await startPair({ now: () => now });
  server.answer('/1', { status: 429, headers: { 'retry-after': '600' } });
  server.answer('/2', { body: 'x' });
  await failureOf(client.fetchPage(server.url('/1')));
  now += 60_000;
  const error = await failureOf(client.fetchPage(server.url('/2')));
  expect(error).toMatchObject({ code: 'unreachable', retryable: true, retryAfterMs: 540_000 });
  expect(error.message).toBe(`The server of 127.0.0.1:${server.port} asked to wait, 9 minutes more.`);
  expect(server.requests.map(({ path }) => path)).toEqual(['/robots.txt', '/1']);
  expect(await client.fetchFeed(server.url('/2'))).toMatchObject({ text: 'x' });
  now += 540_000;
  expect(await client.fetchPage(server.url('/2'))).toMatchObject({ text: 'x' });
});
