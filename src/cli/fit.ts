/**
 * `npm run fit`: fits the weights of `src/core/answer/weights.ts` on development questions and judges them by cross-validation.
 * Not a command of Dateline: it serves those who work on the ranker.
 *
 * Arguments: any number of CORPUS QUESTIONS pairs; none = the project's own. The first pair weighs PRIMARY_SHARE, the others
 * share the rest. `--judge` leaves the ranker as it is and fits the judgement alone, which rests on it; `--ablate` shows what each
 * feature is worth; `--write` writes the weights.
 */
import { readFile, writeFile } from 'node:fs/promises';
import { alignTable } from '../adapters/terminal/table.js';
import { FEATURES } from '../core/answer/features.js';
import { SENTENCE_WEIGHTS, STATED_FROM } from '../core/answer/weights.js';
import { toExample, toJudged } from '../core/evaluation/examples.js';
import { type Example, fitWeights, scoreRanking } from '../core/evaluation/fit.js';
import { chanceOf, fitLogistic, type Judged, type Logistic } from '../core/evaluation/logistic.js';
import { type EvalQuestion, parseQuestionFile } from '../core/evaluation/question-file.js';
import { createMiniSearchIndex } from '../core/index/minisearch-index.js';
import { Library } from '../core/library.js';
import { readCorpus } from '../ingest/corpus.js';
import { createRandom } from '../lib/random.js';

const FOLDS = 5;
const SHUFFLES = [1, 2, 3];
const PRIMARY_SHARE = 0.75;
const RANKER = { features: FEATURES.length, ridge: 0.002, articleShare: 0.3, steps: 150 };
const JUDGE = { ridge: 0.001, steps: 500 };
/** No development question has one, so that no fit can find its weight. */
const FIXED: Readonly<Record<string, number>> = { phrase: 2 };
const WEIGHTS_FILE = new URL('../../src/core/answer/weights.ts', import.meta.url);

interface QuestionSet {
  readonly name: string;
  readonly examples: readonly Example[];
  readonly judged: readonly Judged[];
}

const words = process.argv.slice(2);
const paths = words.filter((word) => !word.startsWith('--'));
const pairs = paths.length === 0 ? ['corpus', 'tests/quality/questions-dev.jsonl'] : paths;
const sets: QuestionSet[] = [];
for (let at = 0; at < pairs.length; at += 2) {
  const share = pairs.length === 2 ? 1 : at === 0 ? PRIMARY_SHARE : (1 - PRIMARY_SHARE) / (pairs.length / 2 - 1);
  sets.push(await readSet(pairs[at] ?? '', pairs[at + 1] ?? '', share));
}

const isJudgeOnly = words.includes('--judge');
if (!isJudgeOnly) {
  print(`Ranker, ${FOLDS}-fold cross-validation, ${SHUFFLES.length} shuffles`);
  print(renderRanking(sets, []));
}
print(`\nJudgement, ${FOLDS}-fold cross-validation, stated from ${STATED_FROM}`);
print(renderJudgement(sets));
if (words.includes('--ablate')) print(`\nEach feature left out\n${renderAblation(sets)}`);
if (words.includes('--write')) {
  const judgement = fitLogistic(
    sets.flatMap(({ judged }) => judged),
    JUDGE,
  );
  await writeFile(WEIGHTS_FILE, renderWeights(isJudgeOnly ? SENTENCE_WEIGHTS : fitSentenceWeights(), judgement));
  print('\nWeights written.');
  if (!isJudgeOnly) print('Compile, and fit the judgement once more with --judge: it rests on the ranker.');
}

function fitSentenceWeights(): Readonly<Record<string, number>> {
  const weights = fitWeights(
    sets.flatMap(({ examples }) => examples),
    RANKER,
  );
  return Object.fromEntries(FEATURES.map(({ name }, at) => [name, FIXED[name] ?? weights[at] ?? 0]));
}

async function readSet(corpusPath: string, questionsPath: string, share: number): Promise<QuestionSet> {
  const corpus = await readCorpus(corpusPath);
  const library = new Library(createMiniSearchIndex(), corpus.aliases);
  for (const article of corpus.articles) library.add(article);
  const { questions } = parseQuestionFile(await readFile(questionsPath, 'utf8'));
  const answerable = questions.filter(({ answer }) => answer !== null).length;
  const make = <T>(
    of: (question: EvalQuestion, library: Library, importance: number) => T | undefined,
    count: number,
  ): T[] => questions.flatMap((question) => of(question, library, share / count) ?? []);
  return { name: questionsPath, examples: make(toExample, answerable), judged: make(toJudged, questions.length) };
}

/** Every set judged by weights that were fitted on four fifths of all sets. */
function renderRanking(all: readonly QuestionSet[], left: readonly number[]): string {
  const rows = rankingOf(all, left).map(({ name, right1, right3, article1 }) => [
    name,
    percent(right1),
    percent(right3),
    percent(article1),
  ]);
  return alignTable([['set', 'right@1', 'right@3', 'article@1'], ...rows]).join('\n');
}

function rankingOf(all: readonly QuestionSet[], left: readonly number[]) {
  const sums = all.map(({ name }) => ({ name, right1: 0, right3: 0, article1: 0 }));
  for (const seed of SHUFFLES) {
    const shuffled = all.map(({ examples }) => shuffle(examples, seed).map((example) => without(example, left)));
    for (let fold = 0; fold < FOLDS; fold += 1) {
      const weights = fitWeights(
        shuffled.flatMap((examples) => examples.filter((_, index) => index % FOLDS !== fold)),
        RANKER,
      );
      shuffled.forEach((examples, set) => {
        const scores = scoreRanking(
          examples.filter((_, index) => index % FOLDS === fold),
          weights,
        );
        const sum = sums[set];
        if (sum === undefined) return;
        sum.right1 += scores.right1 / FOLDS / SHUFFLES.length;
        sum.right3 += scores.right3 / FOLDS / SHUFFLES.length;
        sum.article1 += scores.article1 / FOLDS / SHUFFLES.length;
      });
    }
  }
  return sums;
}

function renderAblation(all: readonly QuestionSet[]): string {
  const base = rankingOf(all, []);
  const rows = FEATURES.map(({ name }, at) => [
    name,
    ...rankingOf(all, [at]).flatMap(({ right1, right3 }, set) => [
      points(right1 - (base[set]?.right1 ?? 0)),
      points(right3 - (base[set]?.right3 ?? 0)),
    ]),
  ]);
  return alignTable([['feature', ...all.flatMap(({ name }) => [`${name} @1`, '@3'])], ...rows]).join('\n');
}

/** Shares presented as stated, and how often the estimate was right: the reliability curve. */
function renderJudgement(all: readonly QuestionSet[]): string {
  const guesses = all.map((): { judged: Judged; chance: number }[] => []);
  for (const seed of SHUFFLES) {
    const shuffled = all.map(({ judged }) => shuffle(judged, seed));
    for (let fold = 0; fold < FOLDS; fold += 1) {
      const model = fitLogistic(
        shuffled.flatMap((rows) => rows.filter((_, index) => index % FOLDS !== fold)),
        JUDGE,
      );
      shuffled.forEach((rows, set) => {
        for (const judged of rows.filter((_, index) => index % FOLDS === fold))
          guesses[set]?.push({ judged, chance: chanceOf(judged, model) });
      });
    }
  }
  const rows = all.map(({ name }, set) => {
    const mine = guesses[set] ?? [];
    const stated = (isAnswerable: boolean): number => {
      const these = mine.filter(({ judged }) => judged.isAnswerable === isAnswerable);
      return these.filter(({ chance }) => chance >= STATED_FROM).length / Math.max(1, these.length);
    };
    return [name, percent(stated(true)), percent(1 - stated(false))];
  });
  const curve = Array.from({ length: 10 }, (_, tenth) => {
    const inside = (guesses[0] ?? []).filter(({ chance }) => Math.min(9, Math.floor(chance * 10)) === tenth);
    const right = inside.filter(({ judged }) => judged.isRight).length / Math.max(1, inside.length);
    return [`${tenth / 10} to ${(tenth + 1) / 10}`, String(inside.length), percent(right)];
  });
  return [
    ...alignTable([['set', 'answerable, stated', 'unanswerable, not stated'], ...rows]),
    '',
    ...alignTable([['estimate (first set)', 'questions', 'really right'], ...curve]),
  ].join('\n');
}

function renderWeights(weights: Readonly<Record<string, number>>, { bias, weights: certainty }: Logistic): string {
  const lines = (entries: readonly (readonly [string, number])[]): string =>
    entries
      .map(([name, weight]) => `  ${/^[a-z]+$/.test(name) ? name : `'${name}'`}: ${Number(weight.toFixed(2))},`)
      .join('\n');
  return `/** Weight of each feature of the sentence ranker, by name. Made by \`npm run fit\`; see \`docs/quality.md\`. */
export const SENTENCE_WEIGHTS: Readonly<Record<string, number>> = {
${lines(Object.entries(weights))}
};

/** Weights of the judgement between \`stated\` and \`related\`, by name (\`certainty.ts\`). Made by \`npm run fit\`. */
export const CERTAINTY_WEIGHTS: Readonly<Record<string, number>> = {
${lines(Object.entries(certainty))}
};

/** The judgement's log-odds when every feature is 0. */
export const CERTAINTY_BIAS = ${Number(bias.toFixed(2))};

/** An answer is presented as stated from this estimated chance on. */
export const STATED_FROM = ${STATED_FROM};
`;
}

function without(example: Example, left: readonly number[]): Example {
  if (left.length === 0) return example;
  const values = example.values.map((value, at) => (left.includes(at % FEATURES.length) ? 0 : value));
  return { ...example, values };
}

function shuffle<T>(items: readonly T[], seed: number): T[] {
  const random = createRandom(seed);
  return items
    .map((item) => ({ item, key: random() }))
    .sort((a, b) => a.key - b.key)
    .map(({ item }) => item);
}

function percent(share: number): string {
  return (100 * share).toFixed(1);
}

function points(change: number): string {
  return `${change > 0 ? '+' : ''}${(100 * change).toFixed(1)}`;
}

function print(text: string): void {
  process.stdout.write(`${text}\n`);
}
