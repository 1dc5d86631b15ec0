import { PermissionFlagsBits } from 'discord.js';
import { onTestFinished } from 'vitest';
import { Secret } from '../../../src/lib/secret.js';
import { FakeChatServices } from '../../fakes/chat-services.js';
import { RecordingLog } from '../../fakes/recording-log.js';
import { createBot, startBot } from '../../flows/discord-bot.js';
import { startDiscord } from '../../servers/discord/discord.js';
import type { TestMessage } from '../../servers/discord/message.js';
import type { ChatPlatform } from './driver.js';

/** Discord, in a direct message, with the real discord.js. */
export const discordPlatform: ChatPlatform = {
  name: 'discord',
  open: async (createRun) => {
    const services = new FakeChatServices({ createRun, log: new RecordingLog() });
    const { discord, guild, channel, anna, adapter } = await startBot({ services });
    const closed = guild.addChannel({ name: 'closed' });
    closed.denyBot(PermissionFlagsBits.SendMessages);
    const written: TestMessage[] = [];
    const answers = () => anna.dm.messages.filter(({ author }) => author.id !== anna.id);
    return {
      adapter,
      services,
      channel: channel.id,
      closedChannel: closed.id,
      ask: async (text) => {
        const before = answers().length;
        written.push(await anna.write(anna.dm, text));
        await discord.until(() => answers().length > before && answers().at(-1)?.isLoading !== true, 'an answer');
        const answer = answers().at(-1);
        return { text: answer?.text ?? '', buttons: answer?.buttons.map(({ label }) => label ?? '') ?? [] };
      },
      refusals: () => discord.refusals,
      person: anna.id,
      messages: () => answers().map(({ id }) => id),
      lastText: () => answers().at(-1)?.text ?? '',
      deliverAgain: async () => {
        const last = written.at(-1);
        if (last !== undefined) await discord.deliverAgain(last);
      },
      pings: () =>
        [...answers(), ...channel.messages].flatMap(({ pings }) => [
          ...(pings.everyone ? ['everyone'] : []),
          ...pings.roles,
          ...pings.users,
        ]),
      removeBot: async () => {
        discord.removeGuild(guild);
        await discord.until(() => services.removed.length > 0, 'the bot to hear of it');
      },
      until: (condition, what) => discord.until(condition, what),
      ready: () => adapter.ready(),
      stop: () => adapter.stop(),
    };
  },
  startRefused: async () => {
    const discord = await startDiscord();
    onTestFinished(() => discord.stop());
    await createBot(discord, { token: new Secret('refused') }).adapter.start();
  },
};
