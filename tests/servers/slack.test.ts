import type { App } from '@slack/bolt';
import { describe, expect, it } from 'vitest';
import { type BotOptions, startBot } from './slack/bot-fixture.js';
import { THREAD_SCOPES } from './slack/slack.js';

const button = (action_id: string, text = 'More') => ({
  type: 'actions' as const,
  elements: [{ type: 'button' as const, action_id, text: { type: 'plain_text' as const, text }, value: 'page 2' }],
});

const modal = {
  type: 'modal' as const,
  callback_id: 'reason',
  title: { type: 'plain_text' as const, text: 'Not helpful' },
  submit: { type: 'plain_text' as const, text: 'Send' },
  private_metadata: 'reply-1',
  blocks: [
    {
      type: 'input' as const,
      block_id: 'why',
      label: { type: 'plain_text' as const, text: 'Why?' },
      element: { type: 'plain_text_input' as const, action_id: 'why' },
    },
  ],
};

const answerMentions = (app: App) =>
  app.event('app_mention', async ({ event, say }) => {
    await say({ text: `You said ${event.text}`, thread_ts: event.thread_ts ?? event.ts });
  });

describe.each<NonNullable<BotOptions['mode']>>(['socket', 'http'])('a bot of Bolt over %s', (mode) => {
  it('starts, and answers a mention in the thread of the question', async () => {
    const { slack, anna, channel } = await startBot({ mode, listen: answerMentions });
    const act = await anna.mention(channel, 'who & where?');
    const reply = await act.answered();
    expect(reply.text).toBe(`You said <@${slack.botUserId}> who &amp; where?`);
    expect(reply).toMatchObject({
      threadTs: act.message?.ts,
      user: slack.botUserId,
      pings: [`user:${slack.botUserId}`],
    });
    const second = await anna.mention(channel, 'and when?', { thread: reply });
    expect(await second.answered()).toMatchObject({ threadTs: act.message?.ts });
    expect(channel.thread(act.message ?? reply)).toHaveLength(3);
    await act.acknowledged();
    expect(act.deliveries).toMatchObject([{ via: mode, type: 'events_api', attempt: 0 }]);
    expect(slack.callsTo('auth.test')).toHaveLength(1);
    expect(slack.refusals).toEqual([]);
  });

  it('answers a slash command to its asker alone, and then for all by the address of the command', async () => {
    const { slack, anna } = await startBot({
      mode,
      listen: (app) =>
        app.command('/dateline', async ({ ack, respond, command }) => {
          await ack('One moment.');
          await respond({ text: `Private: ${command.text}` });
          await respond({ response_type: 'in_channel', text: 'For all' });
        }),
    });
    const channel = slack.addChannel({ name: 'elsewhere', botIsMember: false });
    const act = await anna.slashCommand('/dateline', 'who?', channel);
    await act.until(({ responses }) => responses.length === 2, 'two responses');
    expect(act.failure).toBeUndefined();
    expect(act.whispers.map(({ text }) => text)).toEqual(['One moment.', 'Private: who?']);
    expect(act.replies.map(({ text }) => text)).toEqual(['For all']);
    expect(channel.messages).toHaveLength(1);
    expect(slack.refusals).toEqual([]);
  });

  it('hears of a pressed button, and puts another message in the place of its own', async () => {
    const { slack, anna, channel, app } = await startBot({
      mode,
      listen: (bolt) =>
        bolt.action('more', async ({ ack, respond }) => {
          await ack();
          await respond({ replace_original: true, text: 'Page two' });
        }),
    });
    await app.client.chat.postMessage({ channel: channel.id, text: 'Page one', blocks: [button('more')] });
    const [message] = channel.messages;
    if (message === undefined) throw new Error('There is no message.');
    const act = await anna.click(message, 'More');
    await act.until(() => message.versions === 2, 'a second version');
    expect(message).toMatchObject({ text: 'Page two', blocks: [], buttons: [] });
    expect(act.deliveries[0]?.payload).toMatchObject({
      type: 'block_actions',
      actions: [{ action_id: 'more', value: 'page 2' }],
      container: { message_ts: message.ts, is_ephemeral: false },
    });
    await expect(anna.click(message, 'more')).rejects.toThrow('no button');
    expect(slack.refusals).toEqual([]);
  });

  it('opens a modal, and reads what was filled in', async () => {
    const values: unknown[] = [];
    const { slack, anna, channel } = await startBot({
      mode,
      listen: (app) => {
        app.shortcut('find_sources', async ({ ack, client, body }) => {
          await ack();
          await client.views.open({ trigger_id: body.trigger_id, view: modal });
        });
        app.view('reason', async ({ ack, view }) => {
          const value = view.state.values.why?.why?.value;
          values.push(value);
          await ack(
            value === 'No' ? { response_action: 'errors', errors: { why: 'Say more.' } } : { response_action: 'clear' },
          );
        });
      },
    });
    const { message } = await anna.say(channel, 'The port has closed.');
    if (message === undefined) throw new Error('There is no message.');
    const view = await (await anna.shortcut('find_sources', message)).opened();
    expect(view).toMatchObject({
      title: 'Not helpful',
      callbackId: 'reason',
      privateMetadata: 'reply-1',
      isOpen: true,
    });
    await expect(anna.submitView(view)).rejects.toThrow('is needed');
    await (await anna.submitView(view, { why: 'No' })).acknowledged();
    expect(view).toMatchObject({ isOpen: true, errors: { why: 'Say more.' } });
    await (await anna.submitView(view, { why: 'Old news' })).acknowledged();
    expect(view.isOpen).toBe(false);
    expect(values).toEqual(['No', 'Old news']);
    expect(slack.refusals).toEqual([]);
  });

  it('publishes a Home tab, and suggests questions', async () => {
    const { slack, anna } = await startBot({
      mode,
      listen: (app) =>
        app.event('app_home_opened', async ({ event, client }) => {
          if (event.tab === 'home') {
            const text = { type: 'mrkdwn' as const, text: 'Ask me.' };
            await client.views.publish({
              user_id: event.user,
              view: { type: 'home', blocks: [{ type: 'section', text }] },
            });
            return;
          }
          await client.apiCall('assistant.threads.setSuggestedPrompts', {
            channel_id: event.channel,
            prompts: [{ title: 'The port', message: 'What of the port?' }],
          });
        }),
    });
    const home = await (await anna.openHome()).published();
    expect(home.shown).toBe('Ask me.');
    const tab = await anna.openMessagesTab();
    expect(await tab.until(({ prompts }) => prompts, 'prompts')).toEqual([
      { title: 'The port', message: 'What of the port?' },
    ]);
    expect(slack.refusals).toEqual([]);
  });

  it('gets an event again with the same id, and both the mention and the message of one text', async () => {
    const seen: unknown[] = [];
    const { slack, anna, channel } = await startBot({
      mode,
      scopes: THREAD_SCOPES,
      listen: (app) => {
        const note = async ({
          body,
          context,
        }: {
          body: { event_id: string; event: { type: string } };
          context: object;
        }) => {
          const retryNum = 'retryNum' in context ? context.retryNum : undefined;
          seen.push([body.event.type, body.event_id, retryNum]);
        };
        app.event('app_mention', note);
        app.event('message', note);
      },
    });
    const act = await anna.mention(channel, 'Again?');
    await slack.until(() => seen.length === 2, 'two events');
    const ids = act.deliveries.map(({ payload }) => payload.event_id);
    expect(ids[0]).not.toBe(ids[1]);
    await slack.deliverAgain(act, { type: 'app_mention' });
    await slack.until(() => seen.length === 3, 'the repeat');
    const first = mode === 'socket' ? 0 : undefined;
    expect(seen).toEqual([
      ['app_mention', ids[0], first],
      ['message', ids[1], first],
      ['app_mention', ids[0], 1],
    ]);
  });
});

it('hears of a direct message, of its own words, and of what was changed', async () => {
  const seen: unknown[] = [];
  const { anna, slack } = await startBot({
    listen: (app) =>
      app.event('message', async ({ event, say }) => {
        seen.push(event.subtype ?? event.channel_type);
        if (event.subtype === undefined) await say({ text: 'Hello.', thread_ts: event.ts });
      }),
  });
  const act = await anna.say(anna.dm, 'hi');
  expect((await act.answered()).text).toBe('Hello.');
  if (act.message !== undefined) await anna.edit(act.message, 'hi there');
  await slack.until(() => seen.includes('message_changed'), 'the change');
  expect(seen).toEqual(['im', 'message_changed']);
  // Bolt keeps the bot's own words from it.
  expect(slack.deliveries.map(({ payload }) => payload.event)).toMatchObject([
    { user: anna.id, text: 'hi' },
    { user: slack.botUserId, text: 'Hello.', bot_id: slack.botId, parent_user_id: anna.id },
    { subtype: 'message_changed', message: { text: 'hi there' }, previous_message: { text: 'hi' } },
  ]);
});

it('tells the bot that it was removed, and takes its token away', async () => {
  const seen: string[] = [];
  const { slack, app, channel } = await startBot({
    listen: (bolt) => {
      bolt.event('tokens_revoked', async ({ event }) => void seen.push(event.type));
      bolt.event('app_uninstalled', async ({ event }) => void seen.push(event.type));
    },
  });
  await (await slack.removeApp()).acknowledged();
  await slack.until(() => seen.length === 2, 'both events');
  await expect(app.client.chat.postMessage({ channel: channel.id, text: 'Too late' })).rejects.toMatchObject({
    data: { error: 'account_inactive' },
  });
  expect(slack.refusals).toEqual([{ method: 'chat.postMessage', error: 'account_inactive', reasons: [] }]);
});

it.each([
  ['bot', { botToken: 'xoxb-wrong' }],
  ['app', { appToken: 'xapp-wrong' }],
] as const)('refuses a wrong %s token', async (_, tokens) => {
  await expect(startBot(tokens)).rejects.toMatchObject({ data: { error: 'invalid_auth' } });
});
