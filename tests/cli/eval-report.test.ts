import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readEarlierRun, runEval } from '../../src/cli/eval.js';
import { renderEvalReport } from '../../src/cli/eval-report.js';
import type { Request } from '../../src/core/commands/request.js';
import { compareRuns } from '../../src/core/evaluation/compare.js';
import { toEvalJson } from '../../src/core/evaluation/eval-run.js';
import type { Reply } from '../../src/core/reply.js';
import { createAnswer, NO_MATCH } from '../core/evaluation/replies.js';

const bell = { id: 'q1', question: 'Who rang the bell?', type: 'who', answer: ['Tam'], articles: ['bell'] };
const moon = { id: 'q2', question: 'Who owns the moon?', type: 'a type with quite a long name', answer: null };
const follow = {
  id: 'q3',
  question: 'And when?',
  context: ['Who rang the bell?'],
  answer: ['noon'],
  articles: ['bell'],
};

const replies: Readonly<Record<string, Reply>> = {
  'Who rang the bell?': createAnswer([['bell', 'Tam rang it at noon.']]),
  'Who owns the moon?': createAnswer([['bell', `The \u001b[31mmoon ${'shone on and on '.repeat(20)}.`]]),
  'And when?': NO_MATCH,
};

describe('an evaluation', () => {
  let folder = '';
  const write = async (name: string, lines: readonly unknown[]) => {
    const path = join(folder, name);
    await writeFile(path, lines.map((line) => (typeof line === 'string' ? line : JSON.stringify(line))).join('\n'));
    return path;
  };
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'dateline-eval-'));
  });
  afterEach(async () => {
    await rm(folder, { recursive: true, force: true });
  });

  const evaluate = (files: readonly string[], asked: Request[] = [], progress: string[] = []) =>
    runEval({
      files,
      run: async (request) => {
        asked.push(request);
        return replies[String(request.arguments.question)] ?? NO_MATCH;
      },
      articleBody: () => 'Tam rang it at noon.',
      onProgress: (done, total) => progress.push(`${done}/${total}`),
    });

  it('asks every question with its conversation and scores the replies', async () => {
    const asked: Request[] = [];
    const progress: string[] = [];
    const run = await evaluate([await write('a.jsonl', [bell, moon, follow])], asked, progress);
    expect(
      asked.map(({ command, arguments: given, conversation, space }) => [command, given, conversation, space]),
    ).toEqual([
      ['ask', { question: 'Who rang the bell?' }, [], 'local'],
      ['ask', { question: 'Who owns the moon?' }, [], 'local'],
      ['ask', { question: 'And when?' }, ['Who rang the bell?'], 'local'],
    ]);
    expect(new Set(asked.map(({ id }) => id)).size).toBe(3);
    expect(progress).toEqual(['1/3', '2/3', '3/3']);
    expect(run).toMatchObject({
      kind: 'scores',
      questions: 3,
      hit1: 0.5,
      answer3: 0.5,
      refused: 0.5,
      unanswerableNotStated: 0,
    });
    expect(run).not.toHaveProperty('problems');
    expect(run.p95Ms).toBeGreaterThanOrEqual(run.p50Ms);
  });

  it('reads several files, tells equal ids apart and reports bad lines', async () => {
    const first = await write('a.jsonl', [bell, 'nonsense']);
    const second = await write('b.jsonl', [bell, moon]);
    const run = await evaluate([first, second, first]);
    expect(run.outcomes?.map(({ id }) => id)).toEqual(['q1', `${second}#q1`, 'q2']);
    expect(run.problems).toEqual([{ file: first, line: 2, message: expect.stringContaining('JSON') }]);
    expect(renderEvalReport(run)).toContain('Left out:');
  });

  it('says what is wrong when there is nothing to ask', async () => {
    const bad = await write('bad.jsonl', ['', 'nonsense']);
    await expect(evaluate([bad])).rejects.toMatchObject({
      code: 'bad-request',
      message: expect.stringContaining('line 2'),
    });
    await expect(evaluate([join(folder, 'none')])).rejects.toMatchObject({
      code: 'bad-request',
      message: expect.stringMatching(/no file .*none/u),
    });
    await expect(readEarlierRun(join(folder, 'none'))).rejects.toMatchObject({ code: 'bad-request' });
  });

  it('is reported in lines of at most 100 columns, with the scores of each type', async () => {
    const run = await evaluate([await write('a.jsonl', [bell, moon, follow])]);
    const report = renderEvalReport(run, { misses: true, comparison: compareRuns(run, run) });
    expect(Math.max(...report.split('\n').map((line) => line.length))).toBeLessThanOrEqual(100);
    expect(report).not.toContain('\u001b');
    expect(report).toMatch(/3 questions, 1 of them without an answer in the corpus/u);
    expect(report).toMatch(/^article hit@1 +50\.0 +0\.0 to 100\.0 +2$/mu);
    expect(report).toMatch(/^evidence@1 +- +- +0$/mu);
    expect(report).toMatch(/^a type with… +1 +- .* 0$/mu);
    expect(report).toMatch(/^who +1 +100 /mu);
    expect(report).toMatch(/^all +3 +50 /mu);
  });

  it('lists the misses with what was asked, expected and given, only when told to', async () => {
    const run = await evaluate([await write('a.jsonl', [bell, moon, follow])]);
    expect(renderEvalReport(run)).not.toContain('misses');
    const report = renderEvalReport(run, { misses: true });
    expect(report).toContain('2 misses');
    expect(report).not.toContain('Who rang the bell?');
    expect(report).toContain('q2: stated although it is not in the corpus');
    expect(report).toContain('expected  noon (bell)');
    expect(report).toContain('came      no-match (no-candidate): No article holds these words.');
  });

  it('is compared with an earlier one that was saved as JSON', async () => {
    const path = await write('a.jsonl', [bell, moon, follow]);
    const run = await evaluate([path]);
    const worse = (run.outcomes ?? []).map((one) => (one.id === 'q1' ? { ...one, rank: null } : one));
    const saved = await write('earlier.json', [toEvalJson({ ...run, hit1: 0, outcomes: worse })]);
    const comparison = compareRuns(await readEarlierRun(saved), run);
    const report = renderEvalReport(run, { comparison });
    expect(report).toMatch(/^article hit@1 +0\.0 +50\.0 +\+50\.0 +0\.0 to \+100\.0 +1 +0$/mu);
    expect(report).toContain('more article hit@1: q1');
  });

  it('says how many questions failed', async () => {
    const failure: Reply = { kind: 'failure', code: 'internal', message: 'Broken.', reference: 'x' };
    const run = await runEval({
      files: [await write('a.jsonl', [bell])],
      run: async () => failure,
      articleBody: () => undefined,
    });
    expect(run).toMatchObject({ hit1: 0, stated: 0, refused: 0 });
    expect(renderEvalReport(run)).toContain('Questions that failed and count as misses: 1');
  });
});
