import { z } from 'zod';
import { BotError } from '../errors.js';
import { REPLY_SCHEMA, type ScoresReply } from '../reply.js';
import { isMiss } from './miss.js';
import type { Outcome } from './outcome.js';

/** A question that was left out of a run, and why. */
export interface RunProblem {
  readonly file: string;
  /** Counted from 1. */
  readonly line: number;
  readonly message: string;
}

/** The scores of one run, with what each question came to, so that a later run can be held against it. */
export type EvalRun = ScoresReply & {
  readonly outcomes?: readonly Outcome[];
  readonly problems?: readonly RunProblem[];
};

const share = z.number().min(0).max(1).nullable();
const count = z.number().min(0);
const rank = z.number().int().positive().nullable();

const scoresSchema = z.object({
  questions: count,
  hit1: share,
  hit5: share,
  hit10: share,
  mrr10: share,
  evidence1: share,
  evidence3: share,
  answer3: share,
  stated: share,
  related: share,
  refused: share,
  unanswerableNotStated: share,
  p50Ms: count,
  p95Ms: count,
});

const outcomeSchema = z.object({
  id: z.string(),
  type: z.string().exactOptional(),
  answerable: z.boolean(),
  rank: rank.exactOptional(),
  evidenceRank: rank.exactOptional(),
  answer3: z.boolean().exactOptional(),
  certainty: z.enum(['stated', 'related', 'refused', 'failed']),
  ms: count,
});

const runSchema = scoresSchema.extend({
  kind: z.literal('scores'),
  byType: z.record(z.string(), scoresSchema),
  outcomes: z.array(outcomeSchema).exactOptional(),
});

/**
 * The JSON form of a run.
 *
 * @param options.misses  adds to each missed question what was asked, expected and given
 */
export function toEvalJson(
  run: EvalRun,
  options: { readonly misses?: boolean } = {},
): { readonly schema: typeof REPLY_SCHEMA } & EvalRun {
  if (run.outcomes === undefined) return { schema: REPLY_SCHEMA, ...run };
  const outcomes = run.outcomes.map(({ detail, ...outcome }) =>
    options.misses === true && detail !== undefined && isMiss(outcome) ? { ...outcome, detail } : outcome,
  );
  return { schema: REPLY_SCHEMA, ...run, outcomes };
}

/**
 * Reads a run that was saved with `eval --json`.
 *
 * @param name  how to call the text in an error, for instance its file name
 * @throws {BotError} `bad-request` when it is something else
 */
export function parseEvalRun(text: string, name: string): EvalRun {
  const fail = (detail: string, cause: unknown): never => {
    throw new BotError(
      'bad-request',
      `${name} is no saved evaluation (${detail}). Make one with: dateline eval FILE --json > ${name}`,
      { cause },
    );
  };
  let value: unknown;
  try {
    value = JSON.parse(text.replace(/^\ufeff/u, ''));
  } catch (cause) {
    return fail('it is not one JSON value', cause);
  }
  const parsed = runSchema.safeParse(value);
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  const place = issue === undefined || issue.path.length === 0 ? '' : `"${issue.path.join('.')}": `;
  return fail(`${place}${issue?.message ?? 'unexpected shape'}`, parsed.error);
}
