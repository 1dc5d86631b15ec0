import { describe, expect, it, onTestFinished } from 'vitest';
import { startBot as startDiscordBot, textOf } from './discord-bot.js';
import { startBot as startSlackBot } from './slack-bot.js';

const PUBLIC_URL = 'https://news.example';
const OPEN = 'Open the web page';
const FIRST_LINK = `${PUBLIC_URL}/signin/1`;

async function startSlack(publicUrl?: string) {
  const bot = await startSlackBot(publicUrl === undefined ? {} : { changes: { publicUrl } });
  onTestFinished(async () => {
    await bot.stop();
    await bot.slack.stop();
  });
  const channel = bot.slack.addChannel({ name: 'news' });
  const ada = bot.slack.addUser({ name: 'ada' });
  return {
    ...bot,
    channel,
    ada,
    bob: bot.slack.addUser({ name: 'bob' }),
    status: await ada.mention(channel, 'status'),
  };
}

describe('the way from Slack to the web page', () => {
  it('stands under the status, and is made for whoever presses and shown to nobody else', async () => {
    const { slack, services, bob, status } = await startSlack(PUBLIC_URL);
    const shown = await (await bob.click(await status.answered(), OPEN)).answered();
    expect(shown.isEphemeral).toBe(true);
    expect(JSON.stringify(shown.blocks)).toContain(FIRST_LINK);
    expect(services.signIns).toEqual([{ space: `slack:${slack.teamId}`, asker: `slack:${bob.id}`, mayManage: true }]);
    expect(slack.refusals).toEqual([]);
  });

  it('is not there where the page cannot be reached', async () => {
    const { status } = await startSlack();
    expect((await status.answered()).buttons).toEqual([]);
  });
});

describe('the way from Discord to the web page', () => {
  it('stands under the status, and is made for whoever presses and shown to nobody else', async () => {
    const { discord, guild, channel, anna, services } = await startDiscordBot({ publicUrl: PUBLIC_URL });
    const asked = await (await anna.command('status', {}, { channel })).settled();
    if (asked.original === undefined) throw new Error('no answer');
    const ben = discord.addUser({ name: 'ben' });
    const pressed = await (await ben.click(asked.original, OPEN)).settled();
    expect(pressed.isEphemeral).toBe(true);
    expect(pressed.original?.buttons.map(({ url }) => url)).toEqual([FIRST_LINK]);
    expect(textOf(pressed)).toContain('yours alone');
    expect(services.signIns).toEqual([
      { space: `discord:guild:${guild.id}`, asker: `discord:${ben.id}`, mayManage: false },
    ]);
    expect(discord.refusals).toEqual([]);
  });

  it('is not there where the page cannot be reached', async () => {
    const { channel, anna } = await startDiscordBot();
    const asked = await (await anna.command('status', {}, { channel })).settled();
    expect(asked.original?.buttons).toEqual([]);
  });
});
