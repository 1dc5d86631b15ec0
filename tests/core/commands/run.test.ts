import { describe, expect, it } from 'vitest';
import { BotError } from '../../../src/core/errors.js';
import { Library } from '../../../src/core/library.js';
import type { CandidateIndex } from '../../../src/core/ports.js';
import { REPLY_SCHEMA, type Reply, toReplyJson } from '../../../src/core/reply.js';
import { ALIASES, createLibrary, PORT_ARTICLES } from '../corpus-fixture.js';
import { createRequest, createTestRun } from './request-fixture.js';

/** An index that works until it is asked. */
function createBrokenIndex(error: unknown): CandidateIndex {
  return {
    engine: 'broken',
    add: () => {},
    remove: () => {},
    propose: () => {
      throw error;
    },
  };
}

function createBrokenRun(error: unknown) {
  const library = new Library(createBrokenIndex(error), ALIASES);
  for (const article of PORT_ARTICLES) library.add(article);
  return createTestRun({ libraryOf: () => library });
}

const run = async (...request: Parameters<typeof createRequest>): Promise<Reply> =>
  createTestRun().run(createRequest(...request));

describe('a request', () => {
  it.each<[command: string, args: Record<string, unknown>, reply: object]>([
    ['ask', { question: 'Who cut the ribbon at the bridge?' }, { kind: 'answer', certainty: 'stated' }],
    ['ask', { question: 'xylophone' }, { kind: 'no-match', reason: 'no-candidate' }],
    ['ask', {}, { kind: 'no-match', reason: 'empty-question' }],
    ['search', { query: 'strike', limit: 2 }, { kind: 'articles', hits: [{}, {}] }],
    ['search', { query: 'strike', limit: '1' }, { kind: 'articles', hits: [{}] }],
    ['article', { id: 'lamp-lit' }, { kind: 'article', article: { id: 'lamp-lit' } }],
    ['status', {}, { kind: 'status', version: '1.2.3', articles: 12 }],
    ['help', {}, { kind: 'help' }],
  ])('%s %j gets its reply', async (command, args, reply) => {
    expect(await run(command, args)).toMatchObject(reply);
  });

  it('gets its question back as it was asked, with its filters', async () => {
    expect(await run('ask', { question: 'strike  topic:strike' })).toMatchObject({ question: 'strike  topic:strike' });
  });

  it.each<[args: Record<string, unknown>, understood: object]>([
    [{ since: '2031-05' }, { since: '2031-05-01' }],
    [{ until: '2031-05-09' }, { until: '2031-05-09' }],
    [{ on: '2031-05-09' }, { since: '2031-05-09', until: '2031-05-09' }],
    [{ publisher: 'Harbour Post' }, { publisher: 'Harbour Post' }],
    [{ topic: 'strike' }, { topic: 'strike' }],
    [{ place: 'Ostrel' }, { place: 'Ostrel' }],
    [{ person: 'Bossu' }, { person: 'Bossu' }],
  ])('is filtered by %j', async (args, understood) => {
    expect(await run('ask', { question: 'strike', ...args })).toMatchObject({ understood });
  });

  it('continues its conversation, and the turns it brings', async () => {
    const question = { question: 'And why?' };
    const earlier = ['Who resigned as mayor of Ostrel?'];
    for (const reply of [
      await run('ask', question, { conversation: earlier }),
      await run('ask', { ...question, context: earlier }),
    ]) {
      expect(reply).toMatchObject({ kind: 'answer', understood: { about: expect.stringContaining('mayor') } });
    }
  });

  it('explains, limits and takes words as typed when told to', async () => {
    expect(await run('ask', { question: 'strike', explain: true, limit: 1 })).toMatchObject({ explain: [{}] });
    expect(await run('ask', { question: 'the lighthouze', exact: true })).toMatchObject({ kind: 'no-match' });
  });
});

describe('a bad request', () => {
  it.each<[command: string, args: Record<string, unknown>, parts: string[]]>([
    ['ask', { question: 'x'.repeat(2001) }, ['question', '2,000', 'Usage: ask QUESTION']],
    ['ask', { question: 7 }, ['question', 'Usage: ask']],
    ['ask', { question: 'strike', limit: 0 }, ['limit', 'from 1 to', 'Usage: ask']],
    ['ask', { question: 'strike', limit: 999 }, ['limit', 'Usage: ask']],
    ['ask', { question: 'strike', limit: 1.5 }, ['limit', 'Usage: ask']],
    ['ask', { question: 'strike', limit: 'many' }, ['limit', 'Usage: ask']],
    ['ask', { question: 'strike', topic: ['a'] }, ['topic', 'Usage: ask']],
    ['ask', { question: 'strike', topic: 'x'.repeat(201) }, ['topic', 'Usage: ask']],
    ['ask', { question: 'strike', explain: 'yes' }, ['explain', 'Usage: ask']],
    ['ask', { question: 'strike', context: ['x'.repeat(2001)] }, ['context', 'Usage: ask']],
    ['ask', { question: 7, limit: 0 }, ['question', 'limit']],
    ['ask', { question: 'strike', since: '2031-02-30' }, ['since', '2031-02-30']],
    ['ask', { question: 'strike', since: '2031-06', until: '2031-05' }, ['since', 'until']],
    ['ask', { question: 'strike since:2031-06', until: '2031-05' }, ['since', 'until']],
    ['ask', { question: 'strike on:yesterday' }, ['on', 'yesterday']],
    ['search', { query: 'strike', limit: 101 }, ['limit', 'from 1 to 100', 'Usage: search QUERY']],
    ['search', { query: null }, ['query', 'Usage: search']],
    ['article', {}, ['id', 'Usage: article ID']],
    ['article', { id: '  ' }, ['id', 'Usage: article ID']],
    ['article', { id: 'x'.repeat(301) }, ['id', 'Usage: article ID']],
    ['frobnicate', {}, ['frobnicate', 'help']],
    ['', {}, ['help']],
    ['constructor', {}, ['constructor', 'help']],
  ])('%s %j fails and says what is wrong', async (command, args, parts) => {
    const reply = await run(command, args);
    expect(reply).toMatchObject({ kind: 'failure', code: 'bad-request', reference: 'ref-1' });
    const message = reply.kind === 'failure' ? reply.message : '';
    for (const part of parts) expect(message).toContain(part);
    expect(message).not.toMatch(/\n +at /);
    expect(reply).not.toHaveProperty('isMissing');
  });

  it.each<[id: string, suggestion: string]>([
    ['lamp-litt', 'lamp-lit'],
    ['fish', 'fish-count'],
    ['quite-another-thing', 'search'],
  ])('for an article %s that is not there suggests %s', async (id, suggestion) => {
    expect(await run('article', { id })).toMatchObject({
      kind: 'failure',
      code: 'bad-request',
      isMissing: true,
      message: expect.stringContaining(suggestion),
    });
  });

  it('is logged as an outcome, not as an error', async () => {
    const { run: runIt, log } = createTestRun();
    await runIt(createRequest('ask', { question: 'strike', limit: 0 }));
    const loud = log.lines.filter(({ level }) => level !== 'debug');
    expect(loud).toMatchObject([{ level: 'info', fields: { request: 'ref-1', code: 'bad-request' } }]);
  });
});

describe('what goes wrong inside', () => {
  it.each([new TypeError('secret inner words'), 'a thrown text', undefined])(
    'becomes an internal failure whose reference is in the log, once: %s',
    async (error) => {
      const { run: runIt, log } = createBrokenRun(error);
      const reply = await runIt(createRequest('ask', { question: 'strike' }, { id: 'ref-77' }));
      expect(reply).toMatchObject({ kind: 'failure', code: 'internal', reference: 'ref-77' });
      expect(reply.kind === 'failure' ? reply.message : '').toContain('ref-77');
      expect(JSON.stringify(reply)).not.toContain('inner words');
      const loud = log.lines.filter(({ level }) => level !== 'debug');
      expect(loud).toMatchObject([{ level: 'error', fields: { request: 'ref-77', command: 'ask', err: error } }]);
    },
  );

  it('keeps the code and the words of a failure that is meant for the asker', async () => {
    const { run: runIt } = createBrokenRun(
      new BotError('index-loading', 'The articles are being read: ask in a minute.'),
    );
    expect(await runIt(createRequest('ask', { question: 'strike' }))).toEqual({
      kind: 'failure',
      code: 'index-loading',
      message: 'The articles are being read: ask in a minute.',
      reference: 'ref-1',
    });
  });
});

describe('the log', () => {
  it.each<[command: string, args: Record<string, unknown>]>([
    ['ask', { question: 'Who cut the ribbon at the bridge?', person: 'Oona Lind' }],
    ['ask', { question: 'xylophone ribbon', since: '2040' }],
    ['ask', { question: 'ribbon', limit: 0 }],
    ['search', { query: 'ribbon' }],
    ['frobnicate', { question: 'ribbon' }],
  ])('has one line for %s %j, and the words of the asker at debug only', async (command, args) => {
    const { run: runIt, log } = createTestRun();
    await runIt(createRequest(command, args, { conversation: ['the ribbon'] }));
    const loud = log.lines.filter(({ level }) => level !== 'debug');
    expect(loud).toHaveLength(1);
    expect(loud).toMatchObject([{ fields: { request: 'ref-1', command, space: 'local' } }]);
    expect(JSON.stringify(loud)).not.toMatch(/ribbon|Oona/);
    expect(JSON.stringify(log.lines)).toContain('ribbon');
  });
});

describe('toReplyJson', () => {
  it('names the schema first in every reply', async () => {
    for (const reply of [
      await run('ask', { question: 'strike' }),
      await run('ask', { question: '' }),
      await run('search', { query: 'strike' }),
      await run('article', { id: 'lamp-lit' }),
      await run('article', { id: 'no-such-article' }),
      await run('status'),
      await run('help'),
      await run('frobnicate'),
    ]) {
      const [first] = Object.entries(toReplyJson(reply));
      expect(first).toEqual(['schema', REPLY_SCHEMA]);
      expect(toReplyJson(reply)).toMatchObject({ kind: reply.kind });
    }
  });

  it('leaves out the mark that only adapters need', async () => {
    const missing = await run('article', { id: 'no-such-article' });
    expect(missing).toHaveProperty('isMissing', true);
    expect(toReplyJson(missing)).not.toHaveProperty('isMissing');
    expect(toReplyJson(missing)).toHaveProperty('reference');
  });

  it('has no absent fields, and survives being written and read', async () => {
    const json = toReplyJson(await run('ask', { question: 'Who lit the lamp?', explain: true }));
    expect(JSON.parse(JSON.stringify(json))).toEqual(json);
  });
});

describe('two runs', () => {
  it('share nothing', async () => {
    const library = createLibrary([]);
    const [one, other] = [createTestRun({ libraryOf: () => library }), createTestRun()];
    expect(await one.run(createRequest('ask', { question: 'strike' }))).toMatchObject({ kind: 'no-match' });
    expect(await other.run(createRequest('ask', { question: 'strike' }))).toMatchObject({ kind: 'answer' });
  });

  it('of one library under way together have their own replies', async () => {
    const { run: runIt } = createTestRun();
    const questions = ['strike', 'bridge', 'herring', 'lighthouse'];
    const replies = await Promise.all(questions.map((question) => runIt(createRequest('ask', { question }))));
    expect(replies.map(({ question }) => question)).toEqual(questions);
  });
});
