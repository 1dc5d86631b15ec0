import { bench, describe } from 'vitest';
import type { Article } from '../../src/core/article/article.js';
import { createRun } from '../../src/core/commands/run.js';
import { createMiniSearchIndex } from '../../src/core/index/minisearch-index.js';
import { Library } from '../../src/core/library.js';
import { createLog } from '../../src/log.js';
import { createPlainSearch } from './plain-search.js';
import { createSamples, printTimes, time } from './report.js';
import { growArticles, openApp, readQuestions, toAskRequest } from './starter-corpus.js';

const SIZES = [129, 1_000, 5_000];
/** Every so many of the development questions is asked: all of them at each size would take minutes. */
const EVERY = 8;
const PASSES = 3;

const starter = await openApp();
const questions = (await readQuestions()).filter((_, index) => index % EVERY === 0);
const articles = growArticles(starter, Math.max(...SIZES));

describe.each(SIZES)('%i articles', (size) => {
  const some = articles.slice(0, size);
  const plain = createSamples('plain MiniSearch, a list of 10 articles');
  const dateline = createSamples('Dateline, an answer with its sentences');
  const search = createPlainSearch(some);
  bench(
    `${plain.name}, ${questions.length} questions`,
    async () => {
      for (const { question } of questions) await time(plain, () => search(question));
    },
    { iterations: PASSES, time: 0, warmupIterations: 1, warmupTime: 0, setup: () => void plain.ms.splice(0) },
  );
  const run = createLibraryRun(some);
  bench(
    `${dateline.name}, ${questions.length} questions`,
    async () => {
      for (const question of questions) await time(dateline, () => run(toAskRequest(question)));
    },
    {
      iterations: PASSES,
      time: 0,
      // The first pass reads the sentences of the articles that are asked for, which are then kept.
      warmupIterations: 1,
      warmupTime: 0,
      setup: () => void dateline.ms.splice(0),
      teardown: (_, mode) => void (mode === 'run' && printTimes(`A question on ${size} articles`, [plain, dateline])),
    },
  );
});

function createLibraryRun(some: readonly Article[]) {
  const library = new Library(createMiniSearchIndex(), starter.library.aliases);
  for (const article of some) library.add(article);
  return createRun({
    libraryOf: () => library,
    version: 'bench',
    log: createLog('silent'),
    platforms: () => [],
    problems: () => [],
  });
}
