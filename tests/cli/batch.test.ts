import { once } from 'node:events';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { HARBOUR_CORPUS } from '../flows/harbour-corpus.js';
import { createFolder, parseLines, runCommand, startCommand, waitForEnd } from '../flows/run-command.js';

let cwd: string;
let remove: () => Promise<void>;

beforeAll(async () => {
  ({ path: cwd, remove } = await createFolder(HARBOUR_CORPUS));
});

afterAll(() => remove());

const batch = async (words: readonly string[], lines: readonly string[]) => {
  const { code, stdout } = await runCommand([...words, '--batch', '--json'], { cwd, input: lines.join('\n') });
  return { code, replies: parseLines(stdout) };
};

describe('--batch', () => {
  it('ends with 2 before the first line when what holds for every line is wrong', async () => {
    const { code, replies } = await batch(['ask', '--limit', '0'], ['Who closed the lighthouse road?']);
    expect(code).toBe(2);
    expect(replies).toMatchObject([{ kind: 'failure', code: 'bad-request' }]);
  });

  it('gives each line its reply, in the same order, also where a line is bad', async () => {
    const { code, replies } = await batch(
      ['ask'],
      [
        '{"id":"one","question":"When did the ferry sail again?"}',
        'Who closed the lighthouse road?',
        '',
        '{"id":"four","question":7}',
        '{"id":"five","question":',
        '{"id":6,"question":"Where will the fish market move?","limit":1}',
        '{"id":"seven","question":"ferry","since":"2031-13"}',
        `{"id":"eight","question":"${'x'.repeat(70_000)}"}`,
        '{"id":"nine","question":"ferry","type":"other","answer":null}',
      ],
    );
    expect(replies).toMatchObject([
      { id: 'one', kind: 'answer' },
      { question: 'Who closed the lighthouse road?' },
      { kind: 'no-match', reason: 'empty-question' },
      { id: 'four', kind: 'failure', code: 'bad-request' },
      { kind: 'failure', code: 'bad-request' },
      { id: 6, kind: 'answer' },
      { id: 'seven', kind: 'failure', code: 'bad-request' },
      { kind: 'failure', code: 'bad-request' },
      { id: 'nine', question: 'ferry' },
    ]);
    expect(code).toBe(0);
  });

  it('takes flags as defaults of every line', async () => {
    const { replies } = await batch(
      ['search', '--publisher', 'Harbour Post'],
      ['Lunholm', '{"id":"q","query":"Lunholm","publisher":"Quay Courier"}'],
    );
    expect(replies).toMatchObject([
      { kind: 'articles', hits: [{ publisher: 'Harbour Post' }] },
      { kind: 'articles', id: 'q', hits: [{ publisher: 'Quay Courier' }] },
    ]);
  });

  it('takes the context of a line as its conversation', async () => {
    const { replies } = await batch(
      ['ask'],
      ['{"question":"And how much did it cost?","context":["Was the ferry repaired?"]}'],
    );
    expect(replies).toMatchObject([{ understood: { about: expect.any(String) } }]);
  });

  it('answers a line before the next one comes', async () => {
    const child = await startCommand(['ask', '--batch', '--json'], { cwd });
    const ended = waitForEnd(child);
    for (const question of ['ferry', 'market']) {
      child.stdin?.write(`${question}\n`);
      if (child.stdout) await once(child.stdout, 'data');
    }
    child.stdin?.end();
    expect(parseLines((await ended).stdout)).toMatchObject([{ question: 'ferry' }, { question: 'market' }]);
  });

  it('repeats each question before its reply without --json', async () => {
    const input = '{"id":"a","question":"When did the ferry sail again?"}\n{"id":"b","question":7}\n';
    const { code, stdout, stderr } = await runCommand(['ask', '--batch'], { cwd, input });
    expect(stdout).toMatch(/^> \[a\] When did the ferry sail again\?\n\n.*“The ferry.*\n\n> \[b\]\n\nLine 2/s);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  });

  it('gives nothing for no lines', async () => {
    expect(await batch(['ask'], [])).toEqual({ code: 0, replies: [] });
  });
});
