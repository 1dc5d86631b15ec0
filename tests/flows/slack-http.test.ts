import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Bot, createBot } from './slack-bot.js';

const QUESTION = 'Who cut the ribbon of the bridge at Ostrel?';

let bot: Bot;

beforeEach(async () => {
  bot = await createBot({ connection: 'http' });
});

afterEach(async () => {
  await bot.stop();
  await bot.slack.stop();
});

describe('a request to /slack/events', () => {
  it.each(['wrong', 'stale', 'missing'] as const)(
    'with a signature that is %s gets 401 and does nothing',
    async (fault) => {
      const { slack, adapter, services } = bot;
      await adapter.start();
      slack.faults.signature(fault);
      const act = await slack.addUser({ name: 'ada' }).mention(slack.addChannel({ name: 'news' }), QUESTION);
      await act.until(({ deliveries }) => deliveries[0]?.status !== undefined, 'the status');
      expect(act.deliveries[0]?.status).toBe(401);
      expect(services.claimed).toEqual([]);
    },
  );

  it('is answered with 503 before the start and after the end, and answered when it comes again', async () => {
    const { slack, adapter } = bot;
    const channel = slack.addChannel({ name: 'news' });
    const ada = slack.addUser({ name: 'ada' });
    const act = await ada.mention(channel, QUESTION);
    await act.until(({ deliveries }) => deliveries[0]?.status !== undefined, 'the status');
    expect(act.deliveries[0]?.status).toBe(503);
    await adapter.start();
    await slack.deliverAgain(act);
    await act.answered();
    await adapter.stop();
    const late = await ada.mention(channel, QUESTION);
    await late.until(({ deliveries }) => deliveries[0]?.status !== undefined, 'the status');
    expect(late.deliveries[0]?.status).toBe(503);
  });

  it('proves the address and the certificate to Slack', async () => {
    const { slack, adapter } = bot;
    await adapter.start();
    expect((await slack.verifyUrl()).status).toBe(200);
    expect((await slack.checkSsl()).status).toBe(200);
  });
});

describe('an adapter for Socket Mode', () => {
  it('takes no requests', async () => {
    const socket = await createBot({ slack: bot.slack });
    const server = createServer((request, response) => socket.adapter.handle(request, response));
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address() as AddressInfo;
    expect((await fetch(`http://127.0.0.1:${port}/slack/events`, { method: 'POST' })).status).toBe(503);
    server.close();
    server.closeAllConnections();
    await socket.stop();
  });
});
