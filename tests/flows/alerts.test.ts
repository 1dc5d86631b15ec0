import { writeFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import type { ArticleText } from '../core/corpus-fixture.js';
import { GUILD, openDigestDesk, type TestPlatform } from './digest-desk.js';
import { createFolder } from './run-command.js';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

const FLOOD: ArticleText = {
  id: 'flood',
  title: 'River floods lower town of Tolm',
  publisher: 'Harbour Post',
  published: '2031-05-01',
  places: ['Tolm'],
  body: 'The river Sarn flooded the lower town of Tolm on Thursday and 300 people left their homes.',
};
const FLOOD_AGAIN: ArticleText = {
  ...FLOOD,
  id: 'flood-again',
  publisher: 'Courier',
  title: 'Lower town of Tolm under water after river floods',
  body: 'The lower town of Tolm was under water on Thursday after the river Sarn flooded it, and people left their homes.',
};
const STRIKE: ArticleText = {
  id: 'strike',
  title: 'Quarry workers walk out',
  publisher: 'Courier',
  published: '2031-05-01',
  body: 'Two hundred quarry workers walked out over the pay for night shifts, their union said.',
};

function storiesOf({ posted }: TestPlatform): string[] {
  return posted.flatMap(({ reply }) =>
    reply.kind === 'digest' ? reply.stories.map(({ members }) => members[0]?.article ?? '') : [],
  );
}

describe('an alert', () => {
  it('tells of each story once, when it comes', async () => {
    const desk = await openDigestDesk();
    await desk.add({ ...STRIKE, id: 'before' });
    await desk.run('digest subscribe', { at: 'now' });
    await desk.pass(MINUTE_MS);
    await desk.add(FLOOD);
    await desk.pass(MINUTE_MS, 2_000);
    await desk.add(FLOOD_AGAIN);
    await desk.pass(HOUR_MS, MINUTE_MS);
    expect(storiesOf(desk.platform)).toEqual(['flood']);
    expect(desk.platform.posted).toMatchObject([
      { reply: { isAlert: true, stories: [{ mark: 'new', sentences: [{ text: FLOOD.body }] }] } },
    ]);
  });

  it('keeps to its topic', async () => {
    const desk = await openDigestDesk();
    await desk.run('digest subscribe', { at: 'now', topic: 'quarry' });
    await desk.pass(MINUTE_MS);
    await desk.add(FLOOD);
    await desk.add(STRIKE);
    await desk.pass(MINUTE_MS, 2_000);
    expect(storiesOf(desk.platform)).toEqual(['strike']);
  });

  it('waits for the end of the quiet hours', async () => {
    const desk = await openDigestDesk({ now: '2031-05-01T21:00:00Z' });
    await desk.run('digest subscribe', { at: 'now', zone: 'UTC', quiet: '22-07' });
    await desk.pass(2 * HOUR_MS, HOUR_MS);
    await desk.add(FLOOD);
    await desk.pass(10 * HOUR_MS, 30 * MINUTE_MS);
    expect(desk.platform.posted.map(({ at }) => new Date(at).toISOString())).toEqual(['2031-05-02T07:00:00.000Z']);
  });

  it('comes at most as often in an hour as the channel wishes, and none is lost', async () => {
    const desk = await openDigestDesk();
    await desk.run('digest subscribe', { at: 'now', limit: 1 });
    await desk.pass(MINUTE_MS);
    await desk.add(FLOOD);
    await desk.add(STRIKE);
    await desk.pass(30 * MINUTE_MS, MINUTE_MS);
    expect(desk.platform.posted).toHaveLength(1);
    await desk.pass(HOUR_MS, MINUTE_MS);
    expect(storiesOf(desk.platform).sort()).toEqual(['flood', 'strike']);
  });

  it('does not come for a story that is muted', async () => {
    const desk = await openDigestDesk();
    await desk.run('digest subscribe', { at: 'now' });
    await desk.store.told.mute(GUILD, '10', ['flood']);
    await desk.pass(MINUTE_MS);
    await desk.add(FLOOD);
    await desk.pass(HOUR_MS, MINUTE_MS);
    expect(desk.platform.posted).toEqual([]);
  });
});

describe('subscriptions of the configuration', () => {
  const entry = { space: GUILD, channel: '10', at: '08:00', zone: 'Europe/Paris' };

  async function openWithList(content: unknown) {
    const folder = await createFolder({ 'list.json': typeof content === 'string' ? content : JSON.stringify(content) });
    const file = `${folder.path}/list.json`;
    const desk = await openDigestDesk({ list: file });
    await desk.tick();
    return { desk, write: (changed: unknown) => writeFile(file, JSON.stringify(changed)), remove: folder.remove };
  }

  it('are those of the file, as it is now, and what people asked for stays', async () => {
    const { desk, write, remove } = await openWithList([
      entry,
      { space: GUILD, channel: '11', at: 'now', topic: 'strike' },
    ]);
    await desk.run('digest subscribe', { at: '09:00' }, '12');
    expect((await desk.store.subscriptions.list(GUILD)).map(({ channel, schedule }) => [channel, schedule])).toEqual(
      expect.arrayContaining([
        ['10', '08:00'],
        ['11', 'now'],
        ['12', '09:00'],
      ]),
    );
    await write([{ ...entry, at: '07:30' }]);
    await desk.tick();
    expect(
      (await desk.store.subscriptions.list(GUILD)).map(({ channel, schedule }) => [channel, schedule]).sort(),
    ).toEqual([
      ['10', '07:30'],
      ['12', '09:00'],
    ]);
    await remove();
  });

  it.each([
    ['no JSON', '{"space":'],
    ['no list', { space: GUILD }],
    ['an entry without a channel', [{ space: GUILD }]],
    ['a zone that is none', [{ ...entry, zone: 'Mars' }]],
    ['a space that is none', [{ ...entry, space: 'guild 1' }]],
    ['a word that nobody knows', [{ ...entry, colour: 'red' }]],
  ])('stay as they are when the file has %s, and the log says why', async (_, content) => {
    const { desk, remove } = await openWithList([entry]);
    const before = await desk.store.subscriptions.list(GUILD);
    expect(before).toHaveLength(1);
    await remove();
    const broken = await openWithList(content);
    expect(await broken.desk.store.subscriptions.list(GUILD)).toEqual([]);
    expect(broken.desk.log.lines).toContainEqual(
      expect.objectContaining({ level: 'error', message: expect.stringContaining('DIGEST_SUBSCRIPTIONS') }),
    );
    await broken.remove();
  });
});
