import { expect, it } from 'vitest';
import { startApi } from './api-fixture.js';
import { startBot } from './bot-fixture.js';
import type { TestChannel } from './channel.js';

const POST = 'chat.postMessage';
const texts = ({ messages }: TestChannel) => messages.map(({ text }) => text);

it('makes the library wait for as long as it was told', async () => {
  const { slack, app, channel } = await startBot();
  const fault = slack.faults.rateLimit(POST);
  await app.client.chat.postMessage({ channel: channel.id, text: 'Late.' });
  expect(texts(channel)).toEqual(['Late.']);
  expect(fault).toMatchObject({ hits: 1, tooEarly: 0 });
  const [first = 0, second = 0] = slack.callsTo(POST).map(({ atMs }) => atMs);
  expect(second - first).toBeGreaterThanOrEqual(1000);
  expect(slack.refusals).toEqual([]);
});

it('leaves the header of a rate limit out when asked, upon which the library gives up', async () => {
  const { slack, app, channel } = await startBot();
  const fault = slack.faults.rateLimit(POST, { retryAfterSeconds: null });
  await expect(app.client.chat.postMessage({ channel: channel.id, text: 'No.' })).rejects.toThrow('Retry header');
  expect(fault.hits).toBe(1);
});

it('counts calls that do not wait', async () => {
  const { slack, channel } = await startApi();
  const fault = slack.faults.rateLimit(POST, { retryAfterSeconds: 60 });
  const post = () =>
    fetch(`${slack.apiUrl}${POST}`, { method: 'POST', body: new URLSearchParams({ channel: channel.id }) });
  const [first, second] = [await post(), await post()];
  expect([first.status, first.headers.get('retry-after'), second.status]).toEqual([429, '60', 200]);
  expect(fault).toMatchObject({ hits: 1, tooEarly: 1 });
});

it('does what was asked when the answer is lost, so that the repeat of the library posts twice', async () => {
  const { slack, app, channel } = await startBot();
  const fault = slack.faults.loseResponse(POST);
  await app.client.chat.postMessage({ channel: channel.id, text: 'Twice.' });
  expect(texts(channel)).toEqual(['Twice.', 'Twice.']);
  expect(fault.hits).toBe(1);
  expect(slack.callsTo(POST).map(({ status }) => status)).toEqual([undefined, 200]);
});

it('does nothing when the request is lost, and nothing when a status is answered', async () => {
  const { slack, app, channel } = await startBot();
  const lost = slack.faults.loseRequest(POST);
  const failing = slack.faults.status(POST, 503);
  await app.client.chat.postMessage({ channel: channel.id, text: 'Once.' });
  expect(texts(channel)).toEqual(['Once.']);
  expect([lost.hits, failing.hits]).toEqual([1, 1]);
});

it('refuses what it would allow, and answers with a page where JSON should be', async () => {
  const { slack, call, channel } = await startApi();
  slack.faults.error(POST, 'is_archived', 2);
  slack.faults.garble('*');
  const post = () => call(POST, { channel: channel.id, text: 'No.' });
  await expect(post()).rejects.toMatchObject({ data: { error: 'is_archived' } });
  await expect(post()).rejects.toMatchObject({ data: { error: 'is_archived' } });
  await expect(call('auth.test')).rejects.toThrow('Maintenance');
  await post();
  expect(texts(channel)).toEqual(['No.']);
  expect(slack.refusals).toEqual([]);
});

it('holds a call until it is let go, and delays others', async () => {
  const { slack, call, channel } = await startApi();
  const held = slack.faults.hold(POST);
  const first = call(POST, { channel: channel.id, text: 'First.' });
  await held.reached();
  expect(texts(channel)).toEqual([]);
  held.release();
  await first;
  const fault = slack.faults.delay('*', 1);
  await call(POST, { channel: channel.id, text: 'Second.' });
  expect([texts(channel), fault.hits]).toEqual([['First.', 'Second.'], 1]);
});

it('takes five answers at the address of a command, none after half an hour, and none after it was ended', async () => {
  let skewMs = 0;
  const { slack, anna, channel } = await startBot({
    now: () => Date.now() + skewMs,
    listen: (app) => app.command('/dateline', async ({ ack }) => ack()),
  });
  const act = await (await anna.slashCommand('/dateline', 'who?', channel)).acknowledged();
  const respond = async (url = '') => {
    const { status } = await fetch(url, { method: 'POST', body: JSON.stringify({ text: 'Here.' }) });
    return status;
  };
  const statuses: number[] = [];
  for (let count = 0; count < 6; count += 1) statuses.push(await respond(act.responseUrl));
  expect(statuses).toEqual([200, 200, 200, 200, 200, 404]);
  expect(act.whispers).toHaveLength(5);
  const late = await anna.slashCommand('/dateline', 'who?', channel);
  skewMs = 30 * 60_000 + 1_000;
  expect(await respond(late.responseUrl)).toBe(404);
  const ended = await anna.slashCommand('/dateline', 'who?', channel);
  slack.faults.expireResponseUrl(ended);
  expect(await respond(ended.responseUrl)).toBe(404);
  const errors = [act, late, ended].map(({ responses }) => responses.at(-1)?.error);
  expect(errors).toEqual(['used_url', 'expired_url', 'expired_url']);
  expect(slack.refusals).toEqual([{ method: 'response_url', error: 'used_url', reasons: [] }]);
});

it.each(['wrong', 'stale', 'missing'] as const)(
  'sends a request with a %s signature, which Bolt refuses',
  async (kind) => {
    const heard: string[] = [];
    const { slack, anna, channel } = await startBot({
      mode: 'http',
      listen: (app) => app.event('app_mention', async ({ event }) => void heard.push(event.text)),
    });
    slack.faults.signature(kind);
    const act = await anna.mention(channel, 'Who?');
    await act.until(({ deliveries }) => deliveries[0]?.status !== undefined, 'an answer');
    expect(act.deliveries[0]?.status).toBe(401);
    expect([act.isAcknowledged, heard]).toEqual([false, []]);
    await slack.deliverAgain(act);
    await act.acknowledged();
    await slack.until(() => heard.length === 1, 'the event');
  },
);

it('asks the address of a bot for a challenge, and checks its certificate', async () => {
  const { slack } = await startBot({ mode: 'http' });
  expect(await slack.verifyUrl()).toMatchObject({ status: 200, body: { challenge: expect.stringMatching(/./) } });
  expect(await slack.verifyUrl('wrong')).toMatchObject({ status: 401 });
  expect(await slack.checkSsl()).toMatchObject({ status: 200 });
  expect(() => slack.deliverBy('https://dateline.example/slack/events')).toThrow('not on this machine');
});

it('tells the person when a command is acknowledged too late, or reaches nobody', async () => {
  let skewMs = 0;
  const { slack, anna, channel, app } = await startBot({
    now: () => Date.now() + skewMs,
    listen: (bolt) =>
      bolt.command('/dateline', async ({ ack, command }) => {
        if (command.text === 'late') skewMs += 3_100;
        await ack();
      }),
  });
  expect((await (await anna.slashCommand('/dateline', 'early', channel)).acknowledged()).failure).toBeUndefined();
  expect((await (await anna.slashCommand('/dateline', 'late', channel)).acknowledged()).failure).toBe(
    'operation_timeout',
  );
  await app.stop();
  await slack.until(() => !slack.socket.isConnected, 'the end of the connection');
  expect((await anna.slashCommand('/dateline', 'never', channel)).failure).toBe('dispatch_failed');
});
