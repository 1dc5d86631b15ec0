import { bench, describe } from 'vitest';
import type { Article } from '../../src/core/article/article.js';
import { Spellings } from '../../src/core/events/spellings.js';
import { rarityOf, storyLikeness, weighTraits } from '../../src/core/events/story-likeness.js';
import { readTraits } from '../../src/core/events/story-traits.js';
import { createMiniSearchIndex } from '../../src/core/index/minisearch-index.js';
import { Library } from '../../src/core/library.js';
import { createRandom } from '../../src/lib/random.js';
import { editWords } from '../core/article/edit-text.js';
import {
  findByHeadline,
  findStories,
  type Half,
  readStarterStories,
  readWireStories,
  scoreHardPairs,
  scoreStories,
} from '../quality/measure-stories.js';
import { createSamples, printTimes, time } from './report.js';
import { growArticles, openApp } from './starter-corpus.js';

// How well stories are found, beside articles left alone and a rule on headlines, and what it costs beside a comparison
// with every article.

const SIZES = [129, 1_000, 5_000];
const ARRIVING = 40;
/** Share of the words edited, so that no two of the articles made of the same sentences are copies. */
const EDITED = 0.5;
const SEED = 7;
const HALVES: readonly Half[] = ['tune', 'judge'];

const starterStories = await readStarterStories();
const golds = { starter: starterStories, wire: await readWireStories() };
const percent = (share: number): string => (share * 100).toFixed(1);
for (const [name, gold] of Object.entries(golds)) {
  const ways = { stories: findStories(gold), 'same day, headline': findByHeadline(gold), alone: [] };
  for (const half of HALVES) {
    for (const [way, found] of Object.entries(ways)) {
      const { all, together, pairs } = scoreStories(found, gold, half);
      const cells = [all, together, pairs].map(({ precision, recall, f1 }) =>
        [precision, recall, f1].map(percent).join(' / ').padStart(24),
      );
      process.stdout.write(`  ${`${name} ${half}, ${way}`.padEnd(34)}${cells.join('')}\n`);
    }
  }
}
process.stdout.write('  (precision / recall / F1 in %: B-cubed of all, of those in stories of two or more; pairs)\n');
for (const half of HALVES) {
  const { same, different, of } = scoreHardPairs(starterStories.library, starterStories.hard[half]);
  process.stdout.write(
    `  hard pairs, ${half}: ${same} of ${of.same} told as one, ${different} of ${of.different} as two\n`,
  );
}

const app = await openApp();
const random = createRandom(SEED);
const grown = growArticles(app, Math.max(...SIZES) + ARRIVING).map((article, index): Article => {
  if (index < app.corpusArticles.length) return article;
  const body = editWords(article.body, EDITED, random);
  // Headlines of their own: those of the starter corpus would come forty times on one day.
  return { ...article, body, title: body.split(/\s+/u).slice(0, 10).join(' ') };
});

describe.each(SIZES)('%i articles', (size) => {
  const library = new Library(createMiniSearchIndex(), app.library.aliases);
  for (const article of grown.slice(0, size)) library.add(article);
  const samples = [
    'comparing one with all, ready to be compared',
    'all read for copies, as a start does',
    'the first who asks for a story',
    'one more arrives',
    'its story',
  ].map(createSamples);
  const [rival, copies, first, arrival, story] = samples;
  if (rival === undefined || copies === undefined || first === undefined) throw new Error();
  if (arrival === undefined || story === undefined) throw new Error();
  bench(
    'asked, added to and asked',
    async () => {
      await time(copies, () => library.copiesOf(grown[0]?.id ?? ''));
      await time(first, () => library.storyOf(grown[0]?.id ?? ''));
      const compareWithAll = createComparison(library);
      for (const article of grown.slice(Math.max(...SIZES))) {
        await time(arrival, () => library.add(article));
        await time(story, () => library.storyOf(article.id));
        await time(rival, () => compareWithAll(article.id));
      }
    },
    {
      iterations: 1,
      time: 0,
      warmupIterations: 0,
      warmupTime: 0,
      teardown: (_, mode) => void (mode === 'run' && printTimes(`Stories among ${size} articles`, samples)),
    },
  );
});

/** The same likeness with every article at hand, their weights left as they are now. */
function createComparison(library: Library): (id: string) => number {
  const spellings = new Spellings(library.aliases);
  const rarity = {
    ofTerm: (term: number) => rarityOf(library.lexicon.frequencyOf(term), library.size),
    ofName: () => 1,
  };
  const weigh = (id: string) => {
    const analysed = library.get(id);
    if (analysed === undefined) throw new Error(`There is no article ${id}.`);
    return weighTraits(readTraits(analysed, spellings), rarity);
  };
  const all = [...library.all()].map(({ article }) => weigh(article.id));
  return (id) => {
    const one = weigh(id);
    return all.reduce((most, other) => Math.max(most, storyLikeness(one, other, 0)), 0);
  };
}
