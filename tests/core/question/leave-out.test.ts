import { describe, expect, it } from 'vitest';
import { withoutDate, withoutName } from '../../../src/core/question/leave-out.js';

const CORPUS = { articles: 3, publishers: 1, from: '2023-10-01', to: '2024-01-31' };
const TENTH = { from: '2023-10-10', to: '2023-10-10' };

describe('a question without a name', () => {
  it.each([
    ['What did Ada Verrin say about aid?', 'Ada Verrin', 'What did say about aid?'],
    ['What did Verrin say about aid?', 'Ada Verrin', 'What did say about aid?'],
    ['What was ada verrin’s answer?', 'Ada Verrin', 'What was answer?'],
    ['Who met in the Gaza Strip on Sunday?', 'Gaza Strip', 'Who met on Sunday?'],
    ['Did António Guterres visit Rafah?', 'Antonio Guterres', 'Did visit Rafah?'],
    ['ماذا قال محمد عباس عن المساعدات؟', 'محمد عباس', 'ماذا قال عن المساعدات؟'],
    ['Rafah aid person:"Ada Verrin"', 'Rafah', 'aid person:"Ada Verrin"'],
  ])('%s', (question, name, rest) => {
    expect(withoutName(question, name)).toBe(rest);
  });

  it.each([
    ['is not there when the question does not have it', 'What did he say?', 'Ada Verrin'],
    ['is not there when nothing else was asked', 'Rafah?', 'Rafah'],
    ['is not there when only an operator has it', 'aid place:Rafah', 'Rafah'],
    ['is not there when an operator is all that is left', 'Rafah since:2023-10', 'Rafah'],
  ])('%s', (_, question, name) => {
    expect(withoutName(question, name)).toBeUndefined();
  });
});

describe('a question without a date', () => {
  it.each([
    ['Who met on 10 October 2023?', TENTH, 'Who met?'],
    ['Who met on October 10?', TENTH, 'Who met?'],
    [
      'What happened between 8 October and 10 October in Rafah?',
      TENTH,
      'What happened between 8 October and in Rafah?',
    ],
    [
      'How many were killed by the end of October 2023?',
      { from: '2023-10-21', to: '2023-10-31' },
      'How many were killed?',
    ],
    ['Who met on 10 October since:2023-10-10', TENTH, 'Who met since:2023-10-10'],
  ])('%s', (question, date, rest) => {
    expect(withoutDate(question, date, CORPUS)).toBe(rest);
  });

  it.each([
    ['is not there when it is counted from another day', 'Who met on 9 October, and who the next day?', TENTH],
    ['is not there when only an operator has it', 'Who met? since:2023-10-10', TENTH],
    ['is not there when nothing else was asked', '10 October 2023', TENTH],
  ])('%s', (_, question, date) => {
    expect(withoutDate(question, date, CORPUS)).toBeUndefined();
  });
});
