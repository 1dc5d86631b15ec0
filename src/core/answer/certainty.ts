import { daysApart } from '../article/calendar.js';
import { CUE } from '../article/cues.js';
import { toTextLanguage } from '../article/languages.js';
import type { Question } from '../question/question.js';
import { coverage, widen } from './match.js';
import type { RankedSentence } from './rank-sentences.js';

/** What words of title and lead count towards a quoted sentence. */
const FROM_CONTEXT = 0.8;
/** A slot weight that no single word passes: the idf of a word that stands nowhere in some thousand articles. */
const HEAVIEST = 8;

/** What the quoted sentences lack of what the question asks for. */
export interface Checks {
  /** Names of the question that stand neither in a quoted sentence nor in title or lead of its article. */
  readonly missingNames: readonly string[];
  /** Words of the question that the corpus does not have and nothing in it stands for. */
  readonly unknownWords: readonly string[];
  /** Words that the corpus has and the quoted sentences and their articles' leads have not. */
  readonly openWords: readonly string[];
  /** The question names a day, and neither a quoted sentence nor its article is of that day. */
  readonly isOtherDay: boolean;
  /** The best sentence has doer and target of the deed turned round. */
  readonly areRolesTurned: boolean;
  /** A number, day, name or other form is asked for and no quoted sentence adds one. */
  readonly lacksKind: boolean;
}

/** Holds the quoted sentences against each part of the question: actors, days, words, and the kind of thing asked for. */
export function checkSlots(question: Question, chosen: readonly RankedSentence[]): Checks {
  const held = heldBySome(question, chosen);
  const own = question.names.filter(({ isInherited }) => !isInherited);
  return {
    missingNames: own.filter(({ slots }) => slots.every((slot) => (held[slot] ?? 0) === 0)).map(({ name }) => name),
    unknownWords: question.slots
      .filter(({ isUnknown, isDate, isFrame }) => isUnknown && !isDate && !isFrame)
      .map(({ surface }) => surface),
    openWords: question.slots
      .filter(
        (slot, at) =>
          !slot.isUnknown &&
          !slot.isDate &&
          !slot.isFrame &&
          !slot.isInherited &&
          slot.weight > 0 &&
          (held[at] ?? 0) === 0,
      )
      .map(({ surface }) => surface),
    isOtherDay: question.dates.length > 0 && !chosen.some((sentence) => isOfDay(sentence, question)),
    areRolesTurned: (chosen[0]?.evidence.roleFit ?? 0) < 0,
    lacksKind: chosen.every(isInEnglish) && lacksKind(question, chosen),
  };
}

/**
 * The numbers on which the judgement rests, each 0 to 1 unless said. Weights stand in `weights.ts`, by the same names.
 *
 * @param ranked  all scored sentences, best first; the first ones are quoted
 */
export function certaintyFeatures(
  question: Question,
  chosen: readonly RankedSentence[],
  ranked: readonly RankedSentence[],
  checks: Checks,
): Readonly<Record<string, number>> {
  const [best] = chosen;
  if (best === undefined) return {};
  const { evidence } = best;
  const held = heldBySome(question, chosen);
  const bestHeld = widen(
    widen(evidence.own.weights, evidence.article.title.weights, FROM_CONTEXT),
    evidence.lead.weights,
    FROM_CONTEXT,
  );
  const open = question.slots.map((slot, at) => slot.weight * (1 - (bestHeld[at] ?? 0)));
  const total = question.slots.reduce((sum, slot) => sum + slot.weight, 0);
  const share = (weight: number): number => (total === 0 ? 0 : weight / total);
  const own = question.names.filter(({ isInherited }) => !isInherited);
  const together = own.filter(({ slots }) => slots.some((slot) => (bestHeld[slot] ?? 0) > 0)).length;
  const inSentence = own.filter(({ slots }) => slots.some((slot) => (evidence.own.weights[slot] ?? 0) > 0)).length;
  const predicates = question.slots.map(({ isName, isDate }) => (isName || isDate ? 0 : 1));
  const heads = question.head.filter((slot) => question.slots[slot]?.isDate !== true);
  return {
    mass: massOf(ranked),
    margin: Math.min(
      1,
      (best.score - (ranked.find(({ evidence: other }) => other.article !== evidence.article)?.score ?? 0)) / 5,
    ),
    coverage: evidence.ownCoverage,
    context: evidence.contextCoverage,
    held: coverage(question, held),
    predicate: coverage(question, held, predicates),
    article: evidence.article.coverage,
    words: evidence.article.words,
    lead: evidence.leadCoverage,
    'open-heaviest': Math.min(1, Math.max(0, ...open) / HEAVIEST),
    'names-together': own.length === 0 ? 1 : together / own.length,
    'names-in-sentence': own.length === 0 ? 1 : inSentence / own.length,
    'all-names': own.length === 0 || together === own.length ? 1 : 0,
    'missing-name': checks.missingNames.length > 0 ? 1 : 0,
    'article-all-names': own.every(({ slots }) => slots.some((slot) => (evidence.article.match.weights[slot] ?? 0) > 0))
      ? 1
      : 0,
    'unknown-number': question.slots.some((slot) => slot.isUnknown && slot.isNumber && !slot.isDate) ? 1 : 0,
    'lacks-speech':
      question.asksForSpeech && !chosen.some(({ evidence: { sentence } }) => (sentence.cues & CUE.speech) !== 0)
        ? 1
        : 0,
    'best-lacks-speech': question.asksForSpeech && (evidence.sentence.cues & CUE.speech) === 0 ? 1 : 0,
    'lacks-name': question.sought.has('name') && !chosen.some(({ evidence: { newPersons } }) => newPersons > 0) ? 1 : 0,
    'open-counted': question.kind === 'how_many' ? 1 - coverage(question, held, predicates) : 0,
    'open-told': question.kind === 'what' || question.kind === 'other' ? 1 - coverage(question, held, predicates) : 0,
    'open-who': question.kind === 'who' ? 1 - coverage(question, held, predicates) : 0,
    'open-why': question.kind === 'why' ? 1 - coverage(question, held, predicates) : 0,
    'head-unknown': heads.some((slot) => question.slots[slot]?.isUnknown === true) ? 1 : 0,
    'head-open': heads.some((slot) => (held[slot] ?? 0) === 0) ? 1 : 0,
    'best-nation-missing': question.sought.has('nation') && evidence.newNations === 0 ? 1 : 0,
    unknown: share(question.slots.reduce((sum, slot) => sum + (slot.isUnknown ? slot.weight : 0), 0)),
    'unknown-name': question.slots.some((slot) => slot.isUnknown && slot.isName) ? 1 : 0,
    'head-held': heads.length === 0 ? 1 : heads.filter((slot) => (held[slot] ?? 0) > 0).length / heads.length,
    'other-day': checks.isOtherDay ? 1 : 0,
    'best-other-day': question.dates.length > 0 && !isOfDay(best, question) ? 1 : 0,
    'best-day': question.dates.length > 0 && evidence.namesDay ? 1 : 0,
    'roles-turned': checks.areRolesTurned ? 1 : 0,
    'roles-fit': evidence.roleFit > 0 ? 1 : 0,
    'lacks-kind': lacksKind(question, chosen) ? 1 : 0,
    'best-lacks-kind': lacksKind(question, [best]) ? 1 : 0,
    sought: evidence.soughtFit,
    'new-number': question.kind === 'how_many' && evidence.numberNearHead ? 1 : 0,
    'follow-up': question.about === undefined ? 0 : 1,
  };
}

/** For each slot the best match among the quoted sentences and the titles and leads of their articles. */
function heldBySome(question: Question, chosen: readonly RankedSentence[]): readonly number[] {
  return chosen.reduce<readonly number[]>(
    (held, { evidence }) =>
      widen(
        widen(widen(held, evidence.own.weights, 1), evidence.article.title.weights, FROM_CONTEXT),
        evidence.lead.weights,
        FROM_CONTEXT,
      ),
    question.slots.map(() => 0),
  );
}

/** The softmax share of the best sentence and its two followers among all: how far the rest is behind. */
function massOf(ranked: readonly RankedSentence[]): number {
  const highest = ranked[0]?.score ?? 0;
  const shares = ranked.map(({ score }) => Math.exp(score - highest));
  const all = shares.reduce((sum, share) => sum + share, 0);
  return shares.slice(0, 3).reduce((sum, share) => sum + share, 0) / Math.max(all, 1e-9);
}

/** The sentence names an asked day, or stands in an article of that day or the day after and names no other day. */
function isOfDay(
  { evidence: { namesDay, namesOtherDay, article, index } }: RankedSentence,
  question: Question,
): boolean {
  if (namesDay) return true;
  const { published } = article.analysed.article;
  if (published === undefined || (namesOtherDay && index > 0)) return false;
  return question.dates.some((asked) => {
    const days = daysApart({ from: published, to: published }, asked);
    return days === 0 || days === 1;
  });
}

/** Names without capitals, days and number words are not seen in other languages: there nobody is told that they lack. */
function isInEnglish({ evidence }: RankedSentence): boolean {
  return toTextLanguage(evidence.article.analysed.article.language) === 'en';
}

function lacksKind(question: Question, chosen: readonly RankedSentence[]): boolean {
  const some = (holds: (evidence: RankedSentence['evidence']) => boolean): boolean =>
    chosen.some(({ evidence }) => holds(evidence));
  if (question.sought.size > 0 && !some(({ soughtFit }) => soughtFit >= 0)) return true;
  if (question.kind === 'how_many') return !some(({ newNumbers }) => newNumbers > 0);
  if (question.kind === 'when')
    return !some(({ sentence }) => sentence.dates.length > 0 || (sentence.cues & CUE.clock) !== 0);
  if (question.kind === 'who') return !some(({ newNames, newNations }) => newNames + newNations > 0);
  return question.kind === 'where' && !some(({ newNames }) => newNames > 0);
}
