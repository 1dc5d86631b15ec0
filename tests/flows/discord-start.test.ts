import { describe, expect, it } from 'vitest';
import { Secret } from '../../src/lib/secret.js';
import { createBot, startBot, startWorld, untilReady } from './discord-bot.js';

const PUT = 'PUT /applications/:application/commands';
const GET = 'GET /applications/:application/commands';

describe('starting', () => {
  it('connects without a privileged intent, registers all commands in one call and logs an invite link', async () => {
    const { discord, adapter, log } = await startBot();
    expect(adapter.ready()).toBe(true);
    expect(adapter.state()).toBe('connected');
    // Guilds, guild messages, direct messages.
    expect(discord.gateway.intents).toBe((1 << 0) | (1 << 9) | (1 << 12));
    expect(discord.registrations).toBe(1);
    expect(discord.registered().map(({ definition }) => definition.name)).toEqual([
      'ask',
      'search',
      'article',
      'digest',
      'feed',
      'status',
      'help',
      'forget',
      'Find sources',
    ]);
    const invite = log.lines.find(({ fields }) => fields.invite !== undefined)?.fields.invite;
    expect(invite).toContain(`client_id=${discord.applicationId}`);
    expect(JSON.stringify(log.lines)).not.toContain(discord.token);
    expect(discord.refusals).toEqual([]);
  });

  it('leaves the commands alone that are registered already', async () => {
    const { discord, adapter } = await startBot();
    await adapter.stop();
    const again = createBot(discord);
    await again.adapter.start();
    expect(discord.callsTo(PUT)).toHaveLength(1);
    expect(again.log.lines.map(({ message }) => message)).toContain('commands are registered already');
  });

  it('registers them anew when one of them has changed', async () => {
    const { discord, adapter } = await startBot({ catalogue: [] });
    await adapter.stop();
    await createBot(discord).adapter.start();
    expect(discord.registrations).toBe(2);
    expect(discord.registered()).toHaveLength(9);
  });

  it('registers them in one guild only when it is told so, and leaves them alone the next time', async () => {
    const { discord, guild } = await startWorld();
    const first = createBot(discord, { guildId: guild.id });
    await first.adapter.start();
    await first.adapter.stop();
    await createBot(discord, { guildId: guild.id }).adapter.start();
    expect(discord.registered()).toEqual([]);
    expect(discord.registered(guild)).toHaveLength(9);
    expect(discord.registrations).toBe(1);
    expect(discord.refusals).toEqual([]);
  });

  it('takes an address of the API with a slash at its end', async () => {
    const { discord } = await startWorld();
    await createBot(discord, { apiUrl: `${discord.apiUrl}/` }).adapter.start();
    expect(discord.calls.every(({ path }) => !path.includes('//'))).toBe(true);
  });

  it('registers the commands although it cannot read what is registered', async () => {
    const { discord } = await startWorld();
    discord.faults.status(GET, 404);
    await createBot(discord).adapter.start();
    expect(discord.registrations).toBe(1);
  });

  it('goes on to register them as long as Discord fails', async () => {
    const { discord } = await startWorld();
    discord.faults.status(PUT, 500, 6);
    const { adapter, log } = createBot(discord, { timings: { firstPauseMs: 20 } });
    await adapter.start();
    expect(adapter.ready()).toBe(true);
    await discord.until(() => discord.registrations === 1, 'the commands to be registered');
    expect(log.lines.map(({ message }) => message)).toContain('the commands cannot be registered yet');
  });

  it('says that Discord refuses the commands of a guild that it is not in, and starts', async () => {
    const { discord } = await startWorld();
    const { adapter, log } = createBot(discord, { guildId: '1' });
    await adapter.start();
    expect(adapter.ready()).toBe(true);
    expect(log.lines.filter(({ level }) => level === 'error')).toMatchObject([
      { message: 'Discord refuses the commands; see docs/discord.md' },
    ]);
  });
});

describe('a token that Discord refuses', () => {
  it('is one clear error without the token in it', async () => {
    const { discord } = await startWorld();
    const { adapter, log } = createBot(discord, { token: new Secret('wrong-token') });
    await expect(adapter.start()).rejects.toMatchObject({
      name: 'BotError',
      code: 'not-allowed',
      message: expect.stringMatching(/^Discord refuses the bot: the token is not valid; .*DISCORD_TOKEN\.$/),
    });
    expect(adapter.ready()).toBe(false);
    expect(adapter.state()).toBe('refused: the token is not valid');
    expect(JSON.stringify(log.lines)).not.toContain('wrong-token');
  });

  it('is told when it is refused later, and the bot does not go on trying', async () => {
    const { discord, adapter, log } = await startBot();
    discord.faults.closeGateway(4004);
    await discord.until(() => adapter.state().startsWith('refused'), 'the refusal');
    expect(adapter.ready()).toBe(false);
    expect(log.lines.filter(({ level }) => level === 'error')).toMatchObject([
      { message: 'Discord: the token is not valid' },
    ]);
  });
});

describe('a Discord that is away at the start', () => {
  it('is tried again until it is there', async () => {
    const { discord } = await startWorld();
    discord.faults.status('GET /gateway/bot', 502, 8);
    const { adapter, log } = createBot(discord, { timings: { firstPauseMs: 20 } });
    await adapter.start();
    expect(adapter.ready()).toBe(true);
    expect(log.lines.filter(({ message }) => message === 'Discord cannot be reached')).toHaveLength(2);
  });

  it('does not keep the bot from stopping', async () => {
    const { discord } = await startWorld();
    discord.faults.refuseGateway();
    const { adapter } = createBot(discord);
    const start = adapter.start();
    await discord.until(() => discord.callsTo('GET /gateway/bot').length > 0, 'the bot to try');
    expect(adapter.state()).toBe('connecting');
    await adapter.stop();
    await start;
    expect(adapter.state()).toBe('stopped');
  });

  it('takes the bot in when it takes connections again', async () => {
    const { discord } = await startWorld();
    discord.faults.refuseGateway();
    const { adapter } = createBot(discord);
    const start = adapter.start();
    await discord.until(() => discord.callsTo('GET /gateway/bot').length > 0, 'the bot to try');
    discord.faults.acceptGateway();
    await start;
    await untilReady(adapter, discord);
  });
});

describe('servers', () => {
  it('are joined and left', async () => {
    const { discord, guild, services } = await startBot();
    expect(services.joined).toEqual([`discord:guild:${guild.id}`]);
    const other = discord.addGuild({ name: 'Other' });
    await discord.until(() => services.joined.includes(`discord:guild:${other.id}`), 'the other server to be joined');
    discord.removeGuild(guild);
    await discord.until(() => services.removed.length > 0, 'the server to be left');
    expect(services.removed).toEqual([`discord:guild:${guild.id}`]);
  });

  it('are not left when Discord cannot reach them for a while', async () => {
    const { discord, guild, channel, anna, services } = await startBot();
    discord.loseGuild(guild);
    discord.joinGuild(guild);
    const asked = await anna.command('help', {}, { channel });
    await asked.settled();
    expect(services.removed).toEqual([]);
  });

  it('are left when the bot was thrown out while it was away', async () => {
    const { discord, guild, services, adapter } = await startBot();
    discord.addGuild({ name: 'Other' });
    discord.faults.refuseGateway();
    discord.faults.closeGateway(4009);
    discord.removeGuild(guild);
    discord.faults.acceptGateway();
    await discord.until(() => services.removed.length > 0, 'the server to be left', 15_000);
    expect(services.removed).toEqual([`discord:guild:${guild.id}`]);
    await untilReady(adapter, discord);
  });
});
