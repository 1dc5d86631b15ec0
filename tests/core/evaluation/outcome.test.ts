import { describe, expect, it } from 'vitest';
import { judge } from '../../../src/core/evaluation/outcome.js';
import type { EvalQuestion } from '../../../src/core/evaluation/question-file.js';
import type { Reply } from '../../../src/core/reply.js';
import { createAnswer, createQuestion, NO_MATCH } from './replies.js';

const bodies: Readonly<Record<string, string>> = { bell: 'Tam Orrin rang the bell at noon. The square was full.' };
const judged = (changes: Partial<EvalQuestion>, reply: Reply) =>
  judge(createQuestion(changes), reply, 7, (id) => bodies[id]);

describe('article rank', () => {
  it.each([
    [
      'first appearance in the sentences',
      createAnswer([
        ['fair', 'A'],
        ['fair', 'B'],
        ['bell', 'C'],
      ]),
      2,
    ],
    ['also, after the sentences', createAnswer([['fair', 'A']], ['mill', 'bell']), 3],
    [
      'each article once',
      createAnswer(
        [
          ['fair', 'A'],
          ['mill', 'B'],
        ],
        ['fair', 'bell'],
      ),
      3,
    ],
    [
      'answer sentences only',
      createAnswer([
        ['bell', 'A', 'context'],
        ['fair', 'B'],
        ['bell', 'C'],
      ]),
      2,
    ],
    [
      'nothing for an article that only gives context',
      createAnswer([
        ['bell', 'A', 'context'],
        ['fair', 'B'],
      ]),
      null,
    ],
    ['nothing when no listed article is there', createAnswer([['fair', 'A']], ['mill']), null],
    ['nothing for a no-match, whose nearest articles are not scored', NO_MATCH, null],
  ])('counts %s', (_, reply, rank) => {
    expect(judged({}, reply).rank).toBe(rank);
  });

  it('takes the best of several listed articles', () => {
    expect(
      judged(
        { articles: ['bell', 'mill'] },
        createAnswer([
          ['mill', 'A'],
          ['bell', 'B'],
        ]),
      ).rank,
    ).toBe(1);
  });
});

describe('evidence rank', () => {
  it.each([
    ['is the evidence', 'Tam Orrin rang the bell at noon.', 1],
    ['differs in white space only', 'Tam Orrin rang\n the  bell at noon.', 1],
    ['holds the evidence', 'QUILLBY - Tam Orrin rang the bell at noon.', 1],
    ['lies in the evidence', 'rang the bell at noon.', 1],
    ['differs in one letter', 'Tam Orrin rang the ball at noon.', null],
    ['is empty', ' ', null],
  ])('accepts or refuses a sentence that %s', (_, text, rank) => {
    expect(judged({}, createAnswer([['bell', text]])).evidenceRank).toBe(rank);
  });

  it('counts answer sentences and leaves context out', () => {
    const reply = createAnswer([
      ['bell', 'Tam Orrin rang the bell at noon.', 'context'],
      ['bell', 'The square was full.'],
      ['bell', 'Tam Orrin rang the bell at noon.'],
    ]);
    expect(judged({}, reply).evidenceRank).toBe(2);
  });

  it('is absent without evidence and null after a no-match', () => {
    expect(judged({ evidence: [] }, createAnswer([['bell', 'A']]))).not.toHaveProperty('evidenceRank');
    expect(judged({}, NO_MATCH).evidenceRank).toBeNull();
  });
});

describe('answer in the first three sentences', () => {
  const fourth = createAnswer([
    ['bell', 'A'],
    ['bell', 'B'],
    ['bell', 'C'],
    ['bell', 'It was Tam Orrin.'],
  ]);
  const third = createAnswer([
    ['bell', 'A', 'context'],
    ['bell', 'A'],
    ['bell', 'B'],
    ['bell', 'It was tam orrin!'],
  ]);

  it('reads three answer sentences and no more', () => {
    expect(judged({}, third).answer3).toBe(true);
    expect(judged({}, fourth).answer3).toBe(false);
    expect(judged({}, NO_MATCH).answer3).toBe(false);
  });

  it('does not join two sentences to find a wording', () => {
    expect(
      judged(
        {},
        createAnswer([
          ['bell', 'He met Tam'],
          ['bell', 'Orrin left.'],
        ]),
      ).answer3,
    ).toBe(false);
  });

  it.each<[string, Partial<EvalQuestion>, boolean]>([
    ['whose wording stands in the evidence', {}, true],
    ['whose wording stands in a listed article, without evidence', { evidence: [] }, true],
    ['one of whose wordings stands in the evidence', { answer: ['Tam Orrin', 'the miller'] }, true],
    [
      'whose wording stands in the article and not in the evidence given',
      { evidence: ['The square was full.'] },
      false,
    ],
    ['whose wording stands nowhere', { answer: ['the baker'] }, false],
    ['whose article is not in the corpus, without evidence', { evidence: [], articles: ['lost'] }, false],
    ['of the type yes_no', { type: 'yes_no' }, false],
    ['whose only wording is Yes', { answer: ['Yes'], evidence: ['Yes, the bell rang.'] }, false],
  ])('counts or leaves out a question %s', (_, changes, counts) => {
    expect('answer3' in judged(changes, third)).toBe(counts);
  });

  it('never takes a bare No for the answer, although another wording counts', () => {
    const changes = { answer: ['No', 'it was moved'], evidence: ['It was moved to May.'] };
    expect(judged(changes, createAnswer([['bell', 'No bell rang.']])).answer3).toBe(false);
    expect(judged(changes, createAnswer([['bell', 'It was moved to May.']])).answer3).toBe(true);
  });
});

describe('certainty', () => {
  const failure: Reply = { kind: 'failure', code: 'internal', message: 'Something broke.', reference: 'x' };
  it.each<[string, Reply]>([
    ['stated', createAnswer([['bell', 'A']])],
    ['related', createAnswer([['bell', 'A']], [], 'related')],
    ['refused', NO_MATCH],
    ['failed', failure],
  ])('is %s', (certainty, reply) => {
    expect(judged({}, reply).certainty).toBe(certainty);
    expect(judged({ answer: null, articles: [] }, reply)).toMatchObject({ answerable: false, certainty });
  });
});

it('scores nothing but certainty and time when the corpus has no answer', () => {
  const outcome = judged({ answer: null, articles: [], type: ' who ' }, createAnswer([['bell', 'A']]));
  expect(outcome).toEqual({
    id: 'q1',
    type: 'who',
    answerable: false,
    certainty: 'stated',
    ms: 7,
    detail: {
      question: 'Who rang the bell of Quillby?',
      expected: 'no stated answer: it is not in the corpus',
      came: 'stated: A (bell)',
    },
  });
});
