import type { Article } from '../article/article.js';
import { independentSourcesOf } from '../events/independent-sources.js';
import type { Question } from '../question/question.js';
import type { RankedSentence } from './rank-sentences.js';

/** Two sentences that share this much of their words say the same thing. */
const ALIKE = 0.75;
/** In scores: a second sentence from the same source must be so much better; more when several reports are compared. */
const SAME_SOURCE = 0.4;
const SAME_SOURCE_COMPARED = 1;
/** In scores: what is so far behind the best is no answer to the same question. */
const TOO_FAR = 4.5;
/** In scores: what is so close to the best counts as good when the newest is asked for. */
const NEARLY_BEST = 2.5;
const LESS_OF_DEED = 0.15;
/** In scores: two figures so close together are as strong as one another. */
const AS_STRONG = 0.7;

/** A sentence to show. */
export interface Chosen {
  readonly sentence: RankedSentence;
  /** Which part of a two-part question it answers, counted from 1. */
  readonly part?: number;
}

/**
 * The sentences to show: no two alike, the strongest first. When reports are compared or a course of events is asked
 * for, several articles are preferred and the order is that of the days; when the newest is asked for, the newest of the
 * strongest comes first.
 *
 * @param limit  at most this many, 1 or more
 */
export function chooseSentences(
  question: Question,
  ranked: readonly RankedSentence[],
  limit: number,
): RankedSentence[] {
  const isCourse = question.kind === 'compare' || question.kind === 'timeline';
  const ordered = question.asksForLatest ? newestFirst(ranked) : ranked;
  const sameSource = question.asksForLatest ? 0 : isCourse ? SAME_SOURCE_COMPARED : SAME_SOURCE;
  const chosen = pick(ordered, limit, sameSource);
  if (isCourse) return [...chosen].sort((a, b) => compareDays(dayOf(a), dayOf(b)));
  if (question.asksForLatest) return chosen;
  return newerFigureFirst(
    question,
    [...chosen].sort((a, b) => b.score - a.score),
  );
}

/** Whether a sentence has the figure that is asked for, and no day in the question says which one. */
function isUndatedFigure({ evidence }: RankedSentence, question: Question): boolean {
  return question.kind === 'how_many' && question.dates.length === 0 && evidence.numberNearHead;
}

/** Of two figures for the same thing that are nearly as strong, the newer one stands first. */
function newerFigureFirst(question: Question, chosen: readonly RankedSentence[]): RankedSentence[] {
  const best = chosen[0]?.score ?? 0;
  const figures = chosen.filter(
    (sentence) => isUndatedFigure(sentence, question) && sentence.score >= best - AS_STRONG,
  );
  const first = chosen[0];
  if (first === undefined || figures.length < 2 || !figures.includes(first)) return [...chosen];
  const newest = [...figures].sort((a, b) => compareDays(dayOf(b), dayOf(a)));
  return [...newest, ...chosen.filter((sentence) => !figures.includes(sentence))];
}

/**
 * The strongest sentences, no two alike, in the order of strength: on them rests the judgement, whatever order is shown.
 *
 * @param limit  at most this many, 1 or more
 */
export function chooseStrongest(ranked: readonly RankedSentence[], limit: number): RankedSentence[] {
  return pick(ranked, limit, SAME_SOURCE);
}

/**
 * What follows the chosen sentences when somebody wants to read on: the strongest that are left, none like any other.
 *
 * @param limit  at most this many, 0 or more
 */
export function chooseFurther(
  ranked: readonly RankedSentence[],
  chosen: readonly RankedSentence[],
  limit: number,
): RankedSentence[] {
  return pick(ranked, chosen.length + limit, SAME_SOURCE, chosen).slice(chosen.length);
}

/**
 * The sentences for a question of two parts: the best of the whole, the best of the other part, then what follows, in the
 * order of the parts.
 *
 * @param parts  the ranked sentences of each part
 * @param ranked  the ranked sentences of the whole question
 */
export function chooseForParts(
  parts: readonly (readonly RankedSentence[])[],
  ranked: readonly RankedSentence[],
  limit: number,
): Chosen[] {
  const whole = ranked.map((sentence) => ({ sentence, part: partOf(sentence, parts) }));
  const [best] = whole;
  // The whole question knows more of what is meant than its parts: its best sentence serves the part it fits.
  const heads = parts.flatMap(([head], index) =>
    head === undefined || index + 1 === best?.part ? [] : [{ sentence: head, part: index + 1 }],
  );
  const chosen: Chosen[] = [];
  for (const candidate of [...whole.slice(0, 1), ...heads, ...whole.slice(1)]) {
    if (chosen.length === limit) break;
    if (!chosen.some((other) => isAlike(other.sentence, candidate.sentence))) chosen.push(candidate);
  }
  return chosen
    .map(({ sentence, ...part }) => ({ sentence: fromOriginal(sentence, ranked), ...part }))
    .sort((a, b) => (a.part ?? 0) - (b.part ?? 0));
}

/** The part among whose sentences this one stands higher. */
function partOf({ evidence }: RankedSentence, parts: readonly (readonly RankedSentence[])[]): number {
  const places = parts.map((sentences) => {
    const at = sentences.findIndex((other) => other.evidence.sentence === evidence.sentence);
    return at === -1 ? Number.POSITIVE_INFINITY : at;
  });
  return places.indexOf(Math.min(...places)) + 1;
}

/**
 * Takes one sentence after the other, each the best of what is left.
 *
 * @param sameSource  what a sentence loses when its source is quoted already; 0 keeps the order of the list
 * @param first  what is chosen already, and counts towards the limit
 */
function pick(
  ranked: readonly RankedSentence[],
  limit: number,
  sameSource: number,
  first: readonly RankedSentence[] = [],
): RankedSentence[] {
  const chosen = [...first];
  const sourceOf = createSourceReader();
  while (chosen.length < limit) {
    const sources = new Set(chosen.map(sourceOf));
    let best: { sentence: RankedSentence; score: number } | undefined;
    for (const sentence of ranked) {
      // Without a penalty the first one that fits is the best: the list is in order.
      if (best !== undefined && (sameSource === 0 || sentence.score <= best.score)) break;
      if (chosen.some((other) => isAlike(other, sentence) || other.score - sentence.score > TOO_FAR)) continue;
      const score = sentence.score - (sources.has(sourceOf(sentence)) ? sameSource : 0);
      if (best === undefined || score > best.score) best = { sentence, score };
    }
    if (best === undefined) break;
    chosen.push(best.sentence);
  }
  return chosen.map((sentence) => fromOriginal(sentence, ranked));
}

/** The same words in the article of which this one is a copy, where that has them; else the sentence itself. */
function fromOriginal(sentence: RankedSentence, ranked: readonly RankedSentence[]): RankedSentence {
  const [original] = sentence.evidence.article.copies ?? [];
  if (original === undefined || original.id === articleOf(sentence).id) return sentence;
  const text = textOf(sentence);
  return ranked.find((other) => articleOf(other).id === original.id && textOf(other) === text) ?? sentence;
}

function articleOf({ evidence }: RankedSentence): Article {
  return evidence.article.analysed.article;
}

function textOf(ranked: RankedSentence): string {
  const { start, end } = ranked.evidence.sentence;
  return articleOf(ranked).body.slice(start, end);
}

/** Tells the independent source of a sentence, in one text; looked for once an article. */
function createSourceReader(): (sentence: RankedSentence) => string {
  const known = new Map<string, string>();
  return (sentence) => {
    const article = articleOf(sentence);
    const source = known.get(article.id);
    if (source !== undefined) return source;
    const { copies } = sentence.evidence.article;
    const found = independentSourcesOf({ article, ...(copies && { copies }) }).join('\n');
    known.set(article.id, found);
    return found;
  };
}

/** The nearly best sentences by day, the newest first; then the others as they were. */
function newestFirst(ranked: readonly RankedSentence[]): readonly RankedSentence[] {
  const best = ranked[0]?.score ?? 0;
  const first = ranked[0]?.evidence;
  // A newer sentence on something else is no newer answer: it must say as much of the deed, and have its number.
  const isNear = ({ score, evidence }: RankedSentence): boolean =>
    score >= best - NEARLY_BEST &&
    evidence.predicateCoverage >= (first?.predicateCoverage ?? 0) - LESS_OF_DEED &&
    (first?.question.kind !== 'how_many' || evidence.newNumbers > 0);
  const near = ranked.filter(isNear);
  return [
    ...near.sort((a, b) => compareDays(publishedOf(b), publishedOf(a))),
    ...ranked.filter((sentence) => !isNear(sentence)),
  ];
}

/** "since 7 October" tells when a count began, not when it was made. */
const STARTS_COUNT = /\b(?:since|after|before|from|of)\s+$/iu;

/**
 * The day for which a sentence speaks, where days matter to the question: a course of events, a comparison, the newest
 * state, a figure of which there may be an older and a newer one.
 *
 * @returns undefined for other questions and for sentences of no known day
 */
export function asOfDay(question: Question, sentence: RankedSentence): string | undefined {
  const matters =
    question.asksForLatest ||
    question.kind === 'compare' ||
    question.kind === 'timeline' ||
    isUndatedFigure(sentence, question);
  return matters ? dayOf(sentence) : undefined;
}

/** The day a sentence speaks of: the last day that it names up to the day of publication, else that day. */
function dayOf({ evidence: { sentence, article } }: RankedSentence): string | undefined {
  const { published, body } = article.analysed.article;
  const text = body.slice(sentence.start, sentence.end);
  const days = sentence.dates
    .filter(({ precision, start }) => precision === 'day' && !STARTS_COUNT.test(text.slice(0, start)))
    .map(({ to }) => to);
  const past = days.filter((day) => published === undefined || day <= published).sort();
  return past.at(-1) ?? published;
}

function publishedOf({ evidence }: RankedSentence): string | undefined {
  return evidence.article.analysed.article.published;
}

function compareDays(a: string | undefined, b: string | undefined): number {
  return (a ?? '') < (b ?? '') ? -1 : (a ?? '') > (b ?? '') ? 1 : 0;
}

/** Whether two sentences are one, or share most of their distinct words (Jaccard). */
function isAlike(a: RankedSentence, b: RankedSentence): boolean {
  if (a.evidence.sentence === b.evidence.sentence) return true;
  const one = new Set(a.evidence.sentence.terms);
  const other = new Set(b.evidence.sentence.terms);
  const shared = [...one].filter((term) => other.has(term)).length;
  const union = one.size + other.size - shared;
  return union === 0 || shared / union >= ALIKE;
}
