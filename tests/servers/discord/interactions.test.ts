import {
  type Interaction as ClientInteraction,
  DiscordAPIError,
  LabelBuilder,
  MessageFlags,
  ModalBuilder,
  ApplicationCommandOptionType as OptionType,
  StringSelectMenuBuilder,
  TextInputBuilder,
  TextInputStyle,
} from 'discord.js';
import { expect, it } from 'vitest';
import { startBot } from './bot-fixture.js';

const everywhere = { contexts: [0, 1, 2], integrationTypes: [0, 1] };
const ask = {
  name: 'ask',
  description: 'Asks',
  ...everywhere,
  options: [{ type: OptionType.String, name: 'question', description: 'What', autocomplete: true }],
} as const;
const digest = {
  name: 'digest',
  description: 'Digests',
  options: [
    {
      type: OptionType.Subcommand,
      name: 'subscribe',
      description: 'Subscribes',
      options: [{ type: OptionType.Channel, name: 'channel', description: 'Where' }],
    },
  ],
} as const;

/** A bot whose interactions the test answers itself. */
async function startHeld() {
  const received: ClientInteraction[] = [];
  const bot = await startBot({ commands: [ask, digest], onInteraction: async (one) => received.push(one) });
  const next = async <T extends ClientInteraction>(is: (one: ClientInteraction) => one is T): Promise<T> => {
    const one = await bot.discord.until(() => received.shift(), 'an interaction');
    if (!is(one)) throw new Error(`Not the interaction awaited: ${one.type}`);
    return one;
  };
  /** Answers an interaction past the library's own checks. */
  const respond = (one: ClientInteraction, body: object) =>
    bot.client.rest.post(`/interactions/${one.id}/${one.token}/callback`, { body, auth: false });
  return { ...bot, next, respond };
}

const isCommand = (one: ClientInteraction) => one.isChatInputCommand();
const codeOf = (error: unknown) => (error instanceof DiscordAPIError ? error.code : error);

it.each<[what: string, body: object]>([
  ['a deferral with components', { type: 5, data: { flags: MessageFlags.IsComponentsV2 } }],
  ['an update of no message', { type: 7, data: { content: 'x' } }],
  ['a deferred update of no message', { type: 6 }],
  ['suggestions', { type: 8, data: { choices: [] } }],
  ['a modal whose title is too long', { type: 9, data: { custom_id: 'a', title: 'x'.repeat(46), components: [] } }],
])('refuses %s as the answer to a command, and leaves it open', async (_, body) => {
  const { anna, channel, next, respond } = await startHeld();
  const interaction = await anna.command('ask', {}, { channel });
  const received = await next(isCommand);
  await expect(respond(received, body)).rejects.toMatchObject({ status: 400, code: 50035 });
  expect(interaction.callback).toBeUndefined();
  await received.reply('Here.');
  expect(interaction).toMatchObject({ callbackAttempts: 2, callback: { type: 4 } });
});

it('refuses 26 suggestions, and long ones', async () => {
  const { anna, channel, next } = await startHeld();
  await anna.autocomplete('ask', { question: 'a' }, { channel, focused: 'question' });
  const received = await next((one) => one.isAutocomplete());
  const many = Array.from({ length: 26 }, (_, index) => ({ name: `${index}`, value: `${index}` }));
  await expect(received.respond(many)).rejects.toMatchObject({ code: 50035 });
  const long = [{ name: 'x'.repeat(101), value: 'x' }];
  await expect(received.respond(long)).rejects.toMatchObject({ code: 50035 });
});

it('knows no webhook before the first response, and the original response afterwards', async () => {
  const { anna, channel, next, client } = await startHeld();
  const interaction = await anna.command('ask', {}, { channel });
  const received = await next(isCommand);
  await expect(received.webhook.send('Too early.')).rejects.toMatchObject({ status: 404, code: 10015 });
  const { resource } = await received.reply({ content: 'One.', withResponse: true });
  expect(resource?.message?.id).toBe(interaction.original?.id);
  expect((await received.fetchReply()).content).toBe('One.');
  await received.editReply('Two.');
  expect(interaction.edits).toMatchObject([{ content: 'Two.' }]);
  await received.deleteReply();
  expect(interaction.original?.isDeleted).toBe(true);
  await expect(received.editReply('Three.')).rejects.toMatchObject({ code: 10008 });
  const wrong = client.rest.post(`/webhooks/${client.application.id}/wrong`, { body: { content: 'x' }, auth: false });
  await expect(wrong).rejects.toMatchObject({ status: 401, code: 50027 });
});

it('fills a deferral with the first further message, which stays private', async () => {
  const { anna, channel, next } = await startHeld();
  const interaction = await anna.command('ask', {}, { channel });
  const received = await next(isCommand);
  await received.deferReply({ flags: MessageFlags.Ephemeral });
  expect(interaction.isSettled).toBe(false);
  await received.followUp('One.');
  await received.followUp('Two.');
  expect(interaction.original).toMatchObject({ text: 'One.', isEphemeral: true, isLoading: false });
  expect(interaction.followUps.map(({ text, isEphemeral }) => [text, isEphemeral])).toEqual([['Two.', false]]);
});

it('gives a bot that is not in the guild at most five further messages', async () => {
  const { anna, discord, next } = await startHeld();
  const channel = discord.addGuild({ botIsMember: false }).addChannel();
  await anna.command('ask', {}, { channel });
  const received = await next(isCommand);
  expect(received.authorizingIntegrationOwners).toMatchObject({ userId: anna.id, guildId: null });
  expect([received.inGuild(), received.inCachedGuild()]).toEqual([true, false]);
  await received.reply('0');
  for (let count = 1; count <= 5; count += 1) await received.followUp(`${count}`);
  expect(await received.followUp('6').catch(codeOf)).toBe(40094);
});

it('tells a direct message from a group message', async () => {
  const { anna, discord, next } = await startHeld();
  await anna.command('ask', {}, { dm: true });
  expect(await next(isCommand)).toMatchObject({
    context: 1,
    guildId: null,
    channelId: anna.dm.id,
    user: { id: anna.id },
  });
  const group = discord.addGroupMessage([anna, discord.addUser({ name: 'ben' })]);
  await anna.command('ask', {}, { channel: group });
  expect(await next(isCommand)).toMatchObject({ context: 2, guildId: null, channelId: group.id });
  await expect(anna.command('digest', {}, { channel: group, subcommand: 'subscribe' })).rejects.toThrow('not offered');
});

it('carries subcommands, channels, rights, languages and threads', async () => {
  const { anna, channel, guild, next } = await startHeld();
  guild.addMember(anna, { permissions: 16n });
  const thread = channel.addThread({ name: 'Follow-up' });
  const use = { channel: thread, subcommand: 'subscribe', locale: 'de' };
  const interaction = await anna.command('digest', { channel }, use);
  const received = await next(isCommand);
  expect(interaction.commandName).toBe('digest subscribe');
  expect(received.options.getSubcommand()).toBe('subscribe');
  expect(received.options.getChannel('channel')?.id).toBe(channel.id);
  expect(received.memberPermissions?.has('ManageChannels')).toBe(true);
  expect(received).toMatchObject({ locale: 'de', guildLocale: 'en-GB', context: 0 });
  expect(received.channel).toMatchObject({ id: thread.id, parentId: channel.id });
});

it('carries selects, and modals with labels', async () => {
  const { anna, channel, next, respond } = await startHeld();
  const interaction = await anna.command('ask', {}, { channel });
  const options = ['a', 'b'].map((value) => ({ label: value.toUpperCase(), value }));
  const select = { type: 3, custom_id: 'pick', options };
  await respond(await next(isCommand), { type: 4, data: { components: [{ type: 1, components: [select] }] } });
  const { original } = await interaction.settled();
  if (original === undefined) throw new Error('There is no reply.');
  await expect(anna.select(original, 'pick', ['c'])).rejects.toThrow('no option "c"');
  const picked = await anna.select(original, 'pick', ['b']);
  const received = await next((one) => one.isStringSelectMenu());
  expect(received.values).toEqual(['b']);
  const topic = new StringSelectMenuBuilder().setCustomId('topic').addOptions(options);
  const why = new TextInputBuilder().setCustomId('why').setStyle(TextInputStyle.Paragraph).setMaxLength(5);
  const labels = [
    new LabelBuilder().setLabel('Topic').setStringSelectMenuComponent(topic),
    new LabelBuilder().setLabel('Why').setTextInputComponent(why),
  ];
  await received.showModal(
    new ModalBuilder()
      .setCustomId('form')
      .setTitle('More')
      .addLabelComponents(...labels),
  );
  await picked.answered();
  await expect(anna.submitModal('form', { topic: 'a' })).rejects.toThrow('"why" is required');
  await expect(anna.submitModal('form', { topic: 'a', why: 'too long' })).rejects.toThrow('8 characters');
  const sent = await anna.submitModal('form', { topic: 'a', why: 'New' });
  const modal = await next((one) => one.isModalSubmit());
  expect(modal.fields.getStringSelectValues('topic')).toEqual(['a']);
  expect(modal.fields.getTextInputValue('why')).toBe('New');
  expect(await respond(modal, { type: 9, data: {} }).catch(codeOf)).toBe(50035);
  await modal.deferUpdate();
  expect(sent).toMatchObject({ original, isSettled: false });
  await modal.editReply({ content: 'Done.', components: [] });
  expect(original.text).toBe('Done.');
  expect(sent.isSettled).toBe(true);
});

it('shows private answers to the one who asked, and to no other', async () => {
  const { anna, channel, next, discord, respond } = await startHeld();
  const interaction = await anna.command('ask', {}, { channel });
  const button = { type: 2, style: 1, label: 'More', custom_id: 'more' };
  const data = { flags: MessageFlags.Ephemeral, components: [{ type: 1, components: [button] }] };
  await respond(await next(isCommand), { type: 4, data });
  const { original } = await interaction.settled();
  if (original === undefined) throw new Error('There is no reply.');
  expect(channel.messages).toEqual([]);
  await expect(discord.addUser({ name: 'ben' }).click(original, 'more')).rejects.toThrow('does not see');
  await anna.click(original, 'more');
  expect((await next((one) => one.isButton())).message.id).toBe(original.id);
});
