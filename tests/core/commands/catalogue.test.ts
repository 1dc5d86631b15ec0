import { describe, expect, it } from 'vitest';
import { catalogue } from '../../../src/core/commands/catalogue.js';
import { parseText } from '../../../src/core/commands/parse-text.js';
import { createRequest, createTestRun } from './request-fixture.js';

describe('the catalogue', () => {
  it('has every name once', () => {
    const names = catalogue.map(({ name }) => name);
    expect(new Set(names).size).toBe(names.length);
  });

  it.each(catalogue.map((command) => [command.name, command] as const))('describes %s', (name, command) => {
    expect(command.usage.split(' ')[0]).toBe(name);
    expect(command.summary).toMatch(/\S/);
    expect(command.examples.length).toBeGreaterThan(0);
    for (const example of command.examples) expect(example.split(' ')[0]).toBe(name);
    const names = command.arguments.map((argument) => argument.name);
    expect(new Set(names).size).toBe(names.length);
    for (const { summary } of command.arguments) expect(summary).toMatch(/\S/);
  });

  const described = catalogue.flatMap((command) => command.arguments.map((argument) => [command, argument] as const));

  it.each(described.map(([command, argument]) => [command.name, argument.name, argument] as const))(
    'takes for %s the argument %s as it is described, and nothing else',
    async (command, name, { type, isRepeatable }) => {
      const { run } = createTestRun();
      const sample = { text: 'strike', word: 'Ostrel', date: '2031-05-09', count: 3, switch: true }[type];
      const ask = (value: unknown) =>
        run(createRequest(command, { question: 'strike', query: 'strike', [name]: value }));
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
    expect(reply.commands.map(({ name }) => name)).toEqual(catalogue.map(({ name }) => name));
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
