import { ApplicationCommandOptionType, DiscordAPIError, type Interaction, REST, Routes } from 'discord.js';
import { expect, it } from 'vitest';
import { startBot, startWorld } from './bot-fixture.js';

const POST = 'POST /channels/:channel/messages';
const CALLBACK = 'POST /interactions/:interaction/:token/callback';
const EDIT = 'PATCH /webhooks/:application/:token/messages/:message';

const ask = {
  name: 'ask',
  description: 'Asks',
  options: [{ type: ApplicationCommandOptionType.String, name: 'question', description: 'What', required: true }],
} as const;

async function startRest(options: Parameters<typeof startWorld>[0] = {}) {
  const world = await startWorld(options);
  const rest = new REST({ api: world.discord.apiUrl, retries: 1 }).setToken(world.discord.token);
  const send = (body: object) => rest.post(Routes.channelMessages(world.channel.id), { body });
  const texts = () => world.channel.messages.map(({ text }) => text);
  return { ...world, rest, send, texts };
}

const codeOf = (error: unknown) => (error instanceof DiscordAPIError ? error.code : error);

it.each([false, true])('makes the library wait for as long as it was told (global: %s)', async (global) => {
  const { discord, send, texts } = await startRest();
  const fault = discord.faults.rateLimit(POST, { times: 2, retryAfterSeconds: 0.1, global });
  await send({ content: 'Late.' });
  expect(texts()).toEqual(['Late.']);
  expect(fault).toMatchObject({ hits: 2, tooEarly: 0 });
  const times = discord.callsTo(POST).map(({ atMs }) => atMs);
  expect((times.at(-1) ?? 0) - (times[0] ?? 0)).toBeGreaterThanOrEqual(200);
  expect(discord.refusals).toEqual([]);
});

it('counts calls that do not wait', async () => {
  const { discord, channel } = await startRest();
  const fault = discord.faults.rateLimit(POST, { retryAfterSeconds: 60 });
  for (let count = 0; count < 2; count += 1) {
    await fetch(`${discord.apiUrl}/v10/channels/${channel.id}/messages`, { method: 'POST' });
  }
  expect(fault).toMatchObject({ hits: 1, tooEarly: 1 });
});

it('does what was asked when the answer is lost, so that a repeat posts twice', async () => {
  const { discord, send, texts } = await startRest();
  discord.faults.loseResponse(POST, 1, 'reset');
  await send({ content: 'Twice.' });
  expect(texts()).toEqual(['Twice.', 'Twice.']);
});

it('gives the first message in place of a second with the same nonce', async () => {
  const { discord, send, texts, channel } = await startRest();
  discord.faults.loseResponse(POST, 1, 'reset');
  const message = await send({ content: 'Once.', nonce: 'digest-1', enforce_nonce: true });
  expect(texts()).toEqual(['Once.']);
  expect(message).toMatchObject({ id: channel.lastMessage?.id });
});

it('does nothing when the request is lost', async () => {
  const { discord, send, texts } = await startRest();
  const fault = discord.faults.loseRequest(POST);
  await expect(send({ content: 'Never.' })).rejects.toMatchObject({ code: 'UND_ERR_SOCKET' });
  expect(fault.hits).toBe(1);
  expect(texts()).toEqual([]);
});

it('answers a status a number of times', async () => {
  const { discord, send, texts } = await startRest();
  const fault = discord.faults.status(POST, 503, 2);
  await expect(send({ content: 'No.' })).rejects.toMatchObject({ status: 503 });
  await send({ content: 'Yes.' });
  expect(fault.hits).toBe(2);
  expect(texts()).toEqual(['Yes.']);
});

it('holds a call until it is let go, and delays others', async () => {
  const { discord, send, texts } = await startRest();
  const hold = discord.faults.hold(POST);
  const first = send({ content: 'First.' });
  await hold.reached();
  expect(texts()).toEqual([]);
  hold.release();
  await first;
  const fault = discord.faults.delay('*', 1);
  await send({ content: 'Second.' });
  expect([texts(), fault.hits]).toEqual([['First.', 'Second.'], 1]);
});

it('takes a response whose answer is lost, and refuses the repeat', async () => {
  const errors: unknown[] = [];
  const { anna, channel, discord } = await startBot({
    commands: [ask],
    onInteraction: async (interaction) => (interaction.isRepliable() ? interaction.reply('Here.') : undefined),
    onError: (error) => errors.push(codeOf(error)),
  });
  discord.faults.loseResponse(CALLBACK, 1, 'reset');
  const interaction = await anna.command('ask', { question: 'Where?' }, { channel });
  await interaction.until(({ callbackAttempts }) => callbackAttempts === 2, 'a repeat');
  expect(channel.messages.map(({ text }) => text)).toEqual(['Here.']);
  await discord.until(() => discord.refusals.length === 1, 'the refusal');
  expect(discord.refusals[0]).toMatchObject({ code: 40060 });
});

it('takes no first response after 3 s, and no edit after 15 min', async () => {
  let skewMs = 0;
  const errors: unknown[] = [];
  const pending: Interaction[] = [];
  const { anna, channel, discord } = await startBot({
    now: () => Date.now() + skewMs,
    commands: [ask],
    onInteraction: async (interaction) => pending.push(interaction),
  });
  const act = async (what: 'deferReply' | 'editReply') => {
    const interaction = pending.at(-1);
    if (interaction?.isRepliable() !== true) throw new Error('There is no interaction.');
    await (what === 'deferReply' ? interaction.deferReply() : interaction.editReply('Late.')).catch((error: unknown) =>
      errors.push(codeOf(error)),
    );
  };
  const use = async (count: number) => {
    await anna.command('ask', { question: 'When?' }, { channel });
    await discord.until(() => pending.length === count, 'the interaction');
  };
  await use(1);
  skewMs = 3_100;
  await act('deferReply');
  await use(2);
  await act('deferReply');
  skewMs += 15 * 60_000 + 1_000;
  await act('editReply');
  expect(errors).toEqual([10062, 50027]);
  expect(discord.callsTo(EDIT)).toHaveLength(1);
});
