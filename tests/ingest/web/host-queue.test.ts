import { setTimeout as delay } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { createHostQueue } from '../../../src/ingest/web/host-queue.js';
import { startWebServerForTest } from '../../servers/web/web-server.js';
import { failureOf, startClient, startPair } from './client-fixture.js';

it('asks a host for one thing at a time, in order, with a pause between', async () => {
  const { server, client } = await startPair({ limits: { pauseMs: 60 } });
  for (const path of ['/1', '/2', '/3', '/gone', '/5']) {
    server.answer(path, async (_, response) => {
      await delay(20);
      response.writeHead(path === '/gone' ? 500 : 200).end('x');
    });
  }
  const paths = ['/1', '/2', '/3', '/gone', '/5'];
  await Promise.allSettled(paths.map((path) => client.fetchFeed(server.url(path))));
  expect(server.requests.map(({ path }) => path)).toEqual(paths);
  for (const [index, { endedAtMs }] of server.requests.slice(0, -1).entries()) {
    // The server learns of the end of its answer a little later than the client.
    expect(server.requests[index + 1]?.startedAtMs).toBeGreaterThan(endedAtMs + 40);
  }
});

it('counts the steps of a redirect as requests', async () => {
  const { server, client } = await startPair({ limits: { pauseMs: 60 } });
  server.answer('/1', { status: 302, headers: { location: '/2' } });
  server.answer('/2', { body: 'x' });
  await client.fetchFeed(server.url('/1'));
  const [first, second] = server.requests;
  expect(second?.startedAtMs).toBeGreaterThan((first?.endedAtMs ?? Number.NaN) + 40);
});

it('does not let one host wait for another', async () => {
  const { server, client } = await startPair();
  const other = await startWebServerForTest();
  server.answer('/never', () => {});
  other.answer('/rss', { body: 'x' });
  const never = failureOf(client.fetchFeed(server.url('/never')));
  await server.received(1);
  expect(await client.fetchFeed(other.url('/rss'))).toMatchObject({ text: 'x' });
  await client.close();
  await never;
});

it('does not count the wait for the turn as time of the server', async () => {
  const server = await startWebServerForTest();
  const client = startClient({ limits: { pauseMs: 200, totalTimeoutMs: 300 } });
  server.answer('/rss', { body: 'x' });
  const documents = await Promise.all([1, 2, 3, 4].map(() => client.fetchFeed(server.url('/rss'))));
  expect(documents).toHaveLength(4);
});

it('forgets hosts that nobody waits for, and keeps those with a line', async () => {
  const queue = createHostQueue(new AbortController().signal);
  let release = () => {};
  const first = queue.run('busy.example', 0, () => new Promise<void>((resolve) => (release = resolve)));
  const second = queue.run('busy.example', 0, async () => 'second');
  for (let host = 0; host < 600; host++) await queue.run(`${host}.example`, 0, async () => {});
  let isDone = false;
  const third = queue.run('busy.example', 0, async () => (isDone = true));
  await queue.run('0.example', 60_000, async () => {});
  expect(isDone).toBe(false);
  release();
  expect(await Promise.all([first, second, third])).toEqual([undefined, 'second', true]);
});
