import { afterEach, describe, expect, it } from 'vitest';
import { MINIMAL_SCOPES, THREAD_SCOPES } from '../servers/slack/slack.js';
import { type Bot, CONNECTIONS, startBot, under } from './slack-bot.js';

const QUESTION = 'Who cut the ribbon of the bridge at Ostrel?';
const SENTENCE = 'Mayor Oona Lind cut the ribbon at noon.';

let bot: Bot | undefined;

async function start(...args: Parameters<typeof startBot>): Promise<Bot> {
  bot = await startBot(...args);
  return bot;
}

afterEach(async () => {
  await bot?.stop();
  await bot?.slack.stop();
  // Whatever a test was about: nothing that was sent broke a rule of Slack.
  expect(bot?.slack.refusals).toEqual([]);
  expect(bot?.slack.warnings).toEqual([]);
  bot = undefined;
});

describe.each(CONNECTIONS)('over %s', (connection) => {
  it('answers a mention in the thread of the question, acknowledged in time', async () => {
    const { slack, services } = await start({ connection });
    const channel = slack.addChannel({ name: 'news' });
    const ada = slack.addUser({ name: 'ada' });
    const act = await ada.mention(channel, QUESTION);
    const reply = await act.answered();
    expect(reply.threadTs).toBe(act.message?.ts);
    expect(reply.shown).toContain('The articles state:');
    expect(reply.shown).toContain(SENTENCE);
    expect(reply.shown).toContain('Harbour Post, 2 May 2031');
    expect(reply.text).toContain(SENTENCE);
    expect(reply.unfurls).toBe(false);
    expect(reply.pings).toEqual([]);
    expect(act.deliveries[0]?.acknowledgedAfterMs).toBeLessThan(1_000);
    expect(services.kept).toMatchObject([
      { space: `slack:${slack.teamId}`, thread: `slack:${channel.id}:${act.message?.ts}`, asker: `slack:${ada.id}` },
    ]);
    await slack.until(() => services.deliveries.length > 0, 'the note of where the answer stands');
    expect(services.deliveries).toEqual([{ reply: 'reply-1', channel: channel.id, message: reply.ts }]);
  });

  it('answers /dateline to its asker only, who can share the answer', async () => {
    const { slack } = await start({ connection });
    const channel = slack.addChannel({ name: 'news', botIsMember: false });
    const ada = slack.addUser({ name: 'ada' });
    const act = await ada.slashCommand('/dateline', QUESTION, channel);
    const whisper = await act.answered();
    expect(whisper.isEphemeral).toBe(true);
    expect(whisper.shown).toContain(QUESTION);
    expect(whisper.shown).toContain(SENTENCE);
    expect(act.isAcknowledged && act.failure).toBe(undefined);
    expect(channel.messages).toEqual([]);

    const sharing = await ada.click(whisper, 'Share to channel');
    await sharing.until(() => channel.messages.length === 1, 'the shared answer');
    expect(channel.lastMessage?.shown).toContain(SENTENCE);
    expect(channel.lastMessage?.shown).toContain(QUESTION);
    expect(channel.lastMessage?.shown).toContain('Shared by ada.');
    expect(channel.lastMessage?.buttons.map(({ text }) => text)).not.toContain('Share to channel');
  });

  it('looks for the sources of a message that somebody chose', async () => {
    const { slack, services } = await start({ connection });
    const channel = slack.addChannel({ name: 'news' });
    const ada = slack.addUser({ name: 'ada' });
    await ada.say(channel, 'I hear that the dockers ended their strike on Thursday');
    const claim = channel.lastMessage;
    if (claim === undefined) throw new Error('nothing was said');
    const act = await ada.shortcut('find_sources', claim);
    const whisper = await act.answered();
    expect(whisper.isEphemeral).toBe(true);
    expect(whisper.shown).toContain('The dockers ended their strike on Thursday after six days.');
    // What is kept does not name the person.
    expect(services.kept[0]?.thread).toMatch(/^slack:claim:\S+$/);
    expect(services.kept[0]?.thread).not.toContain(ada.id);
  });

  it('answers direct messages in their thread, with a status while it is at work', async () => {
    const { slack, services } = await start({ connection });
    const ada = slack.addUser({ name: 'ada' });
    const act = await ada.say(ada.dm, QUESTION);
    const reply = await act.answered();
    expect(reply.threadTs).toBe(act.message?.ts);
    expect(act.statuses[0]).toBe('is looking through the articles…');
    expect(ada.dm.statusOf(act.message?.ts ?? '')).toBeFalsy();
    const next = await ada.say(ada.dm, 'And when did it open?');
    expect((await next.answered()).shown).toContain('opened to traffic on Friday');
    expect(services.kept.map(({ thread }) => thread)).toEqual([`slack:dm:${ada.dm.id}`, `slack:dm:${ada.dm.id}`]);
  });

  it('fills the Home tab with what it knows, its newest articles and how to ask', async () => {
    const { slack } = await start({ connection });
    const ada = slack.addUser({ name: 'ada' });
    const home = await (await ada.openHome()).published();
    expect(home.shown).toContain('12 articles from 4 publishers, 2 May 2031 to 14 June 2031.');
    expect(home.shown).toContain('Institute confirms its herring count (12 June 2031)');
    expect(home.shown).toContain('How to ask');
    const opening = await ada.click(home, 'Open article 2');
    expect((await opening.opened()).shown).toContain('It kept to that number on Thursday.');
  });

  it('suggests questions on the newest articles, which it can answer', async () => {
    const { slack } = await start({ connection });
    const ada = slack.addUser({ name: 'ada' });
    const act = await ada.openMessagesTab();
    await act.until(({ prompts }) => prompts !== undefined, 'suggested prompts');
    expect(act.prompts).toHaveLength(4);
    expect(act.prompts?.[1]).toEqual({
      title: 'Institute confirms its herring count',
      message: 'What is reported on this: Institute confirms its herring count',
    });
    const answer = await (await ada.say(ada.dm, act.prompts?.[1]?.message ?? '')).answered();
    expect(answer.shown).toContain('The Sea Institute counted 31,000 herring');
  });
});

describe.each(CONNECTIONS)('everything that comes over %s', (connection) => {
  it('is acknowledged before anything is done', async () => {
    const { slack, services } = await start({ connection });
    const channel = slack.addChannel({ name: 'news' });
    const ada = slack.addUser({ name: 'ada' });
    const first = await ada.mention(channel, QUESTION);
    const answer = await first.answered();
    const modal = await (await ada.click(answer, 'Not helpful')).opened();
    let release = () => {};
    const gate = new Promise<boolean>((resolve) => {
      release = () => resolve(true);
    });
    services.claimEvent = () => gate;
    for (const act of [
      await ada.mention(channel, QUESTION),
      await ada.say(ada.dm, QUESTION),
      await ada.slashCommand('/dateline', QUESTION, channel),
      await ada.shortcut('find_sources', answer),
      await ada.click(answer, 'Helpful'),
      await ada.submitView(modal, { reason: 'old' }),
    ]) {
      await act.acknowledged();
      expect(act.failure).toBeUndefined();
      expect([...act.posts, ...act.whispers]).toEqual([]);
    }
    release();
    await slack.until(() => services.judgements.length === 2 && services.kept.length === 5, 'all answers');
  });
});

describe('a thread', () => {
  it('is followed without a mention once the bot has answered in it, with what was asked before', async () => {
    const { slack, services } = await start({ scopes: THREAD_SCOPES });
    const channel = slack.addChannel({ name: 'news' });
    const [ada, bob] = [slack.addUser({ name: 'ada' }), slack.addUser({ name: 'bob' })];
    const first = await ada.mention(channel, 'When did the dockers of Ostrel vote to strike?');
    await first.answered();
    const next = await bob.say(channel, 'How many of them voted for it?', under(first));
    const reply = await next.answered();
    expect(reply.threadTs).toBe(first.message?.ts);
    expect(reply.shown).toContain('410 of 455 members');
    expect(new Set(services.kept.map(({ thread }) => thread)).size).toBe(1);
  });

  it('is left to the people in it: what they say to one another, and what is no question', async () => {
    const { slack, services } = await start({ scopes: THREAD_SCOPES });
    const channel = slack.addChannel({ name: 'news' });
    const [ada, bob] = [slack.addUser({ name: 'ada' }), slack.addUser({ name: 'bob' })];
    const first = await ada.mention(channel, QUESTION);
    await first.answered();
    await ada.say(channel, `<@${bob.id}> did you know who opened the bridge?`, under(first));
    await bob.say(channel, 'thanks', under(first));
    await ada.say(channel, 'A new thread on the bridge, among ourselves');
    const last = await ada.mention(channel, 'Who spoke of a fair result?', under(first));
    await last.answered();
    expect(channel.messages.filter(({ isFromBot }) => isFromBot)).toHaveLength(2);
    expect(services.kept.filter(({ reply }) => reply.kind === 'answer')).toHaveLength(2);
  });

  it('in which the bot has not answered is not read', async () => {
    const { slack, services } = await start({ scopes: THREAD_SCOPES });
    const channel = slack.addChannel({ name: 'news' });
    const ada = slack.addUser({ name: 'ada' });
    const own = await ada.say(channel, 'On the bridge:');
    await ada.say(channel, QUESTION, under(own));
    await (await ada.mention(channel, QUESTION)).answered();
    expect(channel.messages.filter(({ isFromBot }) => isFromBot)).toHaveLength(1);
    expect(services.kept).toHaveLength(1);
  });

  it('needs a mention under the minimal manifest, and then knows what was asked before', async () => {
    const { slack } = await start({ scopes: MINIMAL_SCOPES });
    const channel = slack.addChannel({ name: 'news' });
    const ada = slack.addUser({ name: 'ada' });
    const first = await ada.mention(channel, 'When did the dockers of Ostrel vote to strike?');
    await first.answered();
    const next = await ada.mention(channel, 'How many of them voted for it?', under(first));
    expect((await next.answered()).shown).toContain('410 of 455 members');
  });
});

describe('what concerns one person', () => {
  it.each(['rate-limited', 'forget'] as const)('is told to that person only: %s', async (what) => {
    const { slack, services } = await start();
    const channel = slack.addChannel({ name: 'news' });
    const ada = slack.addUser({ name: 'ada' });
    const first = await ada.mention(channel, QUESTION);
    await first.answered();
    if (what === 'rate-limited') {
      Object.assign(services, {
        run: async () => ({ kind: 'failure', code: 'rate-limited', message: 'That was a lot.', reference: 'r' }),
      });
    }
    const act = await ada.mention(channel, what === 'forget' ? 'forget' : QUESTION, under(first));
    await act.until(({ whispers }) => whispers.length === 1, 'the whisper');
    expect(act.whispers[0]?.shown).toContain(what === 'forget' ? 'Deleted: 1 reply' : 'That was a lot.');
    expect(act.whispers[0]?.isShown).toBe(true);
    expect(act.replies).toEqual([]);
  });
});

describe('a mention without a question', () => {
  it('is answered with help', async () => {
    const { slack } = await start();
    const act = await slack.addUser({ name: 'ada' }).mention(slack.addChannel({ name: 'news' }), '');
    expect((await act.answered()).shown).toContain('Ask a question in your own words');
  });
});

describe('what articles and people write', () => {
  it('pings nobody and looks as it was written', async () => {
    const { createLibrary, createArticle } = await import('../core/corpus-fixture.js');
    const body =
      'The *harbour* master <!channel> wrote to <@U1> & _all_ that `cranes` <https://x.example|stood> still :smile:.';
    const library = createLibrary([
      createArticle({ id: 'odd', title: 'A <!here> title of *cranes*', published: '2031-05-02', body }),
    ]);
    const { slack } = await start({ library });
    const channel = slack.addChannel({ name: 'news' });
    const act = await slack.addUser({ name: 'ada' }).mention(channel, 'What did the harbour master write on cranes?');
    const reply = await act.answered();
    expect(reply.shown).toContain(body);
    expect(reply.shown).toContain('A <!here> title of *cranes*');
    expect(reply.pings).toEqual([]);
  });
});
