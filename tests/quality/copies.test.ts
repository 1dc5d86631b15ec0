import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import type { Article } from '../../src/core/article/article.js';
import { toRevision } from '../../src/core/article/identity.js';
import { createMiniSearchIndex } from '../../src/core/index/minisearch-index.js';
import { Library } from '../../src/core/library.js';
import { readCorpus } from '../../src/ingest/corpus.js';
import { COPY_KINDS } from '../core/article/edit-text.js';
import { createArticle } from '../core/corpus-fixture.js';
import { halfOf, makeCopies, measureCopies } from './measure-copies.js';

const pathOf = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

/** A few points below what is reached today: chance decides which words are edited. */
const LEAST_RECALL = 0.98;
const LEAST_RECALL_OF_HARDEST = 0.93;
const HARDEST = 'edit-20, cut-60';

const createLibrary = (articles: readonly Article[]): Library => {
  const library = new Library(createMiniSearchIndex(), { names: [], demonyms: {} });
  for (const article of articles) library.add(article);
  return library;
};

describe('copies made of the half of the starter corpus on which nothing was chosen', () => {
  let articles: readonly Article[];

  beforeAll(async () => {
    articles = (await readCorpus(pathOf('../../corpus'))).articles;
  });

  it.each(Object.keys(COPY_KINDS))('of the kind %s are found, and no other text is taken for one', (kind) => {
    const scores = measureCopies(
      makeCopies(
        articles.filter((article) => halfOf(article) === 'judge'),
        kind,
      ),
    );
    expect(scores.pairs).toBeGreaterThan(50);
    expect(scores.wrong).toEqual([]);
    expect(scores.recall).toBeGreaterThanOrEqual(kind === HARDEST ? LEAST_RECALL_OF_HARDEST : LEAST_RECALL);
  });

  it('are not seen among the originals', () => {
    const library = createLibrary(articles);
    expect(articles.filter(({ id }) => library.copiesOf(id).length > 0)).toEqual([]);
  });

  it('are not made by a long statement that every two reports of one week quote', () => {
    const reports = articles
      .filter((article) => halfOf(article) === 'judge')
      .map((article, index): Article => {
        const statement = articles[(Math.floor(index / 2) * 5) % articles.length]?.body ?? '';
        const quoted = statement
          .replaceAll(/["“”]/gu, '')
          .split(/\n\n/u)
          .map((paragraph) => `“${paragraph}”`);
        const body = [article.body, 'The statement said in full:', ...quoted].join('\n\n');
        return { ...article, body, revision: toRevision(body), publisher: `Paper ${index}` };
      });
    const library = createLibrary(reports);
    expect(reports.filter(({ id }) => library.copiesOf(id).length > 0)).toEqual([]);
  });
});

const goldSchema = z.object({
  copies: z.array(z.object({ representative: z.string(), members: z.array(z.string()) })),
  stories: z.array(z.array(z.string())),
  independent: z.array(z.object({ story: z.number(), sources: z.array(z.string()) })),
});
const entrySchema = z.object({
  id: z.string(),
  title: z.string(),
  body: z.string(),
  publisher: z.string(),
  published: z.string(),
  author: z.string().exactOptional(),
  sources: z.array(z.object({ name: z.string() })).default([]),
});
const readWire = (name: string): string => readFileSync(pathOf(`../fixtures/wire/${name}`), 'utf8');

describe('a wire of several publishers', () => {
  const gold = goldSchema.parse(JSON.parse(readWire('gold.json')));
  const articles = readWire('articles.jsonl')
    .trimEnd()
    .split('\n')
    .map((line) => {
      const { published, ...entry } = entrySchema.parse(JSON.parse(line));
      const publishedAt = published.length > 10 ? { publishedAt: new Date(published).toISOString() } : {};
      return createArticle({ ...entry, published: published.slice(0, 10), ...publishedAt });
    });
  const library = createLibrary(articles);

  it('has exactly the groups of copies that people see', () => {
    const found = articles
      .filter(({ id }) => library.copiesOf(id).length > 0 && library.representativeOf(id) === id)
      .map(({ id }) => ({ representative: id, members: library.copiesOf(id) }));
    const expected = gold.copies.map(({ representative, members }) => ({
      representative,
      members: [...members].sort(),
    }));
    const byId = (a: { representative: string }, b: { representative: string }) =>
      a.representative < b.representative ? -1 : 1;
    expect(found.sort(byId)).toEqual(expected.sort(byId));
  });

  it('has the independent sources that people count for each story', () => {
    const found = gold.independent.map(({ story }) => ({
      story,
      sources: library.independentSources(gold.stories[story] ?? []),
    }));
    expect(found).toEqual(gold.independent);
  });
});
