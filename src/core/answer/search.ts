import type { Library } from '../library.js';
import type { Question } from '../question/question.js';
import type { ArticlesReply, NoMatchReply, SearchHit } from '../reply.js';
import { gatherCandidates } from './candidates.js';
import { gatherEvidence } from './evidence.js';
import { createMatcher, type Matcher } from './match.js';
import { isEmptyQuestion, toNoMatch } from './no-match.js';
import { onePerText } from './one-per-text.js';
import { type RankedArticle, rankArticles } from './rank-articles.js';
import { toUnderstood } from './understood.js';

/**
 * The articles that fit a query, best first, each with the sentence that has most of its words. Of copies of one text,
 * the one that stands for them is listed, with the place and the score of the best.
 *
 * @returns an empty list when none fits; `no-match` only when there is nothing to look for
 */
export function searchArticles(
  question: Question,
  library: Library,
  { text, limit }: { readonly text: string; readonly limit: number },
): ArticlesReply | NoMatchReply {
  if (isEmptyQuestion(question)) return { ...toNoMatch(question, library, 'empty-question'), question: text };
  const matcher = createMatcher(question);
  const ranked = onePerText(
    rankArticles(gatherCandidates(question, library), question, matcher, library),
    limit,
    library,
  ).map(({ shown, best }): RankedArticle => (shown === best ? shown : { ...shown, score: best.score }));
  return {
    kind: 'articles',
    question: text,
    understood: toUnderstood(
      question,
      ranked.map(({ match }) => match),
    ),
    hits: ranked.map((article) => toHit(article, question, matcher, library)),
  };
}

function toHit(ranked: RankedArticle, question: Question, matcher: Matcher, library: Library): SearchHit {
  const { article, sentences } = ranked.analysed;
  const best = gatherEvidence(ranked, ranked.score, question, matcher, library).reduce<{
    coverage: number;
    at: number;
  }>((found, { ownCoverage, index }) => (ownCoverage > found.coverage ? { coverage: ownCoverage, at: index } : found), {
    coverage: 0,
    at: 0,
  });
  const { start, end } = sentences[best.at] ?? { start: 0, end: article.body.length };
  return {
    ...library.mention(article.id),
    ...(article.url === undefined ? {} : { url: article.url }),
    score: Number(ranked.score.toFixed(4)),
    snippet: { text: article.body.slice(start, end), start, end },
  };
}
