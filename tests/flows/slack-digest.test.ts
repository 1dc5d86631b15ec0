import { afterEach, describe, expect, it } from 'vitest';
import { type App, createApp } from '../../src/app.js';
import { createDelivering, type Delivering } from '../../src/delivering.js';
import { openStore, type Store } from '../../src/store/store.js';
import { createArticle } from '../core/corpus-fixture.js';
import { RecordingLog } from '../fakes/recording-log.js';
import type { TestMessage } from '../servers/slack/message.js';
import { startSlack, type TestSlack, THREAD_SCOPES } from '../servers/slack/slack.js';
import { createFolder } from './run-command.js';
import { createBot, under } from './slack-bot.js';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DEFAULTS = { at: '08:00', zone: 'UTC' };

/** A whole bot over the starter corpus, whose clock stands where a test puts it; that of Slack goes with it. */
interface World {
  readonly clock: { at: number };
  readonly slack: TestSlack;
  readonly store: Store;
  readonly app: App;
  readonly log: RecordingLog;
  /** Shows a new article to all, as a feed does. */
  publish(article: Parameters<typeof createArticle>[0]): Promise<void>;
  /** Does what is due, and settles when it is done. */
  work(): Promise<void>;
  stop(): Promise<void>;
}

let world: World | undefined;

async function start(): Promise<World> {
  const clock = { at: Date.parse('2031-03-07T10:00:00Z') };
  const now = () => clock.at;
  const log = new RecordingLog();
  const folder = await createFolder({});
  const store = await openStore({ target: { kind: 'sqlite', folder: folder.path }, access: 'write', now, log });
  let count = 0;
  const newId = () => {
    count += 1;
    return `id${count}`;
  };
  const state = { store, newId, newShortId: newId };
  const app = await createApp({ corpus: 'corpus', version: '1', log, state, digests: DEFAULTS, now });
  if (app.services === undefined) throw new Error('there are no services');
  const slack = await startSlack({ now, scopes: THREAD_SCOPES });
  const { adapter } = await createBot({ slack, changes: { services: app.services, log, now } });
  await adapter.start();
  let delivering: Delivering | undefined;
  const work = async () => {
    // Whatever is under way is done with when it is stopped.
    delivering = await createDelivering({
      store,
      app,
      composer: app.composer,
      adapters: [adapter],
      defaults: DEFAULTS,
      newId,
      newReplyId: newId,
      log,
      now,
      random: () => 0,
    });
    for (const job of delivering.jobs) await job.run();
    await delivering.stop();
  };
  world = {
    clock,
    slack,
    store,
    app,
    log,
    publish: async (fields) => {
      const article = createArticle(fields);
      await store.articles.add(article, ['*']);
      app.show(article, '*');
    },
    work,
    stop: async () => {
      await adapter.stop();
      await slack.stop();
      await app.stop();
      await store.close();
      await folder.remove();
    },
  };
  // The corpus is no news any more.
  clock.at += 48 * HOUR_MS;
  return world;
}

/** The quoted sentences that somebody reads, with their numbers. */
function quotesOf({ blocks }: TestMessage): string[] {
  return blocks
    .flatMap((block) => (block.type === 'rich_text' ? block.elements : []))
    .flatMap((element) => (element.type === 'rich_text_quote' ? element.elements.slice(0, 1) : []))
    .flatMap((part) => (part.type === 'text' ? [part.text.replace(/^“|” $/g, '')] : []));
}

const FERRY = {
  id: 'ferry-sails',
  title: 'Ferry to Lunholm sails again after the storm',
  published: '2031-03-09',
  publisher: 'Harbour Post',
  body: 'The ferry to Lunholm sailed again on Sunday after nine days in port. The storm had broken two of its lines.',
};

afterEach(async () => {
  await world?.stop();
  world = undefined;
});

describe('the digest of 21 October 2023, from the starter corpus', () => {
  it('is seen by its asker only, its stories quoted word for word with their sources', async () => {
    const { slack, app } = await start();
    const channel = slack.addChannel({ name: 'news' });
    const ada = slack.addUser({ name: 'ada' });
    const act = await ada.mention(channel, 'digest preview day:2023-10-21');
    const digest = await act.answered();
    expect(digest.isEphemeral && digest.isShown).toBe(true);
    expect(digest.shown).toContain('Digest of 21 October 2023');
    for (const title of [
      'First 20 aid trucks enter Gaza through Rafah, without fuel',
      'Cairo Summit for Peace closes without a joint statement',
    ]) {
      expect(digest.shown).toContain(title);
    }
    expect(digest.shown).toMatch(/1\. (?:New|Update): .*\n\d+ articles?, \d+ independent sources?/);
    expect(digest.shown).toContain('[1] Starter Corpus Desk, 21 October 2023. Based on: ');
    const bodies = [...app.library.all()].map(({ article }) => article.body);
    const quotes = quotesOf(digest);
    expect(quotes.length).toBeGreaterThanOrEqual(2);
    for (const quote of quotes) expect(bodies.some((body) => body.includes(quote))).toBe(true);
    const article = await (await ada.click(digest, 'Open article 1')).opened();
    expect(article.shown).toContain(quotes[0]);
    const muted = await (await ada.choose(digest, 'dateline_mute', '1. ')).answered();
    expect(muted.shown).toContain('told no more of');
    expect(slack.refusals).toEqual([]);
    expect(slack.warnings).toEqual([]);
  });
});

describe('a daily digest', () => {
  it('that was asked for by a mention comes at its time, once, and nothing twice', async () => {
    const { slack, clock, publish, work, log } = await start();
    const channel = slack.addChannel({ name: 'news' });
    const ada = slack.addUser({ name: 'ada' });
    const act = await ada.mention(channel, 'digest subscribe 08:00 Europe/Paris');
    expect((await act.answered()).shown).toContain('Next 10 March 2031, 08:00.');
    await publish(FERRY);
    await work();
    const posted = () => channel.messages.filter(({ isFromBot, threadTs }) => isFromBot && threadTs === undefined);
    expect(posted()).toEqual([]);
    clock.at = Date.parse('2031-03-10T07:00:01Z');
    await work();
    await work();
    expect(posted()).toHaveLength(1);
    expect(posted()[0]?.shown).toContain('Digest of 10 March 2031');
    expect(posted()[0]?.shown).toContain('Ferry to Lunholm sails again after the storm');
    clock.at += 24 * HOUR_MS;
    await work();
    expect(posted()).toHaveLength(2);
    expect(posted()[1]?.shown).toBe('Digest of 11 March 2031: nothing new.');
    expect(slack.refusals).toEqual([]);
    expect(log.lines.filter(({ level }) => level === 'error')).toEqual([]);
  });

  it('whose answer is lost is found again in the channel, in a thread and in a direct message', async () => {
    const { slack, clock, publish, work, store } = await start();
    const channel = slack.addChannel({ name: 'news' });
    const ada = slack.addUser({ name: 'ada' });
    const root = await ada.say(channel, 'Good morning');
    for (const asked of [
      await ada.mention(channel, 'digest subscribe 08:00 UTC'),
      await ada.mention(channel, 'digest subscribe 08:00 UTC', under(root)),
      await ada.say(ada.dm, 'digest subscribe 08:00 UTC'),
    ]) {
      expect((await asked.answered()).shown).toContain('Subscribed.');
    }
    await publish(FERRY);
    clock.at = Date.parse('2031-03-10T08:00:01Z');
    slack.faults.loseResponse('chat.postMessage', 3);
    await work();
    const states = async () => (await store.deliveries.list({ limit: 10 })).map(({ state }) => state);
    expect(await states()).toEqual(['planned', 'planned', 'planned']);
    clock.at += MINUTE_MS;
    await work();
    expect(await states()).toEqual(['sent', 'sent', 'sent']);
    const digests = [...channel.messages, ...ada.dm.messages].filter(({ shown }) => shown.startsWith('Digest of'));
    expect(digests.map(({ threadTs }) => threadTs).toSorted()).toEqual(
      [undefined, undefined, root.message?.ts].toSorted(),
    );
    expect(slack.refusals).toEqual([]);
  });

  it('of a channel that is archived is tried three times, paused, and its creator is told', async () => {
    const { slack, clock, work } = await start();
    const channel = slack.addChannel({ name: 'news' });
    const ada = slack.addUser({ name: 'ada' });
    await (await ada.mention(channel, 'digest subscribe 08:00 UTC')).answered();
    channel.archive();
    clock.at = Date.parse('2031-03-10T08:00:01Z');
    for (let times = 0; times < 4; times += 1) {
      await work();
      clock.at += 10 * MINUTE_MS;
    }
    expect(ada.dm.lastMessage?.shown).toContain('archived');
    const home = await (await ada.openHome()).published();
    expect(home.shown).toContain('Paused: That channel is archived');
  });
});

describe('an alert', () => {
  it('comes once when its story comes, and is muted by its button', async () => {
    const { slack, clock, publish, work } = await start();
    const channel = slack.addChannel({ name: 'news' });
    const ada = slack.addUser({ name: 'ada' });
    await (await ada.mention(channel, 'digest subscribe now')).answered();
    clock.at += MINUTE_MS;
    await publish(FERRY);
    await work();
    await work();
    const alerts = () => channel.messages.filter(({ shown }) => shown.startsWith('Alert'));
    expect(alerts()).toHaveLength(1);
    const [alert] = alerts();
    if (alert === undefined) throw new Error('no alert');
    expect(alert.shown).toContain('Ferry to Lunholm sails again after the storm');
    expect((await (await ada.click(alert, 'Mute this story')).answered()).shown).toContain('told no more of');
    expect(slack.refusals).toEqual([]);
  });
});
