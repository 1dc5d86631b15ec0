import { describe, expect, it } from 'vitest';
import { toFeedLines, toFeedsHeading } from '../../src/core/feed-wording.js';
import type { FeedFacts } from '../../src/core/ports.js';

const FEED: FeedFacts = { id: '4f9a', url: 'https://post.example/rss', state: 'active', articles: 0 };
const MINUTE_MS = 60_000;

describe('how a feed is', () => {
  it.each([
    [1, '1 minute'],
    [90, '90 minutes'],
    [120, '2 hours'],
    [2_160, '36 hours'],
    [1_440, '1 day'],
    [10_080, '7 days'],
  ])('tells an embargo of %i minutes as %s', (minutes, text) => {
    const lines = toFeedLines({ ...FEED, embargoMs: minutes * MINUTE_MS });
    expect(lines.at(-1)).toBe(`Articles are shown ${text} after their publication.`);
  });

  it('shows instants in UTC, and what is none as it is', () => {
    expect(toFeedLines({ ...FEED, lastSuccess: '2031-05-02T10:05:59+02:00', nextTry: 'soon' })).toEqual([
      'Active: 0 articles. Last read 2 May 2031, 08:05 UTC.',
      'Next try: soon.',
    ]);
  });

  it('ends an error as a sentence, once', () => {
    const errorOf = (lastError: string) => toFeedLines({ ...FEED, lastError })[1];
    expect(errorOf('It is gone')).toBe('Last error: It is gone.');
    expect(errorOf('It is gone.')).toBe('Last error: It is gone.');
  });
});

describe('the heading of the feeds of a status', () => {
  it.each([
    [{ feeds: [], feedCount: 0 }, ''],
    [{ feeds: [FEED], feedCount: 1 }, '1 feed'],
    [{ feeds: [FEED], feedCount: 30 }, '30 feeds, of which 1; feed list shows all'],
    [{ feeds: [], feedCount: 0, feedProblem: 'The disk is full.' }, 'The feeds cannot be shown: The disk is full.'],
  ])('of %j is %j', (status, heading) => {
    expect(toFeedsHeading(status)).toBe(heading);
  });
});
