import { bench, describe } from 'vitest';
import type { Article } from '../../src/core/article/article.js';
import { Copies } from '../../src/core/article/copies.js';
import { fingerprintTokens } from '../../src/core/article/fingerprint.js';
import { type Token, tokenize } from '../../src/core/article/tokens.js';
import { createRandom } from '../../src/lib/random.js';
import { COPY_KINDS, editWords } from '../core/article/edit-text.js';
import { halfOf, makeCopies, measureCopies } from '../quality/measure-copies.js';
import { areNearDuplicates, toMinHash } from './min-hash.js';
import { createSamples, printTimes, time } from './report.js';
import { growArticles, openApp } from './starter-corpus.js';

// How many copies are found beside 64 minimal hashes in 16 bands, and what that costs.

const WORDS = 400;
const ARTICLES = 10_000;
const ADDED = 200;
/** Share of the words edited, so that no two of the articles made of the same sentences are copies. */
const EDITED = 0.5;
const SEED = 7;

const app = await openApp();
const judged = app.corpusArticles.filter((article) => halfOf(article) === 'judge');
const percent = (share: number): string => `${(share * 100).toFixed(1)} %`.padStart(10);

const lines = Object.keys(COPY_KINDS).map((kind) => {
  const pairs = makeCopies(judged, kind);
  const ours = measureCopies(pairs);
  const hashes = pairs.map(({ original, copy }) => [original, copy].map(({ body }) => toMinHash(tokenize(body))));
  let found = 0;
  let right = 0;
  const all = hashes.flatMap((pair, index) => pair.map((hash) => ({ hash, index })));
  all.forEach((one, at) => {
    for (const other of all.slice(at + 1)) {
      if (!areNearDuplicates(one.hash, other.hash)) continue;
      found += 1;
      if (one.index === other.index) right += 1;
    }
  });
  const rival = { recall: right / pairs.length, precision: found === 0 ? 1 : right / found };
  return `  ${kind.padEnd(20)}${[ours.recall, ours.precision, rival.recall, rival.precision].map(percent).join('')}`;
});
const heading = ['recall', 'precision', 'min-hash', 'precision'].map((text) => text.padStart(10)).join('');
process.stdout.write(
  `\nCopies of ${judged.length} articles among ${2 * judged.length}\n  ${' '.repeat(20)}${heading}\n${lines.join('\n')}\n`,
);

describe(`a text of ${WORDS} words that is cut into words already`, () => {
  const texts = toTexts(app.corpusArticles);
  const rival = createSamples('64 minimal hashes');
  const ours = createSamples('sketch and runs');
  const cutting = createSamples('cutting it into words');
  let turn = 0;
  bench(
    'each way after the other',
    async () => {
      const { body, tokens } = texts[turn++ % texts.length] ?? { body: '', tokens: [] };
      await time(rival, () => toMinHash(tokens));
      await time(ours, () => fingerprintTokens(tokens, body));
      await time(cutting, () => tokenize(body));
    },
    {
      time: 2000,
      setup: () => [rival, ours, cutting].forEach(({ ms }) => void ms.splice(0)),
      teardown: (_, mode) => void (mode === 'run' && printTimes('A fingerprint', [rival, ours, cutting])),
    },
  );
});

describe(`${ARTICLES} articles, each with half of the words of ${app.corpusArticles.length} edited`, () => {
  const random = createRandom(SEED);
  const articles = growArticles(app, ARTICLES + ADDED).map(
    (article): Article => ({ ...article, body: editWords(article.body, EDITED, random) }),
  );
  const held = articles.slice(0, ARTICLES);
  const added = articles.slice(ARTICLES);
  const papers = added.map(
    (article): Article => ({ ...article, id: `paper-${article.id}`, publisher: 'Harbour Post' }),
  );
  const copies = new Copies();
  const samples = [
    'all, for the first who asks',
    'one more arrives',
    'the group of an article',
    'the group of a copy',
  ].map(createSamples);
  const [first, arrival, alone, group] = samples;
  if (first === undefined || arrival === undefined || alone === undefined || group === undefined) throw new Error();
  for (const article of held) copies.add(article);
  bench(
    'read, added to and asked',
    async () => {
      await time(first, () => copies.groupOf(held[0]?.id ?? ''));
      for (const article of added) await time(arrival, () => copies.add(article));
      for (const { id } of added) await time(alone, () => copies.groupOf(id));
      for (const article of papers) {
        await time(arrival, () => copies.add(article));
        await time(group, () => copies.groupOf(article.id));
      }
    },
    {
      iterations: 1,
      time: 0,
      warmupIterations: 0,
      warmupTime: 0,
      teardown: (_, mode) => void (mode === 'run' && printTimes('Copies', samples)),
    },
  );
});

function toTexts(some: readonly Article[]): { readonly body: string; readonly tokens: readonly Token[] }[] {
  return some.map(({ body }, index) => {
    const others = some.slice(index + 1).map((other) => other.body);
    const words = [body, ...others].join('\n\n').split(/(?<=\s)/u);
    const text = words.slice(0, WORDS).join('');
    return { body: text, tokens: tokenize(text) };
  });
}
