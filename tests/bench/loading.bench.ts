import { bench, describe } from 'vitest';
import { createMiniSearchIndex } from '../../src/core/index/minisearch-index.js';
import { Library } from '../../src/core/library.js';
import { readCorpus } from '../../src/ingest/corpus.js';
import { createPlainSearch } from './plain-search.js';
import { CORPUS, openApp } from './starter-corpus.js';

const { articles, aliases } = await readCorpus(CORPUS);

describe(`loading ${articles.length} articles in a warm process`, () => {
  bench('reading the files', async () => {
    await readCorpus(CORPUS);
  });
  bench('plain MiniSearch: indexing title and body', () => {
    createPlainSearch(articles);
  });
  bench('Dateline: analysing and indexing', () => {
    const library = new Library(createMiniSearchIndex(), aliases);
    for (const article of articles) library.add(article);
  });
  bench('Dateline: the same, and reading every sentence', () => {
    const library = new Library(createMiniSearchIndex(), aliases);
    for (const article of articles) library.add(article);
    library.countSentences();
  });
  bench('Dateline: files to ready', async () => {
    await openApp();
  });
});
