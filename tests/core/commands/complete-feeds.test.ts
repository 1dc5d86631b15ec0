import { describe, expect, it } from 'vitest';
import { completeFeeds } from '../../../src/core/commands/complete-feeds.js';
import type { FeedFacts } from '../../../src/core/ports.js';

const FEEDS: readonly FeedFacts[] = [
  { id: '4f9a', url: 'https://post.example/rss', title: 'Harbour Post', state: 'active', articles: 1 },
  { id: '5b07', url: 'https://écho.example/flux', state: 'active', articles: 0 },
];
const valuesOf = (prefix: string, limit = 25) => completeFeeds(FEEDS, prefix, limit).map(({ value }) => value);

describe('the feeds that somebody may mean', () => {
  it.each([
    ['', ['4f9a', '5b07']],
    ['harb', ['4f9a']],
    ['post harb', ['4f9a']],
    ['arbour', []],
    ['https://post.example', ['4f9a']],
    ['Echo', ['5b07']],
    ['5b', ['5b07']],
    ['?', ['4f9a', '5b07']],
  ])('for %j are %j', (prefix, values) => {
    expect(valuesOf(prefix)).toEqual(values);
  });

  it('are shown by title and address, no more than wanted', () => {
    expect(completeFeeds(FEEDS, '', 25).map(({ label }) => label)).toEqual([
      'Harbour Post (https://post.example/rss)',
      'https://écho.example/flux',
    ]);
    expect(valuesOf('', 1)).toEqual(['4f9a']);
  });
});
