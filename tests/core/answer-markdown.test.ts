import { describe, expect, it } from 'vitest';
import { toAnswerFileName, toAnswerMarkdown } from '../../src/core/answer-markdown.js';
import type { AnswerReply } from '../../src/core/reply.js';

const ANSWER: AnswerReply = {
  kind: 'answer',
  question: '# *a* [b](c)\n- d',
  certainty: 'stated',
  confidence: 0.9,
  sentences: [],
  citations: [
    { n: 1, article: 'harbour', revision: 'abc', title: 'Harbour <opens>', url: 'https://harbour.example/a b' },
  ],
  also: [],
};
const OPTIONS = { toShown: (text: string) => text, addressOf: ({ url }: { readonly url?: string }) => url };

describe('an answer as Markdown', () => {
  it('makes nothing but text of what came from outside, and keeps addresses whole', () => {
    const text = toAnswerMarkdown(ANSWER, OPTIONS);
    expect(text).toContain('# \\# \\*a\\* \\[b\\](c) - d\n');
    expect(text).toContain('- \\[1\\] Harbour \\<opens\\>, undated <https://harbour.example/a%20b>\n');
  });

  it('names the file after the reply, in letters that every system takes', () => {
    expect(toAnswerFileName({ id: '../k7' }, 'md')).toBe('dateline-k7.md');
    expect(toAnswerFileName({}, 'csv')).toBe('dateline-answer.csv');
  });
});
