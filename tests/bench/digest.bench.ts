import { bench, describe } from 'vitest';
import { composeDay } from '../../src/core/digest/of-day.js';
import { createMiniSearchIndex } from '../../src/core/index/minisearch-index.js';
import { Library } from '../../src/core/library.js';
import { growArticles, openApp } from './starter-corpus.js';

// What making the digest of a day costs once the articles are read, beside a list of the day's titles and first sentences.

const SIZES = [129, 1_000];
const DAY = '2023-10-21';
const WISH = { day: DAY, zone: 'Europe/Paris', filters: {} };

const app = await openApp();
const grown = growArticles(app, Math.max(...SIZES));

describe.each(SIZES)('%i articles', (size) => {
  const library = new Library(createMiniSearchIndex(), app.library.aliases);
  for (const article of grown.slice(0, size)) library.add(article);
  composeDay(library, WISH);

  bench('a list of the day', () => {
    library.publishedBetween(DAY, DAY, 10_000).map((id) => {
      const found = library.get(id);
      const [lead] = found?.sentences ?? [];
      return [found?.article.title, found?.article.body.slice(lead?.start, lead?.end)];
    });
  });

  bench('a digest, stories known', () => {
    composeDay(library, WISH);
  });

  bench('a digest after an article came', () => {
    const [first] = grown;
    if (first !== undefined) library.replace(first);
    composeDay(library, WISH);
  });

  bench('a digest on a topic', () => {
    composeDay(library, { ...WISH, filters: { topic: 'aid convoy' } });
  });
});
