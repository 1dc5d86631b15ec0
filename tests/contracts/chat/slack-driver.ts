import { onTestFinished } from 'vitest';
import { Secret } from '../../../src/lib/secret.js';
import { FakeChatServices } from '../../fakes/chat-services.js';
import { RecordingLog } from '../../fakes/recording-log.js';
import { createBot, startBot } from '../../flows/slack-bot.js';
import type { Act } from '../../servers/slack/act.js';
import { THREAD_SCOPES } from '../../servers/slack/slack.js';
import type { ChatPlatform } from './driver.js';

/** Slack, in a direct message over Socket Mode, with the real Bolt. */
export const slackPlatform: ChatPlatform = {
  name: 'slack',
  open: async (createRun) => {
    const services = new FakeChatServices({ createRun, log: new RecordingLog() });
    const { slack, adapter, stop } = await startBot({ services, scopes: THREAD_SCOPES });
    onTestFinished(async () => {
      await stop();
      await slack.stop();
    });
    const channel = slack.addChannel({ name: 'news' });
    const closed = slack.addChannel({ name: 'closed', botIsMember: false });
    const ada = slack.addUser({ name: 'ada' });
    const acts: Act[] = [];
    const answers = () => ada.dm.messages.filter(({ isFromBot }) => isFromBot);
    return {
      adapter,
      services,
      channel: channel.id,
      closedChannel: closed.id,
      ask: async (text) => {
        const act = await ada.say(ada.dm, text);
        acts.push(act);
        const answer = await act.answered();
        return { text: answer.shown, buttons: answer.buttons.map((button) => button.text) };
      },
      refusals: () => slack.refusals,
      person: ada.id,
      messages: () => answers().map(({ ts }) => ts),
      lastText: () => answers().at(-1)?.shown ?? '',
      deliverAgain: async () => {
        const last = acts.at(-1);
        if (last !== undefined) await slack.deliverAgain(last);
      },
      pings: () => [...answers(), ...channel.messages].flatMap(({ pings }) => pings),
      removeBot: async () => {
        await slack.removeApp();
        await slack.until(() => services.removed.length > 0, 'the bot to hear of it');
      },
      until: (condition, what) => slack.until(condition, what),
      ready: () => adapter.ready(),
      stop,
    };
  },
  startRefused: async () => {
    const { adapter, slack } = await createBot({ changes: { botToken: new Secret('xoxb-refused') } });
    onTestFinished(async () => {
      await adapter.stop();
      await slack.stop();
    });
    await adapter.start();
  },
};
