import { PermissionFlagsBits } from 'discord.js';
import { describe, expect, it } from 'vitest';
import { createDigest, createQuotation, createStory } from '../adapters/discord/digests.js';
import { createCitation } from '../adapters/discord/replies.js';
import { FakeDigestKeeper } from '../fakes/digest-keeper.js';
import type { TestChannel } from '../servers/discord/channel.js';
import type { TestMessage } from '../servers/discord/message.js';
import { startBot, textOf } from './discord-bot.js';

const MANAGES = PermissionFlagsBits.ManageChannels;

/** A bot with digests, and somebody who may manage channels beside anna, who may not. */
async function startWithDigests() {
  const digests = new FakeDigestKeeper();
  const bot = await startBot({ digests });
  const editor = bot.discord.addUser({ name: 'editor' });
  bot.guild.addMember(editor, { permissions: MANAGES });
  return { ...bot, digests, editor, space: `discord:guild:${bot.guild.id}` };
}

type Bot = Awaited<ReturnType<typeof startWithDigests>>;

/** A digest of stories that fill more than one message, kept as the delivering does. */
async function postDigest({ adapter, services, space }: Bot, channel: TestChannel, count = 12): Promise<TestMessage> {
  const stories = Array.from({ length: count }, (_, index) =>
    createStory({
      title: `Story ${index + 1}`,
      sentences: [createQuotation({ text: `Sentence ${index + 1} of what happened. `.repeat(8), citation: index + 1 })],
      members: [{ article: `article-${index + 1}`, revision: '0a1b2c3d4e5f' }],
    }),
  );
  const citations = stories.map((_, index) => createCitation({ n: index + 1, article: `article-${index + 1}` }));
  const reply = createDigest({ id: 'digest-reply', stories, citations });
  await services.keep({ id: 'digest-reply', space, thread: '', command: 'digest', asker: 'digest', reply });
  const id = await adapter.post(channel.id, reply, 'digest:s1:2031-05-02');
  const posted = [channel, ...channel.threads].flatMap(({ messages }) => messages).find((message) => message.id === id);
  if (posted === undefined) throw new Error('nothing was posted');
  return posted;
}

describe('/digest subscribe', () => {
  it('subscribes the channel, with what was completed, and says so to whoever asked alone', async () => {
    const { discord, channel, editor, digests, space } = await startWithDigests();
    const place = { channel, subcommand: 'subscribe' };
    const zone = await (
      await editor.autocomplete('digest', { zone: 'new y' }, { ...place, focused: 'zone' })
    ).answered();
    expect(zone.choices).toEqual([{ name: 'America/New_York', value: 'America/New_York' }]);
    const topic = await (
      await editor.autocomplete('digest', { topic: 'str' }, { ...place, focused: 'topic' })
    ).answered();
    expect(topic.choices?.map(({ value }) => value)).toContain('strike');
    const values = { at: '8:00', zone: 'America/New_York', topic: 'strike', empty: 'silence', limit: 5 };
    const subscribed = await (await editor.command('digest', values, place)).settled();
    expect(subscribed.isEphemeral).toBe(true);
    expect(textOf(subscribed)).toContain(`Subscribed.\n**<#${channel.id}>** (id digest-1)`);
    expect(textOf(subscribed)).toContain('Every day at 08:00, America/New\\_York.');
    expect(digests.kept).toMatchObject([
      {
        space,
        facts: {
          channel: channel.id,
          at: '08:00',
          zone: 'America/New_York',
          topic: 'strike',
          empty: 'silence',
          limit: 5,
          createdBy: `discord:${editor.id}`,
        },
      },
    ]);
    expect(channel.messages).toEqual([]);
    expect(discord.refusals).toEqual([]);
  });

  it('is not for those who may not manage the channel', async () => {
    const { channel, anna, digests } = await startWithDigests();
    const asked = await (await anna.command('digest', {}, { channel, subcommand: 'subscribe' })).settled();
    expect(textOf(asked)).toContain('who may manage the channel');
    expect(asked.isEphemeral).toBe(true);
    expect(digests.kept).toEqual([]);
  });

  it('of another channel is for those who may manage that one', async () => {
    const { guild, channel, editor, anna, digests } = await startWithDigests();
    const forum = guild.addChannel({ name: 'forum', kind: 'forum' });
    forum.deny(editor, MANAGES);
    const place = { channel, subcommand: 'subscribe' };
    const refused = await (await editor.command('digest', { channel: forum }, place)).settled();
    expect(textOf(refused)).toContain('who may manage the channel');
    const owner = await (await anna.command('digest', { channel: forum }, place)).settled();
    expect(textOf(owner)).toContain('who may manage the channel');
    const open = guild.addChannel({ name: 'open' }).addThread();
    await (await editor.command('digest', { channel: open }, place)).settled();
    expect(digests.kept.map(({ facts }) => facts.channel)).toEqual([open.id]);
  });

  it('is for everybody in their own direct messages', async () => {
    const { anna, digests } = await startWithDigests();
    await (await anna.command('digest', { at: 'now' }, { dm: true, subcommand: 'subscribe' })).settled();
    expect(digests.kept).toMatchObject([
      { space: `discord:user:${anna.id}`, facts: { channel: anna.dm.id, at: 'now' } },
    ]);
  });

  it('does not let somebody who writes directly have another channel posted to', async () => {
    const { discord, channel, anna, digests } = await startWithDigests();
    await anna.write(anna.dm, `digest subscribe 08:00 UTC channel:${channel.id}`);
    await discord.until(() => anna.dm.messages.length === 2, 'an answer');
    expect(anna.dm.lastMessage?.text).toContain('who may manage the channel');
    expect(digests.kept).toEqual([]);
  });

  it('says kindly that it cannot post where only a person has installed it', async () => {
    const { discord, editor, digests } = await startWithDigests();
    const channel = discord.addGuild({ name: 'Elsewhere', botIsMember: false }).addChannel();
    const asked = await (await editor.command('digest', {}, { channel, subcommand: 'subscribe' })).settled();
    expect(textOf(asked)).toContain('I cannot post by myself here');
    expect(asked.isEphemeral).toBe(true);
    expect(digests.kept).toEqual([]);
    expect(discord.refusals).toEqual([]);
  });
});

describe('/digest preview', () => {
  it('is seen by whoever asks alone, who can show it to the others', async () => {
    const { discord, channel, anna, digests } = await startWithDigests();
    const { id: _, ...digest } = createDigest();
    digests.digest = digest;
    const preview = await (
      await anna.command('digest', { day: '2031-05-03' }, { channel, subcommand: 'preview' })
    ).settled();
    expect(preview.isEphemeral).toBe(true);
    expect(textOf(preview)).toContain('### Digest of 3 May 2031');
    expect(textOf(preview)).toContain('> “The bridge opened on Friday.” **[1]**');
    expect(digests.previewed).toMatchObject([{ channel: channel.id, day: '2031-05-03' }]);
    const message = preview.original;
    if (message === undefined) throw new Error('no preview');
    const shown = await (await anna.click(message, 'Show to channel')).settled();
    expect(shown.isEphemeral).toBe(false);
    expect(textOf(shown)).toContain(`Shown by <@${anna.id}>.`);
    expect(channel.lastMessage?.pings.users).toEqual([]);
    expect(discord.refusals).toEqual([]);
  });
});

describe('/digest list', () => {
  it('has buttons that pause, resume and end a subscription, and show how it is then', async () => {
    const { discord, channel, editor, digests, space } = await startWithDigests();
    digests.put(space, { id: 'aa', channel: channel.id });
    digests.put(space, { id: 'bb', channel: channel.id, isConfigured: true });
    const listed = await (await editor.command('digest', {}, { channel, subcommand: 'list' })).settled();
    const list = listed.original;
    if (list === undefined) throw new Error('no list');
    expect(list.buttons.map(({ label }) => label)).toEqual(['Pause', 'Unsubscribe']);
    await (await editor.click(list, 'Pause')).settled();
    expect(digests.kept[0]?.facts.state).toBe('paused');
    expect(list.text).toMatch(/^Paused\. [\s\S]*Paused\./);
    expect(list.buttons.map(({ label }) => label)).toEqual(['Resume', 'Unsubscribe']);
    await (await editor.click(list, 'Resume')).settled();
    expect(digests.kept[0]?.facts.state).toBe('active');
    await (await editor.click(list, 'Unsubscribe')).settled();
    expect(digests.kept.map(({ facts }) => facts.id)).toEqual(['bb']);
    expect(list.text).toContain('Unsubscribed.');
    expect(list.text).toContain('Made by the configuration of the bot.');
    expect(discord.refusals).toEqual([]);
  });

  it('lets those who may not manage the channel look and not change', async () => {
    const { discord, channel, anna, digests, space } = await startWithDigests();
    digests.put(space, { id: 'aa', channel: channel.id });
    digests.put(space, { id: 'bb', channel: '999' });
    const listed = await (await anna.command('digest', {}, { channel, subcommand: 'list' })).settled();
    expect(textOf(listed)).toContain('id aa');
    expect(textOf(listed)).not.toContain('id bb');
    const list = listed.original;
    if (list === undefined) throw new Error('no list');
    const pressed = await (await anna.click(list, 'Pause')).settled();
    expect(pressed.followUps[0]?.text ?? textOf(pressed)).toContain('who may manage the channel');
    expect(list.text).toContain('id aa');
    expect(digests.kept[0]?.facts.state).toBe('active');
    expect(discord.refusals).toEqual([]);
  });

  it('shows an administrator those of every channel', async () => {
    const { discord, guild, channel, digests, space } = await startWithDigests();
    const owner = discord.addUser({ name: 'owner' });
    guild.addMember(owner, { permissions: PermissionFlagsBits.Administrator });
    digests.put(space, { id: 'bb', channel: '999' });
    const listed = await (await owner.command('digest', {}, { channel, subcommand: 'list' })).settled();
    expect(textOf(listed)).toContain('id bb');
  });

  it('is not shown to all by a mention, which is told how to ask', async () => {
    const { discord, channel, editor, digests, space } = await startWithDigests();
    digests.put(space, { id: 'aa', channel: channel.id });
    await editor.write(channel, 'digest list', { mentionsBot: true });
    await discord.until(() => channel.messages.length === 2, 'an answer');
    expect(channel.lastMessage?.text).toBe(
      'Use the command /digest list: you alone see its answer, and only there I am told what you may do.',
    );
  });

  it('is seen in a thread with what its channel has', async () => {
    const { channel, anna, digests, space } = await startWithDigests();
    digests.put(space, { id: 'aa', channel: channel.id });
    const listed = await (
      await anna.command('digest', {}, { channel: channel.addThread(), subcommand: 'list' })
    ).settled();
    expect(textOf(listed)).toContain('id aa');
  });
});

describe.each(['pause', 'resume', 'unsubscribe'] as const)('/digest %s', (subcommand) => {
  it('completes the subscription and changes it', async () => {
    const { discord, channel, editor, digests, space } = await startWithDigests();
    digests.put(space, { id: 'aa', channel: channel.id, state: subcommand === 'resume' ? 'paused' : 'active' });
    digests.put('discord:guild:1', { id: 'secret' });
    const place = { channel, subcommand };
    const typing = await (await editor.autocomplete('digest', { id: '' }, { ...place, focused: 'id' })).answered();
    expect(typing.choices?.map(({ value }) => value)).toEqual(['aa']);
    const done = await (await editor.command('digest', { id: 'aa' }, place)).settled();
    expect(done.isEphemeral).toBe(true);
    const left = digests.kept.find(({ facts }) => facts.id === 'aa')?.facts.state;
    expect(left).toBe({ pause: 'paused', resume: 'active', unsubscribe: undefined }[subcommand]);
    expect(discord.refusals).toEqual([]);
  });
});

describe('a posted digest', () => {
  it('shows its further stories to whoever presses, each once, and pings nobody', async () => {
    const bot = await startWithDigests();
    const { discord, channel, anna } = bot;
    let message = await postDigest(bot, channel);
    const seen: string[] = [];
    for (;;) {
      seen.push(...(message.text.match(/(?<=\*\*\d+\. New: )Story \d+/g) ?? []));
      if (!message.buttons.some(({ label }) => label === 'More stories')) break;
      const more = await (await anna.click(message, 'More stories')).settled();
      expect(more.isEphemeral).toBe(true);
      if (more.original === undefined) throw new Error('nothing more');
      message = more.original;
    }
    expect(seen).toEqual(Array.from({ length: 12 }, (_, index) => `Story ${index + 1}`));
    expect(channel.messages).toHaveLength(1);
    expect(discord.refusals).toEqual([]);
  });

  it('lets those who may manage the channel mute a story', async () => {
    const bot = await startWithDigests();
    const { discord, channel, editor, anna, digests, space } = bot;
    const message = await postDigest(bot, channel);
    const refused = await (await anna.select(message, 'mute:digest-reply', ['2'])).settled();
    expect(textOf(refused)).toContain('who may manage the channel');
    expect(digests.muted).toEqual([]);
    const muted = await (await editor.select(message, 'mute:digest-reply', ['2'])).settled();
    expect(muted.isEphemeral).toBe(true);
    expect(textOf(muted)).toContain('no more of “Story 2”');
    expect(digests.muted).toEqual([
      { space, channel: channel.id, asker: `discord:${editor.id}`, articles: ['article-2'] },
    ]);
    expect(discord.refusals).toEqual([]);
  });

  it('in a forum mutes for the forum, also from its further stories', async () => {
    const bot = await startWithDigests();
    const { discord, guild, channel, anna, editor, digests } = bot;
    const forum = guild.addChannel({ name: 'forum', kind: 'forum' });
    await (await anna.command('help', {}, { channel })).settled();
    const message = await postDigest(bot, forum);
    await (await editor.select(message, 'mute:digest-reply', ['1'])).settled();
    const more = await (await editor.click(message, 'More stories')).settled();
    if (more.original === undefined) throw new Error('nothing more');
    await (await editor.select(more.original, 'mute:digest-reply', ['11'])).settled();
    expect(digests.muted.map((mute) => [mute.channel, mute.articles])).toEqual([
      [forum.id, ['article-1']],
      [forum.id, ['article-11']],
    ]);
    expect(discord.refusals).toEqual([]);
  });

  it('of one story, such as an alert, has a button for it', async () => {
    const bot = await startWithDigests();
    const { channel, editor, digests } = bot;
    const message = await postDigest(bot, channel, 1);
    await (await editor.click(message, 'Mute this story')).settled();
    expect(digests.muted).toMatchObject([{ articles: ['article-1'] }]);
  });

  it('that is no longer kept says so', async () => {
    const bot = await startWithDigests();
    const message = await postDigest(bot, bot.channel);
    bot.services.kept.splice(0);
    const pressed = await (await bot.editor.select(message, 'mute:digest-reply', ['1'])).settled();
    expect(textOf(pressed)).toContain('no longer kept');
    const more = await (await bot.anna.click(message, 'More stories')).settled();
    expect(textOf(more)).toContain('no longer kept');
  });
});
