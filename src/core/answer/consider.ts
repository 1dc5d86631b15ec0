import type { AnalysedArticle } from '../article/analyse.js';
import type { Library } from '../library.js';
import type { Question } from '../question/question.js';
import { gatherCandidates } from './candidates.js';
import { createMatcher } from './match.js';
import { groupCopies } from './one-per-text.js';
import { type RankedArticle, rankArticles } from './rank-articles.js';
import { type RankedSentence, rankSentences } from './rank-sentences.js';

/** How many of the best texts have their sentences read. Copies of one text count once: each may add something of its own. */
const TEXTS_READ = 15;
/** How many of the best articles are compared with one another for copies, and read at most. */
const ARTICLES_COMPARED = 30;

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
  const articles = readable(whole.articles).map(({ analysed }) => analysed);
  return consider(part, articles, library).sentences();
}

function consider(question: Question, candidates: readonly AnalysedArticle[], library: Library): Considered {
  const matcher = createMatcher(question);
  const articles = markCopies(rankArticles(candidates, question, matcher, library), library);
  let sentences: readonly RankedSentence[] | undefined;
  return {
    articles,
    sentences: () => {
      sentences ??= rankSentences(readable(articles), question, matcher, library);
      return sentences;
    },
  };
}

function markCopies(articles: readonly RankedArticle[], library: Library): RankedArticle[] {
  const groups = groupCopies(
    articles.slice(0, ARTICLES_COMPARED).map(({ analysed }) => analysed),
    library,
  );
  return articles.map((article) => {
    const copies = groups.get(article.analysed.article.id);
    return copies === undefined ? article : { ...article, copies };
  });
}

/** The articles whose sentences are read, best first. */
function readable(articles: readonly RankedArticle[]): readonly RankedArticle[] {
  const texts = new Set<string>();
  return articles.slice(0, ARTICLES_COMPARED).filter(({ analysed, copies }) => {
    const text = copies?.[0]?.id ?? analysed.article.id;
    if (texts.size < TEXTS_READ) texts.add(text);
    return texts.has(text);
  });
}
