import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { runGaps, toCsv } from '../../src/cli/gaps.js';
import type { Gap } from '../../src/core/reply.js';
import { createAnswer, createKept, createNoMatch, GUILD } from '../contracts/store/samples.js';
import { createTestFolder, createTestSession, withTestStore } from './state-session.js';

const gap: Gap = {
  space: 'slack:T1',
  question: 'Who keeps the lighthouse?',
  times: 2,
  first: '2031-03-09T10:00:00.000Z',
  last: '2031-03-10T10:00:00.000Z',
  reasons: ['no-match', 'not-helpful'],
  comments: ['too old', 'wrong tower'],
};

async function createState() {
  const data = join(await createTestFolder(), 'data');
  await withTestStore(data, async ({ replies, feedback }, clock) => {
    await replies.keep(createKept('r1', { reply: createNoMatch('Who keeps the lighthouse?') }));
    clock.nowMs += 1_000;
    await replies.keep(createKept('r2', { reply: createNoMatch('who keeps the lighthouse') }));
    await replies.keep(createKept('r3', { space: 'slack:T1', reply: createAnswer('=HYPERLINK("http://x")') }));
    await feedback.judge({ reply: 'r3', space: 'slack:T1', asker: 'slack:U1', isHelpful: false, reason: '-1+1' });
    await replies.keep(createKept('r4'));
  });
  return data;
}

describe('gaps', () => {
  it('lists what was not answered well, most frequent first, of all spaces or one', async () => {
    const session = await createTestSession({ DATA_DIR: await createState() });
    const all = await runGaps({}, session);
    expect(all).toMatchObject({
      kind: 'gaps',
      gaps: [
        { space: GUILD, question: 'who keeps the lighthouse', times: 2, reasons: ['no-match'], comments: [] },
        { space: 'slack:T1', times: 1, reasons: ['not-helpful'], comments: ['-1+1'] },
      ],
    });
    expect((await runGaps({ space: 'slack:T1' }, session))?.gaps).toEqual(all?.gaps.slice(1));
    expect((await runGaps({ space: 'local' }, session))?.gaps).toEqual([]);
  });

  it('is read beside a running bot', async () => {
    const data = await createState();
    const session = await createTestSession({ DATA_DIR: data });
    await withTestStore(data, async () => {
      expect((await runGaps({}, session))?.gaps).toHaveLength(2);
    });
  });

  it('lists none when nothing was kept yet', async () => {
    const session = await createTestSession({ DATA_DIR: join(await createTestFolder(), 'data') });
    expect(await runGaps({}, session)).toEqual({ kind: 'gaps', gaps: [] });
  });

  it('writes comma-separated values by itself', async () => {
    const session = await createTestSession({ DATA_DIR: await createState() });
    expect(await runGaps({ space: 'slack:T1', csv: true }, session)).toBeUndefined();
    expect(session.texts).toEqual([
      'space,question,times,first,last,reasons,comments\n' +
        `slack:T1,"'=HYPERLINK(""http://x"")",1,2031-03-09T10:00:01.000Z,2031-03-09T10:00:01.000Z,not-helpful,'-1+1`,
    ]);
  });

  it('takes two forms at once for wrong usage', async () => {
    const session = await createTestSession({ DATA_DIR: await createState() }, { isJson: true });
    await expect(runGaps({ csv: true }, session)).rejects.toMatchObject({ code: 'bad-request', isMissing: false });
  });
});

describe('toCsv', () => {
  it('writes a header alone when there is no gap', () => {
    expect(toCsv([])).toBe('space,question,times,first,last,reasons,comments');
  });

  it('keeps several comments in one field', () => {
    expect(toCsv([gap]).split('\n').slice(1).join('\n')).toBe(
      'slack:T1,Who keeps the lighthouse?,2,2031-03-09T10:00:00.000Z,2031-03-10T10:00:00.000Z,no-match not-helpful,"too old\nwrong tower"',
    );
  });

  it.each(['=1+1', '+1', '-lighthouse storm', '@SUM(A1)', '\t=1', '＝1'])('marks %j as text', (question) => {
    expect(toCsv([{ ...gap, question }]).split('\n')[1]).toContain(`'${question}`);
  });
});
