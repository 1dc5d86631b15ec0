import { describe, expect, it } from 'vitest';
import type { RecordingLog } from '../fakes/recording-log.js';
import { createBot, startBot, startWorld, textOf, untilReady } from './discord-bot.js';

const QUESTION = 'When did the bridge at Ostrel open?';
const SENTENCE = 'The new bridge at Ostrel opened to traffic on Friday after three years of work.';
const CALLBACK = 'POST /interactions/:interaction/:token/callback';
const EDIT = 'PATCH /webhooks/:application/:token/messages/:message';
const POST = 'POST /channels/:channel/messages';

/** Lets a run take until it is released. */
function createGate() {
  let release = () => {};
  const passed = new Promise<void>((resolve) => {
    release = resolve;
  });
  return { pass: () => passed, release: () => release() };
}

/** A bot whose answers come after a deferral, with the gate that lets them come. */
async function startSlowBot(options: { readonly now?: () => number } = {}) {
  const gate = createGate();
  const timings = { answerAtOnceMs: 30, firstPauseMs: 20, longestPauseMs: 100 };
  const bot = await startBot({ before: gate.pass, timings, server: options });
  return { ...bot, gate };
}

/** Lines of a log that somebody has to look at. */
function troubleIn({ lines }: RecordingLog): string[] {
  return lines.filter(({ level }) => level === 'error' || level === 'warn').map(({ message }) => message);
}

describe('a rate limit', () => {
  it.each([false, true])('on the first response is waited for, global: %s', async (global) => {
    const { discord, channel, anna } = await startBot();
    const fault = discord.faults.rateLimit(CALLBACK, { global });
    const asked = await anna.command('ask', { question: QUESTION }, { channel });
    await asked.settled();
    expect(textOf(asked)).toContain(SENTENCE);
    expect(fault).toMatchObject({ hits: 1, tooEarly: 0 });
  });

  it.each([false, true])('on a late answer is waited for, global: %s', async (global) => {
    const { discord, channel, anna, gate } = await startSlowBot();
    const fault = discord.faults.rateLimit(EDIT, { global, times: 2 });
    const asked = await anna.command('ask', { question: QUESTION }, { channel });
    await asked.answered();
    gate.release();
    await asked.settled();
    expect(textOf(asked)).toContain(SENTENCE);
    expect(fault).toMatchObject({ hits: 2, tooEarly: 0 });
  });

  it.each([false, true])('on a message is waited for, global: %s', async (global) => {
    const { discord, channel, anna } = await startBot();
    const fault = discord.faults.rateLimit(POST, { global });
    await anna.write(channel, QUESTION, { mentionsBot: true });
    await discord.until(() => channel.messages.length === 2, 'an answer');
    expect(fault).toMatchObject({ hits: 1, tooEarly: 0 });
  });

  it('on all that the bot posts does not hold back answers to commands, which Discord does not count', async () => {
    const gate = createGate();
    const { discord, channel, anna } = await startBot({
      before: ({ thread }) => (thread?.startsWith('discord:interaction:') ? gate.pass() : undefined),
      timings: { answerAtOnceMs: 30 },
    });
    const fault = discord.faults.rateLimit(POST, { global: true, retryAfterSeconds: 5 });
    await anna.write(channel, QUESTION, { mentionsBot: true });
    await discord.until(() => fault.hits === 1, 'the limit');
    const asked = await anna.command('ask', { question: QUESTION }, { channel });
    await asked.answered();
    gate.release();
    await asked.settled(3_000);
    expect(textOf(asked)).toContain(SENTENCE);
  });
});

describe('an answer of the server that says nothing', () => {
  it('to the first response is repeated until it comes through', async () => {
    const { discord, channel, anna, log } = await startBot({ timings: { firstPauseMs: 20 } });
    // discord.js gives up after four.
    discord.faults.status(CALLBACK, 503, 6);
    const asked = await anna.command('ask', { question: QUESTION }, { channel });
    await asked.settled();
    expect(textOf(asked)).toContain(SENTENCE);
    expect(troubleIn(log)).toEqual([]);
  });

  it('to a deferral is repeated too', async () => {
    const { discord, channel, anna, gate } = await startSlowBot();
    discord.faults.status(CALLBACK, 500, 6);
    const asked = await anna.command('ask', { question: QUESTION }, { channel });
    await asked.answered();
    gate.release();
    await asked.settled();
    expect(textOf(asked)).toContain(SENTENCE);
  });

  it('to a late answer is repeated for as long as the token lives', async () => {
    const { discord, channel, anna, gate } = await startSlowBot();
    const fault = discord.faults.status(EDIT, 500, 30);
    const asked = await anna.command('ask', { question: QUESTION }, { channel });
    await asked.answered();
    gate.release();
    await asked.settled();
    expect(fault.hits).toBe(30);
    expect(textOf(asked)).toContain(SENTENCE);
  });

  it('to a message is repeated', async () => {
    const { discord, channel, anna } = await startBot({ timings: { firstPauseMs: 20 } });
    discord.faults.status(POST, 502, 6);
    await anna.write(channel, QUESTION, { mentionsBot: true });
    await discord.until(() => channel.messages.length === 2, 'an answer');
  });
});

describe('a lost answer of the server', () => {
  it.each(['closed', 'reset'] as const)('to the first response counts as delivered when it was, %s', async (how) => {
    const { discord, channel, anna, services, log } = await startBot({ timings: { firstPauseMs: 20 } });
    discord.faults.loseResponse(CALLBACK, 1, how);
    const asked = await anna.command('ask', { question: QUESTION }, { channel });
    await asked.settled();
    await discord.until(() => services.deliveries.length === 1, 'the place of the answer to be noted');
    expect(services.deliveries[0]?.message).toBe(asked.original?.id);
    expect(channel.messages).toHaveLength(1);
    expect(troubleIn(log)).toEqual([]);
  });

  it.each(['closed', 'reset'] as const)('to a deferral does not cost the answer, %s', async (how) => {
    const { discord, channel, anna, gate, log } = await startSlowBot();
    discord.faults.loseResponse(CALLBACK, 1, how);
    const asked = await anna.command('ask', { question: QUESTION }, { channel });
    await asked.answered();
    gate.release();
    await asked.settled();
    expect(textOf(asked)).toContain(SENTENCE);
    expect(troubleIn(log)).toEqual([]);
  });

  it.each(['closed', 'reset'] as const)('to a message makes no second one, %s', async (how) => {
    const { discord, channel, anna, services } = await startBot({ timings: { firstPauseMs: 20 } });
    discord.faults.loseResponse(POST, 2, how);
    await anna.write(channel, QUESTION, { mentionsBot: true });
    await discord.until(() => services.deliveries.length === 1, 'an answer');
    expect(channel.messages).toHaveLength(2);
    expect(services.deliveries[0]?.message).toBe(channel.lastMessage?.id);
  });
});

describe('a lost call', () => {
  it.each(['closed', 'reset'] as const)('is made again, %s', async (how) => {
    const { discord, channel, anna, gate } = await startSlowBot();
    discord.faults.loseRequest(CALLBACK, 1, how);
    discord.faults.loseRequest(EDIT, 1, how);
    const asked = await anna.command('ask', { question: QUESTION }, { channel });
    await asked.answered();
    gate.release();
    await asked.settled();
    expect(textOf(asked)).toContain(SENTENCE);
  });

  it('that gets no answer in time is made again', async () => {
    const { discord, channel, anna } = await startBot({ timings: { firstPauseMs: 20, responseTryMs: 100 } });
    discord.faults.delay(CALLBACK, 5_000);
    const asked = await anna.command('ask', { question: QUESTION }, { channel });
    await asked.settled();
    expect(asked.callback?.afterMs).toBeLessThan(3_000);
    expect(textOf(asked)).toContain(SENTENCE);
  });
});

describe('the connection', () => {
  it.each<[what: string, interrupt: (faults: Awaited<ReturnType<typeof startBot>>['discord']['faults']) => void]>([
    ['is cut', (faults) => faults.cutGateway()],
    ['is closed', (faults) => faults.closeGateway(4000)],
    ['is to be made anew', (faults) => faults.requestReconnect()],
    ['has lost its session', (faults) => faults.invalidateSession(false)],
    ['has a session that can be taken up', (faults) => faults.invalidateSession(true)],
    ['has a session that has timed out', (faults) => faults.closeGateway(4009)],
  ])('comes back by itself when it %s, and a question that was under way is answered', async (_, interrupt) => {
    const { discord, channel, anna, gate, adapter } = await startSlowBot();
    const asked = await anna.command('ask', { question: QUESTION }, { channel });
    await asked.answered();
    const { identifies, resumes } = discord.gateway;
    interrupt(discord.faults);
    gate.release();
    await asked.settled();
    expect(textOf(asked)).toContain(SENTENCE);
    const isBack = () => discord.gateway.identifies + discord.gateway.resumes > identifies + resumes;
    await discord.until(isBack, 'the bot to come back', 15_000);
    await untilReady(adapter, discord);
    const again = await anna.command('ask', { question: QUESTION }, { channel });
    await again.settled();
    expect(textOf(again)).toContain(SENTENCE);
  });

  it('comes back when Discord does not answer its heartbeats any more', async () => {
    const { discord, channel, anna, adapter } = await startBot({ server: { heartbeatIntervalMs: 300 } });
    discord.faults.muteHeartbeats();
    await discord.until(() => discord.gateway.closeCodes.includes(4200), 'the bot to give the connection up');
    discord.faults.unmuteHeartbeats();
    await discord.until(() => discord.gateway.resumes > 0, 'the bot to come back');
    await untilReady(adapter, discord);
    const asked = await anna.command('ask', { question: QUESTION }, { channel });
    await asked.settled();
    expect(textOf(asked)).toContain(SENTENCE);
  });

  it('says while it is away that the bot is not ready', async () => {
    const { discord, adapter } = await startBot();
    discord.faults.refuseGateway();
    discord.faults.cutGateway();
    await discord.until(() => !adapter.ready(), 'the bot to notice');
    expect(adapter.state()).toBe('connecting');
    discord.faults.acceptGateway();
    await untilReady(adapter, discord);
  });
});

describe('an interaction that has expired', () => {
  /** A clock that a test can put forward. */
  function createClock() {
    let aheadMs = 0;
    return {
      now: () => Date.now() + aheadMs,
      forward: (milliseconds: number) => {
        aheadMs += milliseconds;
      },
    };
  }

  const EXPIRED = 'the interaction has expired or its message is gone';

  it('before its first response is one line in the log', async () => {
    const clock = createClock();
    const gate = createGate();
    const { discord, channel, anna, log } = await startBot({ before: gate.pass, server: { now: clock.now } });
    const asked = await anna.command('ask', { question: QUESTION }, { channel });
    clock.forward(4_000);
    gate.release();
    await discord.until(() => log.lines.some(({ message }) => message === EXPIRED), 'the line in the log');
    expect(asked.callback).toBeUndefined();
    expect(log.lines.filter(({ message }) => message === EXPIRED)).toMatchObject([
      { level: 'info', fields: { code: 10062 } },
    ]);
    expect(troubleIn(log)).toEqual([]);
  });

  it.each([
    ['after fifteen minutes', 50027],
    ['because its message was deleted', 10008],
  ])('%s is one line in the log', async (_, code) => {
    const clock = createClock();
    const { discord, channel, anna, log, gate } = await startSlowBot({ now: clock.now });
    const asked = await anna.command('ask', { question: QUESTION }, { channel });
    await asked.answered();
    if (code === 50027) clock.forward(16 * 60_000);
    else if (asked.original !== undefined) await anna.delete(asked.original);
    gate.release();
    await discord.until(() => log.lines.some(({ message }) => message === EXPIRED), 'the line in the log');
    expect(log.lines.filter(({ message }) => message === EXPIRED)).toMatchObject([{ level: 'info', fields: { code } }]);
    expect(troubleIn(log)).toEqual([]);
  });
});

describe('an answer that Discord refuses', () => {
  it.each([
    [400, 'The answer cannot be shown here.'],
    [403, 'I am not allowed to write in this channel.'],
  ])('with %d at once is explained to the asker alone', async (status, text) => {
    const { discord, channel, anna } = await startBot();
    discord.faults.status(CALLBACK, status);
    const asked = await anna.command('ask', { question: QUESTION }, { channel });
    await asked.settled();
    expect(asked.isEphemeral).toBe(true);
    expect(textOf(asked)).toContain(text);
  });

  it.each([
    [400, 'The answer cannot be shown here.'],
    [403, 'I am not allowed to write in this channel.'],
  ])('with %d after a deferral is explained to the asker alone', async (status, text) => {
    const { discord, channel, anna, gate } = await startSlowBot();
    discord.faults.status(EDIT, status);
    const asked = await anna.command('ask', { question: QUESTION }, { channel });
    await asked.answered();
    gate.release();
    await asked.until(({ followUps }) => followUps.length === 1, 'the explanation');
    expect(asked.followUps[0]?.isEphemeral).toBe(true);
    expect(asked.followUps[0]?.text).toContain(text);
    expect(asked.original?.isDeleted).toBe(true);
  });
});

describe('two processes with one token', () => {
  it('answer a question once, and neither takes the other’s response for a fault', async () => {
    const { discord, channel, anna } = await startWorld();
    const one = createBot(discord);
    const other = createBot(discord);
    await one.adapter.start();
    await other.adapter.start();
    const asked = await anna.command('ask', { question: QUESTION }, { channel });
    await asked.until(({ callbackAttempts }) => callbackAttempts === 2, 'both to respond');
    await Promise.all([one.adapter.stop(), other.adapter.stop()]);
    expect(channel.messages).toHaveLength(1);
    expect(textOf(asked)).toContain(SENTENCE);
    expect([...troubleIn(one.log), ...troubleIn(other.log)]).toEqual([]);
  });
});

describe('secrets', () => {
  it('of an interaction are in no line of the log, whatever goes wrong', async () => {
    const { discord, channel, anna, gate, log, adapter } = await startSlowBot();
    discord.faults.status(EDIT, 400);
    discord.faults.status('POST /webhooks/:application/:token', 400);
    const asked = await anna.command('ask', { question: QUESTION }, { channel });
    await asked.answered();
    gate.release();
    await discord.until(() => troubleIn(log).length >= 2, 'the faults to be logged');
    await adapter.stop();
    const said = JSON.stringify(log.lines.map((line) => [line.message, Object.values(line.fields).map(String)]));
    expect(said).not.toContain(asked.token);
    expect(said).not.toContain(discord.token);
  });
});
