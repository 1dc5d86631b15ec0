import { afterEach, describe, expect, it } from 'vitest';
import { createDigest, createStories, createStory } from '../adapters/slack/digest-replies.js';
import { FakeDigestKeeper } from '../fakes/digest-keeper.js';
import { MINIMAL_SCOPES, THREAD_SCOPES } from '../servers/slack/slack.js';
import { type Bot, type BotOptions, CONNECTIONS, startBot, under } from './slack-bot.js';

let bot: Bot | undefined;

async function start(scopes: readonly string[] = MINIMAL_SCOPES, options: BotOptions = {}) {
  const digests = new FakeDigestKeeper();
  bot = await startBot({ digests, scopes, ...options });
  const { slack } = bot;
  const channel = slack.addChannel({ name: 'news' });
  const ada = slack.addUser({ name: 'ada' });
  const space = `slack:${slack.teamId}`;
  return { ...bot, digests, channel, ada, space };
}

/** A bot whose digest of stories has been posted to the channel. */
async function startPosted(options: { readonly inThread?: boolean; readonly inDm?: boolean } = {}) {
  const started = await start(THREAD_SCOPES);
  const { services, adapter, ada, space } = started;
  const channel = options.inDm === true ? ada.dm : started.channel;
  const reply = createDigest(createStories(9), { id: 'reply-9', limit: 2 });
  services.kept.push({ id: 'reply-9', space, thread: 'none', command: 'digest', asker: 'dateline', reply });
  const root = (await ada.say(channel, 'Good morning')).message;
  if (root === undefined) throw new Error('nothing was written');
  const target = options.inThread === true ? `${channel.id}:${root.ts}` : channel.id;
  const ts = await adapter.post(target, reply, 'digest:1:2031-03-10');
  const message = channel.find(ts);
  if (message === undefined) throw new Error('nothing was posted');
  return { ...started, channel, root, target, message, reply };
}

afterEach(async () => {
  await bot?.stop();
  await bot?.slack.stop();
  bot = undefined;
});

describe('digest subscribe', () => {
  it('by a mention subscribes the channel, and names the creator in the thread', async () => {
    const { slack, digests, channel, ada, space } = await start();
    const act = await ada.mention(channel, 'digest subscribe 08:00 Europe/Paris topic:ceasefire');
    const answer = await act.answered();
    expect(answer.threadTs).toBe(act.message?.ts);
    expect(answer.shown).toContain('Subscribed.');
    expect(answer.shown).toContain('Every day at 08:00, Europe/Paris.');
    expect(answer.shown).toContain(`Made by <@${ada.id}>`);
    expect(answer.shown).toContain(`<#${channel.id}>`);
    expect(digests.kept).toMatchObject([
      {
        space,
        facts: {
          channel: channel.id,
          at: '08:00',
          zone: 'Europe/Paris',
          topic: 'ceasefire',
          createdBy: `slack:${ada.id}`,
        },
      },
    ]);
    expect(slack.refusals).toEqual([]);
  });

  it('in a thread subscribes the thread', async () => {
    const { digests, channel, ada } = await start();
    const root = await ada.say(channel, 'What is the news?');
    const act = await ada.mention(channel, 'digest subscribe 08:00 UTC', under(root));
    expect((await act.answered()).shown).toContain(', in a thread');
    expect(digests.kept).toMatchObject([{ facts: { channel: `${channel.id}:${root.message?.ts}` } }]);
  });

  it('in the conversation with the bot subscribes that conversation, in whichever thread it is asked', async () => {
    const { digests, ada } = await start();
    const first = await ada.say(ada.dm, 'digest subscribe 07:30 Asia/Tokyo');
    expect((await first.answered()).shown).toContain('Direct messages with me');
    expect(digests.kept).toMatchObject([{ facts: { channel: ada.dm.id, at: '07:30' } }]);
    const again = await ada.say(ada.dm, 'digest subscribe 07:30 Asia/Tokyo', under(first));
    expect((await again.answered()).shown).toContain('has the same subscription already');
  });

  it('by /dateline tells its asker, and the channel who made it', async () => {
    const { slack, digests, channel, ada } = await start();
    const act = await ada.slashCommand('/dateline', 'digest subscribe 08:00 Europe/Paris', channel);
    const answer = await act.answered();
    await act.until(({ whispers }) => whispers.length === 1, 'the answer');
    expect(act.whispers[0]?.shown).toContain('Subscribed.');
    expect(channel.messages).toHaveLength(1);
    expect(channel.lastMessage?.shown).toContain(`Made by <@${ada.id}>`);
    expect(digests.kept).toHaveLength(1);
    expect(answer.shown).toContain('Subscribed.');
    expect(slack.refusals).toEqual([]);
  });

  it('by /dateline where the bot is no member says what to do', async () => {
    const { slack, ada } = await start();
    const closed = slack.addChannel({ name: 'closed', botIsMember: false });
    const act = await ada.slashCommand('/dateline', 'digest subscribe 08:00 UTC', closed);
    await act.until(({ whispers }) => whispers.length === 2, 'the advice');
    expect(act.whispers[1]?.shown).toMatch(/^Nothing can be posted there yet\..*\/invite @Dateline/);
  });

  it.each(['channel:C9', '--channel C9', 'channel:<#C9|secrets>'])('takes no %s in a text', async (typed) => {
    const { digests, channel, ada } = await start();
    const act = await ada.mention(channel, `digest subscribe 08:00 UTC ${typed}`);
    expect((await act.answered()).shown).toContain('ask in the channel itself');
    expect(digests.kept).toEqual([]);
  });

  it('says what is wrong', async () => {
    const { channel, ada, digests } = await start();
    const act = await ada.mention(channel, 'digest subscribe 25:00 Mars/Olympus');
    expect((await act.answered()).shown).toMatch(/at: must be a time.*“Mars\/Olympus” is no time zone/);
    expect(digests.kept).toEqual([]);
  });
});

describe('digest preview', () => {
  it('is seen by its asker only, with a button for the rest', async () => {
    const { slack, digests, channel, ada } = await start();
    const { id: _, ...digest } = createDigest(createStories(8), { limit: 3 });
    digests.digest = digest;
    const act = await ada.mention(channel, 'digest preview day:2031-03-10');
    const preview = await act.answered();
    expect(preview.isEphemeral && preview.isShown).toBe(true);
    expect(act.posts).toEqual([]);
    expect(preview.shown).toContain('Digest of 10 March 2031');
    expect(digests.previewed).toMatchObject([{ day: '2031-03-10', channel: channel.id }]);
    const more = await (await ada.click(preview, 'More stories')).answered();
    expect(more.shown).toContain('Stories 4 to 8 of 8.');
    expect(slack.refusals).toEqual([]);
  });
});

describe('digest list', () => {
  it('is seen by its asker only, and pauses, resumes and unsubscribes', async () => {
    const { slack, digests, channel, ada, space } = await start();
    digests.put(space, { platform: 'slack', channel: channel.id, createdBy: 'slack:U9' });
    digests.put(space, { platform: 'slack', channel: 'CSECRET', createdBy: 'slack:U9' });
    const list = async () => (await ada.mention(channel, 'digest list')).answered();
    const listed = await list();
    expect(listed.isEphemeral).toBe(true);
    expect(listed.shown).not.toContain('CSECRET');
    const paused = await (await ada.click(listed, 'Pause')).answered();
    expect([paused.isEphemeral, paused.shown]).toEqual([true, 'Paused. digest resume lets it go on.']);
    expect(digests.kept[0]?.facts.state).toBe('paused');
    expect((await (await ada.click(await list(), 'Resume')).answered()).shown).toContain('Resumed.');
    expect((await (await ada.click(listed, 'Unsubscribe')).answered()).shown).toBe('Unsubscribed.');
    expect(digests.kept).toHaveLength(1);
    expect((await (await ada.click(listed, 'Pause')).answered()).shown).toContain('There is no subscription');
    expect(slack.refusals).toEqual([]);
  });

  it('in the thread below a mention is about the channel too', async () => {
    const { digests, channel, ada } = await start();
    const act = await ada.mention(channel, 'digest subscribe 08:00 UTC');
    const bob = bot?.slack.addUser({ name: 'bob' });
    const pressed = await bob?.click(await act.answered(), 'Pause');
    expect((await pressed?.answered())?.shown).toContain('Paused.');
    expect(digests.kept[0]?.facts.state).toBe('paused');
  });

  it('tells when nothing can be read', async () => {
    const { digests, channel, ada } = await start();
    digests.isDown = true;
    expect((await (await ada.mention(channel, 'digest list')).answered()).shown).toContain('The disk is full.');
  });
});

describe('a posted digest', () => {
  it('shows the rest to whoever asks for it, each story once', async () => {
    const { slack, channel, message, ada } = await startPosted();
    expect(message.threadTs).toBeUndefined();
    expect(message.shown).toContain('Stories 1 to 2 of 9.');
    const more = await (await ada.click(message, 'More stories')).answered();
    expect(more.isEphemeral && more.isShown).toBe(true);
    expect(more.shown).toContain('Stories 3 to ');
    expect(channel.messages.filter(({ isFromBot }) => isFromBot)).toHaveLength(1);
    expect(slack.refusals).toEqual([]);
  });

  it.each([
    ['a channel', {}],
    ['a thread', { inThread: true }],
    ['the conversation with the bot', { inDm: true }],
  ])('in %s mutes a story there, once', async (_, where) => {
    const { slack, digests, message, target, ada, space } = await startPosted(where);
    digests.muted.length = 0;
    const act = await ada.choose(message, 'dateline_mute', '2. ');
    const answer = await act.answered();
    await slack.deliverAgain(act);
    // Whatever is done upon the repetition is done before what comes after it.
    await (await ada.click(message, 'More stories')).answered();
    expect(answer.shown).toContain('“Story number 2”');
    expect(digests.muted).toEqual([
      { space, channel: target, asker: `slack:${ada.id}`, articles: [createStory().members[0]?.article] },
    ]);
    expect(slack.refusals).toEqual([]);
  });

  it('below which people talk is still about the channel', async () => {
    const { digests, message, channel, ada } = await startPosted();
    await ada.say(channel, 'I see.', { thread: message });
    const muted = await (await ada.choose(message, 'dateline_mute', '1. ')).answered();
    expect(muted.threadTs).toBeUndefined();
    expect(digests.muted).toMatchObject([{ channel: channel.id }]);
  });

  it('that is no longer kept says so', async () => {
    const { services, message, ada } = await startPosted();
    services.kept.length = 0;
    expect((await (await ada.click(message, 'More stories')).answered()).shown).toContain('no longer kept');
    expect((await (await ada.choose(message, 'dateline_mute', '1. ')).answered()).shown).toContain('no longer kept');
  });

  it('of one story has a button in place of the menu', async () => {
    const { services, adapter, channel, digests, ada, space } = await start(THREAD_SCOPES);
    const reply = createDigest([createStory()], { id: 'reply-7', isAlert: true });
    services.kept.push({ id: 'reply-7', space, thread: 'none', command: 'digest', asker: 'dateline', reply });
    const alert = channel.find(await adapter.post(channel.id, reply, 'alert:1'));
    if (alert === undefined) throw new Error('nothing was posted');
    await ada.say(channel, 'Oh.');
    expect((await (await ada.click(alert, 'Mute this story')).answered()).shown).toContain('Ferry to Lunholm');
    expect(digests.muted).toHaveLength(1);
  });
});

describe('the Home tab', () => {
  /** The form for a new digest, opened from the Home tab. */
  async function openForm(options: BotOptions = {}) {
    const started = await start(MINIMAL_SCOPES, options);
    const { ada } = started;
    const home = await (await ada.openHome()).published();
    const form = await (await ada.click(home, 'Add a daily digest')).opened();
    return { ...started, home, form };
  }

  it("shows the person's own digests, with what can be done", async () => {
    const { slack, digests, ada, space } = await start();
    const own = { platform: 'slack', channel: 'CAAA', createdBy: `slack:${ada.id}` };
    digests.put(space, own);
    digests.put(space, { ...own, channel: 'CBBB', createdBy: 'slack:U9' });
    const home = await (await ada.openHome()).published();
    expect(home.shown).toContain('<#CAAA>');
    expect(home.shown).not.toContain('CBBB');
    const paused = await (await ada.click(home, 'Pause')).published();
    expect(paused.shown).toContain('Paused. digest resume lets it go on.');
    const resumed = await (await ada.click(paused, 'Resume')).published();
    expect(resumed.shown).toContain('Resumed.');
    const gone = await (await ada.click(resumed, 'Unsubscribe')).published();
    expect(gone.shown).toContain('You have made no digest yet.');
    expect(digests.kept).toHaveLength(1);
    expect(slack.refusals).toEqual([]);
  });

  it('subscribes the conversation with the bot unless another one is chosen', async () => {
    const { slack, digests, ada, form } = await openForm();
    const sent = await ada.submitView(form, { topic: 'ferries', at: '06:45', zone: 'europe/paris', empty: 'silence' });
    const home = await sent.published();
    expect(form.isOpen).toBe(false);
    expect(home.shown).toContain('Subscribed.');
    expect(home.shown).toContain('Direct messages with me');
    expect(digests.kept).toMatchObject([
      { facts: { channel: ada.dm.id, at: '06:45', zone: 'Europe/Paris', topic: 'ferries', empty: 'silence' } },
    ]);
    await slack.until(() => ada.dm.messages.length === 1, 'the confirmation');
    expect(slack.refusals).toEqual([]);
  });

  it('subscribes once when Slack sends the form a second time', async () => {
    const { slack, channel, digests, ada, form } = await openForm();
    const subscribed: string[] = [];
    const subscribe = digests.subscribe.bind(digests);
    digests.subscribe = (wish) => {
      subscribed.push(wish.channel);
      return subscribe(wish);
    };
    const sent = await ada.submitView(form, { channel: channel.id });
    await sent.published();
    await slack.deliverAgain(sent);
    // Whatever is done upon the repetition is done before what comes after it.
    await (await ada.openHome()).published();
    expect(subscribed).toEqual([channel.id]);
  });

  it('subscribes a channel, which is told who did so', async () => {
    const { slack, digests, channel, ada, form } = await openForm();
    await ada.submitView(form, { channel: channel.id });
    await slack.until(() => channel.messages.length === 1, 'the announcement');
    expect(channel.lastMessage?.shown).toContain(`Made by <@${ada.id}>`);
    expect(digests.kept).toMatchObject([{ facts: { channel: channel.id, at: '08:00', zone: 'UTC', empty: 'line' } }]);
    expect(slack.refusals).toEqual([]);
  });

  it('says there when the bot cannot post in the channel', async () => {
    const { slack, ada, form } = await openForm();
    const closed = slack.addChannel({ name: 'closed', botIsMember: false });
    await ada.submitView(form, { channel: closed.id });
    await slack.until(() => ada.home?.shown.includes('Nothing can be posted there yet'), 'the advice');
    expect(ada.home?.shown).toContain('/invite @Dateline');
  });

  it.each(CONNECTIONS)(
    'shows in the form what is wrong, and takes it when it is put right, over %s',
    async (connection) => {
      const { digests, ada, form } = await openForm({ connection });
      await (await ada.submitView(form, { zone: 'Mars' })).acknowledged();
      expect(form.isOpen).toBe(true);
      expect(form.errors).toEqual({ zone: 'This is no time zone: write one such as Europe/Paris or UTC.' });
      await (await ada.submitView(form, { zone: 'UTC' })).published();
      expect(form.isOpen).toBe(false);
      expect(digests.kept).toHaveLength(1);
    },
  );

  it('shows in the form when nothing can be kept', async () => {
    const { digests, ada, form } = await openForm();
    digests.isDown = true;
    await (await ada.submitView(form)).acknowledged();
    expect(form.errors).toEqual({ channel: expect.stringContaining('The disk is full.') });
  });
});
