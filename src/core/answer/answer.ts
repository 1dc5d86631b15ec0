import type { Library } from '../library.js';
import type { Question } from '../question/question.js';
import type { AnswerReply, NoMatchReply } from '../reply.js';
import { chooseSentences } from './choose.js';
import { createCiter } from './cite.js';
import { considerQuestion } from './consider.js';
import { decide } from './decide.js';
import { isEmptyQuestion, knownReason, reasonWithoutCandidates, toNoMatch } from './no-match.js';
import { explainSentence } from './rank-sentences.js';
import { toUnderstood } from './understood.js';

/** Articles named below an answer at most. */
const ALSO = 10;

/** How an answer is made. */
export interface AnswerOptions {
  /** Sentences at most, 1 or more. */
  readonly limit: number;
  /** Adds what spoke for each sentence. */
  readonly explain: boolean;
}

/** Answers a question with sentences of the articles, or says why it cannot. */
export function answerQuestion(
  question: Question,
  library: Library,
  options: AnswerOptions,
): AnswerReply | NoMatchReply {
  if (isEmptyQuestion(question)) return toNoMatch(question, library, 'empty-question');
  const { articles, sentences: rankedSentences } = considerQuestion(question, library);
  if (articles.length === 0) {
    const { reason, relax } = reasonWithoutCandidates(question, library);
    return toNoMatch(question, library, reason, relax);
  }
  const reason = knownReason(question, articles, library);
  if (reason !== undefined) return toNoMatch(question, library, reason);
  const ranked = rankedSentences();
  const chosen = chooseSentences(ranked, options.limit);
  const citer = createCiter();
  const sentences = chosen.map(({ evidence }) => ({
    ...citer.quote(evidence.article.analysed.article, evidence.sentence),
    role: 'answer' as const,
  }));
  const quoted = new Set(sentences.map(({ article }) => article));
  return {
    kind: 'answer',
    question: question.text,
    understood: toUnderstood(
      question,
      chosen.map(({ evidence }) => evidence.own),
    ),
    ...decide(question, chosen, ranked),
    sentences,
    citations: citer.citations(),
    also: articles
      .map(({ analysed }) => analysed.article.id)
      .filter((id) => !quoted.has(id))
      .slice(0, ALSO)
      .map((id) => library.mention(id)),
    ...(options.explain
      ? {
          explain: chosen.map((sentence) => ({
            article: sentence.evidence.article.analysed.article.id,
            sentence: sentence.evidence.sentence.number,
            features: explainSentence(sentence),
          })),
        }
      : {}),
  };
}
