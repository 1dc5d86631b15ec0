import { PermissionFlagsBits } from 'discord.js';
import { describe, expect, it } from 'vitest';
import type { Reply } from '../../src/core/reply.js';
import { createAnswer } from '../adapters/discord/replies.js';
import { startBot, textOf } from './discord-bot.js';

const QUESTION = 'When did the bridge at Ostrel open?';
const REPLY: Reply = createAnswer({ id: 'reply-7' });
const KEY = 'digest:subscription-1:2031-05-02';
const POST = 'POST /channels/:channel/messages';

describe('posting', () => {
  it('gives the id of the message, which pings nobody, and notes where the reply stands', async () => {
    const { discord, channel, adapter, services } = await startBot();
    const id = await adapter.post(channel.id, REPLY, KEY);
    expect(channel.lastMessage?.id).toBe(id);
    expect(channel.lastMessage?.text).toContain('The bridge opened on Friday.');
    expect(services.deliveries).toEqual([{ reply: 'reply-7', channel: channel.id, message: id }]);
    expect(discord.refusals).toEqual([]);
  });

  it('the same twice within minutes makes one message', async () => {
    const { channel, adapter } = await startBot();
    const first = await adapter.post(channel.id, REPLY, KEY);
    expect(await adapter.post(channel.id, REPLY, KEY)).toBe(first);
    await adapter.post(channel.id, REPLY, 'digest:subscription-1:2031-05-03');
    expect(channel.messages).toHaveLength(2);
  });

  it('says what the message is to whoever asks', async () => {
    const { discord, channel, anna, adapter } = await startBot();
    await adapter.post(channel.id, REPLY, KEY);
    const message = channel.lastMessage;
    if (message === undefined) throw new Error('nothing was posted');
    const pressed = await (await anna.click(message, 'Why am I seeing this?')).settled();
    expect(pressed.isEphemeral).toBe(true);
    expect(textOf(pressed)).toContain('subscribed it');
    expect(discord.refusals).toEqual([]);
  });

  it.each([
    ['is gone', 'gone'],
    ['may not be written in', 'closed'],
  ])('to a channel that %s is not allowed', async (_, what) => {
    const { channel, adapter } = await startBot();
    if (what === 'gone') channel.delete();
    else channel.denyBot(PermissionFlagsBits.SendMessages);
    await expect(adapter.post(channel.id, REPLY, KEY)).rejects.toMatchObject({ code: 'not-allowed', retryable: false });
  });

  it('while Discord fails can be tried again', async () => {
    const { discord, channel, adapter } = await startBot();
    discord.faults.status(POST, 500, 4);
    await expect(adapter.post(channel.id, REPLY, KEY)).rejects.toMatchObject({ code: 'unreachable', retryable: true });
  });
});

describe('finding', () => {
  it.each([
    ['a key', KEY],
    ['a key that is too long for a button', `digest:${'x'.repeat(200)}`],
  ])('gives the message of %s, also when the answer to posting it was lost', async (_, key) => {
    const { discord, channel, anna, adapter } = await startBot();
    await anna.write(channel, 'hello');
    expect(await adapter.find(channel.id, key)).toBeUndefined();
    discord.faults.loseResponse(POST);
    await expect(adapter.post(channel.id, REPLY, key)).rejects.toMatchObject({ code: 'unreachable' });
    const posted = channel.lastMessage?.id;
    await anna.write(channel, 'bye');
    expect(await adapter.find(channel.id, key)).toBe(posted);
    expect(await adapter.find(channel.id, `${key}-other`)).toBeUndefined();
    expect(discord.refusals).toEqual([]);
  });

  it.each([
    ['that is gone', 'gone'],
    ['that the bot does not see', 'hidden'],
    ['whose messages the bot may not read back', 'unreadable'],
  ])('in a channel %s is not allowed', async (_, what) => {
    const { discord, channel, anna, adapter } = await startBot();
    if (what === 'gone') channel.delete();
    if (what === 'hidden') channel.denyBot(PermissionFlagsBits.ViewChannel);
    if (what === 'unreadable') channel.denyBot(PermissionFlagsBits.ReadMessageHistory);
    // What the bot is told of a channel comes before the answer to a later command.
    const other = discord.addGuild({ name: 'Other' }).addChannel({ name: 'talk' });
    await (await anna.command('help', {}, { channel: other })).settled();
    await expect(adapter.find(channel.id, KEY)).rejects.toMatchObject({ code: 'not-allowed' });
  });
});

describe('stopping', () => {
  it('answers what is under way, then closes the session, and takes nothing more', async () => {
    let release = () => {};
    const passed = new Promise<void>((resolve) => {
      release = resolve;
    });
    const { discord, channel, anna, adapter, requests } = await startBot({
      before: () => passed,
      timings: { answerAtOnceMs: 30 },
    });
    const asked = await anna.command('ask', { question: QUESTION }, { channel });
    await asked.answered();
    const stopped = adapter.stop();
    expect(adapter.ready()).toBe(false);
    const late = await anna.command('help', {}, { channel });
    expect(discord.gateway.isConnected).toBe(true);
    release();
    await stopped;
    expect(asked.isSettled).toBe(true);
    await discord.until(() => !discord.gateway.isConnected, 'the session to be closed');
    expect(discord.gateway.closeCodes).toEqual([1000]);
    expect(late.callback).toBeUndefined();
    expect(requests).toHaveLength(1);
    expect(discord.refusals).toEqual([]);
  });

  it('does not wait for ever', async () => {
    const { channel, anna, adapter, log } = await startBot({
      before: () => new Promise(() => {}),
      timings: { answerAtOnceMs: 30, stopMs: 100 },
    });
    const asked = await anna.command('ask', { question: QUESTION }, { channel });
    await asked.answered();
    await adapter.stop();
    expect(adapter.state()).toBe('stopped');
    expect(log.lines.filter(({ level }) => level === 'warn')).toMatchObject([
      { message: 'stopped before all was answered', fields: { left: 1 } },
    ]);
  });

  it('twice does no harm', async () => {
    const { adapter } = await startBot();
    await Promise.all([adapter.stop(), adapter.stop()]);
    expect(adapter.state()).toBe('stopped');
  });
});
