import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';

const pairSchema = z.tuple([z.string(), z.string()]);
const halfSchema = z.strictObject({
  same: z.array(pairSchema).min(1),
  different: z.array(z.strictObject({ articles: pairSchema, why: z.enum(['same day', 'same names']) })).min(1),
});
const goldSchema = z.strictObject({
  stories: z.array(z.strictObject({ story: z.string().min(1), articles: z.array(z.string()).min(1) })),
  tune: z.array(z.string()).min(1),
  judge: z.array(z.string()).min(1),
  doubtful: z.array(z.strictObject({ articles: pairSchema, why: z.string().min(1) })),
  pairs: z.strictObject({ tune: halfSchema, judge: halfSchema }),
});

const gold = goldSchema.parse(JSON.parse(readFileSync(new URL('starter.json', import.meta.url), 'utf8')));
const corpusIds = readdirSync(new URL('../../../corpus/', import.meta.url))
  .filter((name) => name.endsWith('.md'))
  .map((name) => name.slice(0, -'.md'.length))
  .sort();
const storyOf = new Map(gold.stories.flatMap(({ story, articles }) => articles.map((id) => [id, story])));
const doubtful = new Set(gold.doubtful.map(({ articles }) => articles.join(' ')));

const DAY_MS = 86_400_000;
const dayOf = (id: string): number => Date.parse(id.slice(0, 10)) / DAY_MS;

describe('the stories of the starter corpus', () => {
  it('hold every brief exactly once, in the order of the ids', () => {
    expect(gold.stories.flatMap(({ articles }) => articles).sort()).toEqual(corpusIds);
    for (const { articles } of gold.stories) expect(articles).toEqual([...articles].sort());
  });

  it('have names of their own', () => {
    expect(new Set(gold.stories.map(({ story }) => story)).size).toBe(gold.stories.length);
  });

  it('last at most four days', () => {
    const longer = gold.stories.filter(({ articles }) => {
      const days = articles.map(dayOf);
      return Math.max(...days) - Math.min(...days) > 4;
    });
    expect(longer).toEqual([]);
  });

  it('are split into two halves by the hash of the first id', () => {
    const isTune = (id: string): boolean =>
      Number.parseInt(createHash('sha256').update(id).digest('hex').slice(-1), 16) % 2 === 0;
    const tune = gold.stories.filter(({ articles }) => isTune(articles[0] ?? '')).map(({ story }) => story);
    expect(gold.tune).toEqual(tune);
    expect([...gold.tune, ...gold.judge].sort()).toEqual(gold.stories.map(({ story }) => story).sort());
  });
});

describe.each(['tune', 'judge'] as const)('the pairs of the half %s', (half) => {
  const { same, different } = gold.pairs[half];
  const stories = new Set(gold[half]);
  const inHalf = (id: string): boolean => stories.has(storyOf.get(id) ?? '');

  it('are of this half and not doubtful', () => {
    const pairs = [...same, ...different.map(({ articles }) => articles)];
    expect(pairs.filter((pair) => !pair.every(inHalf) || doubtful.has(pair.join(' ')))).toEqual([]);
  });

  it('are all certain pairs of one story, and some of two', () => {
    const expected = gold.stories
      .filter(({ story }) => stories.has(story))
      .flatMap(({ articles }) => articles.flatMap((a, at) => articles.slice(at + 1).map((b) => [a, b])))
      .filter((pair) => !doubtful.has(pair.join(' ')));
    expect(same.map((pair) => pair.join(' ')).sort()).toEqual(expected.map((pair) => pair.join(' ')).sort());
    for (const { articles } of different) expect(storyOf.get(articles[0])).not.toBe(storyOf.get(articles[1]));
  });

  it('that are hard lie on one day or within two weeks', () => {
    for (const { articles, why } of different) {
      const gap = Math.abs(dayOf(articles[0]) - dayOf(articles[1]));
      expect(gap).toBeLessThanOrEqual(why === 'same day' ? 0 : 14);
    }
  });
});
