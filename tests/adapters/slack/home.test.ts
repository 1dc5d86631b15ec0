import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type HomeContent, renderHome, toPrompts } from '../../../src/adapters/slack/home.js';
import type { StatusReply } from '../../../src/core/reply.js';
import { findFaults, readText } from './block-rules.js';
import { awkwardText } from './replies.js';

const STATUS: StatusReply = {
  kind: 'status',
  version: '1',
  articles: 12,
  publishers: 3,
  from: '2031-05-02',
  to: '2031-06-14',
  index: { engine: 'e', articles: 12, sentences: 40, words: 300, problems: [] },
  feeds: [],
  feedCount: 0,
  deliveries: [],
  platforms: [],
};

const CONTENT: HomeContent = {
  status: STATUS,
  newest: [],
  digests: { kind: 'subscriptions', subscriptions: [] },
  direct: 'D1',
};

const NEWEST = [
  { value: 'fish-count', label: '2031-06-10 Fewer herring in the sound' },
  { value: 'museum-guide', label: 'A short guide to the rope museum' },
  { value: 'c', label: '2031-05-03 C' },
  { value: 'd', label: '2031-05-02 D' },
  { value: 'e', label: '2031-05-01 E' },
  { value: 'f', label: '2031-04-30 F' },
];

describe('the Home tab', () => {
  it('says what the bot knows, its newest articles and how to ask', () => {
    const { blocks } = renderHome({ ...CONTENT, newest: NEWEST });
    const read = readText(blocks);
    for (const part of [
      '12 articles from 3 publishers, 2 May 2031 to 14 June 2031.',
      '1. Fewer herring in the sound (10 June 2031)',
      '2. A short guide to the rope museum',
      'Open article 5',
      'How to ask',
      '/dateline',
      'since:2023-10-07',
      '• What is reported on this: Fewer herring in the sound',
    ]) {
      expect(read).toContain(part);
    }
    expect(read).not.toContain('6. F');
    expect(findFaults(blocks, 100)).toEqual([]);
  });

  it('says so when what it knows cannot be told', () => {
    const failure = { kind: 'failure', code: 'rate-limited', message: 'm', reference: 'r' } as const;
    expect(readText(renderHome({ ...CONTENT, status: failure }).blocks)).toContain('cannot be told right now');
  });

  it('keeps to the limits for any articles', () => {
    const articles = fc.array(fc.record({ value: awkwardText(300), label: awkwardText(2_000) }), { maxLength: 25 });
    fc.assert(
      fc.property(articles, (newest) => {
        expect(findFaults(renderHome({ ...CONTENT, newest }).blocks, 100)).toEqual([]);
        expect(toPrompts(newest).length).toBeLessThanOrEqual(4);
      }),
    );
  });
});

describe('suggested prompts', () => {
  it('are questions about the four newest articles', () => {
    expect(toPrompts(NEWEST)).toHaveLength(4);
    expect(toPrompts(NEWEST)[0]).toEqual({
      title: 'Fewer herring in the sound',
      message: 'What is reported on this: Fewer herring in the sound',
    });
  });
});
