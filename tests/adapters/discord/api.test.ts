import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, expect, it, onTestFinished } from 'vitest';
import { createDiscordApi } from '../../../src/adapters/discord/api.js';
import { renderText } from '../../../src/adapters/discord/render-reports.js';
import { DEFAULT_TIMINGS } from '../../../src/adapters/discord/timings.js';
import { Secret } from '../../../src/lib/secret.js';

/** What a server of a test answers, the last one again and again. */
interface TestAnswer {
  readonly status: number;
  readonly body: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

/** An API of Discord that answers one after the other, and remembers the headers that it was called with. */
async function startApi(...answers: readonly TestAnswer[]) {
  const calls: { readonly path: string; readonly authorization: string | undefined; readonly atMs: number }[] = [];
  const server = createServer((request, response) => {
    const {
      status,
      body,
      headers = {},
    } = answers[Math.min(calls.length, answers.length - 1)] ?? { status: 500, body: {} };
    calls.push({ path: request.url ?? '', authorization: request.headers.authorization, atMs: performance.now() });
    request.resume();
    response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(body));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const { port } = server.address() as AddressInfo;
  return { calls, api: createDiscordApi(new Secret('bot-token'), `http://127.0.0.1:${port}/api/`, DEFAULT_TIMINGS) };
}

const INTERACTION = { id: '100000000000000001', token: 'interaction-token', application_id: '100000000000000002' };
const MESSAGE = renderText('Hello');

describe('a call', () => {
  it('that is limited without being told for how long waits a second, and is not repeated without end', async () => {
    const { api, calls } = await startApi(
      { status: 429, body: { message: 'slow down' } },
      { status: 200, body: { id: '7' } },
    );
    await api.createMessage('100000000000000003', MESSAGE, { nonce: '1' });
    expect(calls).toHaveLength(2);
    expect((calls[1]?.atMs ?? 0) - (calls[0]?.atMs ?? 0)).toBeGreaterThan(900);
  });

  it('has the token of the bot, except those that answer an interaction', async () => {
    const { api, calls } = await startApi({ status: 200, body: { id: '7' } });
    await api.createMessage('100000000000000003', MESSAGE, { nonce: '1' });
    await api.editOriginal(INTERACTION, MESSAGE);
    expect(calls).toMatchObject([
      { path: '/api/v10/channels/100000000000000003/messages', authorization: 'Bot bot-token' },
      {
        path: '/api/v10/webhooks/100000000000000002/interaction-token/messages/%40original',
        authorization: undefined,
      },
    ]);
  });

  it('still has it after one that was refused for it', async () => {
    const { api, calls } = await startApi(
      { status: 401, body: { message: '401: Unauthorized', code: 0 } },
      { status: 200, body: { id: '7' } },
    );
    const post = () => api.createMessage('100000000000000003', MESSAGE, { nonce: '1' });
    await expect(post()).rejects.toMatchObject({ outcome: 'unauthorized' });
    await post();
    expect(calls[1]?.authorization).toBe('Bot bot-token');
  });

  it.each<[what: string, answer: TestAnswer, failure: object]>([
    [
      'an interaction that is gone',
      { status: 404, body: { message: 'Unknown interaction', code: 10062 } },
      { outcome: 'expired', code: 10062 },
    ],
    [
      'a token that is over',
      { status: 401, body: { message: 'Invalid Webhook Token', code: 50027 } },
      { outcome: 'expired', code: 50027 },
    ],
    [
      'a second response',
      { status: 400, body: { message: 'already', code: 40060 } },
      { outcome: 'acknowledged', code: 40060 },
    ],
    [
      'missing rights',
      { status: 403, body: { message: 'Missing Permissions', code: 50013 } },
      { outcome: 'forbidden', code: 50013 },
    ],
    [
      'a fault in it',
      { status: 400, body: { message: 'Invalid Form Body', code: 50035, errors: {} } },
      { outcome: 'refused', code: 50035 },
    ],
    ['a server that fails', { status: 502, body: {} }, { outcome: 'unreachable', code: 502 }],
  ])('that fails for %s says so, without an address in its message', async (_, answer, failure) => {
    const { api } = await startApi(answer);
    const error = await api.editOriginal(INTERACTION, MESSAGE).catch((thrown: unknown) => thrown);
    expect(error).toMatchObject(failure);
    expect(String(error)).not.toContain('interaction-token');
    expect(
      Object.values(error ?? {})
        .map(String)
        .join(),
    ).not.toContain('interaction-token');
  });
});
