import { setTimeout as sleep } from 'node:timers/promises';
import { PermissionFlagsBits } from 'discord.js';
import { describe, expect, it } from 'vitest';
import type { DigestReply } from '../../src/core/digest-reply.js';
import { createDigest, createStory } from '../adapters/discord/digests.js';
import type { TestMessage } from '../servers/discord/message.js';
import { createBot, startBot, startWorld } from './discord-bot.js';

const DIGEST = createDigest();
const KEY = 'digest:subscription-1:2031-05-02';
const POST = 'POST /channels/:channel/messages';
const POST_IN_FORUM = 'POST /channels/:channel/threads';
const MINUTE = 60_000;

describe('posting in a thread', () => {
  it('and finding it there', async () => {
    const { discord, channel, adapter } = await startBot();
    const thread = channel.addThread();
    const id = await adapter.post(thread.id, DIGEST, KEY);
    expect(thread.messages.map((message) => message.id)).toEqual([id]);
    expect(await adapter.find(thread.id, KEY, Date.now())).toBe(id);
    expect(discord.refusals).toEqual([]);
  });

  it('that was archived before the bot came takes it out of the archive', async () => {
    const { discord, channel } = await startWorld();
    const thread = channel.addThread();
    thread.archive();
    const { adapter } = createBot(discord);
    await adapter.start();
    expect(await adapter.find(thread.id, KEY, Date.now())).toBeUndefined();
    const id = await adapter.post(thread.id, DIGEST, KEY);
    expect(thread.archivedAtMs).toBeUndefined();
    thread.archive();
    expect(await adapter.find(thread.id, KEY, Date.now())).toBe(id);
    expect(discord.refusals).toEqual([]);
  });

  it.each([
    ['it is locked', 'locked'],
    ['the bot may not write in threads', 'forbidden'],
  ])('is not allowed where %s', async (_, what) => {
    const { channel, adapter } = await startBot();
    const thread = channel.addThread();
    if (what === 'locked') thread.archive({ isLocked: true });
    else channel.denyBot(PermissionFlagsBits.SendMessagesInThreads);
    await expect(adapter.post(thread.id, DIGEST, KEY)).rejects.toMatchObject({ code: 'not-allowed', retryable: false });
  });

  it('archived in a channel whose messages it may not read is not searched', async () => {
    const { discord, channel } = await startWorld();
    channel.denyBot(PermissionFlagsBits.ReadMessageHistory);
    const thread = channel.addThread();
    thread.archive();
    const { adapter } = createBot(discord);
    await adapter.start();
    // Until the gateway has told of the channel, its rights are not known.
    await discord.until(() => discord.gateway.isConnected, 'the bot to be connected');
    await sleep(100);
    await expect(adapter.find(thread.id, KEY, Date.now())).rejects.toMatchObject({ code: 'not-allowed' });
  });
});

describe.each(['forum', 'media'] as const)('posting in a %s channel', (kind) => {
  const start = async () => {
    const bot = await startBot();
    return { ...bot, forum: bot.guild.addChannel({ name: 'digests', kind }) };
  };
  it('makes a post of its own, called as the digest is, and finds it again', async () => {
    const { discord, forum, adapter, services } = await start();
    const id = await adapter.post(forum.id, { ...DIGEST, id: 'reply-7' }, KEY);
    const [post] = forum.threads;
    expect(post?.name).toBe('Digest of 2 May 2031');
    expect(post?.messages.map((message) => message.id)).toEqual([id]);
    expect(services.deliveries).toEqual([{ reply: 'reply-7', channel: forum.id, message: id }]);
    expect(await adapter.find(forum.id, KEY, Date.now())).toBe(id);
    expect(await adapter.find(forum.id, KEY)).toBe(id);
    expect(await adapter.find(forum.id, `${KEY}-other`, Date.now())).toBeUndefined();
    post?.archive();
    expect(await adapter.find(forum.id, KEY, Date.now())).toBe(id);
    expect(discord.refusals).toEqual([]);
  });

  it('whose answer is lost makes one, which is found', async () => {
    const { discord, forum, adapter } = await start();
    discord.faults.loseResponse(POST_IN_FORUM, 1, 'reset');
    await expect(adapter.post(forum.id, DIGEST, KEY)).rejects.toMatchObject({
      code: 'unreachable',
      retryable: true,
      isUndone: false,
    });
    const posts = forum.threads;
    expect(posts).toHaveLength(1);
    expect(await adapter.find(forum.id, KEY, Date.now())).toBe(posts[0]?.id);
  });
});

describe('posting in a forum', () => {
  it('calls an alert as its story, cut to what a title may hold', async () => {
    const { discord, guild, adapter } = await startBot();
    const forum = guild.addChannel({ kind: 'forum' });
    const story = createStory({ title: `Cranes *stand* still ${'and dockers strike '.repeat(10)}` });
    await adapter.post(forum.id, createDigest({ isAlert: true, stories: [story] }), KEY);
    const [post] = forum.threads;
    expect(post?.name).toMatch(/^Cranes \*stand\* still and dockers.*…$/);
    expect(discord.refusals).toEqual([]);
  });

  it('that requires a tag gives it the first that anybody may give', async () => {
    const { discord, guild, adapter } = await startBot();
    const forum = guild.addChannel({ kind: 'forum' });
    forum.requiredTag = '77';
    await adapter.post(forum.id, DIGEST, KEY);
    expect(discord.callsTo(POST_IN_FORUM)).toMatchObject([{ status: 201, body: { applied_tags: ['77'] } }]);
    expect(discord.refusals).toEqual([]);
  });

  it('is searched among its own posts alone, and without those whose first message is gone', async () => {
    const { discord, guild, channel, anna, adapter } = await startBot();
    const forum = guild.addChannel({ kind: 'forum' });
    forum.addThread({ name: 'by somebody' });
    guild.addChannel({ kind: 'forum' }).addThread({ name: 'elsewhere', ownerId: discord.botId });
    forum.addThread({ name: 'emptied', ownerId: discord.botId });
    // What the bot is told of a channel comes before the answer to a later command.
    await (await anna.command('help', {}, { channel })).settled();
    expect(await adapter.find(forum.id, KEY, Date.now())).toBeUndefined();
    expect(discord.callsTo('GET /channels/:channel/messages/:message')).toHaveLength(1);
  });

  it('that is forbidden is not allowed', async () => {
    const { guild, adapter } = await startBot();
    const forum = guild.addChannel({ kind: 'forum' });
    forum.denyBot(PermissionFlagsBits.SendMessages);
    await expect(adapter.post(forum.id, DIGEST, KEY)).rejects.toMatchObject({ code: 'not-allowed' });
  });
});

describe('a post that fails', () => {
  const post = async (prepare: (bot: Awaited<ReturnType<typeof startBot>>) => unknown) => {
    const bot = await startBot({ timings: { longestLimitMs: 2_000 } });
    await prepare(bot);
    const failure = await bot.adapter.post(bot.channel.id, DIGEST, KEY).then(
      () => undefined,
      (error: unknown) => error,
    );
    return { ...bot, failure, tries: bot.discord.callsTo(POST).length };
  };

  it.each([
    ['because Discord has an error', (bot: Bot) => bot.discord.faults.status(POST, 500), 0],
    ['as its answer is lost', (bot: Bot) => bot.discord.faults.loseResponse(POST), 1],
    ['as the connection is reset', (bot: Bot) => bot.discord.faults.loseResponse(POST, 1, 'reset'), 1],
    ['as it is lost itself', (bot: Bot) => bot.discord.faults.loseRequest(POST, 1, 'reset'), 0],
  ])('%s may have been done, and is not tried again', async (_, prepare, made) => {
    const { failure, tries, channel } = await post(prepare);
    expect(failure).toMatchObject({ code: 'unreachable', retryable: true, isUndone: false });
    expect(tries).toBe(1);
    expect(channel.messages).toHaveLength(made);
  });

  it('because Discord asks for a long wait was surely not done', async () => {
    const { failure, channel } = await post(({ discord }) => discord.faults.rateLimit(POST, { retryAfterSeconds: 60 }));
    expect(failure).toMatchObject({ code: 'unreachable', retryable: true, isUndone: true });
    expect(channel.messages).toEqual([]);
  });

  it('because there is no way to Discord was surely not done', async () => {
    const { failure } = await post(async ({ discord }) => {
      await discord.stop();
      // Until the ends of the open connections are noticed.
      await sleep(50);
    });
    expect(failure).toMatchObject({ code: 'unreachable', retryable: true, isUndone: true });
  });

  it('as the channel cannot even be looked at was surely not done', async () => {
    const { discord, channel } = await startWorld();
    const thread = channel.addThread();
    thread.archive();
    const { adapter } = createBot(discord);
    await adapter.start();
    discord.faults.status('GET /channels/:channel', 500, 4);
    await expect(adapter.post(thread.id, DIGEST, KEY)).rejects.toMatchObject({ isUndone: true, retryable: true });
    expect(thread.messages).toEqual([]);
  });

  it('has an end, however long Discord keeps silent', async () => {
    const { discord, channel, adapter } = await startBot({ timings: { postMs: 200 } });
    const held = discord.faults.hold(POST);
    await expect(adapter.post(channel.id, DIGEST, KEY)).rejects.toMatchObject({ isUndone: false });
    held.release();
  });

  it('waits for a short limit and is posted', async () => {
    const { failure, channel } = await post(({ discord }) =>
      discord.faults.rateLimit(POST, { retryAfterSeconds: 0.1 }),
    );
    expect(failure).toBeUndefined();
    expect(channel.messages).toHaveLength(1);
  });
});

type Bot = Awaited<ReturnType<typeof startBot>>;

describe('finding a post back to an instant', () => {
  const writeMany = async ({ anna, channel }: Bot, count: number): Promise<TestMessage[]> => {
    const written: TestMessage[] = [];
    for (let index = 0; index < count; index += 1) written.push(await anna.write(channel, `line ${index}`));
    return written;
  };

  it('goes past hundreds of messages, on both sides of it', async () => {
    const bot = await startBot();
    const since = Date.now();
    await writeMany(bot, 150);
    const id = await bot.adapter.post(bot.channel.id, DIGEST, KEY);
    await writeMany(bot, 230);
    expect(await bot.adapter.find(bot.channel.id, KEY, since)).toBe(id);
    expect(await bot.adapter.find(bot.channel.id, KEY)).toBeUndefined();
    expect(await bot.adapter.find(bot.channel.id, `${KEY}-other`, since)).toBeUndefined();
  });

  it('allows for clocks that differ by ten minutes, and looks at nothing older', async () => {
    const bot = await startBot();
    const id = await bot.adapter.post(bot.channel.id, DIGEST, KEY);
    const atMs = Number((BigInt(id) >> 22n) + 1_420_070_400_000n);
    expect(await bot.adapter.find(bot.channel.id, KEY, atMs + 10 * MINUTE)).toBe(id);
    expect(await bot.adapter.find(bot.channel.id, KEY, atMs + 10 * MINUTE + 5)).toBeUndefined();
  });

  it('is not allowed when too much was written since', async () => {
    const bot = await startBot();
    const since = Date.now();
    await writeMany(bot, 3_001);
    await expect(bot.adapter.find(bot.channel.id, KEY, since)).rejects.toMatchObject({
      code: 'not-allowed',
      message: expect.stringContaining('cannot be read back far enough'),
    });
  });

  it('while Discord fails can be tried again', async () => {
    const { discord, channel, adapter } = await startBot();
    discord.faults.status('GET /channels/:channel/messages', 500, 4);
    await expect(adapter.find(channel.id, KEY, 0)).rejects.toMatchObject({ code: 'unreachable', retryable: true });
  });
});

describe('a digest without a reply that is kept', () => {
  it('is posted all the same', async () => {
    const { channel, adapter, services } = await startBot();
    const { id: _, ...digest }: DigestReply = DIGEST;
    await adapter.post(channel.id, digest, KEY);
    expect(channel.messages).toHaveLength(1);
    expect(services.deliveries).toEqual([]);
  });
});
