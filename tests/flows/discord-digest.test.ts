import { PermissionFlagsBits } from 'discord.js';
import { describe, expect, it, onTestFinished } from 'vitest';
import { createDiscordAdapter } from '../../src/adapters/discord/adapter.js';
import { createApp } from '../../src/app.js';
import { catalogue } from '../../src/core/commands/catalogue.js';
import { createDelivering } from '../../src/delivering.js';
import { Secret } from '../../src/lib/secret.js';
import { openStore } from '../../src/store/store.js';
import { createArticle } from '../core/corpus-fixture.js';
import { RecordingLog } from '../fakes/recording-log.js';
import { startWorld, textOf } from './discord-bot.js';
import { createFolder } from './run-command.js';

const DEFAULTS = { at: '08:00', zone: 'UTC' };
const LOADED = Date.parse('2031-05-01T07:00:00Z');
const MORNING = Date.parse('2031-05-02T08:30:00Z');
const NEXT_MORNING = Date.parse('2031-05-03T08:00:01Z');

/**
 * A whole bot on the starter corpus, connected to a Discord with somebody who may manage its channel. Their clock stands
 * still until it is moved.
 */
async function startWholeBot() {
  const clock = { ms: LOADED };
  const now = () => clock.ms;
  const world = await startWorld({ now });
  const { discord, guild } = world;
  const editor = discord.addUser({ name: 'editor' });
  guild.addMember(editor, { permissions: PermissionFlagsBits.ManageChannels });
  const folder = await createFolder({});
  onTestFinished(folder.remove);
  const log = new RecordingLog();
  const store = await openStore({ target: { kind: 'sqlite', folder: folder.path }, access: 'write', now, log });
  onTestFinished(() => store.close());
  let count = 0;
  const newId = () => {
    count += 1;
    return `id${count}`;
  };
  const app = await createApp({
    corpus: 'corpus',
    version: '1',
    log,
    state: { store, newId, newShortId: newId },
    digests: DEFAULTS,
    now,
  });
  // What was there from the beginning is not new to anybody.
  clock.ms = MORNING;
  const { services } = app;
  if (services === undefined) throw new Error('no services');
  const token = new Secret(discord.token);
  const adapter = createDiscordAdapter({
    token,
    apiUrl: discord.apiUrl,
    catalogue,
    services,
    log,
    newId,
    now,
  });
  const joined = {
    store,
    app,
    composer: app.composer,
    adapters: [adapter],
    defaults: DEFAULTS,
    newId,
    newReplyId: newId,
  };
  const delivering = await createDelivering({ ...joined, log, now, random: () => 0.5 });
  onTestFinished(() => adapter.stop());
  onTestFinished(() => delivering.stop());
  await adapter.start();
  const add = async (...articles: Parameters<typeof createArticle>[0][]) => {
    for (const article of articles.map(createArticle)) {
      await store.articles.add(article, ['*']);
      app.show(article, '*');
    }
  };
  const send = async () => {
    for (const { run } of delivering.jobs) await run();
  };
  return { ...world, editor, app, store, clock, add, send, log };
}

describe('the digest of 21 October 2023, from the starter corpus', () => {
  it('is a private message with every story, quoted word for word, counted and cited', async () => {
    const { discord, channel, anna, app } = await startWholeBot();
    const place = { channel, subcommand: 'preview' };
    const preview = await (await anna.command('digest', { day: '2023-10-21' }, place)).settled();
    expect(preview.isEphemeral).toBe(true);
    expect(textOf(preview)).toBe(
      [
        '### Digest of 21 October 2023',
        '-# 2 stories, the most widely reported first.',
        '**1. Update: First 20 aid trucks enter Gaza through Rafah, without fuel**',
        '-# 2 articles, 5 independent sources',
        '> “RAFAH, 21 October 2023 - A convoy of 20 trucks with food, water and medical supplies crossed from Egypt into the Gaza Strip on Saturday, the first aid to enter since the start of the war on 7 October.” **[1]**',
        '-# **[1]** Starter Corpus Desk, 21 October 2023. Based on: Azernews on the OCHA announcement; TRT; EIR News on Griffiths and Hamas statements',
        '**2. New: Cairo Summit for Peace closes without a joint statement**',
        '-# 1 article, 3 independent sources',
        "> “CAIRO, 21 October 2023 - Leaders and envoys from 31 countries met on Saturday in Egypt's New Administrative Capital at the Cairo Summit for Peace and parted without a joint final statement.” **[2]**",
        '-# **[2]** Starter Corpus Desk, 21 October 2023. Based on: Egyptian Streets; National News Agency (Lebanon), as carried by Cedar News; Egyptian presidential spokesman to Sky News Arabia, as carried by PledgeTimes',
      ].join('\n'),
    );
    const bodies = app.corpusArticles.map(({ body }) => body);
    const quoted = [...textOf(preview).matchAll(/^> “(.*)” \*\*\[\d+\]\*\*$/gm)].map(([, sentence = '']) => sentence);
    expect(quoted).toHaveLength(2);
    for (const sentence of quoted) expect(bodies.some((body) => body.includes(sentence))).toBe(true);
    expect(discord.refusals).toEqual([]);
  });

  it('opens each of its sources at what is quoted of it', async () => {
    const { discord, channel, anna } = await startWholeBot();
    const place = { channel, subcommand: 'preview' };
    const { original } = await (await anna.command('digest', { day: '2023-10-21' }, place)).settled();
    const [first] = original?.buttons.filter(({ label }) => label === 'Open') ?? [];
    if (original === undefined || first?.customId === undefined) throw new Error('nothing to open');
    const opened = await (await anna.click(original, first.customId)).settled();
    expect(opened.isEphemeral).toBe(true);
    expect(textOf(opened)).toContain('▶ **1** RAFAH, 21 October 2023 - A convoy of 20 trucks');
    expect(discord.refusals).toEqual([]);
  });
});

describe('a digest that a channel subscribed to', () => {
  it('comes the next morning with what was added, and tells of it once', async () => {
    const { discord, channel, editor, anna, clock, add, send } = await startWholeBot();
    const values = { at: '08:00', zone: 'UTC' };
    await (await editor.command('digest', values, { channel, subcommand: 'subscribe' })).settled();
    await send();
    await add({ id: 'zarn-ferry', title: 'Ferry of Zarnholm sinks', body: 'The ferry of Zarnholm sank on Friday.' });
    clock.ms = NEXT_MORNING;
    await send();
    await discord.until(() => channel.messages.length === 1, 'the digest');
    const message = channel.lastMessage;
    expect(message?.text).toContain('### Digest of 3 May 2031');
    expect(message?.text).toContain('> “The ferry of Zarnholm sank on Friday.” **[1]**');
    if (message === undefined) throw new Error('no digest');
    const about = await (await anna.click(message, 'Why am I seeing this?')).settled();
    expect(textOf(about)).toContain('/digest list');
    clock.ms += 24 * 3_600_000;
    await send();
    await discord.until(() => channel.messages.length === 2, 'the next digest');
    expect(channel.lastMessage?.text).toBe('**Digest of 4 May 2031:** Nothing new.');
    expect(discord.refusals).toEqual([]);
  });

  it('is in the channel once, although Discord lost the answer to it', async () => {
    const { discord, guild, channel, editor, clock, add, send, store } = await startWholeBot();
    const forum = guild.addChannel({ name: 'digests', kind: 'forum' });
    const place = { channel, subcommand: 'subscribe' };
    await (await editor.command('digest', { at: '08:00', zone: 'UTC', channel: forum }, place)).settled();
    await add({ id: 'zarn-ferry', title: 'Ferry of Zarnholm sinks', body: 'The ferry of Zarnholm sank on Friday.' });
    await send();
    clock.ms = NEXT_MORNING;
    discord.faults.loseResponse('POST /channels/:channel/threads');
    await send();
    await discord.until(() => forum.threads.length === 1, 'the digest');
    expect(forum.threads[0]?.name).toBe('Digest of 3 May 2031');
    const states = async () =>
      (await store.deliveries.list({ limit: 5 })).map(({ state, attempts }) => [state, attempts]);
    await expect.poll(states).toEqual([['planned', 1]]);
    clock.ms += 60_000;
    await send();
    await expect.poll(states).toEqual([['sent', 2]]);
    expect(forum.threads).toHaveLength(1);
    expect(discord.refusals).toEqual([]);
  });
});
