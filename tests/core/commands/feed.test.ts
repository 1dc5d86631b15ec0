import { describe, expect, it } from 'vitest';
import type { Reply } from '../../../src/core/reply.js';
import { FakeFeedKeeper } from '../../fakes/feed-keeper.js';
import { createRequest, createTestRun } from './request-fixture.js';

const URL = 'https://post.example/rss';
const SPACE = 'slack:T1';

function createFeeds() {
  const feeds = new FakeFeedKeeper();
  const { run } = createTestRun({ feeds });
  const ask = (command: string, args: Readonly<Record<string, unknown>> = {}, mayManage = true): Promise<Reply> =>
    run(createRequest(command, args, { asker: { id: 'slack:U1', mayManage }, space: SPACE }));
  return { feeds, ask };
}

describe('feed add', () => {
  it('adds a feed to the space of the asker, and says what comes next', async () => {
    const { feeds, ask } = createFeeds();
    expect(await ask('feed add', { url: URL, excerpt: '400', embargo: '2h' })).toEqual({
      kind: 'feeds',
      message: expect.stringMatching(/^Added\. It is read within a minute/),
      feeds: [
        {
          id: 'feed-1',
          url: URL,
          state: 'active',
          articles: 0,
          addedBy: 'slack:U1',
          excerptChars: 400,
          embargoMs: 7_200_000,
        },
      ],
    });
    expect(feeds.kept.map(({ space }) => space)).toEqual([SPACE]);
  });

  it.each([
    ['30m', 30 * 60_000],
    ['1d', 86_400_000],
    [' 7 D ', 7 * 86_400_000],
  ])('takes an embargo of %s', async (embargo, embargoMs) => {
    const { ask } = createFeeds();
    expect(await ask('feed add', { url: URL, embargo })).toMatchObject({ feeds: [{ embargoMs }] });
  });

  it('takes an address in the angle brackets of a chat', async () => {
    const { ask } = createFeeds();
    expect(await ask('feed add', { url: ` <${URL}> ` })).toMatchObject({ feeds: [{ url: URL }] });
  });

  it('says so when the space reads it already, and how other limits come about', async () => {
    const { ask } = createFeeds();
    await ask('feed add', { url: URL, excerpt: 400 });
    const same = { kind: 'feeds', message: 'This space reads it already.', feeds: [{ id: 'feed-1' }] };
    expect(await ask('feed add', { url: URL })).toMatchObject(same);
    expect(await ask('feed add', { url: URL, excerpt: 400 })).toMatchObject(same);
    expect(await ask('feed add', { url: URL, embargo: '1d' })).toMatchObject({
      message: expect.stringContaining('remove it and add it again'),
    });
  });

  it.each<[args: Record<string, unknown>, parts: string[]]>([
    [{}, ['url', 'the address of the feed', 'Usage: feed add URL']],
    [{ url: ' ' }, ['url', 'the address of the feed']],
    [{ url: 'x'.repeat(2_001) }, ['url', 'too long']],
    [{ url: 'no address' }, ['This is not an address']],
    [{ url: URL, excerpt: 99 }, ['excerpt', 'from 100 to 100,000']],
    [{ url: URL, excerpt: 100_001 }, ['excerpt', 'from 100 to 100,000']],
    [{ url: URL, excerpt: 'few' }, ['excerpt', 'from 100 to 100,000']],
    [{ url: URL, excerpt: 400.5 }, ['excerpt']],
    [{ url: URL, embargo: '8d' }, ['embargo', '30m, 2h or 1d', '7d']],
    [{ url: URL, embargo: '0m' }, ['embargo']],
    [{ url: URL, embargo: 'soon' }, ['embargo']],
    [{ url: URL, embargo: '2' }, ['embargo']],
    [{ url: URL, quiet: 'yes' }, ['there is no option quiet']],
  ])('refuses %j', async (args, parts) => {
    const { feeds, ask } = createFeeds();
    const reply = await ask('feed add', args);
    expect(reply).toMatchObject({ kind: 'failure', code: 'bad-request' });
    for (const part of parts) expect(reply.kind === 'failure' && reply.message).toContain(part);
    expect(feeds.kept).toEqual([]);
  });
});

describe('feed list', () => {
  it('shows the feeds of the space and of all, to anybody', async () => {
    const { feeds, ask } = createFeeds();
    feeds.put(SPACE, { id: 'own' });
    feeds.put('*', { id: 'shared', isForAll: true });
    feeds.put('slack:T2', { id: 'secret' });
    expect(await ask('feed list', {}, false)).toMatchObject({
      kind: 'feeds',
      feeds: [{ id: 'own' }, { id: 'shared' }],
    });
  });
});

describe('feed remove', () => {
  it('removes a feed of the space', async () => {
    const { feeds, ask } = createFeeds();
    feeds.put(SPACE, { id: 'own' });
    expect(await ask('feed remove', { id: ' own ' })).toMatchObject({
      kind: 'done',
      message: expect.stringMatching(/^Removed/),
    });
    expect(feeds.kept).toEqual([]);
  });

  it('knows no feed of another space', async () => {
    const { feeds, ask } = createFeeds();
    feeds.put('slack:T2', { id: 'secret' });
    expect(await ask('feed remove', { id: 'secret' })).toMatchObject({
      code: 'bad-request',
      isMissing: true,
      message: 'There is no feed with the id secret here: feed list shows them.',
    });
    expect(feeds.kept).toHaveLength(1);
  });

  it('says who can remove a feed of all', async () => {
    const { feeds, ask } = createFeeds();
    feeds.put('*', { id: 'shared', isForAll: true });
    expect(await ask('feed remove', { id: 'shared' })).toMatchObject({
      code: 'not-allowed',
      message: expect.stringContaining('whoever runs the bot'),
    });
  });
});

describe('feeds', () => {
  it.each([
    ['feed add', { url: URL }],
    ['feed remove', { id: 'own' }],
  ])('%s is for those who may manage the channel', async (command, args) => {
    const { feeds, ask } = createFeeds();
    feeds.put(SPACE, { id: 'own' });
    expect(await ask(command, args, false)).toMatchObject({
      code: 'not-allowed',
      message: expect.stringContaining('Ask somebody who may manage this channel.'),
    });
    expect(feeds.kept).toHaveLength(1);
  });

  it.each([
    ['feed add', { url: URL }],
    ['feed list', {}],
    ['feed remove', { id: 'own' }],
  ])('%s says so where no state is kept', async (command, args) => {
    const { run } = createTestRun();
    expect(await run(createRequest(command, args, { asker: { id: 'local', mayManage: true } }))).toMatchObject({
      code: 'bad-request',
      message: expect.stringContaining('No state is kept here'),
    });
  });
});
