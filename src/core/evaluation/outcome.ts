import type { AnswerReply, Reply } from '../reply.js';
import type { EvalQuestion } from './question-file.js';
import { holdsWording, isBareYesOrNo, isYesNoType } from './wording.js';

/**
 * What one question came to. A rank is counted from 1, `null` is a miss, and an absent field means that the question does not
 * count towards that score.
 */
export interface Outcome {
  readonly id: string;
  readonly type?: string;
  readonly answerable: boolean;
  /** Place of the first listed article among the reply's articles. Absent when the question has no answer in the corpus. */
  readonly rank?: number | null;
  /** Place of the first evidence among the answer sentences. Absent without evidence. */
  readonly evidenceRank?: number | null;
  /** Whether an accepted wording stands in the first three answer sentences. */
  readonly answer3?: boolean;
  /** `refused` is a no-match; `failed` is a reply that is no reply to a question, and a miss for every score. */
  readonly certainty: 'stated' | 'related' | 'refused' | 'failed';
  /** Milliseconds from question to reply. */
  readonly ms: number;
  readonly detail?: OutcomeDetail;
}

/** The same outcome in words, for people who look into the misses. */
interface OutcomeDetail {
  readonly question: string;
  readonly expected: string;
  readonly came: string;
}

/** Answer sentences in which an accepted wording is looked for. */
const SENTENCES_READ = 3;

/**
 * Holds a reply against what its question expects. `context` sentences are not scored and do not count for the order.
 *
 * @param ms  milliseconds from question to reply
 * @param articleBody  the body of an article by its id; undefined when it is not in the corpus
 */
export function judge(
  question: EvalQuestion,
  reply: Reply,
  ms: number,
  articleBody: (id: string) => string | undefined,
): Outcome {
  const answer = reply.kind === 'answer' ? reply : undefined;
  const sentences = answer?.sentences.filter((sentence) => sentence.role === 'answer').map(({ text }) => text) ?? [];
  const type = question.type?.trim();
  const base = {
    id: question.id,
    ...(type === undefined || type === '' ? {} : { type }),
    certainty: toCertainty(reply),
    ms,
    detail: { question: question.question, expected: toExpected(question), came: toCame(reply) },
  };
  if (question.answer === null) return { ...base, answerable: false };

  const wordings = toCountedWordings(question, question.answer, articleBody);
  return {
    ...base,
    answerable: true,
    rank: rankOf(toArticleOrder(answer), (id) => question.articles.includes(id)),
    ...(question.evidence.length === 0
      ? {}
      : { evidenceRank: rankOf(sentences, (text) => isEvidence(text, question.evidence)) }),
    ...(wordings.length === 0
      ? {}
      : { answer3: sentences.slice(0, SENTENCES_READ).some((text) => holdsWording(text, wordings)) }),
  };
}

function toCertainty(reply: Reply): Outcome['certainty'] {
  if (reply.kind === 'answer') return reply.certainty;
  return reply.kind === 'no-match' ? 'refused' : 'failed';
}

function toArticleOrder(answer: AnswerReply | undefined): string[] {
  if (answer === undefined) return [];
  const quoted = answer.sentences.filter((sentence) => sentence.role === 'answer');
  return [...new Set([...quoted, ...answer.also].map((named) => named.article))];
}

function rankOf<T>(values: readonly T[], accepts: (value: T) => boolean): number | null {
  const index = values.findIndex(accepts);
  return index === -1 ? null : index + 1;
}

function collapse(text: string): string {
  return text.replace(/\s+/gu, ' ').trim();
}

/** Whether a quoted sentence is, holds, or lies in an evidence sentence; white space counts as one space. */
export function isEvidence(sentence: string, evidence: readonly string[]): boolean {
  const quoted = collapse(sentence);
  if (quoted === '') return false;
  return evidence.map(collapse).some((expected) => expected.includes(quoted) || quoted.includes(expected));
}

/** The wordings to look for; none when the question does not count, because its texts do not hold any of them. */
function toCountedWordings(
  question: EvalQuestion,
  answer: readonly string[],
  articleBody: (id: string) => string | undefined,
): readonly string[] {
  if (isYesNoType(question.type)) return [];
  const wordings = answer.filter((wording) => !isBareYesOrNo(wording));
  const texts = question.evidence.length > 0 ? question.evidence : question.articles.map((id) => articleBody(id) ?? '');
  return texts.some((text) => holdsWording(text, wordings)) ? wordings : [];
}

function toExpected(question: EvalQuestion): string {
  if (question.answer === null) return 'no stated answer: it is not in the corpus';
  return `${question.answer.join(' | ')} (${question.articles.join(', ')})`;
}

function toCame(reply: Reply): string {
  if (reply.kind === 'no-match') return `no-match (${reply.reason}): ${reply.message}`;
  if (reply.kind === 'failure') return `failure (${reply.code}): ${reply.message}`;
  if (reply.kind !== 'answer') return `a reply of the kind "${reply.kind}"`;
  const first = reply.sentences.find((sentence) => sentence.role === 'answer');
  return first === undefined
    ? `${reply.certainty}, without a sentence`
    : `${reply.certainty}: ${first.text} (${first.article})`;
}
