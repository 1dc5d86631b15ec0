import { MessageFlags } from 'discord.js';
import { describe, expect, it } from 'vitest';
import { createArticle, PORT_ARTICLES } from '../core/corpus-fixture.js';
import { startBot, textOf } from './discord-bot.js';

const QUESTION = 'When did the bridge at Ostrel open?';
const SENTENCE = 'The new bridge at Ostrel opened to traffic on Friday after three years of work.';

/** Lets a run take until it is released. */
function createGate() {
  let release = () => {};
  const passed = new Promise<void>((resolve) => {
    release = resolve;
  });
  return { pass: () => passed, release: () => release() };
}

describe('/ask', () => {
  it('is answered at once, with the sentence, its source and day, for all to see', async () => {
    const { discord, channel, anna, services } = await startBot();
    const asked = await anna.command('ask', { question: QUESTION }, { channel });
    await asked.settled();
    expect(asked.callback?.type).toBe(4);
    expect(asked.isEphemeral).toBe(false);
    expect(asked.original?.isModern).toBe(true);
    expect(textOf(asked)).toContain('The articles state:');
    expect(textOf(asked)).toContain(SENTENCE);
    expect(textOf(asked)).toContain('Harbour Post, 2 May 2031');
    await discord.until(() => services.deliveries.length > 0, 'the place of the answer to be noted');
    expect(services.deliveries).toEqual([{ reply: 'reply-1', channel: channel.id, message: asked.original?.id }]);
    expect(discord.refusals).toEqual([]);
  });

  it('takes filters', async () => {
    const { channel, anna, requests } = await startBot();
    const asked = await anna.command(
      'ask',
      { question: 'Who spoke?', publisher: 'Northern Wire', since: '2031-05-20', person: 'Una Lind' },
      { channel },
    );
    await asked.settled();
    expect(requests[0]?.arguments).toMatchObject({
      publisher: 'Northern Wire',
      since: '2031-05-20',
      person: 'Una Lind',
    });
    expect(textOf(asked)).toContain('Only articles since 20 May 2031, with publisher “Northern Wire”');
  });

  it('is seen by the asker alone when it is private', async () => {
    const { channel, anna, services, adapter } = await startBot();
    const asked = await anna.command('ask', { question: QUESTION, private: true }, { channel });
    await asked.settled();
    await adapter.stop();
    expect(asked.isEphemeral).toBe(true);
    expect(channel.messages).toEqual([]);
    expect(services.deliveries).toEqual([]);
  });

  it.each([
    [false, 5],
    [true, 5],
  ])(
    'is deferred when the answer takes longer, private: %s, and filled in as it was asked',
    async (isPrivate, type) => {
      const gate = createGate();
      const { discord, channel, anna, services, adapter } = await startBot({
        before: gate.pass,
        timings: { answerAtOnceMs: 50 },
      });
      const asked = await anna.command('ask', { question: QUESTION, private: isPrivate }, { channel });
      await asked.answered();
      expect(asked.callback).toMatchObject({ type, data: isPrivate ? { flags: MessageFlags.Ephemeral } : undefined });
      gate.release();
      await asked.settled();
      expect(asked.isEphemeral).toBe(isPrivate);
      expect(textOf(asked)).toContain(SENTENCE);
      await adapter.stop();
      expect(services.deliveries).toHaveLength(isPrivate ? 0 : 1);
      expect(discord.refusals).toEqual([]);
    },
  );

  it('takes the deferral back when the answer is a failure, which only the asker sees', async () => {
    const gate = createGate();
    const { discord, channel, anna } = await startBot({ before: gate.pass, timings: { answerAtOnceMs: 50 } });
    const asked = await anna.command('ask', { question: 'Who?', since: 'yesterday' }, { channel });
    await asked.answered();
    gate.release();
    await asked.until(({ followUps }) => followUps.length === 1, 'the failure');
    expect(asked.original?.isDeleted).toBe(true);
    expect(asked.followUps[0]?.isEphemeral).toBe(true);
    expect(asked.followUps[0]?.text).toContain('since');
    expect(discord.refusals).toEqual([]);
  });

  it('tells the asker alone what is wrong with a question', async () => {
    const { channel, anna } = await startBot();
    const asked = await anna.command('ask', { question: 'Who?', until: '2031-13-45' }, { channel });
    await asked.settled();
    expect(asked.isEphemeral).toBe(true);
    expect(channel.messages).toEqual([]);
  });

  it('tells the asker alone, and kindly, that it was a lot at once', async () => {
    const { channel, anna } = await startBot({
      answer: ({ id }) => ({
        kind: 'failure',
        code: 'rate-limited',
        message: 'That was a lot at once: ask again in 12 seconds.',
        reference: id,
      }),
    });
    const asked = await anna.command('ask', { question: QUESTION }, { channel });
    await asked.settled();
    expect(asked.isEphemeral).toBe(true);
    expect(textOf(asked)).toBe('That was a lot at once: ask again in 12 seconds.');
  });

  it('says what is nearest when nothing answers, and which filter stands in the way', async () => {
    const { channel, anna } = await startBot();
    const asked = await anna.command('ask', { question: 'Who opened the bridge?', until: '2030' }, { channel });
    await asked.settled();
    expect(textOf(asked)).toContain('Searched: 12 articles');
    expect(textOf(asked)).toContain('Articles would match without until.');
  });

  it('is answered without buttons when the answer cannot be kept', async () => {
    const { discord, channel, anna, services } = await startBot();
    services.isDown = true;
    const asked = await anna.command('ask', { question: QUESTION }, { channel });
    await asked.settled();
    expect(textOf(asked)).toContain(SENTENCE);
    expect(asked.original?.buttons.filter(({ customId }) => customId !== undefined)).toEqual([]);
    expect(discord.refusals).toEqual([]);
  });
});

describe('the other commands', () => {
  it.each<[name: string, options: Readonly<Record<string, string>>, text: string]>([
    ['search', { query: 'ferry fares' }, '**1.** Ferry fares to Lunholm go up'],
    ['article', { id: 'ferry-fares-rise' }, '**2** A single ticket will cost 27 crowns.'],
    ['status', {}, 'Dateline 1.2.3'],
    ['help', {}, '`/ask`'],
  ])('/%s is answered', async (name, options, text) => {
    const { discord, channel, anna } = await startBot();
    const asked = await anna.command(name, options, { channel });
    await asked.settled();
    expect(textOf(asked)).toContain(text);
    expect(asked.isEphemeral).toBe(false);
    expect(discord.refusals).toEqual([]);
  });

  it('/article names the nearest id when there is none such', async () => {
    const { channel, anna } = await startBot();
    const asked = await anna.command('article', { id: 'ferry-fares' }, { channel });
    await asked.settled();
    expect(asked.isEphemeral).toBe(true);
    expect(textOf(asked)).toContain('ferry-fares-rise');
  });

  it('/forget deletes what is kept about the asker, and is nobody else’s business', async () => {
    const { channel, anna, services } = await startBot();
    await (await anna.command('ask', { question: QUESTION }, { channel })).settled();
    const asked = await anna.command('forget', {}, { channel });
    await asked.settled();
    expect(asked.isEphemeral).toBe(true);
    expect(textOf(asked)).toBe('Deleted: 1 reply.');
    expect(services.kept).toEqual([]);
  });
});

describe('Find sources', () => {
  it('looks for the sources of what a message says, for whoever asked alone', async () => {
    const { discord, channel, anna } = await startBot();
    const ben = discord.addUser({ name: 'ben' });
    const claim = await ben.write(channel, 'The bridge at Ostrel cost 14 million crowns!');
    const asked = await anna.messageCommand('Find sources', claim);
    await asked.settled();
    expect(asked.isEphemeral).toBe(true);
    expect(textOf(asked)).toContain('The bridge cost 14 million crowns, the Road Board said.');
    expect(discord.refusals).toEqual([]);
  });

  it('says kindly that it sees no text', async () => {
    const { discord, channel, anna } = await startBot();
    const asked = await anna.messageCommand('Find sources', await anna.write(channel, ''));
    await asked.settled();
    expect(asked.isEphemeral).toBe(true);
    expect(textOf(asked)).toContain('I see no text in that message');
    expect(discord.refusals).toEqual([]);
  });
});

describe('suggestions', () => {
  it.each<[option: string, typed: string, first: string]>([
    ['publisher', 'harb', 'Harbour Post'],
    ['topic', 'stri', 'strike'],
    ['person', 'una', 'Una Lind'],
    ['place', 'lunholn', 'Lunholm'],
  ])('for %s %s begin with %s', async (option, typed, first) => {
    const { discord, channel, anna } = await startBot();
    const values = { question: 'Who?', [option]: typed };
    const typing = await anna.autocomplete('ask', values, { channel, focused: option });
    await typing.answered();
    expect(typing.choices?.[0]?.name).toBe(first);
    expect(discord.refusals).toEqual([]);
  });

  it('come within 100 ms, letter after letter', async () => {
    const { channel, anna } = await startBot();
    const times: number[] = [];
    for (let length = 1; length <= 'lighthouse'.length; length += 1) {
      const values = { id: 'lighthouse'.slice(0, length) };
      const typing = await anna.autocomplete('article', values, { channel, focused: 'id' });
      await typing.answered();
      times.push(typing.callback?.afterMs ?? Number.POSITIVE_INFINITY);
    }
    // The very first one also opens the connection.
    expect(times.sort((a, b) => a - b).at(-2)).toBeLessThan(100);
  });

  it('for an article show its title and give its id', async () => {
    const { channel, anna } = await startBot();
    const typing = await anna.autocomplete('article', { id: 'lighthouse' }, { channel, focused: 'id' });
    await typing.answered();
    expect(typing.choices).toEqual([{ name: '2031-05-20 Lighthouse of Kell burns again', value: 'lamp-lit' }]);
  });

  it('that come too late do no harm', async () => {
    const { discord, channel, anna, log } = await startBot();
    discord.faults.status('POST /interactions/:interaction/:token/callback', 404);
    await anna.autocomplete('article', { id: 'l' }, { channel, focused: 'id' });
    const asked = await anna.command('help', {}, { channel });
    await asked.settled();
    expect(log.lines.filter(({ level }) => level === 'error' || level === 'warn')).toEqual([]);
  });
});

describe('places', () => {
  it('are a space each: a server knows nothing of another’s articles, in answers and suggestions', async () => {
    const secret = createArticle({
      id: 'secret-memo',
      title: 'Memo on the Quillon tunnel',
      published: '2031-06-20',
      publisher: 'Quillon Desk',
      body: 'The Quillon tunnel will open in March.',
    });
    const articles: Record<string, readonly (typeof secret)[]> = {};
    const { discord, guild, channel, anna } = await startBot({ articles });
    articles[`discord:guild:${guild.id}`] = [secret];
    const ask = { question: 'When will the Quillon tunnel open?' };
    const inside = await (await anna.command('ask', ask, { channel })).settled();
    expect(textOf(inside)).toContain('The Quillon tunnel will open in March.');
    const other = discord.addGuild({ name: 'Other' }).addChannel({ name: 'talk' });
    const outside = await (await anna.command('ask', ask, { channel: other })).settled();
    expect(textOf(outside)).not.toContain('March');
    const direct = await (await anna.command('ask', ask, { dm: true })).settled();
    expect(textOf(direct)).not.toContain('March');
    const typing = await anna.autocomplete('article', { id: 'quillon' }, { channel: other, focused: 'id' });
    await typing.answered();
    expect(typing.choices).toEqual([]);
  });

  it('are the person where only the person has installed the bot', async () => {
    const { discord, anna, requests } = await startBot();
    const ben = discord.addUser({ name: 'ben' });
    const foreign = discord.addGuild({ name: 'Foreign', botIsMember: false }).addChannel({ name: 'talk' });
    await (await anna.command('ask', { question: QUESTION }, { channel: foreign })).settled();
    await (
      await anna.command('ask', { question: QUESTION }, { channel: discord.addGroupMessage([anna, ben]) })
    ).settled();
    expect(requests.map(({ space }) => space)).toEqual([`discord:user:${anna.id}`, `discord:user:${anna.id}`]);
    expect(discord.refusals).toEqual([]);
  });

  it('tell who may manage what is shared there', async () => {
    const { guild, channel, anna, discord, requests } = await startBot();
    const chief = discord.addUser({ name: 'chief' });
    guild.addMember(chief, { permissions: 1n << 4n });
    await (await anna.command('help', {}, { channel })).settled();
    await (await chief.command('help', {}, { channel })).settled();
    await (await anna.command('help', {}, { dm: true })).settled();
    expect(requests.map(({ asker }) => asker.mayManage)).toEqual([false, true, true]);
  });
});

describe('an interaction that is delivered twice', () => {
  it('is answered once', async () => {
    const { discord, channel, anna, log } = await startBot();
    const asked = await anna.command('ask', { question: QUESTION }, { channel });
    await asked.settled();
    discord.deliverAgain(asked);
    await discord.until(
      () => log.lines.some(({ message }) => message === 'the interaction was delivered twice'),
      'the second delivery',
    );
    expect(asked.callbackAttempts).toBe(1);
    expect(channel.messages).toHaveLength(1);
  });
});

describe('text of articles and people', () => {
  it('pings nobody and is no markup', async () => {
    const { discord, channel, anna } = await startBot();
    const question = '@everyone <@1> **when** did the bridge at Ostrel open? https://evil.example ||x||';
    const asked = await anna.command('ask', { question }, { channel });
    await asked.settled();
    expect(asked.original?.pings).toEqual({ everyone: false, roles: [], users: [] });
    expect(textOf(asked)).toContain('\\@everyone \\<@1> \\*\\*when\\*\\*');
    expect(textOf(asked)).not.toContain('https://evil');
    expect(discord.refusals).toEqual([]);
  });
});

describe('the first response', () => {
  it('comes within a second to one question after the other', async () => {
    const { channel, anna } = await startBot();
    const times: number[] = [];
    for (const { title } of PORT_ARTICLES) {
      const asked = await anna.command('ask', { question: title }, { channel });
      await asked.settled();
      times.push(asked.callback?.afterMs ?? Number.POSITIVE_INFINITY);
    }
    expect(Math.max(...times)).toBeLessThan(1_000);
  });

  it('comes within three seconds to everybody when so many ask at once that answering takes longer', async () => {
    const { discord, channel } = await startBot({
      before: () => {
        const until = performance.now() + 30;
        while (performance.now() < until);
      },
    });
    const people = Array.from({ length: 100 }, (_, index) => discord.addUser({ name: `reader-${index}` }));
    const asked = await Promise.all(people.map((person) => person.command('help', {}, { channel })));
    await Promise.all(asked.map((one) => one.settled(20_000)));
    const types = new Set(asked.map(({ callback }) => callback?.type));
    expect(types).toEqual(new Set([4, 5]));
    expect(Math.max(...asked.map(({ callback }) => callback?.afterMs ?? Number.POSITIVE_INFINITY))).toBeLessThan(3_000);
    expect(discord.refusals).toEqual([]);
  });
});
