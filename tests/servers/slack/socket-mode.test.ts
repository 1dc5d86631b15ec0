import { expect, it } from 'vitest';
import { WebSocket } from 'ws';
import { startApi } from './api-fixture.js';
import { type BotOptions, startBot } from './bot-fixture.js';

/** A bot that notes what it hears. */
async function startListening(options: BotOptions = {}) {
  const heard: { readonly text: string; readonly id: string; readonly retry: unknown }[] = [];
  const bot = await startBot({
    ...options,
    listen: (app) =>
      app.event('app_mention', async ({ event, body, context }) => {
        heard.push({ text: event.text.replace(/^\S+ /, ''), id: body.event_id, retry: context.retryNum });
      }),
  });
  const hears = (text: string) => bot.slack.until(() => heard.find((one) => one.text === text), `"${text}"`);
  return { ...bot, heard, hears };
}

it.each(['warning', 'refresh_requested', 'link_disabled'] as const)(
  'is connected anew after a disconnect for %s',
  async (reason) => {
    const { slack, anna, channel, hears } = await startListening();
    slack.faults.disconnect(reason);
    await slack.until(() => slack.socket.opened === 2 && slack.socket.isConnected, 'the next connection');
    await anna.mention(channel, 'Still there?');
    await hears('Still there?');
    expect(slack.socket).toMatchObject({ opened: 2, open: 1, closeCodes: [1000] });
    expect(slack.callsTo('apps.connections.open')).toHaveLength(2);
  },
);

it('brings on the next connection what happened while there was none', async () => {
  const { slack, anna, channel, hears } = await startListening();
  slack.faults.dropSockets();
  await slack.until(() => slack.socket.open === 0, 'the drop');
  expect(slack.socket.closeCodes).toEqual([1006]);
  const act = await anna.mention(channel, 'Meanwhile?');
  expect(await hears('Meanwhile?')).toMatchObject({ retry: 1 });
  await act.acknowledged();
  expect(act.deliveries.map(({ attempt }) => attempt)).toEqual([0, 1]);
});

it('refuses connections for as long as it is told to', async () => {
  const { slack, anna, channel, hears } = await startListening();
  slack.faults.refuseSockets();
  slack.faults.dropSockets();
  await slack.until(() => slack.callsTo('apps.connections.open').length >= 2, 'a try');
  expect(slack.socket.opened).toBe(1);
  slack.faults.acceptSockets();
  await slack.until(() => slack.socket.isConnected, 'the next connection');
  await anna.mention(channel, 'Back?');
  await hears('Back?');
});

it('goes away altogether, and is there again', async () => {
  const { slack, anna, channel, hears } = await startListening();
  slack.faults.goAway();
  await expect(fetch(`${slack.apiUrl}auth.test`, { method: 'POST' })).rejects.toThrow();
  slack.faults.comeBack();
  await slack.until(() => slack.socket.isConnected, 'the next connection');
  await anna.mention(channel, 'Back?');
  await hears('Back?');
});

it('answers pings unless it is mute, upon which the library connects anew', async () => {
  const { slack, anna, channel, hears } = await startListening();
  slack.faults.mutePongs();
  await slack.until(() => slack.socket.opened === 2, 'the next connection');
  slack.faults.unmutePongs();
  await anna.mention(channel, 'Alive?');
  await hears('Alive?');
});

it('gives its greeting when it is told to', async () => {
  const { slack, call } = await startApi();
  slack.faults.withholdHello();
  const socket = await connect(slack);
  const greeted = new Promise((resolve) => socket.once('message', (raw) => resolve(JSON.parse(raw.toString()))));
  await slack.until(() => slack.socket.open === 1, 'the connection');
  expect(slack.socket.isConnected).toBe(false);
  slack.faults.giveHello();
  expect(await greeted).toMatchObject({ type: 'hello', num_connections: 1, connection_info: { app_id: slack.appId } });
  await expect(call('apps.connections.open')).rejects.toMatchObject({ data: { error: 'not_allowed_token_type' } });
});

it('sends each event to one of several connections, and to another when it is not acknowledged', async () => {
  const { slack, anna, channel } = await startApi();
  const sockets = [await connect(slack), await connect(slack)];
  const received: { readonly at: number; readonly envelope: Record<string, unknown> }[] = [];
  for (const [at, socket] of sockets.entries()) {
    socket.on('message', (raw) => {
      const envelope = JSON.parse(raw.toString());
      if (envelope.type === 'events_api') received.push({ at, envelope });
    });
  }
  await slack.until(() => slack.socket.open === 2, 'both connections');
  const act = await anna.mention(channel, 'Who has it?');
  await slack.until(() => received.length === 1, 'the event');
  const [first] = received;
  sockets[first?.at ?? 0]?.terminate();
  await slack.until(() => received.length === 2, 'the repeat');
  expect(received[1]).toMatchObject({
    at: 1 - (first?.at ?? 0),
    envelope: { retry_attempt: 1, retry_reason: 'timeout' },
  });
  expect(received[1]?.envelope.payload).toEqual(first?.envelope.payload);
  expect(act.isAcknowledged).toBe(false);
  sockets[received[1]?.at ?? 0]?.send(JSON.stringify({ envelope_id: received[1]?.envelope.envelope_id, payload: {} }));
  expect((await act.acknowledged()).answer).toEqual({});
});

it('lets nobody in without a ticket, nor twice with the same one', async () => {
  const { slack } = await startApi();
  const url = await openUrl(slack);
  const first = new WebSocket(url);
  await new Promise((resolve) => first.once('message', resolve));
  const closed = (address: string) =>
    new Promise((resolve) => {
      const socket = new WebSocket(address);
      socket.on('error', () => {});
      socket.once('close', resolve);
    });
  expect([await closed(url), await closed(url.replace(/ticket=[^&]*/, 'ticket=none'))]).toEqual([1006, 1006]);
});

type Slack = Awaited<ReturnType<typeof startApi>>['slack'];

async function openUrl({ apiUrl, appToken }: Slack): Promise<string> {
  const headers = { authorization: `Bearer ${appToken}` };
  const response = await fetch(`${apiUrl}apps.connections.open`, { method: 'POST', headers });
  const body: unknown = await response.json();
  if (typeof body !== 'object' || body === null || !('url' in body)) throw new Error('There is no address.');
  return String(body.url);
}

async function connect(slack: Slack): Promise<WebSocket> {
  const socket = new WebSocket(await openUrl(slack));
  await new Promise((resolve) => socket.once('open', resolve));
  return socket;
}
