import { type Client, Events, GatewayIntentBits } from 'discord.js';
import { expect, it } from 'vitest';
import { createClient, startBot, startWorld } from './bot-fixture.js';
import { startDiscord } from './discord.js';

const happened = (client: Client, event: keyof typeof NAMES) =>
  new Promise<void>((resolve) => {
    client.once(NAMES[event], () => resolve());
  });
const NAMES = {
  guildCreate: Events.GuildCreate,
  guildDelete: Events.GuildDelete,
  guildUnavailable: Events.GuildUnavailable,
  channelCreate: Events.ChannelCreate,
  channelDelete: Events.ChannelDelete,
} as const;

function startEcho() {
  const seen: string[] = [];
  const bot = startBot({ onMessage: async (message) => seen.push(message.content) });
  return bot.then((fixture) => ({ ...fixture, seen }));
}

it.each<[how: string, act: (discord: Awaited<ReturnType<typeof startEcho>>['discord']) => void]>([
  ['the connection is cut', ({ faults }) => faults.cutGateway()],
  ['it is closed with a code that allows a resume', ({ faults }) => faults.closeGateway(4000)],
  ['the bot is asked to connect anew', ({ faults }) => faults.requestReconnect()],
])('delivers what was missed, once, when %s', async (_, act) => {
  const { discord, anna, seen } = await startEcho();
  await anna.write(anna.dm, 'before');
  await discord.until(() => seen.length === 1, 'the first message');
  act(discord);
  await discord.until(() => !discord.gateway.isConnected, 'the end of the connection');
  await anna.write(anna.dm, 'meanwhile');
  await discord.until(() => discord.gateway.resumes === 1, 'a resume');
  await anna.write(anna.dm, 'after');
  await discord.until(() => seen.length === 3, 'all messages');
  expect(seen).toEqual(['before', 'meanwhile', 'after']);
  expect(discord.gateway.identifies).toBe(1);
});

it('lets a bot notice a dead connection, and resume', async () => {
  const { discord } = await startWorld({ heartbeatIntervalMs: 100 });
  const client = createClient(discord);
  await client.login(discord.token);
  discord.faults.muteHeartbeats();
  await discord.until(() => discord.gateway.closeCodes.includes(4200), 'the bot to give the connection up');
  discord.faults.unmuteHeartbeats();
  await discord.until(() => discord.gateway.resumes === 1, 'a resume');
  const beats = discord.gateway.heartbeats;
  await discord.until(() => discord.gateway.heartbeats > beats, 'a heartbeat');
  expect(discord.gateway.identifies).toBe(1);
});

it('ends a session for good, so that the bot begins another and misses what came between', async () => {
  const { discord, anna, seen } = await startEcho();
  discord.faults.invalidateSession();
  await anna.write(anna.dm, 'lost');
  await discord.until(() => discord.gateway.identifies === 2, 'a new session');
  await anna.write(anna.dm, 'found');
  await discord.until(() => seen.length > 0, 'a message');
  expect(seen).toEqual(['found']);
  expect(discord.gateway.resumes).toBe(0);
});

it('lets a session be resumed on the same connection', async () => {
  const { discord } = await startEcho();
  discord.faults.invalidateSession(true);
  await discord.until(() => discord.gateway.resumes === 1, 'a resume');
  expect(discord.gateway).toMatchObject({ identifies: 1, closeCodes: [] });
});

it('keeps a bot out while it refuses connections', async () => {
  const discord = await startDiscord();
  const client = createClient(discord);
  discord.faults.refuseGateway();
  const login = client.login(discord.token);
  await discord.until(() => discord.callsTo('GET /gateway/bot').length > 0, 'a try');
  expect(discord.gateway.isConnected).toBe(false);
  discord.faults.acceptGateway();
  await login;
  await discord.until(() => discord.gateway.isConnected, 'the bot');
  await client.destroy();
  await discord.stop();
});

it('turns away a wrong token and intents that were not allowed', async () => {
  const { discord } = await startWorld();
  await expect(createClient(discord).login('wrong')).rejects.toMatchObject({ code: 'TokenInvalid' });
  const nosy = createClient(discord, [GatewayIntentBits.Guilds, GatewayIntentBits.MessageContent]);
  await expect(nosy.login(discord.token)).rejects.toThrow('Used disallowed intents');
  expect(discord.refusals).toEqual([expect.objectContaining({ status: 401, path: '/gateway/bot' })]);
});

it('shows all texts to a bot that was allowed to read them', async () => {
  const seen: string[] = [];
  const { anna, channel, discord } = await startBot({
    privilegedIntents: GatewayIntentBits.MessageContent,
    intents: [GatewayIntentBits.Guilds, GatewayIntentBits.GuildMessages, GatewayIntentBits.MessageContent],
    onMessage: async (message) => seen.push(message.content),
  });
  await anna.write(channel, 'Not to you.');
  await discord.until(() => seen.length === 1, 'the message');
  expect(seen).toEqual(['Not to you.']);
});

it('tells a bot of guilds and channels that come and go, and an outage from a removal', async () => {
  const { client, discord, guild, channel } = await startBot();
  const made = happened(client, 'channelCreate');
  guild.addChannel({ name: 'later' });
  await made;
  const deleted = happened(client, 'channelDelete');
  channel.delete();
  await deleted;
  const out = happened(client, 'guildUnavailable');
  discord.loseGuild(guild);
  await out;
  expect(client.guilds.cache.has(guild.id)).toBe(true);
  const left = happened(client, 'guildDelete');
  discord.removeGuild(guild);
  await left;
  expect(client.guilds.cache.has(guild.id)).toBe(false);
  const joined = happened(client, 'guildCreate');
  discord.joinGuild(guild);
  await joined;
  expect(client.guilds.cache.get(guild.id)?.name).toBe('Desk');
});

it('forgets a session that the bot has ended', async () => {
  const { client, discord, anna } = await startBot();
  await client.destroy();
  await discord.until(() => !discord.gateway.isConnected, 'the goodbye');
  expect(discord.gateway.closeCodes).toEqual([1000]);
  await anna.write(anna.dm, 'Anybody there?');
  const other = createClient(discord);
  await other.login(discord.token);
  expect(discord.gateway).toMatchObject({ identifies: 2, resumes: 0 });
});
