import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { runFeed } from '../../src/cli/feed.js';
import { feedCommands } from '../../src/core/commands/feed.js';
import { createTestFolder, createTestSession, type TestSession, withTestStore } from './state-session.js';

const URL = 'https://post.example/rss';

function run(name: string, args: Readonly<Record<string, unknown>>, session: TestSession, space?: string) {
  const command = feedCommands.find((one) => one.name === name);
  if (command === undefined) throw new Error(`There is no feed ${name}.`);
  return runFeed(command, args, space, session);
}

async function createSession() {
  const data = join(await createTestFolder(), 'data');
  return { data, session: await createTestSession({ DATA_DIR: data }) };
}

describe('feed on the command line', () => {
  it('adds, lists and removes feeds of the space local', async () => {
    const { session } = await createSession();
    const added = await run('add', { url: URL, excerpt: '400', embargo: '2h' }, session);
    if (added.kind !== 'feeds') throw new Error('nothing was added');
    const [feed] = added.feeds;
    expect(added.message).toContain('as soon as the bot runs');
    expect(feed).toMatchObject({
      url: URL,
      state: 'active',
      excerptChars: 400,
      embargoMs: 7_200_000,
      addedBy: 'local',
    });
    expect(await run('add', { url: URL }, session)).toMatchObject({ message: 'This space reads it already.' });
    expect(await run('list', {}, session)).toMatchObject({ kind: 'feeds', feeds: [{ id: feed?.id }] });
    expect(await run('remove', { id: feed?.id }, session)).toMatchObject({ kind: 'done' });
    expect(await run('list', {}, session)).toEqual({ kind: 'feeds', feeds: [] });
  });

  it('keeps spaces apart, and * is all', async () => {
    const { session } = await createSession();
    await run('add', { url: `${URL}/1` }, session, 'slack:T1');
    await run('add', { url: `${URL}/2` }, session, '*');
    expect(await run('list', {}, session, 'slack:T1')).toMatchObject({ feeds: [{}, {}] });
    expect(await run('list', {}, session, 'discord:guild:5')).toMatchObject({ feeds: [{ url: `${URL}/2` }] });
    expect(await run('list', {}, session, '*')).toMatchObject({ feeds: [{ url: `${URL}/2` }] });
  });

  it('lists beside a running bot, and is refused a change', async () => {
    const { data, session } = await createSession();
    await run('add', { url: URL }, session);
    await withTestStore(data, async () => {
      expect(await run('list', {}, session)).toMatchObject({ feeds: [{ url: URL }] });
      const refused = { code: 'store-unavailable', message: expect.stringContaining(String(process.pid)) };
      await expect(run('add', { url: `${URL}/2` }, session)).rejects.toMatchObject(refused);
      await expect(run('remove', { id: 'x' }, session)).rejects.toMatchObject(refused);
    });
  });

  it('lists none and makes no state when nothing was kept yet', async () => {
    const { data, session } = await createSession();
    expect(await run('list', {}, session)).toEqual({ kind: 'feeds', feeds: [] });
    expect(existsSync(data)).toBe(false);
  });

  it.each(['everybody', 'discord:5', 'slack:', 'LOCAL'])('has no space %s', async (space) => {
    const { data, session } = await createSession();
    await expect(run('add', { url: URL }, session, space)).rejects.toMatchObject({
      code: 'bad-request',
      isMissing: false,
      message: expect.stringContaining(`“${space}” is no space`),
    });
    expect(existsSync(data)).toBe(false);
  });

  it('tells a mistyped id from wrong usage', async () => {
    const { session } = await createSession();
    await expect(run('remove', { id: 'nothing' }, session)).rejects.toMatchObject({ isMissing: true });
    await expect(run('remove', {}, session)).rejects.toMatchObject({ code: 'bad-request', isMissing: false });
  });

  it('keeps away from the state with --corpus', async () => {
    const session = await createTestSession({}, { usesState: false });
    await expect(run('list', {}, session)).rejects.toMatchObject({ code: 'bad-request' });
  });
});
