import type { Kysely } from 'kysely';
import { foldText } from '../core/article/fold.js';
import type { Gap } from '../core/reply.js';
import type { Connection } from './connection.js';
import { BATCH_ROWS, toInstant } from './row.js';
import type { Schema } from './schema.js';

/** The queries on questions that the articles did not answer. */
export interface GapQueries {
  /**
   * Questions that got no answer, or whose answer somebody judged not helpful, for each space by itself: those that failed
   * most often first, of equals the newest. A question that differs in case, accents, white space or its closing marks
   * only is the same one; `times` counts how often it failed.
   *
   * @param space  only of this one
   * @param sinceMs  only what was asked from this instant on, in milliseconds since 1970 in UTC
   * @param limit  1 or more, default 1,000
   */
  list(options?: {
    readonly space?: string;
    readonly sinceMs?: number;
    readonly limit?: number;
  }): Promise<readonly Gap[]>;
}

const MAX_GAPS = 1_000;

/** The queries on gaps, over one connection. */
export function createGapQueries(connection: Connection): GapQueries {
  return {
    async list({ space, sinceMs = 0, limit = MAX_GAPS } = {}) {
      const gaps = new Map<string, Failures>();
      let rows: readonly FailedRow[] = [];
      do {
        const last = rows.at(-1);
        rows = await connection.query((db) => readFailed(db, { space, sinceMs, ...(last && { last }) }));
        const judgements = await connection.query((db) => readJudgements(db, rows));
        for (const row of rows) note(gaps, row, judgements.get(row.id));
      } while (rows.length === BATCH_ROWS);
      return [...gaps.values()]
        .sort((a, b) => b.times - a.times || b.last - a.last)
        .slice(0, limit)
        .map(toGap);
    },
  };
}

interface FailedRow {
  readonly id: string;
  readonly space: string;
  readonly question: string;
  readonly kind: string;
  readonly at: number;
}

/** One question with all its failures; `first` and `last` in milliseconds. */
interface Failures {
  readonly space: string;
  readonly first: number;
  question: string;
  times: number;
  last: number;
  readonly reasons: Set<Gap['reasons'][number]>;
  readonly comments: Set<string>;
}

/** The next replies that failed, in order of time. A question without a word to look for was kept as none. */
function readFailed(
  db: Kysely<Schema>,
  { space, sinceMs, last }: { readonly space: string | undefined; readonly sinceMs: number; readonly last?: FailedRow },
): Promise<readonly FailedRow[]> {
  return db
    .selectFrom('reply')
    .select(({ ref }) => ['id', 'space', ref('question').$notNull().as('question'), 'kind', 'at'])
    .where('question', 'is not', null)
    .where(({ or, eb, exists, selectFrom }) =>
      or([
        eb('kind', '=', 'no-match'),
        exists(
          selectFrom('feedback')
            .select('feedback.reply')
            .whereRef('feedback.reply', '=', 'reply.id')
            .where('is_helpful', '=', 0),
        ),
      ]),
    )
    .$call((query) => (space === undefined ? query : query.where('space', '=', space)))
    .$call((query) =>
      // One bound at a time: with both, SQLite takes the earlier one and reads all the rows before `last` again.
      last === undefined
        ? query.where('at', '>=', sinceMs)
        : query.where(({ eb, refTuple, tuple }) => eb(refTuple('at', 'id'), '>', tuple(last.at, last.id))),
    )
    .orderBy('at')
    .orderBy('id')
    .limit(BATCH_ROWS)
    .execute();
}

/** Of those replies that were judged not helpful: what people wrote to it, oldest first. */
async function readJudgements(
  db: Kysely<Schema>,
  rows: readonly FailedRow[],
): Promise<ReadonlyMap<string, readonly string[]>> {
  const judgements = new Map<string, string[]>();
  if (rows.length === 0) return judgements;
  const found = await db
    .selectFrom('feedback')
    .select(['reply', 'reason'])
    .where(
      'reply',
      'in',
      rows.map(({ id }) => id),
    )
    .where('is_helpful', '=', 0)
    .orderBy('at')
    .execute();
  for (const { reply, reason } of found) {
    const comments = judgements.get(reply) ?? [];
    judgements.set(reply, reason === null ? comments : [...comments, reason]);
  }
  return judgements;
}

/** @param comments  undefined when nobody judged the reply not helpful */
function note(gaps: Map<string, Failures>, row: FailedRow, comments: readonly string[] | undefined): void {
  const { space, question, at } = row;
  const key = JSON.stringify([space, foldQuestion(question)]);
  const gap = gaps.get(key) ?? {
    space,
    first: at,
    question,
    times: 0,
    last: at,
    reasons: new Set(),
    comments: new Set(),
  };
  gaps.set(key, gap);
  // Rows come in order of time: the words of the last one stay.
  gap.question = question;
  gap.times += 1;
  gap.last = at;
  if (row.kind === 'no-match') gap.reasons.add('no-match');
  if (comments === undefined) return;
  gap.reasons.add('not-helpful');
  for (const comment of comments) gap.comments.add(comment);
}

/** @example foldQuestion(' Who  ABSTAINED?') // 'who abstained' */
function foldQuestion(question: string): string {
  return foldText(question)
    .replace(/[\s?!.؟？]+$/u, '')
    .replace(/\s+/gu, ' ')
    .trim();
}

function toGap({ space, question, times, first, last, reasons, comments }: Failures): Gap {
  return {
    space,
    question,
    times,
    first: toInstant(first),
    last: toInstant(last),
    reasons: [...reasons],
    comments: [...comments],
  };
}
