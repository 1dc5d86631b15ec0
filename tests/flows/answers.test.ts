import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Reply } from '../../src/core/reply.js';
import { createFolder, runCommand } from './run-command.js';

const corpus = fileURLToPath(new URL('../../corpus', import.meta.url));

let cwd: string;
let remove: () => Promise<void>;

beforeAll(async () => {
  ({ path: cwd, remove } = await createFolder({}));
});

afterAll(() => remove());

/** One reply for each question, from the corpus that comes with the project. */
async function ask(...questions: readonly (string | object)[]): Promise<Reply[]> {
  const input = questions.map((each) => (typeof each === 'string' ? each : JSON.stringify(each))).join('\n');
  const { code, stdout, stderr } = await runCommand(['ask', '--batch', '--json', '--corpus', corpus], { cwd, input });
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  return stdout
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Reply);
}

describe('the corpus that comes with the project', () => {
  it('states whom Zhai Jun called on 10 October 2023, with the sources of the article', async () => {
    const [reply] = await ask('Who did Zhai Jun call on 10 October 2023?');
    expect(reply).toMatchObject({
      kind: 'answer',
      certainty: 'stated',
      understood: { kind: 'who', dates: [{ from: '2023-10-10', to: '2023-10-10' }] },
    });
    if (reply?.kind !== 'answer') return;
    expect(reply.sentences[0]).toMatchObject({ article: '2023-10-10-zhai-jun-egypt-phone-call', citation: 1 });
    expect(reply.sentences.map(({ text }) => text).join(' ')).toContain('Osama');
    expect(reply.citations[0]).toMatchObject({ n: 1, published: '2023-10-10', publisher: 'Starter Corpus Desk' });
    expect(reply.citations[0]?.sources?.length).toBeGreaterThan(1);
  });

  it('never states what happened elsewhere and in another year', async () => {
    const replies = await ask(
      'Who won the 2022 World Cup?',
      'Who won the World Cup in 2022?',
      'When did the Titanic sink?',
      'What is the capital of Mongolia?',
    );
    for (const reply of replies) expect(reply.kind === 'answer' ? reply.certainty : reply.kind).not.toBe('stated');
    expect(replies).toHaveLength(4);
  });

  it.each([
    ['Osama', 'Usama', "What did Osama say about China's position on the Palestinian question?"],
    ['Usama', 'Osama', 'With which assistant minister Usama did Zhai Jun speak by telephone on Tuesday?'],
  ])('finds %s under the name %s too, and says so', async (asked, found, question) => {
    const [reply] = await ask({ question, limit: 5 });
    expect(reply).toMatchObject({ kind: 'answer' });
    if (reply?.kind !== 'answer') return;
    expect(reply.understood?.aliases).toContainEqual([asked, found]);
    expect(reply.sentences.filter(({ text }) => text.includes(found)).map(({ article }) => article)).toContain(
      '2023-10-10-zhai-jun-egypt-phone-call',
    );
  });

  it('shows the other name on the terminal', async () => {
    const question = "What did Osama say about China's position on the Palestinian question?";
    const { code, stdout } = await runCommand(['ask', question, '--corpus', corpus], { cwd });
    expect(stdout).toMatch(/Osama.*Usama/s);
    expect(stdout).toContain('2023-10-10-zhai-jun-egypt-phone-call');
    expect(code).toBe(0);
  });

  it('answers from the days that it is told to, and from no others', async () => {
    const question = 'What did Zhai Jun say?';
    const [filtered, refused] = await ask(
      { question, since: '2023-10-20', until: '2023-10-31', limit: 10 },
      { question, on: '2012' },
    );
    if (filtered?.kind !== 'answer') throw new Error('no answer');
    for (const { published = '' } of [...filtered.citations, ...filtered.also]) {
      expect(published >= '2023-10-20' && published <= '2023-10-31').toBe(true);
    }
    expect(refused).toMatchObject({ kind: 'no-match', reason: 'outside-dates', relax: ['until'] });
  });

  it('gives the same bytes for the same question', async () => {
    const words = ['ask', '--json', '--explain', 'Why', 'did', 'China', 'veto?', '--corpus', corpus];
    const [one, other] = [await runCommand(words, { cwd }), await runCommand(words, { cwd })];
    expect(one.stdout).toBe(other.stdout);
    expect(one.stdout).toMatch(/^\{"schema":"dateline\/reply@1"/);
  });
});
