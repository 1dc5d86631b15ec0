import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { runForget } from '../../src/cli/forget.js';
import { createKept, GUILD } from '../contracts/store/samples.js';
import { createTestFolder, createTestSession, withTestStore } from './state-session.js';

describe('forget', () => {
  it('deletes what is kept about a person, and says how much', async () => {
    const data = join(await createTestFolder(), 'data');
    await withTestStore(data, async ({ replies, feedback }) => {
      await replies.keep(createKept('r1', { asker: 'discord:123' }));
      await replies.keep(createKept('r2', { asker: 'discord:123' }));
      await replies.keep(createKept('r3', { asker: 'slack:U123' }));
      await feedback.judge({ reply: 'r3', space: GUILD, asker: 'discord:123', isHelpful: false });
    });
    const session = await createTestSession({ DATA_DIR: data });
    expect(await runForget('discord', '123', session)).toEqual({
      kind: 'done',
      message: 'Deleted: 2 replies, 1 judgement of a reply.',
    });
    expect(await runForget('discord', '123', session)).toEqual({ kind: 'done', message: 'Nothing was kept.' });
    await withTestStore(data, async ({ replies }) => {
      expect(await replies.get('r3', GUILD)).toBeDefined();
    });
    expect(await runForget('slack', 'U123', session)).toMatchObject({ message: 'Deleted: 1 reply.' });
  });

  it.each([
    ['an unknown platform', 'irc', '123', 'There is no platform “irc”'],
    ['a platform in other letters', 'Discord', '123', 'There is no platform “Discord”'],
    ['a name', 'discord', 'ada', '“ada” is no user id of discord'],
    ['nothing', 'discord', '', 'is no user id'],
    ['a space', 'slack', 'U1 U2', '“U1 U2” is no user id of slack'],
  ])('takes %s for wrong usage', async (_, platform, user, message) => {
    const session = await createTestSession({ DATA_DIR: join(await createTestFolder(), 'data') });
    await expect(runForget(platform, user, session)).rejects.toMatchObject({
      code: 'bad-request',
      isMissing: false,
      message: expect.stringContaining(message),
    });
  });

  it('is refused while a bot runs on the folder', async () => {
    const data = join(await createTestFolder(), 'data');
    const session = await createTestSession({ DATA_DIR: data });
    await withTestStore(data, async () => {
      await expect(runForget('discord', '123', session)).rejects.toMatchObject({
        code: 'store-unavailable',
        message: expect.stringContaining(`pid ${process.pid}`),
      });
    });
  });
});
