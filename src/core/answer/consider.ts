import type { Library } from '../library.js';
import type { Question } from '../question/question.js';
import { gatherCandidates } from './candidates.js';
import { createMatcher } from './match.js';
import { type RankedArticle, rankArticles } from './rank-articles.js';
import { type RankedSentence, rankSentences } from './rank-sentences.js';

/** Everything that was looked at for a question, best first. */
export interface Considered {
  readonly articles: readonly RankedArticle[];
  /** Scores the sentences of the best articles; done when first asked for. */
  sentences(): readonly RankedSentence[];
}

/** Gathers the candidates for a question and ranks them. */
export function considerQuestion(question: Question, library: Library): Considered {
  const matcher = createMatcher(question);
  const articles = rankArticles(gatherCandidates(question, library), question, matcher, library);
  let sentences: readonly RankedSentence[] | undefined;
  return {
    articles,
    sentences: () => {
      sentences ??= rankSentences(articles, question, matcher, library);
      return sentences;
    },
  };
}
