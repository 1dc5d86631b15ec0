import { afterEach, describe, expect, it } from 'vitest';
import { Secret } from '../../src/lib/secret.js';
import { type Bot, CONNECTIONS, createBot, startBot } from './slack-bot.js';

const QUESTION = 'Who cut the ribbon of the bridge at Ostrel?';

let bot: Bot | undefined;

async function start(...args: Parameters<typeof startBot>): Promise<Bot> {
  bot = await startBot(...args);
  return bot;
}

async function create(...args: Parameters<typeof createBot>): Promise<Bot> {
  bot = await createBot(...args);
  return bot;
}

afterEach(async () => {
  await bot?.stop();
  await bot?.slack.stop();
  bot = undefined;
});

/** Asks in a channel and expects an answer. */
async function expectAnswer({ slack }: Bot): Promise<void> {
  const act = await slack.addUser({ name: 'ada' }).mention(slack.addChannel({ name: 'news' }), QUESTION);
  expect((await act.answered()).shown).toContain('cut the ribbon at noon');
}

describe('a wrong token', () => {
  it.each(CONNECTIONS)('of the bot is told in one line, over %s', async (connection) => {
    const { adapter } = await create({ connection, changes: { botToken: new Secret('xoxb-wrong') } });
    await expect(adapter.start()).rejects.toMatchObject({
      name: 'BotError',
      code: 'not-allowed',
      message: expect.stringMatching(/^Slack refuses SLACK_BOT_TOKEN \(invalid_auth\): copy the Bot User OAuth Token/),
    });
    expect(adapter.ready()).toBe(false);
    expect(adapter.state()).toBe('refused');
  });

  it('of the app is told in one line', async () => {
    const appToken = new Secret('xapp-wrong');
    const { adapter } = await create({ changes: { connection: { kind: 'socket', appToken } } });
    await expect(adapter.start()).rejects.toMatchObject({
      code: 'not-allowed',
      message: expect.stringMatching(/^Slack refuses SLACK_APP_TOKEN \(\w+\): it must be an app-level token/),
    });
  });

  it('stands in no line of the log', async () => {
    const { adapter, log, slack } = await create({ changes: { botToken: new Secret('xoxb-1-verysecret') } });
    await expect(adapter.start()).rejects.toThrow();
    const written = JSON.stringify(log.lines);
    expect(written).not.toContain('verysecret');
    expect(written).not.toContain(slack.appToken);
  });
});

describe('a start while Slack is away', () => {
  it.each(CONNECTIONS)('waits until it is back, over %s', async (connection) => {
    const created = await create({ connection });
    created.slack.faults.goAway();
    const starting = created.adapter.start();
    await created.slack.until(
      () => created.log.lines.some(({ message }) => message.includes('cannot be reached')),
      'the log line',
    );
    expect(created.adapter.state()).toBe('connecting');
    created.slack.faults.comeBack();
    await starting;
    expect(created.adapter.ready()).toBe(true);
    await expectAnswer(created);
  });

  it('ends when the bot is stopped', async () => {
    const { adapter, slack, log } = await create();
    slack.faults.goAway();
    const starting = adapter.start();
    const ended = expect(starting).rejects.toMatchObject({ code: 'unreachable' });
    await slack.until(() => log.lines.length > 0, 'the log line');
    await adapter.stop();
    await ended;
  });

  it('is not held up by a connection that is never greeted', async () => {
    const created = await create();
    created.slack.faults.withholdHello();
    const starting = created.adapter.start();
    await created.slack.until(() => created.slack.socket.opened > 0, 'a connection');
    await created.slack.until(() => created.log.lines.some(({ level }) => level === 'warn'), 'the log line');
    created.slack.faults.giveHello();
    await starting;
    await expectAnswer(created);
  });
});

describe('the connection', () => {
  it.each(['warning', 'refresh_requested', 'link_disabled'] as const)(
    'comes back after a disconnect for %s',
    async (reason) => {
      const started = await start();
      started.slack.faults.disconnect(reason);
      await started.slack.until(() => started.slack.socket.opened === 2, 'the next connection');
      await started.slack.until(() => started.adapter.ready(), 'readiness');
      await expectAnswer(started);
    },
  );

  it('comes back at once after a drop, with what happened meanwhile', async () => {
    const started = await start();
    const { slack } = started;
    const channel = slack.addChannel({ name: 'news' });
    const ada = slack.addUser({ name: 'ada' });
    const droppedAt = performance.now();
    slack.faults.dropSockets();
    const act = await ada.mention(channel, QUESTION);
    await act.answered();
    expect(performance.now() - droppedAt).toBeLessThan(2_000);
    expect(act.replies).toHaveLength(1);
  });

  it('comes back when it is silently dead', async () => {
    const started = await start();
    started.slack.faults.mutePongs();
    await started.slack.until(() => started.slack.socket.opened >= 2, 'the next connection');
    started.slack.faults.unmutePongs();
    await started.slack.until(() => started.adapter.ready(), 'readiness');
    await expectAnswer(started);
  });

  it('comes back after an outage that outlasts any number of tries', async () => {
    const started = await start({ changes: { timings: OUTAGE_TIMINGS } });
    const { slack, adapter } = started;
    slack.faults.refuseSockets();
    slack.faults.dropSockets();
    await slack.until(() => !adapter.ready(), 'the outage');
    expect(adapter.state()).toBe('reconnecting');
    // At the longest pause a minute of refusals is six tries; these are more than a hundred.
    await slack.until(() => slack.callsTo('apps.connections.open').length > 100, 'a hundred tries', 30_000);
    slack.faults.goAway();
    slack.faults.acceptSockets();
    slack.faults.comeBack();
    await slack.until(() => adapter.ready(), 'readiness');
    await expectAnswer(started);
    // A line for the first try that failed, not one for each.
    expect(started.log.lines.filter(({ level }) => level === 'warn')).toHaveLength(1);
  });
});

const OUTAGE_TIMINGS = {
  requestTimeoutMs: 1_000,
  longestWaitMs: 1_000,
  firstPauseMs: 5,
  longestPauseMs: 20,
  helloTimeoutMs: 800,
  pingTimeoutMs: 2_000,
  lookUpPauseMs: 20,
  statusTimeoutMs: 300,
};

describe('an answer', () => {
  it('waits as long as Slack asks it to', async () => {
    const started = await start();
    const limited = started.slack.faults.rateLimit('chat.postMessage', { retryAfterSeconds: 1 });
    await expectAnswer(started);
    expect(limited).toMatchObject({ hits: 1, tooEarly: 0 });
  });

  it('waits a while when Slack does not say how long', async () => {
    const started = await start();
    const limited = started.slack.faults.rateLimit('chat.postMessage', { retryAfterSeconds: null });
    await expectAnswer(started);
    expect(limited.hits).toBe(1);
  });

  it('is not held up by a status that cannot be shown in time', async () => {
    const started = await start();
    const ada = started.slack.addUser({ name: 'ada' });
    const held = started.slack.faults.hold('assistant.threads.setStatus');
    const act = await ada.say(ada.dm, QUESTION);
    await held.reached();
    await act.answered();
    held.release();
    // A status that comes after the answer is taken back.
    await act.until(({ statuses }) => statuses.at(-1) === '', 'the end of the status');
  });

  it('that may not be posted is told to its asker, with what to do', async () => {
    const { slack } = await start();
    const channel = slack.addChannel({ name: 'news' });
    const ada = slack.addUser({ name: 'ada' });
    slack.faults.error('chat.postMessage', 'not_in_channel');
    await ada.mention(channel, QUESTION);
    await slack.until(() => ada.dm.messages.length === 1, 'the advice');
    expect(ada.dm.lastMessage?.shown).toContain('Invite me with /invite @Dateline');
    expect(ada.dm.lastMessage?.pings).toEqual([]);
  });

  it('goes out as plain text when its blocks are refused', async () => {
    const started = await start();
    started.slack.faults.error('chat.postMessage', 'invalid_blocks');
    await expectAnswer(started);
    expect(started.log.lines.filter(({ level }) => level === 'error')).toHaveLength(1);
  });

  it('that is under way is finished before the bot stops', async () => {
    const { slack, adapter } = await start();
    const held = slack.faults.hold('chat.postMessage');
    const act = await slack.addUser({ name: 'ada' }).mention(slack.addChannel({ name: 'news' }), QUESTION);
    await held.reached();
    const stopping = adapter.stop();
    held.release();
    await stopping;
    expect(act.replies).toHaveLength(1);
    expect(adapter.state()).toBe('stopped');
  });
});

describe('a workspace', () => {
  it('that is joined is named at the start, and when it comes back', async () => {
    const { slack, services } = await start();
    const space = `slack:${slack.teamId}`;
    expect(services.joined).toEqual([space]);
    await slack.removeApp();
    await slack.until(() => services.removed.length > 0, 'the removal');
    expect(services.removed).toEqual(expect.arrayContaining([space]));
  });

  it('has its own space, whose conversations no other sees', async () => {
    const { slack, services } = await start();
    const other = slack.addTeam({ name: 'other' });
    const eve = other.addUser({ name: 'eve' });
    await eve.slashCommand('/dateline', QUESTION, other.addChannel({ name: 'news' }));
    await slack.until(() => services.kept.length === 1, 'the answer');
    expect(services.kept[0]?.space).toBe(`slack:${other.id}`);
    expect(services.joined).toEqual([`slack:${slack.teamId}`, `slack:${other.id}`]);
  });
});
