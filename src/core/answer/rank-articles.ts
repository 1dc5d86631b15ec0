import type { AnalysedArticle } from '../article/analyse.js';
import type { Article } from '../article/article.js';
import { dayNumber, daysApart } from '../article/calendar.js';
import type { Library } from '../library.js';
import type { Question } from '../question/question.js';
import { type ArticleMatch, coverage, type Matcher, type SlotMatch } from './match.js';

/** BM25's saturation of repeated words and its correction for length (Robertson and Zaragoza 2009). */
const K1 = 1.2;
const B = 0.75;
/** What it is worth that an article was published when the question says. */
const DATE_BONUS = 0.35;
/** What it is worth that an article is among the last of the corpus, when the newest state is asked for. */
const RECENCY_BONUS = 0.3;
/** What it is worth that an article has all the question's words. */
const COVERAGE_BONUS = 0.5;

/** A candidate with what speaks for it. All numbers 0 to 1 except `score`. */
export interface RankedArticle {
  readonly analysed: AnalysedArticle;
  readonly match: SlotMatch;
  readonly title: SlotMatch;
  /** BM25 over title and body together, as a share of the most that the question's words could give. */
  readonly words: number;
  /** Share of the question's weight that stands anywhere in the article. */
  readonly coverage: number;
  /** Closeness of the day of publication to the days asked for: 1 = then or the day after; 0 also when none was asked. */
  readonly dateFit: number;
  readonly score: number;
  /** Those of the articles looked at that carry the same text, the one that stands for them first; absent when there is none. */
  readonly copies?: readonly Article[];
}

/** Orders candidates by their words and days, best first. */
export function rankArticles(
  articles: readonly AnalysedArticle[],
  question: Question,
  matcher: Matcher,
  library: Library,
): RankedArticle[] {
  const most = question.slots.reduce((sum, slot) => sum + slot.weight, 0) * (K1 + 1);
  return articles
    .map((analysed): RankedArticle => {
      const match = matcher.matchArticle(analysed);
      const words = most === 0 ? 0 : okapi(match, analysed, question, library.averageLength) / most;
      const covered = coverage(question, match.weights);
      const dateFit = dateFitOf(analysed.article.published, question);
      return {
        analysed,
        match,
        title: matcher.matchTerms(analysed.title),
        words,
        coverage: covered,
        dateFit,
        score:
          words +
          COVERAGE_BONUS * covered +
          DATE_BONUS * dateFit +
          (question.asksForLatest ? RECENCY_BONUS * recencyOf(analysed.article.published, library) : 0),
      };
    })
    .sort((a, b) => b.score - a.score || compareIds(a, b));
}

/**
 * How close a day of publication is to the nearest of the days asked for.
 *
 * @returns 1 for the same or the next day, falling over a week; little for an article from before; 0 when undated or nothing was asked
 */
function dateFitOf(published: string | undefined, question: Question): number {
  if (published === undefined) return 0;
  const fits = question.dates.map((asked) => {
    const days = daysApart({ from: published, to: published }, asked);
    if (days < 0) return days >= -1 ? 0.3 : 0;
    if (days <= 1) return 1;
    return days <= 7 ? 0.7 - 0.08 * days : 0;
  });
  return Math.max(0, ...fits);
}

/** Place of a day in the corpus: 0 its first day (and undated articles), 1 its last. */
function recencyOf(published: string | undefined, library: Library): number {
  const { from, to } = library.range();
  if (published === undefined || from === undefined || to === undefined || from === to) return 0;
  return (dayNumber(published) - dayNumber(from)) / (dayNumber(to) - dayNumber(from));
}

function okapi({ counts }: ArticleMatch, article: AnalysedArticle, question: Question, averageLength: number): number {
  const norm = K1 * (1 - B + (B * article.length) / averageLength);
  return question.slots.reduce((sum, slot, at) => {
    const count = counts[at] ?? 0;
    return sum + (slot.weight * count * (K1 + 1)) / (count + norm);
  }, 0);
}

function compareIds(a: RankedArticle, b: RankedArticle): number {
  return a.analysed.article.id < b.analysed.article.id ? -1 : 1;
}
