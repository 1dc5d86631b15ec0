import type { AnalysedArticle } from '../article/analyse.js';
import { addDays } from '../article/calendar.js';
import { foldText } from '../article/fold.js';
import type { Library } from '../library.js';
import type { QueryTerm } from '../ports.js';
import type { Question } from '../question/question.js';
import type { Filters } from '../reply.js';

/** What an index proposes at most; all further work is bounded by it. */
export const MAX_CANDIDATES = 200;
/** Articles of the asked days that are looked at although the index did not propose them. */
const MAX_OF_DAY = 40;
/** A day's events are reported on the day and up to two days after. */
const REPORT_DAYS = 2;

/** The articles that may answer: proposed for the question's words, or published on the days it asks for. */
export function gatherCandidates(question: Question, library: Library): AnalysedArticle[] {
  const accepts = acceptorOf(question, library);
  const proposed = library.propose(queryTerms(question, library), MAX_CANDIDATES, accepts);
  const ids = new Set(proposed.map(({ id }) => id));
  for (const { from, to } of question.dates) {
    for (const id of library.publishedBetween(from, addDays(to, REPORT_DAYS), MAX_OF_DAY)) if (accepts(id)) ids.add(id);
  }
  return [...ids].flatMap((id) => library.get(id) ?? []);
}

/** Whether an article passes the question's filters, exact phrases and excluded words. */
export function acceptorOf(question: Question, library: Library): (id: string) => boolean {
  return (id) => {
    const analysed = library.get(id);
    if (analysed === undefined) return false;
    return (
      passesFilters(analysed, question.filters) &&
      !question.excluded.some((run) => holdsRun(analysed, run)) &&
      question.phrases.every(({ terms }) => holdsPhrase(analysed, terms, library))
    );
  };
}

/** Whether an article passes every filter. An undated article passes no filter of dates. */
export function passesFilters({ article }: Pick<AnalysedArticle, 'article'>, filters: Filters): boolean {
  if (filters.since !== undefined && (article.published === undefined || article.published < filters.since))
    return false;
  if (filters.until !== undefined && (article.published === undefined || article.published > filters.until))
    return false;
  if (
    filters.publisher !== undefined &&
    !isAmong(filters.publisher, [article.publisher ?? '', ...article.sources.map(({ name }) => name)])
  )
    return false;
  if (filters.topic !== undefined && !isAmong(filters.topic, article.topics)) return false;
  if (filters.place !== undefined && !isAmong(filters.place, article.places.flatMap(allSpellings))) return false;
  return filters.person === undefined || isAmong(filters.person, article.people.flatMap(allSpellings));
}

/** Whether the wanted text stands, as whole words, in one of the values. */
function isAmong(wanted: string, values: readonly string[]): boolean {
  const folded = ` ${wordsOf(wanted)} `;
  return values.some((value) => ` ${wordsOf(value)} `.includes(folded));
}

function wordsOf(text: string): string {
  return foldText(text)
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}

function allSpellings({ name, aliases }: { name: string; aliases: readonly string[] }): readonly string[] {
  return [name, ...aliases];
}

function holdsPhrase(analysed: AnalysedArticle, terms: readonly string[], library: Library): boolean {
  const ids = terms.map((term) => library.lexicon.find(term) ?? -1);
  return holdsRun(analysed, ids);
}

function holdsRun({ words, title }: AnalysedArticle, run: readonly number[]): boolean {
  return indexOfRun(words, run) >= 0 || indexOfRun(title, run) >= 0;
}

/** Where a run of terms begins among others, or -1. */
export function indexOfRun(terms: Uint32Array, run: readonly number[]): number {
  return terms.findIndex((_, at) => run.every((term, offset) => terms[at + offset] === term));
}

function queryTerms(question: Question, library: Library): QueryTerm[] {
  const weights = new Map<string, number>();
  for (const slot of question.slots) {
    if (slot.weight === 0) continue;
    for (const { terms, weight } of slot.alternatives) {
      for (const term of terms) {
        const word = library.lexicon.termOf(term);
        const scaled = weight * (slot.isInherited ? 0.5 : 1);
        weights.set(word, Math.max(scaled, weights.get(word) ?? 0));
      }
    }
  }
  return [...weights].map(([term, weight]) => ({ term, weight }));
}
