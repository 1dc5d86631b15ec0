import { describe, expect, it } from 'vitest';
import { parseQuestionFile } from '../../../src/core/evaluation/question-file.js';

const good = { id: 'a', question: 'Who rang the bell?', answer: ['Tam'], articles: ['bell'] };

describe('parseQuestionFile', () => {
  it('reads questions, skips blank lines and ignores other keys', () => {
    const text = `\ufeff${JSON.stringify({ ...good, note: 'easy' })}\r\n\n  \n${JSON.stringify({
      id: 'b',
      question: 'And when?',
      context: ['Who rang the bell?'],
      type: 'when',
      answer: null,
      articles: [],
      evidence: [],
    })}\n`;
    expect(parseQuestionFile(text)).toEqual({
      questions: [
        { ...good, context: [], evidence: [] },
        {
          id: 'b',
          question: 'And when?',
          context: ['Who rang the bell?'],
          type: 'when',
          answer: null,
          articles: [],
          evidence: [],
        },
      ],
      problems: [],
    });
  });

  it.each([
    ['is not JSON', '{"id": "x"', 'JSON'],
    ['is no object', '[]', 'Not a question'],
    ['has no id', JSON.stringify({ ...good, id: undefined }), '"id"'],
    ['has no answer key', JSON.stringify({ ...good, id: 'x', answer: undefined }), '"answer"'],
    ['has an empty list of answers', JSON.stringify({ ...good, id: 'x', answer: [] }), 'or null'],
    ['has a blank wording', JSON.stringify({ ...good, id: 'x', answer: [' '] }), '"answer.0"'],
    ['has an answer and no article', JSON.stringify({ ...good, id: 'x', articles: [] }), '"articles"'],
    ['has evidence that is no list', JSON.stringify({ ...good, id: 'x', evidence: 'A bell rang.' }), '"evidence"'],
    ['repeats an id', JSON.stringify(good), 'line 1'],
  ])('reports a line that %s and reads the others', (_, bad, named) => {
    const { questions, problems } = parseQuestionFile(
      `${JSON.stringify(good)}\n${bad}\n${JSON.stringify({ ...good, id: 'z' })}`,
    );
    expect(questions.map(({ id }) => id)).toEqual(['a', 'z']);
    expect(problems).toEqual([{ line: 2, message: expect.stringContaining(named) }]);
  });
});
