import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { readCorpus } from '../../../src/ingest/corpus.js';
import { openNameFinder } from '../../../src/ingest/names/name-finder.js';
import { measureNames } from './measure-names.js';

const { articles } = await readCorpus(fileURLToPath(new URL('../../../corpus', import.meta.url)));
const finder = await openNameFinder();

// Floors a little below what `tests/bench/find-names.bench.ts` shows. Articles list their main names only, so precision
// is a lower bound: what stands in the text and is not listed counts as wrong.
it.each([
  [
    'wording and known names',
    finder.findNames,
    true,
    { people: [0.93, 0.97], places: [0.41, 0.94], organizations: [0.57, 0.89] },
  ],
  [
    'wording alone',
    finder.findNames,
    false,
    { people: [0.92, 0.86], places: [0.4, 0.86], organizations: [0.58, 0.54] },
  ],
] as const)(
  'finds the names of the starter corpus: %s',
  (_, find, knowsOthers, floors) => {
    const scores = measureNames(articles, find, knowsOthers);
    for (const type of ['people', 'places', 'organizations'] as const) {
      const [precision, recall] = floors[type];
      expect(scores[type].precision, `precision of ${type}`).toBeGreaterThan(precision);
      expect(scores[type].recall, `recall of ${type}`).toBeGreaterThan(recall);
    }
  },
  90_000,
);
