import type { EvalQuestion } from '../../../src/core/evaluation/question-file.js';
import type { AnswerReply, AnswerSentence, NoMatchReply } from '../../../src/core/reply.js';

/** A question about an invented bell, with what the test changes. */
export function createQuestion(changes: Partial<EvalQuestion> = {}): EvalQuestion {
  return {
    id: 'q1',
    question: 'Who rang the bell of Quillby?',
    context: [],
    answer: ['Tam Orrin'],
    articles: ['bell'],
    evidence: ['Tam Orrin rang the bell at noon.'],
    ...changes,
  };
}

/** An answer that quotes `[article, text, role]` in this order and names the articles of `also`. */
export function createAnswer(
  sentences: readonly (readonly [article: string, text: string, role?: AnswerSentence['role']])[],
  also: readonly string[] = [],
  certainty: AnswerReply['certainty'] = 'stated',
): AnswerReply {
  return {
    kind: 'answer',
    certainty,
    confidence: 0.5,
    citations: [],
    sentences: sentences.map(([article, text, role = 'answer'], index) => ({
      article,
      text,
      role,
      revision: 'r1',
      paragraph: 1,
      sentence: index + 1,
      start: 0,
      end: text.length,
      citation: 1,
    })),
    also: also.map((article) => ({ article, title: article })),
  };
}

/** A reply that finds nothing, although it names the bell article as near. */
export const NO_MATCH: NoMatchReply = {
  kind: 'no-match',
  reason: 'no-candidate',
  message: 'No article holds these words.',
  nearest: [{ article: 'bell', title: 'bell' }],
  corpus: { articles: 1, publishers: 1 },
};
