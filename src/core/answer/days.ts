import type { AnalysedArticle } from '../article/analyse.js';
import type { DayRange } from '../article/calendar.js';
import type { Library } from '../library.js';
import type { Question } from '../question/question.js';

const MAX_ARTICLES = 100;

/** The days to which a question is limited: those of its wording, else those of its filters. */
function daysAskedFor({ dates, filters }: Question, library: Library): readonly DayRange[] {
  if (dates.length > 0) return dates;
  const { from, to } = library.range();
  if ((filters.since === undefined && filters.until === undefined) || from === undefined || to === undefined) return [];
  return [{ from: filters.since ?? from, to: filters.until ?? to }];
}

/** Whether a question asks for days and nothing else: "What happened on 1 November?" */
export function asksOnlyForDays(question: Question, library: Library): boolean {
  const hasWords = question.slots.some(({ weight, isDate }) => weight > 0 && !isDate);
  return !hasWords && question.phrases.length === 0 && daysAskedFor(question, library).length > 0;
}

/** Whether an article was published on the days to which the question is limited. */
export function hasArticlesOfDays(question: Question, library: Library): boolean {
  return daysAskedFor(question, library).some(({ from, to }) => library.publishedBetween(from, to, 1).length > 0);
}

/** The articles of those days that pass, the earliest first. */
export function articlesOfDays(
  question: Question,
  library: Library,
  accepts: (id: string) => boolean,
): AnalysedArticle[] {
  const ids = daysAskedFor(question, library).flatMap(({ from, to }) =>
    library.publishedBetween(from, to, MAX_ARTICLES),
  );
  return [...new Set(ids)].filter(accepts).flatMap((id) => library.get(id) ?? []);
}
