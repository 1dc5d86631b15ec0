import { bench, describe } from 'vitest';
import { createPlainSearch } from './plain-search.js';
import { createSamples, printTimes, time } from './report.js';
import { openApp, readQuestions, toAskRequest } from './starter-corpus.js';

const app = await openApp();
const questions = await readQuestions();
const search = createPlainSearch([...app.library.all()].map(({ article }) => article));
// Both have answered each question once before they are measured: sentences are read at the first use.
for (const question of questions) {
  search(question.question);
  await app.run(toAskRequest(question));
}

const plain = createSamples('plain MiniSearch, a list of 10 articles');
const dateline = createSamples('Dateline, an answer with its sentences');

describe(`a question on ${app.library.size} articles, in turn each of ${questions.length}`, () => {
  const nextPlain = createTurns();
  bench(
    plain.name,
    async () => {
      const { question } = nextPlain();
      await time(plain, () => search(question));
    },
    { time: 3000 },
  );
  const nextDateline = createTurns();
  bench(
    dateline.name,
    async () => {
      const request = toAskRequest(nextDateline());
      await time(dateline, () => app.run(request));
    },
    {
      time: 3000,
      teardown: (_, mode) => void (mode === 'run' && printTimes('A question in process', [plain, dateline])),
    },
  );
});

function createTurns() {
  let turn = 0;
  return () => {
    const question = questions[turn++ % questions.length];
    if (question === undefined) throw new Error('There is no question.');
    return question;
  };
}
