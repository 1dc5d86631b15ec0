import { PermissionFlagsBits } from 'discord.js';
import { describe, expect, it } from 'vitest';
import type { Reply } from '../../src/core/reply.js';
import { FakeFeedKeeper } from '../fakes/feed-keeper.js';
import { startBot, textOf } from './discord-bot.js';

const URL = 'https://post.example/rss';
const NOTICE: Reply = { kind: 'notice', code: 'feed-disabled', message: 'The feed Post is read no more.' };

/** A bot with feeds, and somebody who may manage the channel beside anna, who may not. */
async function startWithFeeds() {
  const feeds = new FakeFeedKeeper();
  const bot = await startBot({ feeds });
  const editor = bot.discord.addUser({ name: 'editor' });
  bot.guild.addMember(editor, { permissions: PermissionFlagsBits.ManageChannels });
  return { ...bot, feeds, editor, space: `discord:guild:${bot.guild.id}` };
}

describe('/feed add', () => {
  it('has the server read a feed, and says so to whoever asked alone', async () => {
    const { discord, channel, editor, feeds, space, adapter } = await startWithFeeds();
    const values = { url: URL, excerpt: 400, embargo: '2h' };
    const added = await (await editor.command('feed', values, { channel, subcommand: 'add' })).settled();
    expect(added.isEphemeral).toBe(true);
    expect(textOf(added)).toContain('Added. It is read within a minute');
    expect(textOf(added)).toContain('Only the first 400 characters of an article.');
    expect(feeds.kept).toMatchObject([
      { space, feed: { url: URL, excerptChars: 400, embargoMs: 7_200_000, addedBy: `discord:${editor.id}` } },
    ]);
    await adapter.stop();
    expect(channel.messages).toEqual([]);
    expect(discord.refusals).toEqual([]);
  });

  it('is not for those who may not manage the channel', async () => {
    const { discord, channel, anna, feeds } = await startWithFeeds();
    const added = await (await anna.command('feed', { url: URL }, { channel, subcommand: 'add' })).settled();
    expect(added.isEphemeral).toBe(true);
    expect(textOf(added)).toContain('Ask somebody who may manage this channel.');
    expect(feeds.kept).toEqual([]);
    expect(discord.refusals).toEqual([]);
  });

  it('is for everybody in their own direct messages', async () => {
    const { anna, feeds } = await startWithFeeds();
    await (await anna.command('feed', { url: URL }, { dm: true, subcommand: 'add' })).settled();
    expect(feeds.kept).toMatchObject([{ space: `discord:user:${anna.id}` }]);
  });

  it('in a mention tells even those who may manage the channel to use the command', async () => {
    const { discord, channel, editor, feeds } = await startWithFeeds();
    await editor.write(channel, `feed add ${URL}`, { mentionsBot: true });
    await discord.until(() => channel.messages.length === 2, 'an answer');
    expect(channel.lastMessage?.text).toContain('use the command /feed');
    expect(feeds.kept).toEqual([]);
  });

  it('works as text in a direct message, also with an address whose preview is hidden', async () => {
    const { discord, anna, feeds } = await startWithFeeds();
    await anna.write(anna.dm, `feed add <${URL}> embargo:1d`);
    await discord.until(() => anna.dm.messages.length === 2, 'an answer');
    expect(anna.dm.lastMessage?.text).toContain('Added.');
    expect(feeds.kept).toMatchObject([{ feed: { url: URL, embargoMs: 86_400_000 } }]);
  });
});

describe('/feed list', () => {
  it('shows the feeds of the server and of all, to anybody', async () => {
    const { discord, channel, anna, feeds, space } = await startWithFeeds();
    feeds.put(space, { title: 'Harbour Post', lastError: 'The server answers with 503.' });
    feeds.put('*', { title: 'Northern Wire', isForAll: true });
    feeds.put('discord:guild:1', { title: 'Secret Desk' });
    const listed = await (await anna.command('feed', {}, { channel, subcommand: 'list' })).settled();
    expect(listed.isEphemeral).toBe(true);
    expect(textOf(listed)).toContain('**Harbour Post**');
    expect(textOf(listed)).toContain('Last error: The server answers with 503.');
    expect(textOf(listed)).toContain('**Northern Wire**');
    expect(textOf(listed)).not.toContain('Secret');
    expect(discord.refusals).toEqual([]);
  });
});

describe('/feed remove', () => {
  it('completes the feeds of the server by title and address, and removes the chosen one', async () => {
    const { discord, channel, editor, feeds, space } = await startWithFeeds();
    feeds.put(space, { id: '4f9a', title: 'Harbour Post', url: URL });
    feeds.put(space, { id: '5b07', title: 'Northern Wire' });
    feeds.put('discord:guild:1', { id: 'secret', title: 'Harbour Desk' });
    const place = { channel, subcommand: 'remove' };
    const typing = await editor.autocomplete('feed', { id: 'harb' }, { ...place, focused: 'id' });
    await typing.answered();
    expect(typing.choices).toEqual([{ name: `Harbour Post (${URL})`, value: '4f9a' }]);
    const removed = await (await editor.command('feed', { id: '4f9a' }, place)).settled();
    expect(textOf(removed)).toContain('Removed.');
    expect(feeds.kept.map(({ feed }) => feed.id)).toEqual(['5b07', 'secret']);
    expect(discord.refusals).toEqual([]);
  });
});

describe('telling a person', () => {
  it('is not repeated when the answer to it was lost', async () => {
    const { discord, anna, adapter } = await startWithFeeds();
    discord.faults.loseResponse('POST /channels/:channel/messages');
    await expect(adapter.tell(anna.id, NOTICE, 'feed-disabled:1')).rejects.toMatchObject({ retryable: true });
    const told = await adapter.tell(anna.id, NOTICE, 'feed-disabled:1');
    expect(anna.dm.messages.map(({ id }) => id)).toEqual([told]);
  });

  it('says what the message is to whoever asks', async () => {
    const { discord, anna, adapter } = await startWithFeeds();
    await adapter.tell(anna.id, NOTICE, 'feed-disabled:1');
    const message = anna.dm.lastMessage;
    if (message === undefined) throw new Error('nothing was told');
    const pressed = await (await anna.click(message, 'Why am I seeing this?')).settled();
    expect(textOf(pressed)).toContain('sent to you');
    expect(discord.refusals).toEqual([]);
  });

  it('who takes no direct messages is not allowed', async () => {
    const { discord, adapter } = await startWithFeeds();
    const shy = discord.addUser({ name: 'shy', acceptsDirectMessages: false });
    await expect(adapter.tell(shy.id, NOTICE, 'k')).rejects.toMatchObject({ code: 'not-allowed', retryable: false });
  });

  it('while Discord fails can be tried again', async () => {
    const { discord, anna, adapter } = await startWithFeeds();
    discord.faults.status('POST /users/@me/channels', 500, 4);
    await expect(adapter.tell(anna.id, NOTICE, 'k')).rejects.toMatchObject({ code: 'unreachable', retryable: true });
  });
});
