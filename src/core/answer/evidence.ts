import { overlaps } from '../article/calendar.js';
import type { AnalysedSentence } from '../article/read-sentences.js';
import type { Library } from '../library.js';
import type { Question } from '../question/question.js';
import { showsSought } from '../question/sought.js';
import { indexOfRun } from './candidates.js';
import { coverage, type Matcher, type SlotMatch, widen } from './match.js';
import type { RankedArticle } from './rank-articles.js';

/** How much a word met only in the title, the lead or a neighbouring sentence is worth beside one in the sentence. */
const ELSEWHERE = { title: 0.7, lead: 0.6, before: 0.7, after: 0.5 } as const;
/** Tokens between a number and the thing it counts. */
const NEAR_HEAD = 4;

/** What speaks for one sentence: facts, not yet judgement. */
export interface Evidence {
  readonly question: Question;
  readonly article: RankedArticle;
  /** The best article's score, so that an article can be seen beside it. */
  readonly bestScore: number;
  readonly sentence: AnalysedSentence;
  readonly index: number;
  readonly own: SlotMatch;
  /** The match of the article's first sentence. */
  readonly lead: SlotMatch;
  /** Shares of the question's weight, 0 to 1: in the sentence, with its neighbours, with title and lead. */
  readonly ownCoverage: number;
  readonly windowCoverage: number;
  readonly contextCoverage: number;
  /** Coverage in which words that stand all over the article count little. */
  readonly localCoverage: number;
  /** Coverage by the words that neither title nor lead has. */
  readonly residualCoverage: number;
  /** Coverage by words that are no name and no date. */
  readonly predicateCoverage: number;
  /** The best coverage, context included, that a sentence of this article has. */
  readonly articleBest: number;
  /** Of the things sought that have a form, the share that the sentence has; -1 when it has none of them, 0 when nothing is sought. */
  readonly soughtFit: number;
  readonly previousCoverage: number;
  readonly nextCoverage: number;
  /** Shares of the names: in the sentence, in sentence, title and lead together. */
  readonly ownNames: number;
  readonly contextNames: number;
  /** Shares of head-slot weight in the sentence, and with title, lead and neighbours. */
  readonly ownHead: number;
  readonly contextHead: number;
  /** The sentence names an asked day or period. */
  readonly namesDay: boolean;
  /** The sentence names days, and none of those asked for. */
  readonly namesOtherDay: boolean;
  /** 1 when doer, deed and target stand in the order of the question, -1 when turned round, 0 when that cannot be seen. */
  readonly roleFit: number;
  /** Coverage by title and lead of the article together. */
  readonly leadCoverage: number;
  /** How well the question's weightiest word is met: in the sentence, and with its context. */
  readonly ownAnchor: number;
  readonly contextAnchor: number;
  readonly newNumbers: number;
  readonly numberNearHead: boolean;
  readonly newDates: number;
  readonly newNames: number;
  readonly newPersons: number;
  readonly newPlaces: number;
  readonly newNations: number;
  /** Has every text that the question put between double quotes. */
  readonly hasPhrases: boolean;
}

/** Gathers the evidence for every sentence of an article. */
export function gatherEvidence(
  ranked: RankedArticle,
  bestScore: number,
  question: Question,
  matcher: Matcher,
  library: Library,
): Evidence[] {
  const { sentences, article } = ranked.analysed;
  const asked = new Set(question.slots.flatMap(({ alternatives }) => alternatives.flatMap(({ terms }) => terms)));
  const matches = sentences.map(({ terms }) => matcher.matchTerms(terms));
  const lead = matches[0];
  const rarity = localRarity(matches, question);
  const phrases = question.phrases.map(({ terms }) => terms.map((term) => library.lexicon.find(term) ?? -1));
  const coverages = matches.map(({ weights }) => coverage(question, weights));
  const settled = widen(ranked.title.weights, lead?.weights, 1);
  const residue = settled.map((weight) => 1 - weight);
  const titleResidue = ranked.title.weights.map((weight) => 1 - weight);
  const predicates = question.slots.map(({ isName, isDate }) => (isName || isDate ? 0 : 1));
  const contexts = matches.map((_, index) => contextOf(matches, index, ranked.title, lead));
  const contextCoverages = contexts.map(({ context }) => coverage(question, context));
  const byTerm = library.lexicon.find('by');
  const leadCoverage = coverage(question, settled);
  const anchor = question.slots.reduce(
    (best, slot, at) => (slot.weight > (question.slots[best]?.weight ?? 0) ? at : best),
    0,
  );
  const articleBest = Math.max(0, ...contextCoverages);
  return sentences.map((sentence, index): Evidence => {
    const own = matches[index] ?? matcher.matchTerms(sentence.terms);
    const { window, context } = contexts[index] ?? { window: own.weights, context: own.weights };
    return {
      question,
      article: ranked,
      bestScore,
      sentence,
      index,
      own,
      lead: lead ?? own,
      ownCoverage: coverages[index] ?? 0,
      windowCoverage: coverage(question, window),
      contextCoverage: contextCoverages[index] ?? 0,
      localCoverage: coverage(question, own.weights, rarity),
      residualCoverage: coverage(question, own.weights, index === 0 ? titleResidue : residue),
      predicateCoverage: coverage(question, own.weights, predicates),
      articleBest,
      soughtFit: soughtFitOf(question, article.body.slice(sentence.start, sentence.end)),
      previousCoverage: coverages[index - 1] ?? 0,
      nextCoverage: coverages[index + 1] ?? 0,
      ownNames: nameShare(question, own.weights),
      contextNames: nameShare(question, context),
      ownHead: headShare(question, own.weights),
      contextHead: headShare(question, context),
      ...dayFitOf(sentence, question),
      roleFit: roleFitOf(sentence, question, own, byTerm),
      leadCoverage,
      ownAnchor: own.weights[anchor] ?? 0,
      contextAnchor: context[anchor] ?? 0,
      ...noveltyOf(sentence, question, own, asked),
      hasPhrases: phrases.length > 0 && phrases.every((phrase) => indexOfRun(sentence.terms, phrase) >= 0),
    };
  });
}

/** What a sentence's slots find in it and its neighbours (`window`), and in title and lead too (`context`). */
function contextOf(
  matches: readonly SlotMatch[],
  index: number,
  title: SlotMatch,
  lead: SlotMatch | undefined,
): { readonly window: readonly number[]; readonly context: readonly number[] } {
  const before = matches[index - 1]?.weights;
  const after = matches[index + 1]?.weights;
  const window: number[] = [];
  const context: number[] = [];
  const own = matches[index]?.weights ?? [];
  for (let slot = 0; slot < own.length; slot += 1) {
    const near = Math.max(
      own[slot] ?? 0,
      ELSEWHERE.before * (before?.[slot] ?? 0),
      ELSEWHERE.after * (after?.[slot] ?? 0),
    );
    window.push(near);
    context.push(
      Math.max(near, ELSEWHERE.title * (title.weights[slot] ?? 0), ELSEWHERE.lead * (lead?.weights[slot] ?? 0)),
    );
  }
  return { window, context };
}

/** For each slot `ln(1 + sentences / sentences that have it)`: a word all over the article tells its sentences not apart. */
function localRarity(matches: readonly SlotMatch[], question: Question): readonly number[] {
  return question.slots.map((_, slot) => {
    const holding = matches.filter(({ weights }) => (weights[slot] ?? 0) > 0).length;
    return holding === 0 ? 0 : Math.log(1 + matches.length / holding);
  });
}

function nameShare(question: Question, weights: readonly number[]): number {
  if (question.names.length === 0) return 0;
  const held = question.names.map(({ slots }) => Math.max(0, ...slots.map((slot) => weights[slot] ?? 0)));
  return held.reduce((sum, share) => sum + share, 0) / held.length;
}

function headShare(question: Question, weights: readonly number[]): number {
  const total = question.head.reduce((sum, slot) => sum + (question.slots[slot]?.weight ?? 0), 0);
  if (total === 0) return 0;
  return (
    question.head.reduce((sum, slot) => sum + (question.slots[slot]?.weight ?? 0) * (weights[slot] ?? 0), 0) / total
  );
}

function dayFitOf({ dates }: AnalysedSentence, question: Question): Pick<Evidence, 'namesDay' | 'namesOtherDay'> {
  const days = dates.filter(({ precision }) => precision === 'day' || precision === 'period');
  const namesDay = days.some((named) => question.dates.some((asked) => overlaps(named, asked)));
  return { namesDay, namesOtherDay: question.dates.length > 0 && days.length > 0 && !namesDay };
}

/** In an active sentence the doer stands before the deed and the target behind it; "by" before the name turns that round. */
function roleFitOf(
  { terms }: AnalysedSentence,
  { roles }: Question,
  own: SlotMatch,
  byTerm: number | undefined,
): number {
  if (roles === undefined) return 0;
  const deed = own.at[roles.deed] ?? -1;
  if (deed < 0) return 0;
  const isBefore = (slot: number | undefined): boolean | undefined => {
    const at = slot === undefined ? -1 : (own.at[slot] ?? -1);
    if (at < 0) return undefined;
    const isBy = byTerm !== undefined && (terms[at - 1] === byTerm || terms[at - 2] === byTerm);
    return isBy ? at > deed : at < deed;
  };
  const doer = isBefore(roles.doer);
  const target = isBefore(roles.target);
  const signs = [...(doer === undefined ? [] : [doer ? 1 : -1]), ...(target === undefined ? [] : [target ? -1 : 1])];
  return signs.length === 0 ? 0 : signs.reduce((sum, sign) => sum + sign, 0) / signs.length;
}

function soughtFitOf(question: Question, text: string): number {
  const shown = [...question.sought].flatMap((sought) => showsSought(sought, text) ?? []);
  if (shown.length === 0) return 0;
  const share = shown.filter((isShown) => isShown).length / shown.length;
  return share === 0 ? -1 : share;
}

type Novelty = Pick<
  Evidence,
  'newNumbers' | 'numberNearHead' | 'newDates' | 'newNames' | 'newPersons' | 'newPlaces' | 'newNations'
>;

/** What the sentence adds to the question's own words: that is where an answer is. */
function noveltyOf(
  sentence: AnalysedSentence,
  question: Question,
  own: SlotMatch,
  asked: ReadonlySet<number>,
): Novelty {
  const isNew = (at: number): boolean => !asked.has(sentence.terms[at] ?? -1);
  const heads = question.head.flatMap((slot) => ((own.at[slot] ?? -1) >= 0 ? [own.at[slot] ?? 0] : []));
  const numbers = sentence.numbers.filter(isNew);
  const names = sentence.names.filter(({ first, last }) => isNew(first) || isNew(last));
  return {
    newNumbers: numbers.length,
    numberNearHead: numbers.some((at) => heads.some((head) => Math.abs(head - at) <= NEAR_HEAD)),
    newDates: sentence.dates.filter((date) => !question.dates.some((day) => overlaps(date, day))).length,
    newNames: names.length,
    newPersons: names.filter(({ type }) => type === 'person').length,
    newPlaces: names.filter(({ type }) => type === 'place').length,
    newNations: names.filter(({ isNation }) => isNation).length,
  };
}
