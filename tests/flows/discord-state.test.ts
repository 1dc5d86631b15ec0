import { describe, expect, it, onTestFinished } from 'vitest';
import { createDiscordAdapter } from '../../src/adapters/discord/adapter.js';
import { createChatServices } from '../../src/chat-services.js';
import { catalogue } from '../../src/core/commands/catalogue.js';
import { createKeepingRun } from '../../src/core/commands/keep.js';
import { createRun } from '../../src/core/commands/run.js';
import { createMiniSearchIndex } from '../../src/core/index/minisearch-index.js';
import { Libraries } from '../../src/core/libraries.js';
import { Secret } from '../../src/lib/secret.js';
import { openStore } from '../../src/store/store.js';
import { ALIASES, PORT_ARTICLES } from '../core/corpus-fixture.js';
import { FakeDigestKeeper } from '../fakes/digest-keeper.js';
import { FakeFeedKeeper } from '../fakes/feed-keeper.js';
import { RecordingLog } from '../fakes/recording-log.js';
import type { TestDiscord } from '../servers/discord/discord.js';
import { startWorld, textOf } from './discord-bot.js';
import { createFolder } from './run-command.js';

const QUESTION = 'When did the bridge at Ostrel open?';

/** A bot that keeps its state in a folder. */
async function startBotWithState(discord: TestDiscord, folder: string, prefix: string) {
  const log = new RecordingLog();
  const now = () => Date.now();
  const store = await openStore({ target: { kind: 'sqlite', folder }, access: 'write', now, log });
  const libraries = new Libraries(createMiniSearchIndex, ALIASES);
  for (const article of PORT_ARTICLES) libraries.shared.add(article);
  let count = 0;
  const newId = () => {
    count += 1;
    return `${prefix}-${count}`;
  };
  const run = createRun({
    libraryOf: (space) => libraries.of(space),
    memory: {
      replyOf: (id, space) => store.replies.get(id, space),
      judge: (judgement) => store.feedback.judge(judgement),
      forget: (asker) => store.people.forget(asker),
    },
    version: '1.2.3',
    log,
    platforms: () => [],
    problems: () => [],
  });
  const adapter = createDiscordAdapter({
    token: new Secret(discord.token),
    apiUrl: discord.apiUrl,
    catalogue,
    log,
    newId,
    now,
    services: createChatServices({
      run: createKeepingRun(run, { keeper: store.replies, newId, log }),
      libraries,
      feeds: new FakeFeedKeeper(),
      digests: new FakeDigestKeeper(),
      store,
      log,
    }),
  });
  let isStopped = false;
  const stop = async () => {
    if (isStopped) return;
    isStopped = true;
    await adapter.stop();
    await store.close();
  };
  onTestFinished(stop);
  await adapter.start();
  return { adapter, log, stop };
}

describe('a bot that keeps its state on disk', () => {
  it('goes on after a restart: buttons, follow-ups, and nothing answered twice', async () => {
    const folder = await createFolder({});
    onTestFinished(() => folder.remove());
    const { discord, channel, anna } = await startWorld();
    const first = await startBotWithState(discord, folder.path, 'first');
    const asked = await (await anna.command('ask', { question: QUESTION }, { channel })).settled();
    expect(asked.callback?.afterMs).toBeLessThan(3_000);
    await first.stop();

    const second = await startBotWithState(discord, folder.path, 'second');
    const answer = channel.lastMessage;
    if (answer === undefined) throw new Error('no answer');
    discord.deliverAgain(asked);
    const why = await (await anna.click(answer, 'Why this')).settled();
    expect(textOf(why)).toContain('What counted for each sentence');
    const helpful = await (await anna.click(answer, 'Helpful')).settled();
    expect(textOf(helpful)).toBe('Noted, thank you.');
    await anna.write(channel, 'And who cut the ribbon there?', { replyTo: answer });
    await discord.until(
      () => channel.lastMessage?.reference !== undefined && channel.lastMessage.isModern,
      'an answer',
    );
    expect(channel.lastMessage?.text).toContain('Taken from the conversation');
    expect(asked.callbackAttempts).toBe(1);
    const forgotten = await (await anna.command('forget', {}, { channel })).settled();
    expect(textOf(forgotten)).toBe('Deleted: 2 replies, 1 judgement of a reply.');
    expect(second.log.lines.filter(({ level }) => level === 'error')).toEqual([]);
    expect(discord.refusals).toEqual([]);
  });
});
