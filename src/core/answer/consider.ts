import type { AnalysedArticle } from '../article/analyse.js';
import type { Library } from '../library.js';
import type { Question } from '../question/question.js';
import { gatherCandidates } from './candidates.js';
import { createMatcher } from './match.js';
import { type RankedArticle, rankArticles } from './rank-articles.js';
import { ARTICLES_READ, type RankedSentence, rankSentences } from './rank-sentences.js';

/** Everything that was looked at for a question, best first. */
export interface Considered {
  readonly articles: readonly RankedArticle[];
  /** Scores the sentences of the best articles; done when first asked for. */
  sentences(): readonly RankedSentence[];
}

/** Gathers the candidates for a question and ranks them. */
export function considerQuestion(question: Question, library: Library): Considered {
  return consider(question, gatherCandidates(question, library), library);
}

/** The sentences for one part of a question, from the best articles of the whole: a part alone names too little to find its own. */
export function considerPart(part: Question, whole: Considered, library: Library): readonly RankedSentence[] {
  const articles = whole.articles.slice(0, ARTICLES_READ).map(({ analysed }) => analysed);
  return consider(part, articles, library).sentences();
}

function consider(question: Question, candidates: readonly AnalysedArticle[], library: Library): Considered {
  const matcher = createMatcher(question);
  const articles = rankArticles(candidates, question, matcher, library);
  let sentences: readonly RankedSentence[] | undefined;
  return {
    articles,
    sentences: () => {
      sentences ??= rankSentences(articles, question, matcher, library);
      return sentences;
    },
  };
}
