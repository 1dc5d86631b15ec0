import { readFile } from 'node:fs/promises';
import type { Request, Run } from '../core/commands/request.js';
import { BotError } from '../core/errors.js';
import { type EvalRun, parseEvalRun, type RunProblem } from '../core/evaluation/eval-run.js';
import { judge, type Outcome } from '../core/evaluation/outcome.js';
import { type EvalQuestion, parseQuestionFile } from '../core/evaluation/question-file.js';
import { toScoresReply } from '../core/evaluation/scores.js';

/** What an evaluation needs. */
export interface EvalOptions {
  /** Paths of question files; one that is named twice is asked once. */
  readonly files: readonly string[];
  readonly run: Run;
  /** The body of an article by its id; undefined when it is not in the corpus. */
  articleBody(id: string): string | undefined;
  /** Called after each question. */
  onProgress?(done: number, total: number): void;
}

/**
 * Asks every question of the files, one after the other so that their times do not disturb each other, and scores the replies.
 *
 * @returns the scores, with what each question came to and the lines that could not be used; an id which several files use is
 *   told apart by its file, as `FILE#ID`
 * @throws {BotError} `bad-request` when a file cannot be read or no question is found
 */
export async function runEval(options: EvalOptions): Promise<EvalRun> {
  const { questions, problems } = await readQuestions([...new Set(options.files)]);
  const outcomes: Outcome[] = [];
  for (const question of questions) {
    const request = toRequest(question, `eval-${outcomes.length + 1}`);
    const startedAt = performance.now();
    const reply = await options.run(request);
    const ms = Math.round((performance.now() - startedAt) * 1000) / 1000;
    outcomes.push(judge(question, reply, ms, (id) => options.articleBody(id)));
    options.onProgress?.(outcomes.length, questions.length);
  }
  return { ...toScoresReply(outcomes), outcomes, ...(problems.length === 0 ? {} : { problems }) };
}

/**
 * Reads a run that was saved with `eval --json`, to compare with.
 *
 * @throws {BotError} `bad-request` when the file cannot be read or is something else
 */
export async function readEarlierRun(path: string): Promise<EvalRun> {
  return parseEvalRun(await readText(path, `Make one with: dateline eval FILE --json > ${path}`), path);
}

async function readQuestions(files: readonly string[]): Promise<{ questions: EvalQuestion[]; problems: RunProblem[] }> {
  const questions: EvalQuestion[] = [];
  const problems: RunProblem[] = [];
  const ids = new Set<string>();
  for (const file of files) {
    const parsed = parseQuestionFile(await readText(file, 'Check the path of the question file.'));
    for (const question of parsed.questions) {
      const id = ids.has(question.id) ? `${file}#${question.id}` : question.id;
      ids.add(id);
      questions.push({ ...question, id });
    }
    problems.push(...parsed.problems.map((problem) => ({ file, ...problem })));
  }
  if (questions.length > 0) return { questions, problems };
  const [first] = problems;
  const reason = first === undefined ? '' : ` ${first.file}, line ${first.line}: ${first.message}`;
  throw new BotError(
    'bad-request',
    `There is no question in ${files.join(', ') || 'the question file'}.${reason} A question is one line of JSON with "id", "question", "answer", "articles" and "evidence".`,
  );
}

async function readText(path: string, remedy: string): Promise<string> {
  try {
    return await readFile(path, 'utf8');
  } catch (cause) {
    const isAbsent = cause instanceof Error && 'code' in cause && cause.code === 'ENOENT';
    throw new BotError('bad-request', `${isAbsent ? 'There is no file' : 'Cannot read'} ${path}. ${remedy}`, {
      cause,
      isMissing: true,
    });
  }
}

function toRequest(question: EvalQuestion, id: string): Request {
  return {
    id,
    command: 'ask',
    arguments: { question: question.question },
    asker: { id: 'eval', mayManage: false },
    space: 'local',
    conversation: question.context,
  };
}
