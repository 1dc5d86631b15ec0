import { describe, expect, it } from 'vitest';
import { createArticle } from '../core/corpus-fixture.js';
import type { TestChannel } from '../servers/discord/channel.js';
import type { Interaction } from '../servers/discord/interaction.js';
import type { TestMessage } from '../servers/discord/message.js';
import type { TestUser } from '../servers/discord/person.js';
import { type BotOptions, createBot, startBot, textOf } from './discord-bot.js';

const WORKS = [
  'a new quay',
  'two cranes',
  'the old lock',
  'a fish hall',
  'the pilots’ tower',
  'a dry dock',
  'nine sheds',
  'the breakwater',
];

/** What each paper adds in words of its own, so that none is a copy of another. */
const ASIDES = [
  'Gulls were chased from the pile drivers with horns.',
  'Both came by barge from the yard in Ostmark and were painted yellow.',
  'Its gates date from the time of the great dyke and leak at high water.',
  'Traders complain that ice still has to be carried up the stairs.',
  'From the top one sees as far as the lightship on clear mornings.',
  'A tanker waits there for its new propeller until spring.',
  'Timber, salt and nets are kept in them, each under its own roof.',
  'Divers found the stump of a Roman mole while they laid the stones.',
];

/** Eight articles that each say one thing on the works at Velmora. */
const VELMORA = WORKS.map((work, index) =>
  createArticle({
    id: `velmora-${index + 1}`,
    title: `Works at Velmora, part ${index + 1}`,
    published: `2031-08-0${index + 1}`,
    publisher: `Paper ${index + 1}`,
    places: ['Velmora'],
    body: `Velmora built ${work} in week ${20 + index}, foreman number ${index} told the council of the town. ${ASIDES[index]}`,
  }),
);

/** A question with more than three sentences to its answer. */
const QUESTION = 'What did Velmora build?';

const startBotAtVelmora = (options: BotOptions = {}) => startBot({ ...options, everywhere: VELMORA });

async function ask(person: TestUser, channel: TestChannel, options: Readonly<Record<string, boolean>> = {}) {
  const asked = await person.command('ask', { question: QUESTION, ...options }, { channel });
  await asked.settled();
  return asked;
}

function messageOf(interaction: Interaction): TestMessage {
  if (interaction.original === undefined) throw new Error('no answer');
  return interaction.original;
}

/** The sentences that a message quotes. */
function quotedIn({ text }: TestMessage): string[] {
  return [...text.matchAll(/^> “(.*)” \*\*\[\d+\]\*\*$/gmu)].map(([, sentence = '']) => sentence);
}

async function press(person: TestUser, message: TestMessage, label: string): Promise<Interaction> {
  return (await person.click(message, label)).settled();
}

describe('More sentences', () => {
  it('shows the next ones to whoever presses, never one again, until there are no more', async () => {
    const { discord, channel, anna } = await startBotAtVelmora();
    const ben = discord.addUser({ name: 'ben' });
    let message = messageOf(await ask(anna, channel));
    const seen = quotedIn(message);
    while (message.buttons.some(({ label }) => label === 'More sentences')) {
      const pressed = await press(ben, message, 'More sentences');
      expect(pressed.isEphemeral).toBe(true);
      message = messageOf(pressed);
      seen.push(...quotedIn(message));
    }
    expect(seen.length).toBeGreaterThan(4);
    expect(new Set(seen).size).toBe(seen.length);
    expect(channel.messages).toHaveLength(1);
    expect(discord.refusals).toEqual([]);
  });
});

describe('the buttons of an answer', () => {
  it('"Why this" says what counted, to whoever presses', async () => {
    const { discord, channel, anna } = await startBotAtVelmora();
    const pressed = await press(anna, messageOf(await ask(anna, channel)), 'Why this');
    expect(pressed.isEphemeral).toBe(true);
    expect(textOf(pressed)).toMatch(/\*\*\[1\], sentence \d+\*\*\n[+−]\d\.\d\d /u);
    expect(discord.refusals).toEqual([]);
  });

  it('"Export" gives a Markdown file with every sentence and its exact place', async () => {
    const { discord, channel, anna, services } = await startBotAtVelmora();
    const pressed = await press(anna, messageOf(await ask(anna, channel)), 'Export');
    expect(pressed.isEphemeral).toBe(true);
    const [file] = messageOf(pressed).attachments;
    expect(file?.name).toBe('dateline-reply-1.md');
    const content = Buffer.from(file?.bytes ?? []).toString('utf8');
    const reply = services.kept[0]?.reply;
    if (reply?.kind !== 'answer') throw new Error('no answer was kept');
    for (const { text, revision, start, end } of reply.sentences) {
      expect(content).toContain(text);
      expect(content).toContain(`revision ${revision}`);
      expect(content).toContain(`characters ${start} to ${end}`);
    }
    expect(discord.refusals).toEqual([]);
  });

  it('"Helpful" is noted', async () => {
    const { guild, channel, anna, services } = await startBotAtVelmora();
    const pressed = await press(anna, messageOf(await ask(anna, channel)), 'Helpful');
    expect(textOf(pressed)).toBe('Noted, thank you.');
    expect(pressed.isEphemeral).toBe(true);
    expect(services.judgements).toEqual([
      { reply: 'reply-1', space: `discord:guild:${guild.id}`, asker: `discord:${anna.id}`, isHelpful: true },
    ]);
  });

  it('"Not helpful" is noted at once, and again with the reason that a modal asks for', async () => {
    const { discord, channel, anna, services } = await startBotAtVelmora();
    const pressed = await press(anna, messageOf(await ask(anna, channel)), 'Not helpful');
    expect(pressed.callback?.type).toBe(9);
    expect(services.judgements).toMatchObject([{ isHelpful: false }]);
    expect(services.judgements[0]).not.toHaveProperty('reason');
    const sent = await (await anna.submitModal('reason:reply-1', { reason: 'It is *old* news.' })).settled();
    expect(textOf(sent)).toBe('Noted, thank you.');
    expect(sent.isEphemeral).toBe(true);
    expect(services.judgements[1]).toMatchObject({ isHelpful: false, reason: 'It is *old* news.' });
    expect(discord.refusals).toEqual([]);
  });

  it('"Not helpful" may be sent without a reason', async () => {
    const { channel, anna, services, discord } = await startBotAtVelmora();
    await press(anna, messageOf(await ask(anna, channel)), 'Not helpful');
    await (await anna.submitModal('reason:reply-1', {})).settled();
    expect(services.judgements[1]).not.toHaveProperty('reason');
    expect(discord.refusals).toEqual([]);
  });

  it('"Show to channel" shows a private answer to all, once, with its question, and it can be followed up', async () => {
    const { discord, channel, anna, services, requests } = await startBotAtVelmora();
    const asked = await ask(anna, channel, { private: true });
    const pressed = await press(anna, messageOf(asked), 'Show to channel');
    expect(pressed.isEphemeral).toBe(false);
    expect(channel.messages).toHaveLength(1);
    const shown = messageOf(pressed);
    expect(shown.text).toContain(QUESTION);
    expect(shown.text).toContain(`Shown by <@${anna.id}>`);
    expect(shown.pings.users).toEqual([]);
    expect(shown.buttons.map(({ label }) => label)).not.toContain('Show to channel');
    await discord.until(() => services.deliveries.length === 1, 'its place to be noted');
    const ben = discord.addUser({ name: 'ben' });
    await ben.write(channel, 'And how did it end?', { replyTo: shown });
    await discord.until(() => services.deliveries.length === 2, 'an answer');
    expect(requests.at(-1)?.thread).toBe(`discord:interaction:${asked.id}`);
    expect(discord.refusals).toEqual([]);
  });

  it('"Open" shows the article in place, with what was quoted marked', async () => {
    const { discord, channel, anna } = await startBotAtVelmora();
    const pressed = await press(anna, messageOf(await ask(anna, channel)), 'Open');
    expect(pressed.isEphemeral).toBe(true);
    expect(textOf(pressed)).toMatch(/^### /);
    expect(textOf(pressed)).toMatch(/^▶ \*\*\d+\*\* /mu);
    expect(discord.refusals).toEqual([]);
  });

  it('and its select open any article that it names', async () => {
    const { discord, channel, anna } = await startBotAtVelmora();
    const message = messageOf(await ask(anna, channel));
    const select = message.parts.find((part) => 'options' in part);
    if (select === undefined || !('options' in select)) throw new Error('no select');
    for (const { label, value } of select.options) {
      const opened = await (await anna.select(message, 'pick:reply-1', [value])).settled();
      expect(opened.isEphemeral).toBe(true);
      expect(textOf(opened)).toContain(`### ${label}`);
    }
    expect(discord.refusals).toEqual([]);
  });
});

describe('a long article', () => {
  const long = createArticle({
    id: 'long-read',
    title: 'The long read on Quillon',
    published: '2031-07-01',
    body: Array.from(
      { length: 60 },
      (_, index) => `Quillon built house number ${index} in the spring, ${'and then another one '.repeat(8)}.`,
    ).join('\n\n'),
  });

  it('is read page by page in one private message, each sentence once', async () => {
    const articles: Record<string, readonly (typeof long)[]> = {};
    const { discord, guild, channel, anna } = await startBotAtVelmora({ articles });
    articles[`discord:guild:${guild.id}`] = [long];
    const asked = await anna.command('article', { id: 'long-read' }, { channel });
    let message = messageOf(await asked.settled());
    const pages = [message.text];
    const first = await press(anna, message, 'Next page');
    // From a message for all the next page is a private one; from then on it is turned in place.
    expect(first.isEphemeral).toBe(true);
    expect(first.callback?.type).toBe(4);
    message = messageOf(first);
    pages.push(message.text);
    while (message.buttons.some(({ label }) => label === 'Next page')) {
      const next = await press(anna, message, 'Next page');
      expect(next.callback?.type).toBe(7);
      expect(next.original?.id).toBe(message.id);
      pages.push(message.text);
    }
    expect(pages.length).toBeGreaterThan(2);
    const numbers = [...pages.join('\n').matchAll(/^\*\*(\d+)\*\* /gmu)].map(([, number]) => Number(number));
    expect(numbers).toEqual(Array.from({ length: 60 }, (_, index) => index + 1));
    expect(discord.refusals).toEqual([]);
  });

  it('opens at what was quoted of it', async () => {
    const articles: Record<string, readonly (typeof long)[]> = {};
    const { discord, guild, channel, anna } = await startBotAtVelmora({ articles });
    articles[`discord:guild:${guild.id}`] = [long];
    const asked = await anna.command('ask', { question: 'When did Quillon build house number 57?' }, { channel });
    const message = messageOf(await asked.settled());
    expect(quotedIn(message)[0]).toContain('number 57');
    const opened = await press(anna, message, 'Open');
    expect(textOf(opened)).toContain('▶ **58** Quillon built house number 57');
    expect(textOf(opened)).toMatch(/Page [2-9]/);
    await press(anna, messageOf(opened), 'Previous page');
    expect(textOf(opened)).not.toContain('number 57');
    expect(discord.refusals).toEqual([]);
  });
});

describe('More articles', () => {
  it('lists the next ones, never one again', async () => {
    const { discord, channel, anna } = await startBotAtVelmora();
    const asked = await anna.command('search', { query: 'Velmora' }, { channel });
    let message = messageOf(await asked.settled());
    const numbers = () => [...message.text.matchAll(/^\*\*(\d+)\.\*\*/gmu)].map(([, number]) => Number(number));
    const seen = numbers();
    while (message.buttons.some(({ label }) => label === 'More articles')) {
      message = messageOf(await press(anna, message, 'More articles'));
      seen.push(...numbers());
    }
    expect(seen).toEqual(Array.from({ length: seen.length }, (_, index) => index + 1));
    expect(seen.length).toBeGreaterThan(5);
    expect(discord.refusals).toEqual([]);
  });
});

describe('buttons', () => {
  it('work after a restart', async () => {
    const first = await startBotAtVelmora();
    const { discord, channel, anna, services } = first;
    const message = messageOf(await ask(anna, channel));
    await first.adapter.stop();
    await createBot(discord, { services }).adapter.start();
    const pressed = await press(anna, message, 'More sentences');
    expect(quotedIn(messageOf(pressed)).length).toBeGreaterThan(0);
    expect(discord.refusals).toEqual([]);
  });

  it.each(['More sentences', 'Why this', 'Export', 'Helpful', 'Not helpful', 'Open'])(
    'whose answer is not kept any more say kindly to ask again: %s',
    async (label) => {
      const { discord, channel, anna, services } = await startBotAtVelmora();
      const message = messageOf(await ask(anna, channel));
      services.kept.splice(0);
      const pressed = await press(anna, message, label);
      expect(pressed.isEphemeral).toBe(true);
      expect(textOf(pressed)).toBe('This answer is no longer kept: ask the question again.');
      expect(discord.refusals).toEqual([]);
    },
  );

  it('that are pressed while the answer takes a while are deferred and answered later', async () => {
    let passes = Promise.resolve();
    let release = () => {};
    const { discord, channel, anna } = await startBotAtVelmora({
      before: () => passes,
      timings: { answerAtOnceMs: 50 },
    });
    const message = messageOf(await ask(anna, channel));
    passes = new Promise((resolve) => {
      release = resolve;
    });
    const pressed = await anna.click(message, 'More sentences');
    await pressed.answered();
    expect(pressed.callback).toMatchObject({ type: 5, data: { flags: 64 } });
    release();
    await pressed.settled();
    expect(quotedIn(messageOf(pressed)).length).toBeGreaterThan(0);
    expect(discord.refusals).toEqual([]);
  });
});
