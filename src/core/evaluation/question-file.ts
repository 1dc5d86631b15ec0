import { z } from 'zod';

/** One question of a question file, with what a good answer is. */
export interface EvalQuestion {
  readonly id: string;
  readonly question: string;
  /** Earlier questions of the same conversation, oldest first. */
  readonly context: readonly string[];
  /** Free text; scores are also given per type. */
  readonly type?: string;
  /** Accepted wordings, one or more; `null` when the corpus does not hold the answer. */
  readonly answer: readonly string[] | null;
  /** Ids of the articles that hold the answer; empty only when there is no answer. */
  readonly articles: readonly string[];
  /** Sentences that state the answer, word for word as in their articles. */
  readonly evidence: readonly string[];
}

/** A line that could not be used, and why. */
export interface QuestionFileProblem {
  /** Counted from 1. */
  readonly line: number;
  readonly message: string;
}

const filledText = z.string().refine((text) => text.trim() !== '', 'must not be blank');

const questionSchema = z
  .object({
    id: filledText,
    question: z.string(),
    context: z.array(z.string()).default([]),
    type: z.string().exactOptional(),
    answer: z.array(filledText).min(1, 'give an accepted wording, or null when the corpus has no answer').nullable(),
    articles: z.array(filledText).default([]),
    evidence: z.array(filledText).default([]),
  })
  .refine((question) => question.answer === null || question.articles.length > 0, {
    path: ['articles'],
    message: 'name an article that holds the answer, or set "answer" to null',
  });

/**
 * Reads a question file: JSON lines, blank lines skipped, unknown keys ignored. A bad line is reported and left out, and so is a
 * second question with the id of an earlier one, because runs are compared by id.
 */
export function parseQuestionFile(text: string): {
  readonly questions: EvalQuestion[];
  readonly problems: QuestionFileProblem[];
} {
  const questions: EvalQuestion[] = [];
  const problems: QuestionFileProblem[] = [];
  const lineOfId = new Map<string, number>();
  for (const [index, content] of text
    .replace(/^\ufeff/u, '')
    .split('\n')
    .entries()) {
    if (content.trim() === '') continue;
    const line = index + 1;
    const parsed = parseQuestion(content);
    if (typeof parsed === 'string') {
      problems.push({ line, message: parsed });
      continue;
    }
    const earlier = lineOfId.get(parsed.id);
    if (earlier !== undefined) {
      problems.push({
        line,
        message: `The id "${parsed.id}" is taken by line ${earlier}: give this question its own.`,
      });
      continue;
    }
    lineOfId.set(parsed.id, line);
    questions.push(parsed);
  }
  return { questions, problems };
}

function parseQuestion(content: string): EvalQuestion | string {
  let value: unknown;
  try {
    value = JSON.parse(content);
  } catch {
    return 'Not valid JSON: write each question as one JSON object on a line of its own.';
  }
  const parsed = questionSchema.safeParse(value);
  if (parsed.success) return parsed.data;
  const faults = parsed.error.issues.map((issue) =>
    issue.path.length === 0 ? issue.message : `"${issue.path.join('.')}": ${issue.message}`,
  );
  return `Not a question: ${faults.join('; ')}.`;
}
