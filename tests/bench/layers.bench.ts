import { bench, describe } from 'vitest';
import type { Article } from '../../src/core/article/article.js';
import { createRun } from '../../src/core/commands/run.js';
import { createMiniSearchIndex } from '../../src/core/index/minisearch-index.js';
import { Library } from '../../src/core/library.js';
import { createLog } from '../../src/log.js';
import { createSamples, printTimes, time } from './report.js';
import { openApp, readQuestions, toAskRequest } from './starter-corpus.js';

// The same articles in one library, and in two of which one stands on the other, as for a space that has some of its own.

/** Every so many of the articles is the space's own. */
const SHARES = { few: 10, half: 2 } as const;

const app = await openApp();
const questions = await readQuestions();
const articles = [...app.library.all()].map(({ article }) => article);
const subjects = [
  { samples: createSamples('one library'), run: createLibraryRun(createPlain(articles)) },
  { samples: createSamples('a tenth on top of the rest'), run: createLibraryRun(createLayer(SHARES.few)) },
  { samples: createSamples('a half on top of the rest'), run: createLibraryRun(createLayer(SHARES.half)) },
];
// Sentences are read at the first use, and the engine compiles what it runs often.
for (const { run } of subjects) for (const question of questions) await run(toAskRequest(question));

describe(`a question on ${articles.length} articles`, () => {
  // In turn within one pass: whatever else the machine does falls on all of them.
  bench(
    `${questions.length} questions, each to all libraries`,
    async () => {
      for (const question of questions) {
        for (const { samples, run } of subjects) await time(samples, () => run(toAskRequest(question)));
      }
    },
    {
      iterations: 3,
      time: 0,
      warmupIterations: 0,
      warmupTime: 0,
      teardown: (_, mode) =>
        void (
          mode === 'run' &&
          printTimes(
            'A question, articles in one library or two',
            subjects.map(({ samples }) => samples),
          )
        ),
    },
  );
});

describe('an article comes and goes', () => {
  const library = createPlain(articles);
  const layer = new Library(createMiniSearchIndex(), app.library.aliases, library);
  const article = articles.find(({ people }) => people.length > 0);
  if (article === undefined) throw new Error('No article names anybody.');
  const own = { ...article, id: 'own' };
  bench('replaced in the shared library', () => library.replace(article));
  bench('the same, and the names are looked up again', () => {
    library.replace(article);
    library.gazetteer.matchAt(['ferri'], 0);
  });
  bench('replaced in a library on top', () => layer.replace(own));
  bench('the same, and the names of that are looked up again', () => {
    layer.replace(own);
    layer.gazetteer.matchAt(['ferri'], 0);
  });
});

function createPlain(some: readonly Article[]): Library {
  const library = new Library(createMiniSearchIndex(), app.library.aliases);
  for (const article of some) library.add(article);
  return library;
}

function createLayer(every: number): Library {
  const isOwn = (_: Article, index: number): boolean => index % every === 0;
  const base = createPlain(articles.filter((article, index) => !isOwn(article, index)));
  const layer = new Library(createMiniSearchIndex(), app.library.aliases, base);
  for (const article of articles.filter(isOwn)) layer.add(article);
  return layer;
}

function createLibraryRun(library: Library) {
  return createRun({
    libraryOf: () => library,
    version: 'bench',
    log: createLog('silent'),
    platforms: () => [],
    problems: () => [],
  });
}
