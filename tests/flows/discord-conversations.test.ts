import { PermissionFlagsBits } from 'discord.js';
import { describe, expect, it } from 'vitest';
import type { TestDiscord } from '../servers/discord/discord.js';
import type { TestMessage } from '../servers/discord/message.js';
import { createBot, startBot } from './discord-bot.js';

const QUESTION = 'When did the bridge at Ostrel open?';
const SENTENCE = 'The new bridge at Ostrel opened to traffic on Friday after three years of work.';

/** The messages of the bot in a channel. */
function ofBot(channel: { readonly messages: readonly TestMessage[] }, discord: TestDiscord): TestMessage[] {
  return channel.messages.filter(({ author }) => author.id === discord.botId);
}

describe('a mention', () => {
  it('is answered by a reply that pings nobody', async () => {
    const { discord, channel, anna, services } = await startBot();
    const question = await anna.write(channel, QUESTION, { mentionsBot: true });
    await discord.until(() => ofBot(channel, discord).length === 1, 'an answer');
    const [answer] = ofBot(channel, discord);
    expect(answer?.text).toContain(SENTENCE);
    expect(answer?.reference?.id).toBe(question.id);
    expect(answer?.pings).toEqual({ everyone: false, roles: [], users: [] });
    await discord.until(() => services.deliveries.length === 1, 'the place of the answer to be noted');
    expect(services.deliveries[0]).toEqual({ reply: 'reply-1', channel: channel.id, message: answer?.id });
    expect(discord.refusals).toEqual([]);
  });

  it('without a question is answered with help', async () => {
    const { discord, channel, anna } = await startBot();
    await anna.write(channel, '', { mentionsBot: true });
    await discord.until(() => ofBot(channel, discord).length === 1, 'an answer');
    expect(ofBot(channel, discord)[0]?.text).toContain('**Commands**');
  });

  it('may be a command', async () => {
    const { discord, channel, anna } = await startBot();
    await anna.write(channel, 'article ferry-fares-rise', { mentionsBot: true });
    await discord.until(() => ofBot(channel, discord).length === 1, 'an answer');
    expect(ofBot(channel, discord)[0]?.text).toContain('Ferry fares to Lunholm go up');
  });

  it('begins a conversation of its own in a channel', async () => {
    const { discord, channel, anna, requests } = await startBot();
    const first = await anna.write(channel, QUESTION, { mentionsBot: true });
    const second = await anna.write(channel, 'And who cut the ribbon?', { mentionsBot: true });
    await discord.until(() => ofBot(channel, discord).length === 2, 'two answers');
    expect(requests.map(({ thread }) => thread)).toEqual([
      `discord:message:${first.id}`,
      `discord:message:${second.id}`,
    ]);
    expect(requests.map(({ conversation }) => conversation)).toEqual([[], []]);
  });

  it('that comes twice is answered once', async () => {
    const { discord, channel, anna, log } = await startBot();
    const question = await anna.write(channel, QUESTION, { mentionsBot: true });
    await discord.until(() => ofBot(channel, discord).length === 1, 'an answer');
    discord.deliverAgain(question);
    await discord.until(
      () => log.lines.some(({ message }) => message === 'the message was delivered twice'),
      'the second delivery',
    );
    expect(ofBot(channel, discord)).toHaveLength(1);
  });

  it('shows that something is being done when the answer takes a while', async () => {
    let release = () => {};
    const passed = new Promise<void>((resolve) => {
      release = resolve;
    });
    const { discord, channel, anna } = await startBot({ before: () => passed, timings: { answerAtOnceMs: 20 } });
    await anna.write(channel, QUESTION, { mentionsBot: true });
    await discord.until(() => channel.typings === 1, 'the bot to type');
    release();
    await discord.until(() => ofBot(channel, discord).length === 1, 'an answer');
  });
});

describe('a message that is not for the bot', () => {
  it('is not answered: of others, of bots, to everyone, without a mention', async () => {
    const { discord, guild, channel, anna, services } = await startBot();
    const robot = discord.addUser({ name: 'robot', isBot: true });
    const role = guild.addRole({ name: 'desk', isMentionable: true });
    await anna.write(channel, QUESTION);
    await anna.write(channel, `@everyone <@&${role.id}> ${QUESTION}`);
    await robot.write(channel, QUESTION, { mentionsBot: true });
    const last = await anna.write(channel, QUESTION, { mentionsBot: true });
    await discord.until(() => ofBot(channel, discord).length === 1, 'an answer to the last message');
    expect(services.claimed).toEqual([`discord:message:${last.id}`]);
  });
});

describe('a follow-up', () => {
  it('is a reply with its ping on to an answer, of a mention or of a command, by anybody', async () => {
    const { discord, channel, anna, services, requests } = await startBot();
    const ben = discord.addUser({ name: 'ben' });
    const asked = await anna.command('ask', { question: QUESTION }, { channel });
    await asked.settled();
    await discord.until(() => services.deliveries.length === 1, 'the place of the answer to be noted');
    const answer = channel.lastMessage;
    if (answer === undefined) throw new Error('no answer');
    await ben.write(channel, 'Who cut the ribbon there?', { replyTo: answer });
    await discord.until(() => services.deliveries.length === 2, 'an answer to the reply');
    const second = channel.lastMessage;
    if (second === undefined) throw new Error('no answer');
    await anna.write(channel, 'And what did it cost?', { replyTo: second });
    await discord.until(() => services.deliveries.length === 3, 'an answer to the second reply');
    const thread = `discord:interaction:${asked.id}`;
    expect(requests.map((request) => request.thread)).toEqual([thread, thread, thread]);
    expect(requests[2]?.conversation).toEqual([QUESTION, 'Who cut the ribbon there?']);
  });

  it('is none when its ping is off, and begins anew when it replies to somebody else', async () => {
    const { discord, channel, anna, services, requests } = await startBot();
    const ben = discord.addUser({ name: 'ben' });
    await (await anna.command('ask', { question: QUESTION }, { channel })).settled();
    await discord.until(() => services.deliveries.length === 1, 'the place of the answer to be noted');
    const answer = channel.lastMessage;
    if (answer === undefined) throw new Error('no answer');
    await ben.write(channel, 'thanks', { replyTo: answer, ping: false });
    const remark = await ben.write(channel, 'It opened late.');
    const mention = await anna.write(channel, 'Who cut the ribbon?', { replyTo: remark, mentionsBot: true });
    await discord.until(() => services.deliveries.length === 2, 'an answer to the mention');
    expect(requests.map(({ thread }) => thread).slice(1)).toEqual([`discord:message:${mention.id}`]);
  });

  it.each(['a thread', 'a direct message'])('is any further question in %s', async (place) => {
    const { discord, channel, anna, services, requests } = await startBot();
    const here = place === 'a thread' ? channel.addThread({ name: 'bridge' }) : anna.dm;
    await anna.write(here, QUESTION, { mentionsBot: place === 'a thread' });
    await discord.until(() => services.deliveries.length === 1, 'an answer');
    await anna.write(here, 'And who cut the ribbon?', { mentionsBot: place === 'a thread' });
    await discord.until(() => services.deliveries.length === 2, 'a second answer');
    await (
      await anna.command(
        'ask',
        { question: 'How much was it?' },
        place === 'a thread' ? { channel: here } : { dm: true },
      )
    ).settled();
    expect(requests.map(({ thread }) => thread)).toEqual(Array(3).fill(`discord:channel:${here.id}`));
    expect(requests[2]?.conversation).toEqual([QUESTION, 'And who cut the ribbon?']);
    expect(discord.refusals).toEqual([]);
  });

  it('goes on in the thread that somebody begins at an answer', async () => {
    const { discord, channel, anna, services, requests } = await startBot();
    const asked = await anna.command('ask', { question: QUESTION }, { channel });
    await asked.settled();
    await discord.until(() => services.deliveries.length === 1, 'the place of the answer to be noted');
    const thread = channel.addThread({ name: 'bridge', id: channel.lastMessage?.id ?? '' });
    await anna.write(thread, 'And who cut the ribbon?', { mentionsBot: true });
    await discord.until(() => services.deliveries.length === 2, 'an answer in the thread');
    expect(requests[1]?.thread).toBe(`discord:interaction:${asked.id}`);
    expect(requests[1]?.conversation).toEqual([QUESTION]);
  });

  it('never inherits from what was asked privately, in a thread or a direct message either', async () => {
    const { discord, channel, anna, services, requests } = await startBot();
    const thread = channel.addThread({ name: 'bridge' });
    await (await anna.command('ask', { question: QUESTION, private: true }, { channel: thread })).settled();
    await anna.write(thread, 'And who cut the ribbon?', { mentionsBot: true });
    await discord.until(() => services.deliveries.length === 1, 'an answer');
    expect(requests[1]?.conversation).toEqual([]);
  });

  it('works after a restart', async () => {
    const first = await startBot();
    const { discord, channel, anna, services } = first;
    await anna.write(channel, QUESTION, { mentionsBot: true });
    await discord.until(() => services.deliveries.length === 1, 'an answer');
    await first.adapter.stop();
    const second = createBot(discord, { services });
    await second.adapter.start();
    const answer = ofBot(channel, discord)[0];
    if (answer === undefined) throw new Error('no answer');
    await anna.write(channel, 'And who cut the ribbon?', { replyTo: answer });
    await discord.until(() => services.deliveries.length === 2, 'an answer to the reply');
    expect(first.requests[1]?.conversation).toEqual([QUESTION]);
  });
});

describe('a channel in which the bot may not write', () => {
  it('is told to whoever mentioned it, directly and once', async () => {
    const { discord, channel, anna, log } = await startBot();
    channel.denyBot(PermissionFlagsBits.SendMessages);
    await anna.write(channel, QUESTION, { mentionsBot: true });
    await discord.until(() => ofBot(anna.dm, discord).length === 1, 'a direct message');
    expect(ofBot(anna.dm, discord)[0]?.text).toContain(`I cannot answer in <#${channel.id}>`);
    await anna.write(channel, QUESTION, { mentionsBot: true });
    const denied = () =>
      log.lines.filter(({ message }) => message === 'the bot may not answer in that channel').length === 2;
    await discord.until(denied, 'the second refusal');
    expect(ofBot(anna.dm, discord)).toHaveLength(1);
  });

  it('is a line in the log when that person takes no direct messages', async () => {
    const { discord, channel, log } = await startBot();
    const shy = discord.addUser({ name: 'shy', acceptsDirectMessages: false });
    channel.denyBot(PermissionFlagsBits.SendMessages);
    await shy.write(channel, QUESTION, { mentionsBot: true });
    await discord.until(
      () => log.lines.some(({ message }) => message.startsWith('the asker cannot be told')),
      'the line in the log',
    );
    expect(log.lines.filter(({ level }) => level === 'error')).toEqual([]);
  });

  it('is answered without a reference where the bot may not read back', async () => {
    const { discord, channel, anna } = await startBot();
    channel.denyBot(PermissionFlagsBits.ReadMessageHistory);
    await anna.write(channel, QUESTION, { mentionsBot: true });
    await discord.until(() => ofBot(channel, discord).length === 1, 'an answer');
    expect(ofBot(channel, discord)[0]?.reference).toBeUndefined();
  });

  it('takes commands all the same', async () => {
    const { discord, channel, anna } = await startBot();
    channel.denyBot(PermissionFlagsBits.SendMessages | PermissionFlagsBits.ViewChannel);
    const asked = await anna.command('ask', { question: QUESTION }, { channel });
    await asked.settled();
    expect(asked.original?.text).toContain(SENTENCE);
    expect(discord.refusals).toEqual([]);
  });
});
