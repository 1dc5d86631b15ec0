import {
  ActionRowBuilder,
  ApplicationCommandOptionType,
  ApplicationCommandType,
  ButtonBuilder,
  ButtonStyle,
  ContainerBuilder,
  type Interaction,
  MessageFlags,
  ModalBuilder,
  TextDisplayBuilder,
  TextInputBuilder,
  TextInputStyle,
} from 'discord.js';
import { expect, it } from 'vitest';
import { startBot } from './discord/bot-fixture.js';

const ask = {
  name: 'ask',
  description: 'Asks',
  options: [{ type: ApplicationCommandOptionType.String, name: 'question', description: 'What', required: true }],
} as const;

const answer = (text: string) => ({
  flags: MessageFlags.IsComponentsV2 as const,
  components: [new ContainerBuilder().addTextDisplayComponents(new TextDisplayBuilder().setContent(text))],
});

const button = (customId: string) =>
  new ActionRowBuilder<ButtonBuilder>().addComponents(
    new ButtonBuilder().setCustomId(customId).setLabel('More').setStyle(ButtonStyle.Secondary),
  );

const only = <T extends Interaction>(interaction: Interaction, is: (one: Interaction) => one is T): T => {
  if (!is(interaction)) throw new Error(`Not the interaction awaited: ${interaction.type}`);
  return interaction;
};

it('lets a client log in, and shows it its guilds', async () => {
  const { client, guild, channel, discord } = await startBot();
  expect(client.user.id).toBe(discord.botId);
  expect(client.guilds.cache.get(guild.id)).toMatchObject({ name: 'Desk', preferredLocale: 'en-GB' });
  expect(client.channels.cache.has(channel.id)).toBe(true);
  expect(discord.gateway).toMatchObject({ identifies: 1, isConnected: true });
  expect(discord.callsTo('GET /gateway/bot')).toHaveLength(1);
});

it('carries a slash command and its answer', async () => {
  const { anna, channel, discord } = await startBot({
    commands: [ask],
    onInteraction: async (interaction) => {
      const command = only(interaction, (one) => one.isChatInputCommand());
      await command.reply(`${command.locale}: ${command.options.getString('question', true)}`);
    },
  });
  const interaction = await (await anna.command('ask', { question: 'Who?' }, { channel })).settled();
  expect(interaction).toMatchObject({ callback: { type: 4 }, isEphemeral: false, callbackAttempts: 1 });
  expect(interaction.callback?.afterMs).toBeLessThan(3000);
  expect(channel.lastMessage).toBe(interaction.original);
  expect(channel.lastMessage?.text).toBe('fr: Who?');
  expect(discord.registered().map(({ definition }) => definition.name)).toEqual(['ask']);
  expect(discord.registrations).toBe(1);
  expect(discord.refusals).toEqual([]);
});

it('lets a deferral be filled with components, privately when it was private', async () => {
  const { anna, channel, discord } = await startBot({
    commands: [ask],
    onInteraction: async (interaction) => {
      const command = only(interaction, (one) => one.isChatInputCommand());
      await command.deferReply({ flags: MessageFlags.Ephemeral });
      await command.editReply(answer('**Twelve** ships, @everyone.'));
      await command.followUp('And in public?');
    },
  });
  const interaction = await anna.command('ask', { question: 'How many?' }, { dm: true });
  await interaction.until(({ followUps }) => followUps.length === 1, 'a further message');
  expect(interaction).toMatchObject({ callback: { type: 5 }, isEphemeral: true });
  expect(interaction.original).toMatchObject({ text: '**Twelve** ships, @everyone.', isModern: true, versions: 2 });
  expect(interaction.original?.pings).toEqual({ everyone: false, roles: [], users: [] });
  expect(anna.dm.messages.map(({ text }) => text)).toEqual(['And in public?']);
  expect(channel.messages).toEqual([]);
  expect(discord.refusals).toEqual([]);
});

it('refuses a text that is too long, and takes a shorter one in its place', async () => {
  const { anna, channel, discord } = await startBot({
    commands: [ask],
    onInteraction: async (interaction) => {
      const command = only(interaction, (one) => one.isChatInputCommand());
      await command.deferReply();
      const texts = ['x'.repeat(2001), 'y'.repeat(2000)];
      const components = texts.map((text) => new TextDisplayBuilder().setContent(text));
      await command
        .editReply({ flags: MessageFlags.IsComponentsV2, components })
        .catch(() => command.editReply(answer('Shorter.')));
    },
  });
  const interaction = await (await anna.command('ask', { question: 'All?' }, { channel })).settled();
  expect(interaction.original?.text).toBe('Shorter.');
  expect(discord.refusals).toEqual([
    expect.objectContaining({
      status: 400,
      code: 50035,
      errors: {
        components: { _errors: [expect.objectContaining({ code: 'COMPONENT_DISPLAYABLE_TEXT_SIZE_EXCEEDED' })] },
      },
    }),
  ]);
});

it('carries what is typed, and the suggestions', async () => {
  const { anna, channel } = await startBot({
    commands: [{ ...ask, options: [{ ...ask.options[0], autocomplete: true }] }],
    onInteraction: async (interaction) => {
      const { options, respond } = only(interaction, (one) => one.isAutocomplete());
      const { name, value } = options.getFocused(true);
      await respond.call(interaction, [{ name: `${name}: ${value}…`, value: `${value}!` }]);
    },
  });
  const interaction = await anna.autocomplete('ask', { question: 'Gaz' }, { channel, focused: 'question' });
  expect((await interaction.answered()).choices).toEqual([{ name: 'question: Gaz…', value: 'Gaz!' }]);
});

it('carries a press of a button, which edits its message, and a modal with what was written', async () => {
  const { anna, channel, client, discord } = await startBot({
    onInteraction: async (interaction) => {
      if (interaction.isButton() && interaction.customId === 'more') {
        return interaction.update({ content: 'Two.', components: [button('why')] });
      }
      if (interaction.isButton()) {
        const input = new TextInputBuilder().setCustomId('reason').setStyle(TextInputStyle.Short).setLabel('Reason');
        const row = new ActionRowBuilder<TextInputBuilder>().addComponents(input);
        return interaction.showModal(new ModalBuilder().setCustomId('form').setTitle('Why?').addComponents(row));
      }
      const modal = only(interaction, (one) => one.isModalSubmit());
      return modal.reply({ content: modal.fields.getTextInputValue('reason'), flags: MessageFlags.Ephemeral });
    },
  });
  const target = await client.channels.fetch(channel.id);
  if (!target?.isSendable()) throw new Error('The channel is not there.');
  const { id } = await target.send({ content: 'One.', components: [button('more')] });
  const message = await discord.until(() => channel.messages.find((one) => one.id === id), 'the message');
  await (await anna.click(message, 'more')).answered();
  expect(message).toMatchObject({ text: 'Two.', versions: 2 });
  const opened = await (await anna.click(message, 'More')).answered();
  expect(opened.modal).toMatchObject({ custom_id: 'form', title: 'Why?' });
  const sent = await (await anna.submitModal('form', { reason: 'Old news' })).settled();
  expect(sent).toMatchObject({ isEphemeral: true, original: { text: 'Old news' } });
  await expect(anna.click(message, 'gone')).rejects.toThrow('no button "gone"');
});

it('carries a command on a message, with the text that the bot may not read otherwise', async () => {
  const texts: string[] = [];
  const { anna, channel } = await startBot({
    commands: [{ type: ApplicationCommandType.Message, name: 'Find sources' }],
    onInteraction: async (interaction) => {
      const command = only(interaction, (one) => one.isMessageContextMenuCommand());
      await command.reply(command.targetMessage.content);
    },
    onMessage: async (message) => texts.push(message.content),
  });
  const claim = await anna.write(channel, 'The port has closed.');
  const interaction = await (await anna.messageCommand('Find sources', claim)).settled();
  expect(interaction.original?.text).toBe('The port has closed.');
  expect(texts[0]).toBe('');
});

it('shows the text of a mention, of a reply that pings, and of a direct message, and of no other', async () => {
  const { anna, channel, discord } = await startBot({
    onMessage: async (message) => {
      if (message.author.bot) return;
      await message.reply(`<${message.content}>`);
    },
  });
  const replyAfter = async (count: number, place = channel) =>
    discord.until(() => (place.messages.length === count ? place.lastMessage : undefined), `${count} messages`);
  await anna.write(channel, 'Who?', { mentionsBot: true });
  const first = await replyAfter(2);
  expect(first.text).toBe(`<<@${discord.botId}> Who?>`);
  await anna.write(channel, 'And when?', { replyTo: first });
  expect((await replyAfter(4)).text).toBe('<And when?>');
  await anna.write(channel, 'And where?', { replyTo: first, ping: false });
  expect((await replyAfter(6)).text).toBe('<>');
  await anna.write(anna.dm, 'Hello');
  expect((await replyAfter(2, anna.dm)).text).toBe('<Hello>');
  expect(channel.messages.map(({ pings }) => pings.users)).toEqual([[discord.botId], [], [discord.botId], [], [], []]);
});

it('delivers an event twice, and refuses the second answer', async () => {
  let deliveries = 0;
  const { anna, channel, discord } = await startBot({
    commands: [ask],
    onInteraction: async (interaction) => {
      deliveries += 1;
      await only(interaction, (one) => one.isChatInputCommand()).reply('Once.');
    },
    onError: () => {},
  });
  const interaction = await (await anna.command('ask', { question: 'Again?' }, { channel })).settled();
  discord.deliverAgain(interaction);
  await interaction.until(({ callbackAttempts }) => callbackAttempts === 2, 'a second try');
  expect(deliveries).toBe(2);
  expect(channel.messages.map(({ text }) => text)).toEqual(['Once.']);
  expect(discord.refusals).toEqual([expect.objectContaining({ status: 400, code: 40060 })]);
});
