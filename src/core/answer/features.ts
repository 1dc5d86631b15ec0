import { CUE } from '../article/cues.js';
import type { QuestionKind } from '../reply.js';
import type { Evidence } from './evidence.js';

/** One reason for or against a sentence. `value` is 0 to 1 (or -1 to 1 where said), so that weights can be compared. */
export interface Feature {
  readonly name: string;
  /** What the value says and its unit, for `--explain` and the documentation. */
  readonly about: string;
  value(evidence: Evidence): number;
}

const claim = (holds: boolean): number => (holds ? 1 : 0);
const has = (evidence: Evidence, cue: number): boolean => (evidence.sentence.cues & cue) !== 0;
const upTo = (most: number, count: number): number => Math.min(count, most) / most;
const whenAsked = (evidence: Evidence, ...kinds: readonly QuestionKind[]): number =>
  claim(kinds.includes(evidence.question.kind));

/** Every feature of the ranker. The order is free; weights are found by name. */
export const FEATURES: readonly Feature[] = [
  {
    name: 'article',
    about: "article's score beside the best article's",
    value: (e) => (e.bestScore === 0 ? 0 : e.article.score / e.bestScore),
  },
  { name: 'article-words', about: 'BM25 of the article, share of the most possible', value: (e) => e.article.words },
  {
    name: 'article-coverage',
    about: "share of the question's weight in the article",
    value: (e) => e.article.coverage,
  },
  {
    name: 'article-day',
    about: 'closeness of the day of publication to the asked days',
    value: (e) => e.article.dateFit,
  },
  { name: 'coverage', about: "share of the question's weight in the sentence", value: (e) => e.ownCoverage },
  { name: 'window', about: 'coverage together with the neighbouring sentences', value: (e) => e.windowCoverage },
  { name: 'context', about: 'coverage together with neighbours, title and lead', value: (e) => e.contextCoverage },
  { name: 'local', about: 'coverage by words that are rare within the article', value: (e) => e.localCoverage },
  { name: 'residual', about: 'coverage by words that neither title nor lead has', value: (e) => e.residualCoverage },
  { name: 'predicate', about: 'coverage by words that are no name and no date', value: (e) => e.predicateCoverage },
  {
    name: 'article-best',
    about: 'best coverage of a sentence of the article, context included',
    value: (e) => e.articleBest,
  },
  {
    name: 'sought',
    about: 'has the form of what is sought: money, share, duration, age, votes, hour, year, list (1); lacks it (-1)',
    value: (e) => e.soughtFit,
  },
  {
    name: 'nation-sought',
    about: 'a new country where one is sought',
    value: (e) => claim(e.question.sought.has('nation')) * upTo(2, e.newNations),
  },
  {
    name: 'nation-missing',
    about: 'no new country where one is sought',
    value: (e) => claim(e.question.sought.has('nation') && e.newNations === 0),
  },
  {
    name: 'person-sought',
    about: 'a new person where one is sought',
    value: (e) => claim(e.question.sought.has('person') && e.newPersons > 0),
  },
  {
    name: 'names-local',
    about: 'names around the sentence, by the words of the predicate in it',
    value: (e) => e.contextNames * e.predicateCoverage,
  },
  { name: 'before', about: 'coverage of the sentence before', value: (e) => e.previousCoverage },
  { name: 'after', about: 'coverage of the sentence after', value: (e) => e.nextCoverage },
  { name: 'names', about: "share of the question's names in the sentence", value: (e) => e.ownNames },
  {
    name: 'context-names',
    about: "share of the question's names in sentence, neighbours, title and lead",
    value: (e) => e.contextNames,
  },
  {
    name: 'head',
    about: 'share of what is asked for (trucks in "how many trucks") in the sentence',
    value: (e) => e.ownHead,
  },
  { name: 'context-head', about: 'the same with neighbours, title and lead', value: (e) => e.contextHead },
  { name: 'day', about: 'names an asked day', value: (e) => claim(e.namesDay) },
  { name: 'other-day', about: 'names days, and none of those asked for', value: (e) => claim(e.namesOtherDay) },
  { name: 'article-lead', about: "share of the question's weight in title and lead", value: (e) => e.leadCoverage },
  { name: 'anchor', about: "the question's weightiest word in the sentence", value: (e) => e.ownAnchor },
  {
    name: 'context-anchor',
    about: "the question's weightiest word in sentence, neighbours, title or lead",
    value: (e) => e.contextAnchor,
  },
  {
    name: 'day-lead',
    about: 'the lead of an article of the asked day',
    value: (e) => claim(e.index === 0) * e.article.dateFit,
  },
  { name: 'phrase', about: 'has the words that the question put in double quotes', value: (e) => claim(e.hasPhrases) },
  { name: 'lead', about: 'first sentence', value: (e) => claim(e.index === 0) },
  { name: 'second', about: 'second sentence', value: (e) => claim(e.index === 1) },
  {
    name: 'lead-repeats',
    about: 'first sentence, by how much of the question it repeats',
    value: (e) => claim(e.index === 0) * e.ownCoverage,
  },
  {
    name: 'late',
    about: 'place in the article, 0 first to 1 last',
    value: (e) => e.index / Math.max(1, e.article.analysed.sentences.length - 1),
  },
  { name: 'length', about: 'content words, 40 or more = 1', value: (e) => upTo(40, e.sentence.contentWords) },
  { name: 'short', about: 'fewer than six content words', value: (e) => claim(e.sentence.contentWords < 6) },
  {
    name: 'pronoun',
    about: 'leans on the sentence before, by how well that one covers',
    value: (e) => claim(has(e, CUE.pronoun)) * e.previousCoverage,
  },
  {
    name: 'number-asked',
    about: 'a new number where one is asked for',
    value: (e) => whenAsked(e, 'how_many', 'compare', 'timeline') * upTo(2, e.newNumbers),
  },
  {
    name: 'number-missing',
    about: 'no new number where one is asked for',
    value: (e) => whenAsked(e, 'how_many') * claim(e.newNumbers === 0),
  },
  {
    name: 'number-of-head',
    about: 'a new number beside the thing counted',
    value: (e) => whenAsked(e, 'how_many', 'compare', 'timeline') * claim(e.numberNearHead),
  },
  {
    name: 'number-idle',
    about: 'a new number where none is asked for',
    value: (e) => (1 - whenAsked(e, 'how_many', 'compare', 'timeline', 'when')) * upTo(2, e.newNumbers),
  },
  {
    name: 'date-asked',
    about: 'a day or hour where one is asked for',
    value: (e) => whenAsked(e, 'when') * claim(e.newDates > 0 || has(e, CUE.clock) || e.sentence.dates.length > 0),
  },
  {
    name: 'clock-asked',
    about: 'an hour where a time is asked for',
    value: (e) => whenAsked(e, 'when') * claim(has(e, CUE.clock)),
  },
  {
    name: 'name-asked',
    about: 'new names where a person, country or body is asked for',
    value: (e) => whenAsked(e, 'who') * upTo(2, e.newNames),
  },
  {
    name: 'person-asked',
    about: 'a new person where one is asked for',
    value: (e) => whenAsked(e, 'who') * upTo(1, e.newPersons),
  },
  {
    name: 'name-missing',
    about: 'no new name where one is asked for',
    value: (e) => whenAsked(e, 'who') * claim(e.newNames === 0),
  },
  {
    name: 'place-asked',
    about: 'a new place where one is asked for',
    value: (e) => whenAsked(e, 'where') * upTo(1, e.newPlaces),
  },
  {
    name: 'place-name-asked',
    about: 'new names where a place is asked for',
    value: (e) => whenAsked(e, 'where') * upTo(2, e.newNames),
  },
  {
    name: 'reason-asked',
    about: 'words of reason or purpose where a reason is asked for',
    value: (e) => whenAsked(e, 'why') * claim(has(e, CUE.reason)),
  },
  {
    name: 'reason-said',
    about: 'speech outside the lead where a reason is asked for',
    value: (e) => whenAsked(e, 'why') * claim(has(e, CUE.speech) && e.index > 0),
  },
  {
    name: 'speech-asked',
    about: 'speech where words of somebody are asked for',
    value: (e) => claim(e.question.asksForSpeech && has(e, CUE.speech)),
  },
  {
    name: 'quote-asked',
    about: 'a quotation where words of somebody are asked for',
    value: (e) => claim(e.question.asksForSpeech && has(e, CUE.quote)),
  },
  {
    name: 'negation',
    about: 'a negation where yes or no is asked for',
    value: (e) => whenAsked(e, 'yes_no') * claim(has(e, CUE.negation)),
  },
  {
    name: 'contrast',
    about: 'words of contrast where a comparison is asked for',
    value: (e) => whenAsked(e, 'compare', 'timeline') * claim(has(e, CUE.contrast)),
  },
];
