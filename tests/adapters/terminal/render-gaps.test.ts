import { describe, expect, it } from 'vitest';
import { createPage } from '../../../src/adapters/terminal/page.js';
import { renderGaps } from '../../../src/adapters/terminal/render-gaps.js';
import { textWidth } from '../../../src/adapters/terminal/width.js';
import type { Gap } from '../../../src/core/reply.js';

const gap: Gap = {
  space: 'slack:T1',
  question: 'Who keeps the lighthouse of Quillby since the storm?',
  times: 12,
  first: '2031-03-09T10:00:00.000Z',
  last: '2031-03-10T10:00:00.000Z',
  reasons: ['no-match', 'not-helpful'],
  comments: ['wrong tower'],
};
const render = (gaps: readonly Gap[], width = 60) =>
  renderGaps({ kind: 'gaps', gaps }, createPage({ width, color: false }));

describe('renderGaps', () => {
  it('sets the questions of each space in a table, with what is known of each below it', () => {
    const once: Gap = { ...gap, times: 1, first: gap.last, reasons: ['no-match'], comments: [], question: 'Why?' };
    expect(render([gap, { ...once, space: 'local' }, once])).toEqual([
      'slack:T1',
      'times  question',
      '   12  Who keeps the lighthouse of Quillby since the storm?',
      '       no answer, not helpful; 9 March 2031 to 10 March 2031',
      '       “wrong tower”',
      '    1  Why?',
      '       no answer; 10 March 2031',
      '',
      'local',
      'times  question',
      '    1  Why?',
      '       no answer; 10 March 2031',
    ]);
  });

  it('says so when there is none', () => {
    expect(render([])).toEqual(['No question is kept that got no answer or a “not helpful”.']);
  });

  it('stays within the width, and shows control characters instead of obeying them', () => {
    const hostile = '\u001b[31mx\u202e';
    const lines = render([{ ...gap, space: hostile, question: hostile.repeat(9), comments: [hostile] }], 30);
    for (const sign of ['\u001b', '\u202e']) expect(lines.join('')).not.toContain(sign);
    for (const line of lines) expect(textWidth(line)).toBeLessThanOrEqual(30);
  });
});
