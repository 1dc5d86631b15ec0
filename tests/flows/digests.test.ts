import { describe, expect, it } from 'vitest';
import type { DigestReply } from '../../src/core/digest-reply.js';
import { BotError } from '../../src/core/errors.js';
import type { Reply } from '../../src/core/reply.js';
import type { ArticleText } from '../core/corpus-fixture.js';
import { GUILD, openDigestDesk, type TestPlatform } from './digest-desk.js';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;
/** What happens on an invented coast: each of these is a story of its own. */
const EVENTS = [
  ['Snow closes the pass above Kettel', 'Heavy snow closed the mountain pass above Kettel and buses turned round.'],
  ['Tolm quarry workers walk out', 'Two hundred quarry workers at Tolm walked out over the pay for night shifts.'],
  ['Lunholm orchestra names a conductor', 'The orchestra of Lunholm named Mira Dahl as its first woman conductor.'],
  ['Sarn bank lowers its interest rate', 'The central bank in Sarn lowered its interest rate to three per cent.'],
  ['Whale stranded near Brava', 'Divers freed a whale that had been stranded on a sandbank near Brava.'],
  ['Ulfsund passes a school law', 'Parliament in Ulfsund passed a law that gives every pupil a free lunch.'],
  ['Mirow museum returns a mask', 'The museum of Mirow returned a wooden mask to the island of Peddle.'],
  ['Quarn runner breaks a record', 'A runner from Quarn broke the national marathon record by nine seconds.'],
] as const;

function news(number: number, changes: Partial<ArticleText> = {}): ArticleText {
  const [title, body] = EVENTS[number % EVENTS.length] ?? EVENTS[0];
  return { id: `news-${number}`, title, body, publisher: 'Courier', published: '2031-05-01', ...changes };
}

function digestsOf({ posted }: TestPlatform): DigestReply[] {
  return posted.flatMap(({ reply }): Reply[] => [reply]).filter((reply) => reply.kind === 'digest');
}

const toldIn = ({ stories }: DigestReply): string[] =>
  stories.flatMap(({ members }) => members.map(({ article }) => article)).sort();
const daysOf = (platform: TestPlatform): string[] => digestsOf(platform).map(({ day }) => day);

describe('a daily digest', () => {
  it('comes once a day at its local time and tells each article once', async () => {
    const desk = await openDigestDesk();
    await desk.run('digest subscribe', { at: '08:00', zone: 'Europe/Paris' });
    desk.nowMs += 1;
    await desk.add(news(1));
    await desk.pass(30 * MINUTE_MS, MINUTE_MS);
    expect(desk.platform.posted).toEqual([]);
    await desk.pass(DAY_MS, HOUR_MS);
    await desk.add(news(2));
    await desk.add(news(3));
    await desk.pass(2 * DAY_MS, HOUR_MS);
    expect(daysOf(desk.platform)).toEqual(['2031-05-02', '2031-05-03', '2031-05-04']);
    expect(desk.settled).toEqual(['sent', 'sent', 'sent']);
    expect(digestsOf(desk.platform).map(toldIn)).toEqual([['news-1'], ['news-2', 'news-3'], []]);
    expect(desk.platform.posted.map(({ at }) => new Date(at).toISOString().slice(11))).toEqual(
      Array(3).fill('06:30:00.001Z'),
    );
  });

  it('begins with what was seen in the last 24 hours', async () => {
    const desk = await openDigestDesk({ now: '2031-05-01T00:00:00Z' });
    await desk.add(news(1));
    await desk.pass(12 * HOUR_MS);
    await desk.add(news(2));
    await desk.run('digest subscribe', { at: '08:00', zone: 'UTC' });
    await desk.pass(DAY_MS, HOUR_MS);
    expect(digestsOf(desk.platform).map(toldIn)).toEqual([['news-2']]);
  });

  it('says in one line that nothing is new, or is silent as the channel wishes', async () => {
    const desk = await openDigestDesk();
    await desk.run('digest subscribe', { at: '08:00', empty: 'line' }, '10');
    await desk.run('digest subscribe', { at: '08:00', empty: 'silence' }, '11');
    await desk.pass(3 * HOUR_MS, HOUR_MS);
    expect(desk.platform.posted).toMatchObject([{ channel: '10', reply: { stories: [] } }]);
    expect(await desk.store.deliveries.list({ limit: 5 })).toEqual(
      expect.arrayContaining([expect.objectContaining({ channel: '11', state: 'skipped' })]),
    );
  });

  it('loses nothing over a silent day', async () => {
    const desk = await openDigestDesk();
    await desk.run('digest subscribe', { at: '08:00', empty: 'silence' });
    await desk.pass(3 * HOUR_MS, HOUR_MS);
    await desk.add(news(1));
    await desk.pass(DAY_MS, HOUR_MS);
    expect(digestsOf(desk.platform).map(toldIn)).toEqual([['news-1']]);
  });

  it('calls what comes to a known story an update, and shows what was corrected', async () => {
    const desk = await openDigestDesk();
    await desk.run('digest subscribe', { at: '08:00' });
    await desk.add(news(1));
    await desk.pass(3 * HOUR_MS, HOUR_MS);
    const { body } = news(1);
    await desk.add(news(1, { body: body.replace('Two hundred', 'Three hundred') }));
    await desk.pass(DAY_MS, HOUR_MS);
    expect(digestsOf(desk.platform)[1]?.stories).toMatchObject([
      {
        mark: 'correction',
        changes: [{ from: { text: body }, to: { text: expect.stringContaining('Three hundred') } }],
      },
    ]);
    await desk.pass(DAY_MS, HOUR_MS);
    expect(digestsOf(desk.platform)[2]?.stories).toEqual([]);
  });

  it('shows what was corrected also when the article is no longer on its topic', async () => {
    const desk = await openDigestDesk();
    await desk.run('digest subscribe', { at: '08:00', topic: 'night shifts' });
    await desk.add(news(1));
    await desk.pass(3 * HOUR_MS, HOUR_MS);
    const { body } = news(1);
    await desk.add(news(1, { body: body.replace('night shifts', 'weekend work') }));
    await desk.pass(DAY_MS, HOUR_MS);
    expect(digestsOf(desk.platform)[1]?.stories).toMatchObject([
      { mark: 'correction', changes: [{ from: { text: body }, to: { text: expect.stringContaining('weekend') } }] },
    ]);
  });

  it('keeps to its topic, and tells a channel no more of a muted story', async () => {
    const desk = await openDigestDesk();
    await desk.run('digest subscribe', { at: '08:00', topic: 'Tolm' });
    await desk.add(news(1));
    await desk.add(news(2));
    await desk.pass(3 * HOUR_MS, HOUR_MS);
    expect(digestsOf(desk.platform).map(toldIn)).toEqual([['news-1']]);
    const id = desk.platform.posted[0]?.reply.id;
    expect(await desk.run('mute', { reply: id, story: 1 })).toMatchObject({ kind: 'done' });
    await desk.add(news(1, { body: `${news(1).body} The talks go on.` }));
    await desk.pass(DAY_MS, HOUR_MS);
    expect(digestsOf(desk.platform)[1]?.stories).toEqual([]);
  });

  it("never tells of another space's articles", async () => {
    const desk = await openDigestDesk();
    await desk.run('digest subscribe', { at: '08:00' });
    await desk.add(news(1), 'discord:guild:2');
    await desk.add(news(2), GUILD);
    await desk.pass(3 * HOUR_MS, HOUR_MS);
    expect(digestsOf(desk.platform).map(toldIn)).toEqual([['news-2']]);
  });

  it('is what a preview showed', async () => {
    const desk = await openDigestDesk();
    await desk.run('digest subscribe', { at: '08:00' });
    await desk.add(news(1));
    const preview = await desk.run('digest preview');
    expect(desk.platform.posted).toEqual([]);
    await desk.pass(3 * HOUR_MS, HOUR_MS);
    const [digest] = digestsOf(desk.platform);
    expect(preview).toMatchObject({ stories: digest?.stories, citations: digest?.citations });
  });

  it('comes once a day when clocks are changed', { timeout: 60_000 }, async () => {
    const zones = ['Europe/Paris', 'America/Santiago', 'Australia/Lord_Howe'];
    for (const now of [
      '2026-03-26T12:00:00Z',
      '2026-09-03T12:00:00Z',
      '2026-10-01T12:00:00Z',
      '2026-10-22T12:00:00Z',
    ]) {
      const desk = await openDigestDesk({ now });
      for (const [at, zone] of zones.entries()) {
        await desk.run('digest subscribe', { at: '02:30', zone }, `1${at}`);
        await desk.run('digest subscribe', { at: '00:00', zone }, `2${at}`);
      }
      await desk.pass(12 * DAY_MS, 6 * HOUR_MS);
      for (const channel of ['10', '11', '12', '20', '21', '22']) {
        const sent = desk.platform.posted.filter((one) => one.channel === channel);
        const days = sent.map(({ reply }) => (reply.kind === 'digest' ? reply.day : ''));
        expect(days).toHaveLength(12);
        expect(new Set(days).size).toBe(12);
      }
    }
  });
});

describe('a digest that is late', () => {
  it('is sent when the bot is back within twelve hours, and says so', async () => {
    const desk = await openDigestDesk();
    await desk.run('digest subscribe', { at: '08:00' });
    await desk.pass(13 * HOUR_MS);
    expect(digestsOf(desk.platform)).toMatchObject([{ day: '2031-05-01', due: '2031-05-01T08:00:00.000Z' }]);
  });

  it('is skipped after twelve hours, and the next one says which were', async () => {
    const desk = await openDigestDesk();
    await desk.run('digest subscribe', { at: '08:00' });
    await desk.add(news(1));
    await desk.pass(2 * DAY_MS + 15 * HOUR_MS);
    expect(desk.platform.posted).toEqual([]);
    await desk.pass(DAY_MS, HOUR_MS);
    expect(digestsOf(desk.platform)).toMatchObject([
      { day: '2031-05-04', missed: ['2031-05-01', '2031-05-02', '2031-05-03'] },
    ]);
    await desk.pass(DAY_MS, HOUR_MS);
    expect(digestsOf(desk.platform)[1]?.missed).toBeUndefined();
  });

  it('waits while its platform is away', async () => {
    const desk = await openDigestDesk();
    await desk.run('digest subscribe', { at: '08:00' });
    desk.platform.isReady = false;
    await desk.pass(4 * HOUR_MS, HOUR_MS);
    desk.platform.isReady = true;
    await desk.pass(HOUR_MS, 10 * MINUTE_MS);
    expect(daysOf(desk.platform)).toEqual(['2031-05-01']);
  });

  it('is not owed for the time in which it was paused', async () => {
    const desk = await openDigestDesk();
    const reply = await desk.run('digest subscribe', { at: '08:00' });
    const id = reply.kind === 'subscriptions' ? reply.subscriptions[0]?.id : undefined;
    await desk.run('digest pause', { id });
    await desk.add(news(1));
    await desk.pass(3 * DAY_MS, HOUR_MS);
    await desk.run('digest resume', { id });
    await desk.pass(DAY_MS, HOUR_MS);
    expect(digestsOf(desk.platform)).toMatchObject([{ day: '2031-05-04' }]);
    expect(digestsOf(desk.platform)[0]?.missed).toBeUndefined();
  });
});

describe('a digest whose sending fails', () => {
  const lost = () => {
    throw new BotError('unreachable', 'No answer.', { retryable: true });
  };

  it('is sent once although its answer was lost', async () => {
    const desk = await openDigestDesk();
    await desk.run('digest subscribe', { at: '08:00' });
    desk.platform.afterPost = lost;
    await desk.pass(2 * HOUR_MS, HOUR_MS);
    expect(desk.platform.posted).toHaveLength(1);
    await desk.pass(HOUR_MS, MINUTE_MS);
    expect(desk.platform.posted).toHaveLength(1);
    expect(await desk.store.deliveries.list({ limit: 5 })).toMatchObject([{ state: 'sent', message: '1' }]);
  });

  it('is sent again when it surely was not', async () => {
    const desk = await openDigestDesk();
    await desk.run('digest subscribe', { at: '08:00' });
    let tries = 0;
    desk.platform.onPost = () => {
      tries += 1;
      if (tries < 4) throw new BotError('unreachable', 'It asks to wait.', { retryable: true, isUndone: tries < 3 });
    };
    desk.platform.onFind = () => expect(tries).toBe(3);
    await desk.pass(4 * HOUR_MS, 10 * MINUTE_MS);
    expect(desk.platform.posted).toHaveLength(1);
    expect(tries).toBe(4);
  });

  it('says the same at each try', async () => {
    const desk = await openDigestDesk();
    await desk.run('digest subscribe', { at: '08:00' });
    await desk.add(news(1));
    desk.platform.onPost = lost;
    await desk.pass(3 * HOUR_MS, HOUR_MS);
    await desk.add(news(2));
    desk.platform.onPost = undefined;
    await desk.pass(DAY_MS, HOUR_MS);
    expect(digestsOf(desk.platform).map(toldIn)).toEqual([['news-1'], ['news-2']]);
  });

  it('is made anew, as things are then and marked as late, when it surely was not posted', async () => {
    const desk = await openDigestDesk();
    await desk.run('digest subscribe', { at: '08:00' });
    await desk.add(news(1));
    desk.platform.onPost = () => {
      throw new BotError('unreachable', 'It asks to wait.', { retryable: true, isUndone: true });
    };
    await desk.pass(3 * HOUR_MS, HOUR_MS);
    const body = news(1).body.replace('Two hundred', 'Three hundred');
    await desk.add(news(1, { body }));
    desk.platform.onPost = undefined;
    await desk.pass(HOUR_MS, 10 * MINUTE_MS);
    expect(digestsOf(desk.platform)).toMatchObject([
      { due: '2031-05-01T08:00:00.000Z', stories: [{ mark: 'new', sentences: [{ text: body }] }] },
    ]);
    await desk.pass(DAY_MS, HOUR_MS);
    expect(digestsOf(desk.platform)[1]?.stories).toEqual([]);
  });

  it('is not posted a second time where nobody can look, and who asked for it is told', async () => {
    const desk = await openDigestDesk();
    await desk.run('digest subscribe', { at: '08:00' });
    desk.platform.afterPost = lost;
    desk.platform.onFind = () => {
      throw new BotError('not-allowed', 'The channel cannot be read.');
    };
    await desk.pass(5 * HOUR_MS, 10 * MINUTE_MS);
    expect(desk.platform.posted).toHaveLength(1);
    expect(await desk.store.deliveries.list({ limit: 5 })).toMatchObject([
      { state: 'failed', reason: expect.stringContaining('unknown-outcome') },
    ]);
    expect(desk.platform.told).toEqual([{ person: '7', message: expect.stringContaining('not posted a second time') }]);
    await desk.pass(DAY_MS, HOUR_MS);
    expect(desk.platform.posted.length).toBe(2);
  });

  it('pauses its subscription when the channel says no three times, and who asked for it is told once', async () => {
    const desk = await openDigestDesk();
    const reply = await desk.run('digest subscribe', { at: '08:00' });
    const id = reply.kind === 'subscriptions' ? reply.subscriptions[0]?.id : undefined;
    let tries = 0;
    desk.platform.onPost = () => {
      tries += 1;
      throw new BotError('not-allowed', 'The channel is gone.');
    };
    await desk.pass(DAY_MS, 10 * MINUTE_MS);
    expect(tries).toBe(3);
    expect(await desk.run('digest list')).toMatchObject({
      subscriptions: [{ state: 'paused', pauseReason: 'The channel is gone.' }],
    });
    expect(desk.platform.told).toEqual([{ person: '7', message: expect.stringContaining(`digest resume ${id}`) }]);
    desk.platform.onPost = undefined;
    await desk.run('digest resume', { id });
    await desk.pass(DAY_MS, HOUR_MS);
    expect(desk.platform.posted).toHaveLength(1);
  });

  it('does not keep the others waiting', async () => {
    const desk = await openDigestDesk();
    await desk.run('digest subscribe', { at: '08:00' }, '10');
    await desk.run('digest subscribe', { at: '08:00' }, '11');
    desk.platform.onPost = (channel) => {
      if (channel === '10') lost();
    };
    await desk.pass(3 * HOUR_MS, HOUR_MS);
    expect(desk.platform.posted).toMatchObject([{ channel: '11' }]);
  });

  it('goes on after a restart with what was on its way', async () => {
    const desk = await openDigestDesk();
    await desk.run('digest subscribe', { at: '08:00' });
    desk.platform.afterPost = () => {
      throw new Error('killed');
    };
    await desk.pass(2 * HOUR_MS, HOUR_MS).catch(() => {});
    desk.platform.afterPost = undefined;
    await desk.restart();
    await desk.pass(MINUTE_MS, 10_000);
    expect(desk.platform.posted).toHaveLength(1);
    expect(await desk.store.deliveries.list({ limit: 5 })).toMatchObject([{ state: 'sent' }]);
  });
});
