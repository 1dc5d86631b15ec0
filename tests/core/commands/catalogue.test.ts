import { describe, expect, it } from 'vitest';
import { catalogue } from '../../../src/core/commands/catalogue.js';
import { findCommand, flattenCommands } from '../../../src/core/commands/command.js';
import { parseText } from '../../../src/core/commands/parse-text.js';
import { FakeDigestKeeper } from '../../fakes/digest-keeper.js';
import { FakeFeedKeeper } from '../../fakes/feed-keeper.js';
import { createRequest, createTestRun } from './request-fixture.js';

const MANAGER = { id: 'somebody', mayManage: true };
/** What a command needs beside the argument that is looked at. */
const REQUIRED: Readonly<Record<string, object>> = {
  ask: { question: 'strike' },
  search: { query: 'strike' },
  'feed add': { url: 'https://post.example/rss' },
  'digest subscribe': { at: 'now' },
};
/** Words that mean something to their command. */
const WORDS: Readonly<Record<string, string>> = {
  embargo: '2h',
  url: 'https://post.example/rss',
  at: 'now',
  zone: 'Europe/Paris',
  quiet: '22-07',
};

describe('the catalogue', () => {
  it('has every name once', () => {
    const names = catalogue.map(({ name }) => name);
    expect(new Set(names).size).toBe(names.length);
  });

  const commands = flattenCommands(catalogue);

  it.each([...catalogue, ...commands].map((command) => [command.name, command] as const))(
    'describes %s',
    (name, command) => {
      expect(`${command.usage} `.startsWith(`${name} `)).toBe(true);
      expect(command.summary).toMatch(/\S/);
      expect(command.examples.length).toBeGreaterThan(0);
      for (const example of command.examples) expect(`${example} `.startsWith(`${name} `)).toBe(true);
      const names = command.arguments.map((argument) => argument.name);
      expect(new Set(names).size).toBe(names.length);
      for (const { summary } of command.arguments) expect(summary).toMatch(/\S/);
    },
  );

  it('says how to use a command that is nothing without a subcommand', async () => {
    expect(await createTestRun().run(createRequest('feed'))).toMatchObject({
      code: 'bad-request',
      message: expect.stringContaining('feed add URL'),
    });
  });

  it.each(['feed sell', 'feed add now', 'search add', 'sell'])('has no command %s', async (name) => {
    expect(findCommand(catalogue, name)).toBeUndefined();
    expect(await createTestRun().run(createRequest(name))).toMatchObject({ code: 'bad-request' });
  });

  const described = commands.flatMap((command) => command.arguments.map((argument) => [command, argument] as const));

  it.each(described.map(([command, argument]) => [command.name, argument.name, argument] as const))(
    'takes for %s the argument %s as it is described, and nothing else',
    async (command, name, { type, isRepeatable, range, choices }) => {
      const { run } = createTestRun({ feeds: new FakeFeedKeeper(), digests: new FakeDigestKeeper() });
      const sample =
        WORDS[name] ??
        choices?.[0] ??
        { text: 'strike', word: 'Ostrel', date: '2031-05-09', count: range?.[0] ?? 3, switch: true, channel: '123' }[
          type
        ];
      const ask = (value: unknown) =>
        run(createRequest(command, { ...REQUIRED[command], [name]: value }, { asker: MANAGER, channel: { id: '10' } }));
      const good = await ask(isRepeatable === true ? [sample] : sample);
      if (good.kind === 'failure') expect(good.isMissing).toBe(true);
      expect(await ask({ of: 'another type' })).toMatchObject({
        kind: 'failure',
        code: 'bad-request',
        message: expect.stringContaining(name),
      });
    },
  );

  it('shows help that can be typed', async () => {
    const reply = await createTestRun().run(createRequest('help'));
    if (reply.kind !== 'help') throw new Error('no help');
    expect(reply.commands.map(({ name }) => name)).toEqual(commands.map(({ name }) => name));
    expect(reply.commands.map(({ name }) => name)).toContain('feed add');
    expect(parseText('search fuel deliveries', catalogue, () => false).command).toBe('search');
  });
});

describe('status', () => {
  it('tells what is loaded, what could not be, and which platforms there are', async () => {
    expect(await createTestRun().run(createRequest('status'))).toMatchObject({
      kind: 'status',
      version: '1.2.3',
      articles: 12,
      publishers: 4,
      from: '2031-05-02',
      to: '2031-06-14',
      index: { engine: 'minisearch', articles: 12, problems: ['corpus/bad.md:2: the title is missing.'] },
      platforms: [{ platform: 'terminal', state: 'ready' }],
      feeds: [],
      feedCount: 0,
    });
  });

  it('shows twenty feeds of the space at most, those in trouble first, and how many there are', async () => {
    const feeds = new FakeFeedKeeper();
    for (let number = 1; number <= 22; number += 1) feeds.put('local', { id: `f${number}` });
    feeds.put('local', { id: 'failing', lastError: 'It is gone.' });
    feeds.put('local', { id: 'disabled', state: 'disabled' });
    feeds.put('slack:T1', { id: 'secret' });
    const reply = await createTestRun({ feeds }).run(createRequest('status'));
    if (reply.kind !== 'status') throw new Error('no status');
    expect(reply.feedCount).toBe(24);
    expect(reply.feeds.map(({ id }) => id)).toEqual([
      'disabled',
      'failing',
      ...Array.from({ length: 18 }, (_, index) => `f${index + 1}`),
    ]);
  });

  it('shows the rest when the feeds cannot be read, and says why', async () => {
    const feeds = new FakeFeedKeeper();
    feeds.isDown = true;
    expect(await createTestRun({ feeds }).run(createRequest('status'))).toMatchObject({
      kind: 'status',
      articles: 12,
      feeds: [],
      feedProblem: 'The disk is full.',
    });
  });
});

describe('article', () => {
  it('shows the whole article with its sentences numbered and its names as they are written', async () => {
    const reply = await createTestRun().run(createRequest('article', { id: ' bridge-opens ' }));
    if (reply.kind !== 'article') throw new Error('no article');
    expect(reply.article).toMatchObject({
      id: 'bridge-opens',
      people: ['Oona Lind (Una Lind)'],
      places: ['Ostrel'],
      sources: [{ name: 'Road Board' }, { name: 'City Hall' }],
    });
    expect(reply.sentences.map(({ sentence }) => sentence)).toEqual([1, 2, 3, 4]);
    expect(reply.sentences.map(({ paragraph }) => paragraph)).toEqual([1, 1, 2, 2]);
    for (const { start, end, text } of reply.sentences) expect(text).toBe(reply.article.body.slice(start, end));
    expect(reply.revisions).toMatchObject([{ revision: reply.article.revision }]);
  });
});
