import { describe, expect, it } from 'vitest';
import { catalogue } from '../../../src/core/commands/catalogue.js';
import { createRun } from '../../../src/core/commands/run.js';
import type { AnswerReply } from '../../../src/core/reply.js';
import { RecordingLog } from '../../fakes/recording-log.js';
import { askForAnswer, createArticle, createLibrary } from '../corpus-fixture.js';

/** Three counts of the same thing, told in an order that is not that of the days. */
const COUNTS = [
  ['late', '2031-08-20', 'The Sea Institute counted 52,000 eels in the lagoon on 20 August.'],
  ['early', '2031-08-01', 'The Sea Institute counted 31,000 eels in the lagoon on 1 August.'],
  ['middle', '2031-08-10', 'The Sea Institute counted 44,000 eels in the lagoon on 10 August.'],
].map(([id = '', published = '', body = '']) =>
  createArticle({ id, title: 'Eels in the lagoon', published, body: `${body} They feed at night.` }),
);

const answerTo = async (question: string): Promise<AnswerReply> => {
  const library = createLibrary();
  const run = createRun({
    libraryOf: () => library,
    version: 'test',
    log: new RecordingLog(),
    platforms: () => [],
    problems: () => [],
  });
  const reply = await run({
    id: 'r1',
    command: catalogue[0]?.name ?? '',
    arguments: { question },
    asker: { id: 'a', mayManage: false },
    space: 'local',
    conversation: [],
  });
  if (reply.kind !== 'answer') throw new Error(`not answered: ${JSON.stringify(reply)}`);
  return reply;
};

describe('a course of events', () => {
  it('is answered by sentences of several days, in their order', () => {
    const { sentences } = askForAnswer(
      'How did the count of eels change between 1 and 20 August?',
      createLibrary(COUNTS),
    );
    expect(sentences.filter(({ role }) => role === 'answer').map(({ article }) => article)).toEqual([
      'early',
      'middle',
      'late',
    ]);
  });

  it.each([
    'How many eels were counted in the lagoon so far?',
    'What is the latest count of eels in the lagoon?',
    'current number of eels counted in the lagoon',
  ])('begins with the newest when %j asks for it', (question) => {
    expect(askForAnswer(question, createLibrary(COUNTS)).sentences[0]?.article).toBe('late');
  });
});

describe('a figure of which there is an older and a newer one', () => {
  it('is answered by the newer one first, both with their days', () => {
    const { sentences } = askForAnswer('How many eels were counted in the lagoon?', createLibrary(COUNTS), {
      limit: 2,
    });
    expect(sentences[0]).toMatchObject({ article: 'late', asOf: '2031-08-20' });
    expect(sentences[1]?.asOf).toMatch(/^2031-08-\d\d$/);
  });

  it('keeps to the day that the question names', () => {
    const { sentences } = askForAnswer('How many eels were counted in the lagoon on 1 August?', createLibrary(COUNTS));
    expect(sentences[0]?.article).toBe('early');
  });
});

describe('context', () => {
  it('stands before a sentence that begins with a pronoun, and is marked', () => {
    const { sentences } = askForAnswer('What reason did Una Lind give for her resignation?', createLibrary(), {
      limit: 1,
    });
    expect(sentences.map(({ role, text }) => [role, text.split(' ')[0]])).toEqual([
      ['context', 'Una'],
      ['answer', 'She'],
    ]);
  });

  it('is left out where the sentence before is quoted anyway', () => {
    const { sentences } = askForAnswer('What reason did Una Lind give for her resignation?');
    const places = sentences.map(({ article, sentence }) => `${article} ${sentence}`);
    expect(new Set(places).size).toBe(places.length);
  });
});

describe('a question of two parts', () => {
  it('is answered part by part', async () => {
    const { sentences } = await answerTo('Who cut the ribbon of the bridge, and how much did the bridge cost?');
    const parts = sentences.map(({ part }) => part ?? 0);
    expect([...parts].sort()).toEqual(parts);
    expect(new Set(parts)).toEqual(new Set([1, 2]));
    expect(sentences.find(({ part }) => part === 1)?.text).toContain('Oona Lind');
    expect(sentences.find(({ part }) => part === 2)?.text).toContain('14 million');
  });

  it('has no parts when it asks one thing', async () => {
    const { sentences } = await answerTo('Who cut the ribbon of the bridge?');
    expect(sentences.every(({ part }) => part === undefined)).toBe(true);
  });
});
