import { stringify } from 'csv-stringify/sync';
import { BotError } from '../core/errors.js';
import type { Gap, GapsReply } from '../core/reply.js';
import type { Session } from './session.js';
import { withStateToRead } from './with-state.js';

/** What `gaps` may be told. */
export interface GapsOptions {
  /** Only of this one. */
  readonly space?: string;
  /** Comma-separated values in place of a table. */
  readonly csv?: boolean;
}

const CSV_COLUMNS: readonly (keyof Gap)[] = ['space', 'question', 'times', 'first', 'last', 'reasons', 'comments'];

/**
 * Lists the questions that were not answered well, most frequent first.
 *
 * @returns undefined when comma-separated values are written already
 * @throws {BotError} `bad-request` for `--csv` with `--json`; `store-unavailable`
 */
export async function runGaps({ space, csv }: GapsOptions, session: Session): Promise<GapsReply | undefined> {
  const { output } = session;
  if (csv === true && output.isJson) throw new BotError('bad-request', 'Choose one of --csv and --json.');
  const options = space === undefined ? {} : { space };
  const gaps = (await withStateToRead(session, async (store) => store?.gaps.list(options))) ?? [];
  if (csv !== true) return { kind: 'gaps', gaps };
  await output.value(gaps, toCsv(gaps));
  return undefined;
}

/**
 * Gaps as comma-separated values (RFC 4180 with line feeds), a header first. What people wrote is marked as text, so that
 * no spreadsheet runs it as a formula.
 *
 * @returns without a line end at the end; several reasons are parted by a space, several comments by a line feed
 */
export function toCsv(gaps: readonly Gap[]): string {
  const rows = gaps.map((gap) => ({ ...gap, reasons: gap.reasons.join(' '), comments: gap.comments.join('\n') }));
  return stringify(rows, { header: true, columns: [...CSV_COLUMNS], escape_formulas: true, eof: false });
}
