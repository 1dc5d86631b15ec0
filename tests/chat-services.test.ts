import { afterEach, describe, expect, it } from 'vitest';
import { type ChatServicesOptions, createChatServices } from '../src/chat-services.js';
import { createMiniSearchIndex } from '../src/core/index/minisearch-index.js';
import { Libraries } from '../src/core/libraries.js';
import type { Reply } from '../src/core/reply.js';
import { openStore, type Store } from '../src/store/store.js';
import { ALIASES, PORT_ARTICLES } from './core/corpus-fixture.js';
import { FakeDigestKeeper } from './fakes/digest-keeper.js';
import { FakeFeedKeeper } from './fakes/feed-keeper.js';
import { RecordingLog } from './fakes/recording-log.js';
import { createFolder } from './flows/run-command.js';

const REPLY: Reply = { kind: 'articles', hits: [] };
const cleanUps: (() => Promise<void>)[] = [];

afterEach(async () => {
  for (const cleanUp of cleanUps.splice(0).reverse()) await cleanUp();
});

async function createServices(changes: Partial<ChatServicesOptions> = {}) {
  const folder = await createFolder({});
  cleanUps.push(folder.remove);
  const log = new RecordingLog();
  const target = { kind: 'sqlite', folder: folder.path } as const;
  const store: Store = await openStore({ target, access: 'write', now: () => Date.now(), log: new RecordingLog() });
  cleanUps.push(() => store.close());
  const libraries = new Libraries(createMiniSearchIndex, ALIASES);
  for (const article of PORT_ARTICLES) libraries.shared.add(article);
  const feeds = new FakeFeedKeeper();
  const services = createChatServices({
    run: async () => REPLY,
    libraries,
    feeds,
    digests: new FakeDigestKeeper(),
    store,
    log,
    ...changes,
  });
  return { services, feeds, store, log };
}

const keep = (store: Store) =>
  store.replies.keep({ id: 'r1', space: 'slack:T1', thread: 't1', command: 'ask', asker: 'slack:U1', reply: REPLY });

describe('the services of a chat adapter', () => {
  it('take an event on once', async () => {
    const { services } = await createServices();
    const claims = await Promise.all(['e1', 'e1', 'e2'].map((key) => services.claimEvent(key)));
    expect(claims).toEqual([true, false, true]);
  });

  it('know the conversation of a message of the bot, in its own space only', async () => {
    const { services, store } = await createServices();
    await keep(store);
    await services.delivered('r1', 'C1', '1.1');
    expect(await services.threadOf('slack:T1', 'C1', '1.1')).toBe('t1');
    expect(await services.threadOf('slack:T2', 'C1', '1.1')).toBeUndefined();
    expect(await services.threadOf('slack:T1', 'C1', '1.2')).toBeUndefined();
    expect(await services.knows('slack:T1', 't1')).toBe(true);
    expect(await services.knows('slack:T2', 't1')).toBe(false);
  });

  it('make links to the web page for a member of a space, where the page can be reached', async () => {
    const asker = { id: 'slack:U1', mayManage: true };
    const { services } = await createServices();
    expect(services.signInLink('slack:T1', asker)).toBeUndefined();
    const { services: others } = await createServices({ toSignInLink: (member) => JSON.stringify(member) });
    expect(others.signInLink('slack:T1', asker)).toBe('{"space":"slack:T1","asker":"slack:U1","mayManage":true}');
  });

  it('complete at most 25 values', async () => {
    const { services } = await createServices();
    expect((await services.complete('article', '', 'slack:T1')).length).toBe(Math.min(25, PORT_ARTICLES.length));
    expect((await services.complete('person', 'oona', 'slack:T1'))[0]).toEqual({
      value: 'Oona Lind',
      label: 'Oona Lind',
    });
  });

  it('complete the feeds of the space, and none when they cannot be read', async () => {
    const { services, feeds, log } = await createServices();
    feeds.put('slack:T1', { id: 'own', title: 'Harbour Post', url: 'https://post.example/rss' });
    feeds.put('slack:T2', { id: 'secret' });
    expect(await services.complete('feed', 'harb', 'slack:T1')).toEqual([
      { value: 'own', label: 'Harbour Post (https://post.example/rss)' },
    ]);
    feeds.isDown = true;
    expect(await services.complete('feed', '', 'slack:T1')).toEqual([]);
    expect(log.lines.map(({ message }) => message)).toEqual(['listing the feeds failed']);
  });

  it('know the articles that a space can see', async () => {
    const { services } = await createServices();
    expect(services.knowsArticle('slack:T1', 'lamp-lit')).toBe(true);
    expect(services.knowsArticle('slack:T1', 'lamp')).toBe(false);
  });

  it('go on when the store fails: an event is then claimed once in this process, and the log says what was lost', async () => {
    const { services, store, log } = await createServices();
    await store.close();
    expect([await services.claimEvent('e1'), await services.claimEvent('e1')]).toEqual([true, false]);
    expect(await services.knows('slack:T1', 't1')).toBe(false);
    expect(await services.threadOf('slack:T1', 'C1', '1.1')).toBeUndefined();
    await services.delivered('r1', 'C1', '1.1');
    await services.spaceRemoved('slack:T1');
    await services.spaceJoined('slack:T1');
    expect(log.lines.map(({ level }) => level)).toEqual(Array.from({ length: 6 }, () => 'error'));
  });
});
