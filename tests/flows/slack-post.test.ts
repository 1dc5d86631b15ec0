import { afterEach, describe, expect, it } from 'vitest';
import { createDigest, createStories } from '../adapters/slack/digest-replies.js';
import { MINIMAL_SCOPES, THREAD_SCOPES } from '../servers/slack/slack.js';
import { type Bot, startBot } from './slack-bot.js';

const DIGEST = createDigest(createStories(3));
const KEY = 'digest:1:2031-03-10';

let bot: Bot | undefined;

async function start(scopes: readonly string[] = THREAD_SCOPES) {
  bot = await startBot({ scopes });
  const channel = bot.slack.addChannel({ name: 'news' });
  const ada = bot.slack.addUser({ name: 'ada' });
  const root = (await ada.say(channel, 'Good morning')).message;
  if (root === undefined) throw new Error('nothing was written');
  return { ...bot, channel, ada, root, thread: `${channel.id}:${root.ts}` };
}

afterEach(async () => {
  await bot?.stop();
  await bot?.slack.stop();
  bot = undefined;
});

describe('a post', () => {
  it('goes into the channel or the thread, and is found again there and nowhere else', async () => {
    const { slack, adapter, channel, root, thread } = await start();
    const inThread = await adapter.post(thread, DIGEST, KEY);
    expect(channel.find(inThread)?.threadTs).toBe(root.ts);
    expect(await adapter.find(thread, KEY)).toBe(inThread);
    expect(await adapter.find(channel.id, KEY)).toBeUndefined();
    const inChannel = await adapter.post(channel.id, DIGEST, KEY);
    expect(channel.find(inChannel)?.threadTs).toBeUndefined();
    expect(await adapter.find(channel.id, KEY, Date.now())).toBe(inChannel);
    expect(await adapter.find(thread, KEY, Date.now())).toBe(inThread);
    expect(slack.refusals).toEqual([]);
  });

  it('into the conversation with the bot is found again with the fewest scopes', async () => {
    const { adapter, ada } = await start(MINIMAL_SCOPES);
    const ts = await adapter.post(ada.dm.id, DIGEST, KEY);
    expect(await adapter.find(ada.dm.id, KEY, Date.now())).toBe(ts);
  });

  it('of a kept reply tells the channel in which it stands', async () => {
    const { adapter, services, channel, thread } = await start();
    const message = await adapter.post(thread, { ...DIGEST, id: 'reply-3' }, KEY);
    expect(services.deliveries).toEqual([{ reply: 'reply-3', channel: channel.id, message }]);
  });

  it.each<[string, (faults: Bot['slack']['faults']) => void]>([
    ['its answer is lost', (faults) => faults.loseResponse('chat.postMessage')],
    ['Slack fails', (faults) => faults.status('chat.postMessage', 503)],
    ['a page comes in place of an answer', (faults) => faults.garble('chat.postMessage')],
    ['Slack says that it may have been done', (faults) => faults.error('chat.postMessage', 'fatal_error')],
  ])('is not repeated when %s: whoever posts looks it up', async (_, disturb) => {
    const { slack, adapter, channel } = await start();
    disturb(slack.faults);
    const error = await adapter.post(channel.id, DIGEST, KEY).catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ code: 'unreachable', retryable: true, isUndone: false });
    expect(slack.callsTo('chat.postMessage')).toHaveLength(1);
    const there = channel.messages.find(({ isFromBot }) => isFromBot);
    expect(await adapter.find(channel.id, KEY, Date.now())).toBe(there?.ts);
  });

  it('waits when it is asked to for a moment, and is posted once', async () => {
    const { slack, adapter, channel } = await start();
    const limited = slack.faults.rateLimit('chat.postMessage', { retryAfterSeconds: 1 });
    await adapter.post(channel.id, DIGEST, KEY);
    expect(limited).toMatchObject({ hits: 1, tooEarly: 0 });
    expect(channel.messages.filter(({ isFromBot }) => isFromBot)).toHaveLength(1);
  });

  it('that is asked to wait for long, or again and again, was surely not posted', async () => {
    const { slack, adapter, channel } = await start();
    const undone = { code: 'unreachable', retryable: true, isUndone: true };
    slack.faults.rateLimit('chat.postMessage', { retryAfterSeconds: 3_600 });
    await expect(adapter.post(channel.id, DIGEST, KEY)).rejects.toMatchObject(undone);
    slack.faults.error('chat.postMessage', 'service_unavailable', 10);
    await expect(adapter.post(channel.id, DIGEST, KEY)).rejects.toMatchObject(undone);
    expect(channel.messages.filter(({ isFromBot }) => isFromBot)).toEqual([]);
  });

  it('that reaches no server was surely not posted', async () => {
    const { slack, adapter, channel } = await start();
    await slack.stop();
    // The connection that was open breaks, and nobody knows what was read of it; the next one is not made at all.
    await expect(adapter.post(channel.id, DIGEST, KEY)).rejects.toMatchObject({ isUndone: false });
    const error = await adapter.post(channel.id, DIGEST, KEY).catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ code: 'unreachable', retryable: true, isUndone: true });
  });

  it.each(['invalid_auth', 'account_inactive', 'token_revoked'])(
    'that fails because the token is refused as %s is no fault of the channel',
    async (word) => {
      const { slack, adapter, channel } = await start();
      slack.faults.error('chat.postMessage', word);
      const error = await adapter.post(channel.id, DIGEST, KEY).catch((thrown: unknown) => thrown);
      expect(error).toMatchObject({ code: 'unreachable', retryable: true, isUndone: true });
    },
  );

  it.each(['channel_not_found', 'is_archived', 'not_in_channel', 'restricted_action', 'thread_not_found'])(
    'that is refused as %s is not allowed, with the remedy',
    async (word) => {
      const { slack, adapter, channel } = await start();
      slack.faults.error('chat.postMessage', word);
      const error = await adapter.post(channel.id, DIGEST, KEY).catch((thrown: unknown) => thrown);
      expect(error).toMatchObject({ code: 'not-allowed', retryable: false });
      expect(String(error)).not.toContain(word);
    },
  );

  it('into a thread that is gone is not allowed', async () => {
    const { adapter, ada, root, thread } = await start();
    await ada.delete(root);
    await expect(adapter.post(thread, DIGEST, KEY)).rejects.toMatchObject({ code: 'not-allowed' });
  });
});

describe('a look-up', () => {
  /** A channel with a post below many messages. */
  async function startBusy(messages: number) {
    const started = await start();
    const { adapter, channel, ada } = started;
    const since = Date.now();
    const ts = await adapter.post(channel.id, DIGEST, KEY);
    for (let index = 0; index < messages; index += 1) await ada.say(channel, `Message ${index}`);
    return { ...started, since, ts };
  }

  it('reads back as far as it is told, over many pages', async () => {
    const { adapter, channel, ts, since } = await startBusy(1_100);
    expect(await adapter.find(channel.id, KEY)).toBeUndefined();
    expect(await adapter.find(channel.id, KEY, since)).toBe(ts);
    expect(await adapter.find(channel.id, 'digest:1:2031-03-11', since)).toBeUndefined();
    // What is older than that, with a minute of tolerance, is not looked at.
    expect(await adapter.find(channel.id, KEY, since + 120_000)).toBeUndefined();
  });

  it('says so when it cannot read back far enough', async () => {
    const { adapter, channel, since } = await startBusy(4_050);
    await expect(adapter.find(channel.id, KEY, since)).rejects.toMatchObject({
      code: 'not-allowed',
      message: expect.stringContaining('cannot be read back far enough'),
    });
  });

  it('is not allowed where the scope is missing, which it names', async () => {
    const { adapter, channel } = await start(MINIMAL_SCOPES);
    await adapter.post(channel.id, DIGEST, KEY);
    await expect(adapter.find(channel.id, KEY, Date.now())).rejects.toMatchObject({
      code: 'not-allowed',
      message: expect.stringContaining('channels:history'),
    });
  });
});
