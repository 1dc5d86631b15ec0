import { certaintyFeatures, checkSlots } from '../answer/certainty.js';
import { chooseStrongest } from '../answer/choose.js';
import { considerQuestion } from '../answer/consider.js';
import { FEATURES } from '../answer/features.js';
import { knownReason } from '../answer/no-match.js';
import type { RankedSentence } from '../answer/rank-sentences.js';
import type { Library } from '../library.js';
import { parseQuestion } from '../question/parse-question.js';
import type { Example } from './fit.js';
import type { Judged } from './logistic.js';
import { isEvidence } from './outcome.js';
import type { EvalQuestion } from './question-file.js';
import { holdsWording } from './wording.js';

/** Sentences of a question that a fit looks at: the best by the weights in use. */
const ROWS = 100;
const QUOTED = 3;

/**
 * The candidate sentences of an answerable question, for fitting the ranker.
 *
 * @param importance  what the question counts
 * @returns undefined for a question without an answer
 */
export function toExample(question: EvalQuestion, library: Library, importance: number): Example | undefined {
  if (question.answer === null) return undefined;
  const parsed = parseQuestion(question.question, library, { conversation: question.context });
  const rows = considerQuestion(parsed, library).sentences().slice(0, ROWS);
  return {
    id: question.id,
    values: Float64Array.from(rows.flatMap(({ evidence }) => FEATURES.map((feature) => feature.value(evidence)))),
    isRight: rows.map((row) => isRight(row, question)),
    isRightArticle: rows.map((row) => question.articles.includes(row.evidence.article.analysed.article.id)),
    importance,
  };
}

/**
 * What the judgement between stated and related rests on, with whether an answer is really quoted.
 *
 * @param importance  what the question counts
 * @returns undefined when the question is refused before sentences are read
 */
export function toJudged(question: EvalQuestion, library: Library, importance: number): Judged | undefined {
  const parsed = parseQuestion(question.question, library, { conversation: question.context });
  const considered = considerQuestion(parsed, library);
  if (considered.articles.length === 0 || knownReason(parsed, considered.articles, library) !== undefined)
    return undefined;
  const ranked = considered.sentences();
  const chosen = chooseStrongest(ranked, QUOTED);
  return {
    id: question.id,
    isAnswerable: question.answer !== null,
    isRight: question.answer !== null && chosen.some((row) => isRight(row, question)),
    features: certaintyFeatures(parsed, chosen, ranked, checkSlots(parsed, chosen)),
    importance,
  };
}

/** The sentence is evidence, or, where none is given, has an accepted wording in a listed article. */
function isRight({ evidence: { article, sentence } }: RankedSentence, question: EvalQuestion): boolean {
  const { id, body } = article.analysed.article;
  const text = body.slice(sentence.start, sentence.end);
  if (question.evidence.length > 0) return isEvidence(text, question.evidence);
  return question.articles.includes(id) && holdsWording(text, question.answer ?? []);
}
