import { bench, describe } from 'vitest';
import { z } from 'zod';
import { readCorpus } from '../../src/ingest/corpus.js';
import { findNames } from '../../src/ingest/names/find-names.js';
import { openNameFinder } from '../../src/ingest/names/name-finder.js';
import { type Finder, measureNames, NOTHING_KNOWN, TYPES } from '../ingest/names/measure-names.js';
import { createSamples, printTimes, time } from './report.js';
import { CORPUS } from './starter-corpus.js';

// How many of the names that the starter corpus lists are found without its front matter, and how long that takes. With
// SHOW_DIFFERENCES=both every name that is not listed or not found is printed.

const { articles } = await readCorpus(CORPUS);
const openedAt = performance.now();
const finder = await openNameFinder();
const openingMs = performance.now() - openedAt;
// Not before: the finder would find most of it loaded.
const { default: nlp } = await import('compromise');

const asItComes: Finder = ({ title, body }) => {
  const view = nlp(`${title}\n\n${body}`);
  const toList = (names: { out(as: 'array'): unknown }) =>
    z
      .array(z.string())
      .parse(names.out('array'))
      .map((name) => name.replace(/(?:['’]s)?[.,;:]*$/u, ''));
  return {
    people: toList(view.people()),
    places: toList(view.places()),
    organizations: toList(view.organizations()),
  };
};

const ways: readonly (readonly [string, Finder, boolean])[] = [
  ['compromise as it comes', asItComes, false],
  ['wording alone', finder.findNames, false],
  ['known names alone', (text, known) => findNames(text, known, undefined), true],
  ['both', finder.findNames, true],
];
const lines = ways.flatMap(([name, find, knowsOthers]) => {
  const scores = measureNames(articles, find, knowsOthers);
  if (process.env.SHOW_DIFFERENCES === name) {
    for (const line of scores.differences) process.stdout.write(`${Object.values(line).join('\t')}\n`);
  }
  return [...TYPES, 'all' as const].map((type) => {
    const { precision, recall, f1, found, listed } = scores[type];
    const cells = [precision, recall, f1].map((share) => `${(share * 100).toFixed(1)} %`.padStart(9));
    return `  ${name.padEnd(24)}${type.padEnd(16)}${cells.join('')}${String(found).padStart(8)}${String(listed).padStart(8)}`;
  });
});
const heading = ['precision', 'recall', 'F1'].map((text) => text.padStart(9)).join('');
process.stdout.write(
  `\nNames in ${articles.length} articles\n  ${' '.repeat(40)}${heading}${'found'.padStart(8)}${'listed'.padStart(8)}\n${lines.join('\n')}\n`,
);
process.stdout.write(`\nOpening the finder: ${openingMs.toFixed(0)} ms\n`);

describe('finding the names of an article', () => {
  const samples = createSamples('an article of the corpus');
  let turn = 0;
  bench(
    samples.name,
    async () => {
      const { title, body } = articles[turn++ % articles.length] ?? { title: '', body: '' };
      await time(samples, () => finder.findNames({ title, body, language: 'en' }, NOTHING_KNOWN));
    },
    { time: 2000, teardown: (_, mode) => void (mode === 'run' && printTimes('Finding names', [samples])) },
  );
});
