import type { AnalysedArticle } from '../article/analyse.js';
import type { Library } from '../library.js';
import type { Question } from '../question/question.js';
import type { AnswerReply, AnswerSentence, NoMatchReply } from '../reply.js';
import { acceptorOf } from './candidates.js';
import { asOfDay, type Chosen, chooseForParts, chooseFurther, chooseSentences, chooseStrongest } from './choose.js';
import { createCiter } from './cite.js';
import { considerPart, considerQuestion } from './consider.js';
import { articlesOfDays, asksOnlyForDays } from './days.js';
import { decide } from './decide.js';
import { isEmptyQuestion, knownReason, reasonWithoutCandidates, toNoMatch } from './no-match.js';
import { onePerText } from './one-per-text.js';
import type { RankedArticle } from './rank-articles.js';
import { explainSentence, type RankedSentence } from './rank-sentences.js';
import { toUnderstood } from './understood.js';

/** Articles named below an answer at most. */
const ALSO = 10;
/** A sentence that begins so is not understood without the one before it. */
const LEANS_BACK = /^["“'(]*(?:he|she|it|they|his|her|its|their|both|neither|this|these)\b/iu;

/** A lead is of its day, and whether it is what the asker had in mind cannot be told. */
const LEAD_CONFIDENCE = 0.5;

/** How an answer is made. */
export interface AnswerOptions {
  /** Sentences at most, 1 or more; those shown for context come on top. */
  readonly limit: number;
  /**
   * Further sentences at most, behind those: for whoever wants to read on. Neither the ones before them nor the judgement
   * change with it. Default 0.
   */
  readonly more?: number;
  /** Adds what spoke for each sentence. */
  readonly explain: boolean;
  /** The parts of a question that asks two things, each parsed by itself. */
  readonly parts?: readonly Question[];
}

/** Answers a question with sentences of the articles, or says why it cannot. */
export function answerQuestion(
  question: Question,
  library: Library,
  options: AnswerOptions,
): AnswerReply | NoMatchReply {
  if (asksOnlyForDays(question, library)) return answerDays(question, library, options);
  if (isEmptyQuestion(question)) return toNoMatch(question, library, 'empty-question');
  const considered = considerQuestion(question, library);
  if (considered.articles.length === 0) {
    const { reason, relax } = reasonWithoutCandidates(question, library);
    return toNoMatch(question, library, reason, relax);
  }
  const reason = knownReason(question, considered.articles, library);
  if (reason !== undefined) return toNoMatch(question, library, reason);
  const ranked = considered.sentences();
  const parts = (options.parts ?? []).map((part) => considerPart(part, considered, library));
  const first: readonly Chosen[] =
    parts.length > 1
      ? chooseForParts(parts, ranked, options.limit)
      : chooseSentences(question, ranked, options.limit).map((sentence) => ({ sentence }));
  const further = chooseFurther(
    ranked,
    first.map(({ sentence }) => sentence),
    options.more ?? 0,
  ).map((sentence): Chosen => ({ sentence }));
  // Shown in the order of days or parts; judged as if in the order of strength.
  const strongest = chooseStrongest(ranked, options.limit);
  const { sentences, citations, shown } = quoteChosen(question, first, further);
  const quoted = new Set(sentences.map(({ article }) => article));
  return {
    kind: 'answer',
    question: question.text,
    understood: toUnderstood(
      question,
      first.map(({ sentence }) => sentence.evidence.own),
    ),
    ...decide(question, strongest, ranked),
    sentences,
    citations,
    also: alsoOf(considered.articles, quoted).map((id) => library.mention(id)),
    ...(options.explain
      ? {
          explain: shown.map((sentence) => ({
            article: sentence.evidence.article.analysed.article.id,
            sentence: sentence.evidence.sentence.number,
            features: explainSentence(sentence),
          })),
        }
      : {}),
  };
}

/** Ids of the best articles that are not quoted, each text once and in the place of the best that carries it. */
function alsoOf(articles: readonly RankedArticle[], quoted: ReadonlySet<string>): string[] {
  const texts = articles.map(({ analysed, copies }) => copies?.map(({ id }) => id) ?? [analysed.article.id]);
  const unquoted = texts.filter((ids) => !ids.some((id) => quoted.has(id))).flatMap(([id]) => id ?? []);
  return [...new Set(unquoted)].slice(0, ALSO);
}

/** Answers "What happened on 1 November?" with the first sentences of that day's articles, which say what they are about. */
function answerDays(
  question: Question,
  library: Library,
  { limit, more = 0, explain }: AnswerOptions,
): AnswerReply | NoMatchReply {
  const ofDays = articlesOfDays(question, library, acceptorOf(question, library)).filter(
    ({ sentences }) => sentences.length > 0,
  );
  const articles = onePerText(
    ofDays.map((analysed) => ({ analysed })),
    limit + more + ALSO,
    library,
  ).map(({ shown }) => shown.analysed);
  if (articles.length === 0) return toNoMatch(question, library, 'outside-dates');
  const citer = createCiter();
  const sentences = articles
    .slice(0, limit + more)
    .flatMap(({ article, sentences: [lead] }) =>
      lead === undefined ? [] : [{ ...citer.quote(article, lead), role: 'answer' as const }],
    );
  return {
    kind: 'answer',
    question: question.text,
    understood: toUnderstood(question),
    certainty: 'stated',
    confidence: LEAD_CONFIDENCE,
    sentences,
    citations: citer.citations(),
    also: articles.slice(limit + more, limit + more + ALSO).map(({ article }) => library.mention(article.id)),
    // Nothing was weighed: the day alone spoke for them.
    ...(explain
      ? {
          explain: sentences.map(({ article, sentence }) => ({
            article,
            sentence,
            features: [{ name: 'article-day', value: 1, weight: 1 }],
          })),
        }
      : {}),
  };
}

/**
 * Quotes the chosen sentences, each behind the sentence before it in its article when it leans on that one.
 *
 * @param further  come after the others and change nothing about them; one that stands there already is left out
 */
function quoteChosen(question: Question, first: readonly Chosen[], further: readonly Chosen[]) {
  const citer = createCiter();
  const sentences: AnswerSentence[] = [];
  const textOf = ({ article, sentences: all }: AnalysedArticle, index: number): string | undefined => {
    const at = all[index];
    return at === undefined ? undefined : article.body.slice(at.start, at.end);
  };
  const wordsOf = ({ sentence: { evidence } }: Chosen) => textOf(evidence.article.analysed, evidence.index);
  const texts = new Set(first.map(wordsOf));
  const shown: RankedSentence[] = [];
  for (const [position, each] of [...first, ...further].entries()) {
    const { sentence, part } = each;
    if (position >= first.length) {
      if (texts.has(wordsOf(each))) continue;
      texts.add(wordsOf(each));
    }
    const { index, article: ranked, sentence: own } = sentence.evidence;
    const { article, sentences: all } = ranked.analysed;
    const before = all[index - 1];
    const beforeText = textOf(ranked.analysed, index - 1);
    const mark = part === undefined ? {} : { part };
    if (before !== undefined && !texts.has(beforeText) && LEANS_BACK.test(wordsOf(each) ?? '')) {
      texts.add(beforeText);
      sentences.push({ ...citer.quote(article, before), role: 'context', ...mark });
    }
    shown.push(sentence);
    const asOf = asOfDay(question, sentence);
    sentences.push({
      ...citer.quote(article, own),
      role: 'answer',
      ...(asOf === undefined ? {} : { asOf }),
      ...mark,
    });
  }
  return { sentences, citations: citer.citations(), shown };
}
