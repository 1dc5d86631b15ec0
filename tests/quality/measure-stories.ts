import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import type { Article } from '../../src/core/article/article.js';
import { toTextLanguage } from '../../src/core/article/languages.js';
import { tokenize } from '../../src/core/article/tokens.js';
import {
  type ClusterScores,
  type Clusters,
  scoreByItem,
  scoreByPair,
} from '../../src/core/evaluation/cluster-scores.js';
import { createMiniSearchIndex } from '../../src/core/index/minisearch-index.js';
import { Library } from '../../src/core/library.js';
import { readCorpus } from '../../src/ingest/corpus.js';

export type Half = 'tune' | 'judge';

/** Articles with the stories that people read in them, in two halves: what is chosen is chosen on `tune` only. */
export interface StoriesGold {
  readonly library: Library;
  readonly articles: readonly Article[];
  readonly right: Clusters;
  /** Ids of each half. */
  readonly halves: Readonly<Record<Half, readonly string[]>>;
}

/** Pairs that are hard to tell: both ids, and whether people read one story in them. */
export type HardPairs = Readonly<Record<Half, { readonly same: readonly Pair[]; readonly different: readonly Pair[] }>>;
type Pair = readonly [string, string];

/** The scores of one half. */
export interface StoryScores {
  /** Of all articles of the half. */
  readonly all: ClusterScores;
  /** Of those in stories of two or more. */
  readonly together: ClusterScores;
  readonly pairs: ClusterScores;
}

/** Share of the words of two headlines that both have (Jaccard): what serves that rule best on the halves named `tune`. */
const LEAST_SHARED_WORDS = 0.1;

const pathOf = (path: string): string => fileURLToPath(new URL(path, import.meta.url));
const readJson = async (path: string): Promise<unknown> => JSON.parse(await readFile(pathOf(path), 'utf8'));

const pairSchema = z.tuple([z.string(), z.string()]);
const hardSchema = z.object({
  same: z.array(pairSchema),
  different: z.array(z.object({ articles: pairSchema }).transform(({ articles }) => articles)),
});
const starterSchema = z.object({
  stories: z.array(z.object({ story: z.string(), articles: z.array(z.string()) })),
  tune: z.array(z.string()),
  judge: z.array(z.string()),
  pairs: z.object({ tune: hardSchema, judge: hardSchema }),
});
const wireSchema = z.object({
  stories: z.array(z.array(z.string())),
  tune: z.array(z.number()),
  judge: z.array(z.number()),
});

/** The starter corpus. */
export async function readStarterStories(): Promise<StoriesGold & { readonly hard: HardPairs }> {
  const { stories, tune, judge, pairs } = starterSchema.parse(await readJson('stories-gold/starter.json'));
  const articlesOf = (names: readonly string[]): string[] =>
    stories.filter(({ story }) => names.includes(story)).flatMap(({ articles }) => articles);
  return {
    ...(await readArticles('../../corpus')),
    right: stories.map(({ articles }) => articles),
    halves: { tune: articlesOf(tune), judge: articlesOf(judge) },
    hard: pairs,
  };
}

/** The wire of several publishers. */
export async function readWireStories(): Promise<StoriesGold> {
  const { stories, tune, judge } = wireSchema.parse(await readJson('../fixtures/wire/gold.json'));
  const articlesOf = (numbers: readonly number[]): string[] => numbers.flatMap((number) => stories[number] ?? []);
  return {
    ...(await readArticles('../fixtures/wire/articles.jsonl')),
    right: stories,
    halves: { tune: articlesOf(tune), judge: articlesOf(judge) },
  };
}

/** The stories that a library tells, each once. */
export function findStories({ library, articles }: Pick<StoriesGold, 'library' | 'articles'>): Clusters {
  const found = new Map(articles.map(({ id }) => [library.storyOf(id)?.id, library.storyOf(id)?.articles ?? []]));
  return [...found.values()];
}

/**
 * What a simple rule finds: articles of one day whose headlines have enough words in common, and those to which a chain
 * of such pairs leads.
 */
export function findByHeadline({ articles }: Pick<StoriesGold, 'articles'>): Clusters {
  const words = articles.map(
    ({ title, language }) =>
      new Set(
        tokenize(title, toTextLanguage(language))
          .filter(({ isStop }) => !isStop)
          .map(({ term }) => term),
      ),
  );
  const groupOf = articles.map((_, at) => at);
  articles.forEach((article, one) => {
    for (let other = one + 1; other < articles.length; other += 1) {
      if (article.published !== articles[other]?.published) continue;
      const [a = new Set(), b = new Set()] = [words[one], words[other]];
      const shared = [...a].filter((word) => b.has(word)).length;
      if (shared < LEAST_SHARED_WORDS * (a.size + b.size - shared)) continue;
      const [kept, joined] = [groupOf[one], groupOf[other]];
      groupOf.forEach((group, at) => {
        if (group === joined && kept !== undefined) groupOf[at] = kept;
      });
    }
  });
  return [...new Set(groupOf)].map((group) => articles.filter((_, at) => groupOf[at] === group).map(({ id }) => id));
}

/** Compares a grouping with what people read, on one half. */
export function scoreStories(found: Clusters, { right, halves }: StoriesGold, half: Half): StoryScores {
  const items = halves[half];
  const together = new Set(right.filter((story) => story.length > 1).flat());
  return {
    all: scoreByItem(found, right, items),
    together: scoreByItem(
      found,
      right,
      items.filter((id) => together.has(id)),
    ),
    pairs: scoreByPair(found, right, items),
  };
}

/** Of hard pairs, how many a library tells rightly. */
export function scoreHardPairs(library: Library, pairs: HardPairs[Half]) {
  const isTold = ([one, other]: Pair): boolean => library.storyOf(one)?.articles.includes(other) === true;
  return {
    same: pairs.same.filter(isTold).length,
    different: pairs.different.filter((pair) => !isTold(pair)).length,
    of: { same: pairs.same.length, different: pairs.different.length },
  };
}

async function readArticles(path: string): Promise<Pick<StoriesGold, 'library' | 'articles'>> {
  const { articles, aliases } = await readCorpus(pathOf(path));
  const library = new Library(createMiniSearchIndex(), aliases);
  for (const article of articles) library.add(article);
  return { library, articles };
}
