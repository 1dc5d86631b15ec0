import { afterEach, describe, expect, it } from 'vitest';
import { createAnswer } from '../adapters/slack/replies.js';
import { MINIMAL_SCOPES, THREAD_SCOPES } from '../servers/slack/slack.js';
import { type Bot, CONNECTIONS, startBot, under } from './slack-bot.js';

const QUESTION = 'Who cut the ribbon of the bridge at Ostrel?';

const bots: Bot[] = [];

async function start(...args: Parameters<typeof startBot>): Promise<Bot> {
  const bot = await startBot(...args);
  bots.push(bot);
  return bot;
}

afterEach(async () => {
  for (const bot of bots) await bot.stop();
  await bots[0]?.slack.stop();
  bots.length = 0;
});

describe.each(CONNECTIONS)('over %s', (connection) => {
  it('answers once what comes again, and what comes as a mention and a message', async () => {
    const { slack, services } = await start({ connection, scopes: THREAD_SCOPES });
    const channel = slack.addChannel({ name: 'news' });
    const ada = slack.addUser({ name: 'ada' });
    const first = await ada.mention(channel, QUESTION);
    await first.answered();
    // In a thread where the bot has answered, the message alone would be a question too.
    const act = await ada.mention(channel, 'And when did it open?', under(first));
    await act.answered();
    await slack.deliverAgain(first);
    await slack.deliverAgain(act);
    await slack.deliverAgain(act, { type: 'message' });
    const last = await ada.mention(channel, 'What did it cost?', under(first));
    await last.answered();
    expect(channel.messages.filter(({ isFromBot }) => isFromBot)).toHaveLength(3);
    expect(services.kept).toHaveLength(3);
    expect(slack.refusals).toEqual([]);
  });

  it('answers once across a restart', async () => {
    const { slack, services, stop } = await start({ connection });
    const channel = slack.addChannel({ name: 'news' });
    const ada = slack.addUser({ name: 'ada' });
    const act = await ada.mention(channel, QUESTION);
    await act.answered();
    await stop();
    await start({ connection, slack, services });
    await slack.deliverAgain(act);
    await (await ada.mention(channel, 'What did the bridge cost?')).answered();
    expect(channel.messages.filter(({ isFromBot }) => isFromBot)).toHaveLength(2);
  });
});

describe('a message whose receipt was lost', () => {
  it('is looked up by its key and not posted again, in a thread and in a conversation with the bot', async () => {
    const { slack } = await start({ scopes: THREAD_SCOPES });
    const channel = slack.addChannel({ name: 'news' });
    const ada = slack.addUser({ name: 'ada' });
    slack.faults.loseResponse('chat.postMessage');
    const act = await ada.mention(channel, QUESTION);
    await act.answered();
    await slack.until(() => slack.callsTo('conversations.replies').length === 1, 'the look-up');
    slack.faults.loseResponse('chat.postMessage');
    const direct = await ada.say(ada.dm, QUESTION);
    await direct.answered();
    await slack.until(() => slack.callsTo('conversations.replies').length === 2, 'the look-up');
    expect(act.replies).toHaveLength(1);
    expect(direct.replies).toHaveLength(1);
    expect(channel.messages.filter(({ isFromBot }) => isFromBot)).toHaveLength(1);
  });

  it('is posted again when it is not there', async () => {
    const { slack } = await start({ scopes: THREAD_SCOPES });
    const channel = slack.addChannel({ name: 'news' });
    slack.faults.loseRequest('chat.postMessage');
    const act = await slack.addUser({ name: 'ada' }).mention(channel, QUESTION);
    await act.answered();
    expect(slack.callsTo('conversations.replies')).toHaveLength(1);
    expect(act.replies).toHaveLength(1);
  });

  it.each(['a failing server', 'a page of a proxy'])('counts as one behind %s too', async (what) => {
    const { slack } = await start({ scopes: THREAD_SCOPES });
    if (what === 'a failing server') slack.faults.status('chat.postMessage', 502);
    else slack.faults.garble('chat.postMessage');
    const act = await slack.addUser({ name: 'ada' }).mention(slack.addChannel({ name: 'news' }), QUESTION);
    await act.answered();
    expect(slack.callsTo('conversations.replies')).toHaveLength(1);
    expect(act.replies).toHaveLength(1);
  });

  it('is not repeated where the channel may not be read, which is logged', async () => {
    const { slack, log } = await start({ scopes: MINIMAL_SCOPES });
    const channel = slack.addChannel({ name: 'news' });
    slack.faults.loseResponse('chat.postMessage');
    const act = await slack.addUser({ name: 'ada' }).mention(channel, QUESTION);
    await act.answered();
    await slack.until(() => log.lines.some(({ message }) => message.includes('not posted again')), 'the log line');
    expect(act.replies).toHaveLength(1);
    expect(slack.callsTo('chat.postMessage')).toHaveLength(1);
  });
});

describe('post and find', () => {
  it('find a message by its key among the newest of a channel', async () => {
    const { slack, adapter, services } = await start({ scopes: THREAD_SCOPES });
    const channel = slack.addChannel({ name: 'news' });
    const ts = await adapter.post(channel.id, createAnswer(['It sailed.']), 'digest:7');
    await adapter.post(channel.id, createAnswer(['It sank.']), 'digest:8');
    expect(channel.messages[0]?.ts).toBe(ts);
    expect(await adapter.find(channel.id, 'digest:7')).toBe(ts);
    expect(await adapter.find(channel.id, 'digest:9')).toBeUndefined();
    expect(services.deliveries[0]).toEqual({ reply: 'r1', channel: channel.id, message: ts });
    expect(slack.refusals).toEqual([]);
  });

  it('reject in words that name the remedy', async () => {
    const { slack, adapter } = await start({ scopes: MINIMAL_SCOPES });
    const [there, elsewhere] = [
      slack.addChannel({ name: 'news' }),
      slack.addChannel({ name: 'b', botIsMember: false }),
    ];
    const reply = createAnswer(['It sailed.']);
    await expect(adapter.find(there.id, 'k')).rejects.toMatchObject({
      code: 'not-allowed',
      message: expect.stringContaining('channels:history'),
    });
    await expect(adapter.post(elsewhere.id, reply, 'k')).rejects.toMatchObject({
      code: 'not-allowed',
      message: expect.stringContaining('/invite @Dateline'),
    });
    await expect(adapter.post('C0GONE', reply, 'k')).rejects.toMatchObject({ code: 'not-allowed' });
    slack.faults.status('chat.postMessage', 500, 20);
    await expect(adapter.post(there.id, reply, 'k')).rejects.toMatchObject({ code: 'unreachable', retryable: true });
  });
});
