import { afterEach, describe, expect, it } from 'vitest';
import type { Reply } from '../../src/core/reply.js';
import { FakeFeedKeeper } from '../fakes/feed-keeper.js';
import { MINIMAL_SCOPES, THREAD_SCOPES } from '../servers/slack/slack.js';
import { type Bot, startBot } from './slack-bot.js';

const URL = 'https://post.example/rss?a=1&b=2';
const NOTICE: Reply = { kind: 'notice', code: 'feed-disabled', message: 'The feed Post is read no more.' };

let bot: Bot | undefined;

async function start(scopes: readonly string[] = MINIMAL_SCOPES) {
  const feeds = new FakeFeedKeeper();
  bot = await startBot({ feeds, scopes });
  const channel = bot.slack.addChannel({ name: 'news' });
  const ada = bot.slack.addUser({ name: 'ada' });
  return { ...bot, feeds, channel, ada };
}

afterEach(async () => {
  await bot?.stop();
  await bot?.slack.stop();
  bot = undefined;
});

describe('feed add', () => {
  it.each([
    ['an address as it is typed', URL, URL],
    ['a link with other words', '<https://post.example/rss|our feed>', 'https://post.example/rss'],
  ])('takes %s, in a mention', async (_, typed, url) => {
    const { slack, feeds, channel, ada } = await start();
    const act = await ada.mention(channel, `feed add ${typed} excerpt:400 embargo:2h`);
    expect((await act.answered()).shown).toContain('Added. It is read within a minute');
    expect(feeds.kept).toMatchObject([
      {
        space: `slack:${slack.teamId}`,
        feed: { url, excerptChars: 400, embargoMs: 7_200_000, addedBy: `slack:${ada.id}` },
      },
    ]);
    expect(slack.refusals).toEqual([]);
  });

  it('works with /dateline, and tells what is wrong', async () => {
    const { slack, feeds, channel, ada } = await start();
    const wrong = await ada.slashCommand('/dateline', `feed add ${URL} --excerpt 5`, channel);
    expect((await wrong.answered()).shown).toContain('excerpt: must be a number of characters from 100 to 100,000');
    const right = await ada.slashCommand('/dateline', `feed add ${URL} --excerpt 500`, channel);
    expect((await right.answered()).shown).toContain('Added.');
    expect(feeds.kept).toMatchObject([{ feed: { url: URL, excerptChars: 500 } }]);
    expect(slack.refusals).toEqual([]);
  });
});

describe('feed list and feed remove', () => {
  it('show the feeds of the workspace, and take one away', async () => {
    const { slack, feeds, ada } = await start();
    feeds.put(`slack:${slack.teamId}`, {
      id: '4f9a',
      title: 'Harbour Post',
      lastError: 'The server answers with 503.',
    });
    feeds.put('slack:T9', { title: 'Secret Desk' });
    const listed = (await (await ada.say(ada.dm, 'feed list')).answered()).shown;
    expect(listed).toContain('Harbour Post');
    expect(listed).toContain('Last error: The server answers with 503.');
    expect(listed).not.toContain('Secret');
    expect((await (await ada.say(ada.dm, 'feed remove 4f9a')).answered()).shown).toContain('Removed.');
    expect(feeds.kept).toHaveLength(1);
    expect((await (await ada.say(ada.dm, 'status')).answered()).shown).toContain('12 articles');
    expect(slack.refusals).toEqual([]);
  });

  it('leave talk of feeds to the questions', async () => {
    const { ada } = await start();
    expect((await (await ada.say(ada.dm, 'feed prices in Ostrel')).answered()).shown).toMatch(/articles|No article/);
  });
});

describe('telling a person', () => {
  it('is not repeated when its key stands there already', async () => {
    const { slack, ada, adapter } = await start(THREAD_SCOPES);
    const told = await adapter.tell(ada.id, NOTICE, 'feed-disabled:1');
    expect(await adapter.tell(ada.id, NOTICE, 'feed-disabled:1')).toBe(told);
    expect(ada.dm.messages.map(({ ts }) => ts)).toEqual([told]);
    expect(slack.refusals).toEqual([]);
  });

  it('needs no scope but chat:write', async () => {
    const { ada, adapter } = await start(['chat:write']);
    const told = await adapter.tell(ada.id, NOTICE, 'k');
    expect(ada.dm.lastMessage).toMatchObject({ ts: told });
    expect(ada.dm.lastMessage?.shown).toContain('The feed Post is read no more.');
  });

  it('does not send again what it cannot look up', async () => {
    const { slack, ada, adapter } = await start(['chat:write']);
    slack.faults.loseResponse('chat.postMessage');
    await expect(adapter.tell(ada.id, NOTICE, 'k')).rejects.toMatchObject({ code: 'unreachable', retryable: true });
    expect(ada.dm.messages).toHaveLength(1);
  });

  it('looks up a message whose receipt was lost', async () => {
    const { slack, ada, adapter } = await start(THREAD_SCOPES);
    slack.faults.loseResponse('chat.postMessage');
    expect(await adapter.tell(ada.id, NOTICE, 'k')).toBe(ada.dm.lastMessage?.ts);
    expect(ada.dm.messages).toHaveLength(1);
  });

  it('who is unknown is not allowed', async () => {
    const { adapter } = await start(['chat:write']);
    await expect(adapter.tell('U404', NOTICE, 'k')).rejects.toMatchObject({ code: 'not-allowed', retryable: false });
  });
});
