import { REST, Routes } from 'discord.js';
import { expect, it } from 'vitest';
import { startWorld } from './bot-fixture.js';

const option = (name: string, rest: object = {}) => ({ type: 3, name, description: 'What', ...rest });
const command = (rest: object = {}) => ({ name: 'ask', description: 'Asks', ...rest });
const many = <T>(count: number, make: (index: number) => T) => Array.from({ length: count }, (_, index) => make(index));

async function startRest() {
  const world = await startWorld();
  const { discord } = world;
  const rest = new REST({ api: discord.apiUrl, retries: 0 }).setToken(discord.token);
  const route = Routes.applicationCommands(discord.applicationId);
  const put = (...body: object[]) => rest.put(route, { body });
  return { ...world, rest, route, put };
}

it.each<[what: string, body: object]>([
  ['a name in capitals', command({ name: 'Ask' })],
  ['a name with a space', command({ name: 'ask me' })],
  ['a name of 33 characters', command({ name: 'a'.repeat(33) })],
  ['no description', { name: 'ask' }],
  ['a description of 101 characters', command({ description: 'x'.repeat(101) })],
  ['a language that Discord has not', command({ name_localizations: { xx: 'ask' } })],
  ['a translated name in capitals', command({ name_localizations: { fr: 'Demander' } })],
  ['26 options', command({ options: many(26, (index) => option(`o${index}`)) })],
  ['a required option after an optional one', command({ options: [option('a'), option('b', { required: true })] })],
  ['an option twice', command({ options: [option('a'), option('a')] })],
  ['26 choices', command({ options: [option('a', { choices: many(26, (n) => ({ name: `${n}`, value: `${n}` })) })] })],
  [
    'choices beside autocompletion',
    command({ options: [option('a', { autocomplete: true, choices: [{ name: 'a', value: 'a' }] })] }),
  ],
  ['subcommands beside options', command({ options: [{ type: 1, name: 'list', description: 'Lists' }, option('a')] })],
  [
    'more than 8,000 characters in all',
    command({
      options: many(25, (index) =>
        option(`o${index}`, {
          choices: many(3, (n) => ({ name: `${n}`, value: `${n}${'x'.repeat(99)}` })),
          description: 'x'.repeat(100),
        }),
      ),
    }),
  ],
  ['a message command with a description', { type: 3, name: 'Find sources', description: 'x' }],
])('refuses a command with %s', async (_, body) => {
  const { put, discord } = await startRest();
  await expect(put(body)).rejects.toMatchObject({ status: 400, code: 50035 });
  expect(discord.registered()).toEqual([]);
  expect(discord.registrations).toBe(0);
});

it('refuses a name twice, and more commands than there may be', async () => {
  const { put } = await startRest();
  await expect(put(command(), command())).rejects.toMatchObject({ code: 50035 });
  await put(command(), { type: 3, name: 'ask' });
  await expect(put(...many(101, (index) => command({ name: `c${index}` })))).rejects.toMatchObject({ code: 30032 });
});

it('keeps ids over registrations, and shows commands as Discord does', async () => {
  const { put, rest, route, discord } = await startRest();
  const body = command({
    name_localizations: { fr: 'demander' },
    options: [
      option('question', { required: true, autocomplete: false, choices: [] }),
      option('limit', { required: false }),
    ],
  });
  await put(body);
  const [before] = discord.registered();
  await put(body, command({ name: 'search' }));
  expect(discord.registered()[0]?.id).toBe(before?.id);
  expect(discord.registered()[0]?.version).not.toBe(before?.version);
  const shown = {
    id: before?.id,
    type: 1,
    name: 'ask',
    contexts: null,
    integration_types: [0],
    options: [
      { type: 3, name: 'question', description: 'What', required: true },
      { type: 3, name: 'limit', description: 'What' },
    ],
  };
  const [plain] = (await rest.get(route)) as Record<string, unknown>[];
  expect(plain).toMatchObject(shown);
  expect(plain).not.toHaveProperty('name_localizations');
  const query = new URLSearchParams({ with_localizations: 'true' });
  const [full] = (await rest.get(route, { query })) as Record<string, unknown>[];
  expect(full).toMatchObject({ ...shown, name_localizations: { fr: 'demander' }, description_localizations: null });
});

it('keeps the commands of a guild apart', async () => {
  const { rest, discord, guild } = await startRest();
  const other = discord.addGuild({ botIsMember: false });
  const putIn = (id: string) =>
    rest.put(Routes.applicationGuildCommands(discord.applicationId, id), { body: [command()] });
  await putIn(guild.id);
  expect([discord.registered().length, discord.registered(guild).length]).toEqual([0, 1]);
  await expect(putIn(other.id)).rejects.toMatchObject({ status: 403, code: 50001 });
});

it('lets people use only what is registered, offered to them, and filled in rightly', async () => {
  const { put, anna, channel, guild, discord } = await startRest();
  await put(
    command({
      options: [option('question', { required: true }), option('tone', { choices: [{ name: 'a', value: 'a' }] })],
    }),
    command({ name: 'purge', default_member_permissions: '8', contexts: [0] }),
    command({
      name: 'feed',
      options: [{ type: 1, name: 'add', description: 'Adds', options: [option('url', { max_length: 3 })] }],
    }),
  );
  const at = { channel };
  await expect(anna.command('nothing', {}, at)).rejects.toThrow('not registered');
  await expect(anna.command('ask', {}, at)).rejects.toThrow('requires the option "question"');
  await expect(anna.command('ask', { question: 3 }, at)).rejects.toThrow('takes no number');
  await expect(anna.command('ask', { question: 'a', tone: 'b' }, at)).rejects.toThrow('no choice "b"');
  await expect(anna.command('ask', { question: 'a', other: 'b' }, at)).rejects.toThrow('no option "other"');
  await expect(anna.command('feed', {}, at)).rejects.toThrow('one of its subcommands');
  await expect(anna.command('feed', { url: 'long' }, { ...at, subcommand: 'add' })).rejects.toThrow('4 characters');
  await expect(anna.command('purge', {}, at)).rejects.toThrow('not offered to anna');
  await expect(anna.command('purge', {}, { dm: true })).rejects.toThrow('not offered here');
  const outside = discord.addGuild({ botIsMember: false }).addChannel();
  await expect(anna.command('ask', { question: 'a' }, { channel: outside })).rejects.toThrow('not offered here');
  await expect(anna.autocomplete('ask', { question: 'a' }, { ...at, focused: 'question' })).rejects.toThrow(
    'not completed',
  );
  guild.addMember(anna, { permissions: 8n });
  expect((await anna.command('purge', {}, at)).commandName).toBe('purge');
});
