import { describe, expect, it } from 'vitest';
import { BotError } from '../../../src/core/errors.js';
import { compareRuns } from '../../../src/core/evaluation/compare.js';
import { type EvalRun, parseEvalRun, toEvalJson } from '../../../src/core/evaluation/eval-run.js';
import type { Outcome } from '../../../src/core/evaluation/outcome.js';
import { toScoresReply } from '../../../src/core/evaluation/scores.js';

const outcome = (id: string, rank: number | null, changes: Partial<Outcome> = {}): Outcome => ({
  id,
  answerable: true,
  rank,
  certainty: 'stated',
  ms: 4,
  detail: { question: `Question ${id}?`, expected: 'x', came: 'y' },
  ...changes,
});
const toRun = (outcomes: readonly Outcome[]): EvalRun => ({ ...toScoresReply(outcomes), outcomes });

describe('compareRuns', () => {
  const earlier = toRun([outcome('a', 1), outcome('b', 2), outcome('c', 1), outcome('gone', 1)]);
  const now = toRun([outcome('a', 1), outcome('b', 1), outcome('c', null, { ms: 9 }), outcome('new', 1)]);
  const comparison = compareRuns(earlier, now);
  const change = (name: string) => comparison.shares.find((share) => share.name === name);

  it('names the questions which a score gained and lost', () => {
    expect(change('hit1')).toMatchObject({ earlier: 0.75, now: 0.75, delta: 0, gained: ['b'], lost: ['c'] });
    expect(change('hit5')).toMatchObject({ earlier: 1, now: 0.75, delta: -0.25, gained: [], lost: ['c'] });
    expect(change('mrr10')).toMatchObject({ gained: ['b'], lost: ['c'] });
  });

  it('pairs only the questions of both runs', () => {
    expect(comparison).toMatchObject({
      shared: 3,
      onlyEarlier: ['gone'],
      onlyNow: ['new'],
      p50MsDelta: 0,
      p95MsDelta: 5,
    });
  });

  it('gives an interval of the change where questions count in both', () => {
    const [low = 0, high = 0] = change('hit5')?.interval ?? [];
    expect([low, high]).toEqual([-1, 0]);
    expect(change('evidence1')).toMatchObject({ delta: null, gained: [], lost: [] });
    expect(change('evidence1')).not.toHaveProperty('interval');
  });

  it('compares the scores alone when a run was saved without outcomes', () => {
    const { outcomes: _, ...bare } = earlier;
    const changes = compareRuns(bare, now);
    expect(changes).toMatchObject({ shared: 0, onlyEarlier: [] });
    expect(changes.shares[1]).toMatchObject({ name: 'hit5', delta: -0.25, gained: [], lost: [] });
  });
});

describe('a saved run', () => {
  const run = toRun([
    outcome('a', 1, { type: 'who', evidenceRank: null, answer3: true }),
    { id: 'b', answerable: false, certainty: 'refused', ms: 2 },
  ]);

  it('is read back as it was saved', () => {
    const text = JSON.stringify(toEvalJson(run));
    expect(JSON.parse(text)).toMatchObject({ schema: 'dateline/reply@1', kind: 'scores' });
    expect(text).not.toContain('Question a?');
    expect(compareRuns(parseEvalRun(text, 'old.json'), run)).toMatchObject({ shared: 2, onlyNow: [] });
    expect(parseEvalRun(text, 'old.json').byType).toEqual(run.byType);
  });

  it('tells what was asked, expected and given for the misses when it should', () => {
    const { outcomes } = toEvalJson(toRun([outcome('a', 3), outcome('b', 1)]), { misses: true });
    expect(outcomes?.map(({ detail }) => detail?.question)).toEqual(['Question a?', undefined]);
  });

  it.each([
    ['is empty', ''],
    ['is not JSON', 'hit@1 0.8'],
    ['is another reply', '{"schema":"dateline/reply@1","kind":"help","commands":[]}'],
    ['lacks a score', JSON.stringify({ ...run, hit1: undefined })],
    ['has an impossible share', JSON.stringify({ ...run, hit1: 80 })],
  ])('is refused by name when it %s', (_, text) => {
    const read = () => parseEvalRun(text, 'old.json');
    expect(read).toThrow(BotError);
    expect(read).toThrow(/^old\.json is no saved evaluation .*eval FILE --json/u);
  });
});
