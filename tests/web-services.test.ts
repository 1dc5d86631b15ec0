import { describe, expect, it, onTestFinished } from 'vitest';
import type { ChatAdapter } from '../src/core/chat.js';
import { BotError } from '../src/core/errors.js';
import { createMiniSearchIndex } from '../src/core/index/minisearch-index.js';
import { Libraries } from '../src/core/libraries.js';
import type { AnswerReply } from '../src/core/reply.js';
import { createMetrics } from '../src/metrics.js';
import { openStore } from '../src/store/store.js';
import { createWebServices } from '../src/web-services.js';
import { ALIASES, createArticle, PORT_ARTICLES } from './core/corpus-fixture.js';
import { RecordingLog } from './fakes/recording-log.js';
import { createFolder } from './flows/run-command.js';

const ANSWER: AnswerReply = {
  kind: 'answer',
  certainty: 'stated',
  confidence: 1,
  sentences: [
    {
      text: 'It sailed.',
      article: 'ferry',
      revision: 'r',
      paragraph: 1,
      sentence: 1,
      start: 0,
      end: 10,
      citation: 1,
      role: 'answer',
    },
  ],
  citations: [{ n: 1, article: 'ferry', revision: 'r', title: 'Ferry' }],
  also: [],
};

function createAdapter(isReady: boolean): ChatAdapter {
  const refuse = () => {
    throw new Error('not set up');
  };
  return {
    platform: 'discord',
    state: () => 'connecting',
    ready: () => isReady,
    start: refuse,
    stop: refuse,
    post: refuse,
    find: refuse,
    tell: refuse,
  };
}

async function create(adapters: readonly ChatAdapter[] = []) {
  const folder = await createFolder({});
  const log = new RecordingLog();
  const target = { kind: 'sqlite', folder: folder.path } as const;
  const store = await openStore({ target, access: 'write', now: () => 1_000, log });
  onTestFinished(async () => {
    await store.close();
    await folder.remove();
  });
  const libraries = new Libraries(createMiniSearchIndex, ALIASES);
  for (const article of PORT_ARTICLES) libraries.shared.add(article);
  const options = { run: async () => ANSWER, libraries, log, today: () => '2031-04-01' };
  const surroundings = { metrics: createMetrics(), adapters: () => adapters };
  return {
    store,
    log,
    libraries,
    metrics: surroundings.metrics,
    services: createWebServices({ ...options, store }, surroundings),
    withoutState: createWebServices(options, surroundings),
  };
}

describe('the services of the web page', () => {
  it('name the answers that quote an article: those of the space, shown to all of it, each question once', async () => {
    const { store, services } = await create();
    const show = async (id: string, space: string, question: string, channel?: string) => {
      const reply = { ...ANSWER, question };
      await store.replies.keep({ id, space, thread: id, command: 'ask', asker: 'slack:U1', reply });
      if (channel !== undefined) await store.replies.delivered(id, channel, id);
    };
    await show('r1', 'slack:T1', 'Did it sail?', 'C1');
    await show('r2', 'slack:T2', 'Of another workspace?', 'C1');
    await show('r3', 'slack:T1', 'For its asker only?');
    await show('r4', 'slack:T1', 'To the bot alone?', 'D024BE91L');
    await show('r5', 'slack:T1', 'Did it sail?', 'C2');
    const quoting = await services.quotedIn('ferry', 'slack:T1', 10);
    expect(quoting).toMatchObject([{ question: 'Did it sail?', at: 1_000 }]);
  });

  it('are ready when the state is there and every platform is connected', async () => {
    expect(await (await create([createAdapter(true)])).services.notReady()).toBeUndefined();
    const lost = await (await create([createAdapter(false)])).services.notReady();
    expect(lost).toMatchObject({ code: 'unreachable', message: 'discord is not connected (connecting).' });
    const { store, services, withoutState } = await create();
    await store.close();
    expect(await services.notReady()).toBeInstanceOf(BotError);
    expect(await services.notReady()).toMatchObject({ code: 'store-unavailable' });
    expect(await withoutState.notReady()).toBeUndefined();
  });

  it('leave out what a lost state has, and log it', async () => {
    const { store, services, log } = await create();
    await store.close();
    expect(await services.quotedIn('ferry', 'local', 10)).toEqual([]);
    const { text } = await services.metrics();
    expect(text).toContain('dateline_feeds{state="active"} 0');
    expect(text).toContain('dateline_subscriptions_active 0');
    expect(log.lines.filter(({ level }) => level === 'error')).toHaveLength(3);
  });

  it('measure how deliveries ended, and how many subscriptions are active', async () => {
    const { store, services, metrics } = await create();
    const wish = { space: 'slack:T1', platform: 'slack', channel: 'C1', schedule: '08:00', zone: 'UTC' } as const;
    for (const id of ['s1', 's2', 's3']) await store.subscriptions.add({ ...wish, id, empty: 'line' });
    await store.subscriptions.pause('s3', 'slack:T1');
    for (const state of ['sent', 'sent', 'failed'] as const) metrics.countDelivery(state);
    const { text } = await services.metrics();
    expect(text).toContain('dateline_subscriptions_active 2');
    expect(text).toContain('dateline_deliveries_total{state="sent"} 2');
    expect(text).toContain('dateline_deliveries_total{state="failed"} 1');
    expect(text).toContain('dateline_deliveries_total{state="skipped"} 0');
  });

  it('tell the story of an article, and the days around, as each space can see them', async () => {
    const { services, libraries } = await create();
    const body = 'Two trams ran into each other at the north gate of Ostrel.';
    const title = 'Two trams collide in Ostrel';
    libraries.shared.add(
      createArticle({ id: 'trams', title, body, publisher: 'Harbour Post', published: '2031-08-01' }),
    );
    const again = 'At the north gate of Ostrel two trams collided on Friday, and drivers were treated for bruises.';
    libraries.show(
      createArticle({ id: 'again', title, body: again, publisher: 'Courier', published: '2031-08-03' }),
      'slack:T1',
    );
    expect(services.storyOf('trams', 'slack:T1')).toMatchObject({
      articles: 2,
      sources: ['Courier', 'Harbour Post'],
      from: '2031-08-01',
      to: '2031-08-03',
      others: [{ article: 'again', publisher: 'Courier', published: '2031-08-03' }],
    });
    expect(services.storyOf('trams', 'local')).toBeUndefined();
    expect(services.nearestDays('2031-08-02', 'slack:T1')).toEqual({ before: '2031-08-01', after: '2031-08-03' });
    expect(services.nearestDays('2031-08-02', 'local')).toEqual({ before: '2031-08-01' });
  });

  it('take on an event once without a state too', async () => {
    const { withoutState } = await create();
    expect([await withoutState.claimEvent('a'), await withoutState.claimEvent('a')]).toEqual([true, false]);
    expect(withoutState.keeps).toBe(false);
  });
});
