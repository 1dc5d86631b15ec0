import { describe, expect, it } from 'vitest';
import { toForgottenText } from '../../../src/core/commands/forget.js';
import type { Reply } from '../../../src/core/reply.js';
import { FixedMemory } from '../../fakes/fixed-memory.js';
import { createRequest, createTestRun } from './request-fixture.js';

const KEPT: Reply = { kind: 'articles', hits: [] };

function createRemembering() {
  const memory = new FixedMemory({ 'slack:T1 r1': KEPT });
  return { memory, run: createTestRun({ memory }).run };
}

const GONE = {
  kind: 'failure',
  code: 'bad-request',
  isMissing: true,
  message: expect.stringContaining('ask the question again'),
};

describe('kept', () => {
  it('shows a reply of the space again, under its id', async () => {
    const { run } = createRemembering();
    expect(await run(createRequest('kept', { reply: 'r1' }, { space: 'slack:T1' }))).toEqual({ ...KEPT, id: 'r1' });
  });

  it.each([
    ['of another space', 'r1', 'slack:T2'],
    ['whose time is over', 'r2', 'slack:T1'],
  ])('says of a reply %s that it is gone, and what to do', async (_, reply, space) => {
    expect(await createRemembering().run(createRequest('kept', { reply }, { space }))).toMatchObject(GONE);
  });

  it('says the same where nothing is remembered', async () => {
    expect(await createTestRun().run(createRequest('kept', { reply: 'r1' }))).toMatchObject(GONE);
  });
});

describe('judge', () => {
  it('notes who found a reply helpful, and why not', async () => {
    const { memory, run } = createRemembering();
    const args = { reply: 'r1', verdict: 'not-helpful', reason: ' too\u0007 old ' };
    expect(await run(createRequest('judge', args, { space: 'slack:T1' }))).toMatchObject({ kind: 'done' });
    expect(memory.judgements).toEqual([
      { reply: 'r1', space: 'slack:T1', asker: 'somebody', isHelpful: false, reason: 'too old' },
    ]);
  });

  it.each([
    ['of another space', { reply: 'r1', verdict: 'helpful' }, GONE],
    ['without a verdict', { reply: 'r1' }, { kind: 'failure', code: 'bad-request' }],
    ['with a verdict that is none', { reply: 'r1', verdict: 'maybe' }, { kind: 'failure', code: 'bad-request' }],
  ])('refuses a judgement %s', async (_, args, failure) => {
    expect(await createRemembering().run(createRequest('judge', args, { space: 'slack:T2' }))).toMatchObject(failure);
  });
});

describe('forget', () => {
  it('deletes what is kept about the asker and says what it was', async () => {
    const { memory, run } = createRemembering();
    expect(await run(createRequest('forget'))).toEqual({
      kind: 'done',
      message: 'Deleted: 2 replies, 1 judgement of a reply.',
    });
    expect(memory.forgotten).toEqual(['somebody']);
  });

  it('says that nothing is kept where nothing is remembered', async () => {
    expect(await createTestRun().run(createRequest('forget'))).toEqual({
      kind: 'done',
      message: 'Nothing is kept here.',
    });
  });

  it('says when there was nothing', () => {
    expect(toForgottenText({ replies: 0, judgements: 0, ownerships: 0 })).toBe('Nothing was kept.');
    expect(toForgottenText({ replies: 1, judgements: 0, ownerships: 2 })).toBe(
      'Deleted: 1 reply, 2 names on feeds and subscriptions.',
    );
  });
});
