import { type DayRange, dayNumber, daysApart, overlaps } from '../article/calendar.js';
import type { Library } from '../library.js';
import type { Question } from '../question/question.js';
import type { Filters, NoMatchReason, NoMatchReply } from '../reply.js';
import { gatherCandidates, MAX_CANDIDATES } from './candidates.js';
import { hasArticlesOfDays } from './days.js';
import { createMatcher } from './match.js';
import { onePerText } from './one-per-text.js';
import { type RankedArticle, rankArticles } from './rank-articles.js';
import { toUnderstood } from './understood.js';

const NEAREST = 5;
/** An event may be reported some days after it: a question about the last days is not refused. */
const REPORT_DAYS = 3;
const MONTH_DAYS = 31;

/** Whether there is nothing to look for: no word with meaning, no day, no exact phrase. */
export function isEmptyQuestion(question: Question): boolean {
  return (
    !question.slots.some(({ weight }) => weight > 0) && question.dates.length === 0 && question.phrases.length === 0
  );
}

/**
 * The reason for which a question that has candidates can still not be answered, when that can be known.
 *
 * @returns undefined when the sentences should be read
 */
export function knownReason(
  question: Question,
  ranked: readonly RankedArticle[],
  library: Library,
): NoMatchReason | undefined {
  if (isOutsideCorpus(question, ranked, library)) return 'outside-dates';
  const own = question.names.filter(({ isInherited }) => !isInherited);
  const isUnknown =
    own.length > 0 && own.every(({ slots }) => slots.every((slot) => question.slots[slot]?.isUnknown === true));
  return isUnknown ? 'unknown-name' : undefined;
}

/** The days asked for lie outside the corpus, and no candidate speaks of them either. */
function isOutsideCorpus(question: Question, ranked: readonly RankedArticle[], library: Library): boolean {
  const { from, to } = library.range();
  if (from === undefined || to === undefined || question.dates.length === 0) return false;
  // "2023" somewhere is no word on a day of July 2023.
  const speaksOf = (named: DayRange): boolean =>
    question.dates.some((asked) => overlaps(named, asked) && lengthOf(named) <= Math.max(MONTH_DAYS, lengthOf(asked)));
  const isOutside = question.dates.every((asked) => Math.abs(daysApart({ from, to }, asked)) > REPORT_DAYS);
  return isOutside && !ranked.some(({ analysed }) => analysed.sentences.some(({ dates }) => dates.some(speaksOf)));
}

function lengthOf({ from, to }: DayRange): number {
  return dayNumber(to) - dayNumber(from) + 1;
}

/** Why no article passed, by asking again without one filter after the other. */
export function reasonWithoutCandidates(
  question: Question,
  library: Library,
): { reason: NoMatchReason; relax: (keyof Filters)[] } {
  const names = Object.keys(question.filters) as (keyof Filters)[];
  const relax = names.filter((name) => {
    const { [name]: _, ...filters } = question.filters;
    return gatherCandidates({ ...question, filters }, library).length > 0;
  });
  const passesWithout = names.length > 0 && gatherCandidates({ ...question, filters: {} }, library).length > 0;
  if (passesWithout) {
    const isDates =
      relax.length > 0
        ? relax.every((name) => name === 'since' || name === 'until')
        : names.every((name) => name === 'since' || name === 'until');
    return { reason: isDates ? 'outside-dates' : 'outside-filters', relax: relax.length > 0 ? relax : names };
  }
  const hasUnknownName = question.names.some(({ slots }) =>
    slots.every((slot) => question.slots[slot]?.isUnknown === true),
  );
  return { reason: hasUnknownName ? 'unknown-name' : 'no-candidate', relax: [] };
}

/** The reply that says that, and why, there is no answer, with the nearest articles and the corpus's range. */
export function toNoMatch(
  question: Question,
  library: Library,
  reason: NoMatchReason,
  relax: readonly (keyof Filters)[] = [],
): NoMatchReply {
  return {
    kind: 'no-match',
    question: question.text,
    understood: toUnderstood(question),
    reason,
    message: messageFor(reason, question, library),
    nearest: nearestArticles(question, library).map((id) => library.mention(id)),
    corpus: library.range(),
    ...(relax.length === 0 ? {} : { relax }),
  };
}

function nearestArticles(question: Question, library: Library): string[] {
  const free: Question = { ...question, filters: {}, phrases: [], excluded: [] };
  const ranked = rankArticles(
    gatherCandidates(free, library).slice(0, MAX_CANDIDATES),
    free,
    createMatcher(free),
    library,
  );
  return onePerText(ranked, NEAREST, library).map(({ shown }) => shown.analysed.article.id);
}

function messageFor(reason: NoMatchReason, question: Question, library: Library): string {
  const { from, to } = library.range();
  switch (reason) {
    case 'empty-question':
      return 'There is no word to look for: ask about a person, a place or an event, for instance "Who called Egypt on 10 October?"';
    case 'outside-dates':
      if (hasArticlesOfDays(question, library))
        return `No article of ${daysText(question)} holds a word of the question.`;
      return `No article covers ${daysText(question)}${from === undefined ? '' : `; the articles run from ${from} to ${to}`}.`;
    case 'outside-filters':
      return `No article passes the filters (${filtersText(question.filters)}).`;
    case 'unknown-name': {
      const unknown = question.names.filter(({ slots }) =>
        slots.every((slot) => question.slots[slot]?.isUnknown === true),
      );
      return `No article mentions ${unknown.map(({ name }) => name).join(' or ')}.`;
    }
    case 'no-candidate':
      return question.phrases.length > 0
        ? `No article holds ${question.phrases.map(({ written }) => `"${written}"`).join(' and ')} word for word together with the rest of the question.`
        : 'No article holds a word of the question.';
  }
}

function daysText({ dates, filters }: Question): string {
  const { since, until } = filters;
  if (since !== undefined && until !== undefined) return since === until ? since : `${since} to ${until}`;
  if (since !== undefined) return `the time from ${since} on`;
  if (until !== undefined) return `the time up to ${until}`;
  return dates.map(({ from, to }) => (from === to ? from : `${from} to ${to}`)).join(' or ');
}

function filtersText(filters: Filters): string {
  return Object.entries(filters)
    .map(([name, value]) => `${name}: ${value}`)
    .join(', ');
}
