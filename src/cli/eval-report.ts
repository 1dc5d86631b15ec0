import { toSafeText } from '../adapters/terminal/safe-text.js';
import { alignTable } from '../adapters/terminal/table.js';
import { wrapText } from '../adapters/terminal/wrap.js';
import type { Comparison } from '../core/evaluation/compare.js';
import type { EvalRun } from '../core/evaluation/eval-run.js';
import { toFaults } from '../core/evaluation/miss.js';
import type { Outcome } from '../core/evaluation/outcome.js';
import { SHARES, type ShareName, toShareValues } from '../core/evaluation/scores.js';
import { bootstrapInterval } from '../core/evaluation/statistics.js';
import type { Scores } from '../core/reply.js';
import { createRandom } from '../lib/random.js';

/** Columns of a line. */
const WIDTH = 100;

/** Characters of a question type shown in the table, so that its eleven scores fit beside it. */
const TYPE_CHARS = 12;

const NAMES: Readonly<Record<ShareName, { readonly long: string; readonly short: string }>> = {
  hit1: { long: 'article hit@1', short: 'hit@1' },
  hit5: { long: 'article hit@5', short: 'hit@5' },
  hit10: { long: 'article hit@10', short: 'hit@10' },
  mrr10: { long: 'article MRR@10', short: 'MRR' },
  evidence1: { long: 'evidence@1', short: 'ev@1' },
  evidence3: { long: 'evidence@3', short: 'ev@3' },
  answer3: { long: 'answer@3', short: 'ans@3' },
  stated: { long: 'stated', short: 'stated' },
  related: { long: 'related', short: 'relat.' },
  refused: { long: 'refused', short: 'refus.' },
  unanswerableNotStated: { long: 'unanswerable, not stated', short: 'unans.' },
};

/** What a report holds beside the scores. */
export interface EvalReportOptions {
  /** Lists the questions that fell short. */
  readonly misses?: boolean;
  readonly comparison?: Comparison;
}

/** A run as plain text for people, at most 100 columns wide, without a line break at its end. Shares are percentages. */
export function renderEvalReport(run: EvalRun, options: EvalReportOptions = {}): string {
  const outcomes = run.outcomes ?? [];
  const sections = [
    renderProblems(run),
    renderOverall(run, outcomes),
    renderTypes(run),
    ...(options.comparison === undefined ? [] : [renderComparison(options.comparison)]),
    ...(options.misses === true ? [renderMisses(outcomes)] : []),
  ];
  return sections
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join('\n'))
    .join('\n\n');
}

function toPercent(value: number | null, digits = 1): string {
  return value === null ? '-' : (value * 100).toFixed(digits);
}

function toSigned(value: number | null, factor = 100): string {
  if (value === null) return '-';
  const text = (value * factor).toFixed(1);
  return value > 0 ? `+${text}` : text;
}

function renderProblems(run: EvalRun): string[] {
  return (run.problems ?? []).flatMap(({ file, line, message }) =>
    wrapText(toSafeText(`Left out: ${file}, line ${line}: ${message}`), WIDTH, '', '  '),
  );
}

function renderOverall(run: EvalRun, outcomes: readonly Outcome[]): string[] {
  const unanswerable = outcomes.filter(({ answerable }) => !answerable).length;
  const failed = outcomes.filter(({ certainty }) => certainty === 'failed').length;
  const facts = [
    `${run.questions} questions`,
    ...(unanswerable === 0 ? [] : [`${unanswerable} of them without an answer in the corpus`]),
    `${run.p50Ms.toFixed(1)} ms (p50)`,
    `${run.p95Ms.toFixed(1)} ms (p95)`,
  ];
  const random = createRandom(1);
  const rows = SHARES.map((name) => {
    const values = toShareValues(name, outcomes);
    const interval = bootstrapInterval(values, random);
    const range = interval === undefined ? '-' : `${toPercent(interval[0])} to ${toPercent(interval[1])}`;
    return [NAMES[name].long, toPercent(run[name]), range, String(values.length)];
  });
  return [
    facts.join(', '),
    ...(failed === 0 ? [] : [`Questions that failed and count as misses: ${failed} (see --misses)`]),
    '',
    ...alignTable([['score', '%', '95% interval', 'questions'], ...rows], [1, 2, 3]),
  ];
}

function renderTypes(run: EvalRun): string[] {
  const row = (type: string, scores: Scores) => [
    shorten(toSafeText(type)),
    String(scores.questions),
    ...SHARES.map((name) => toPercent(scores[name], 0)),
  ];
  const head = ['type', 'n', ...SHARES.map((name) => NAMES[name].short)];
  const rows = [...Object.entries(run.byType).map(([type, scores]) => row(type, scores)), row('all', run)];
  return alignTable(
    [head, ...rows],
    head.map((_, column) => column).filter((column) => column > 0),
  );
}

function shorten(type: string): string {
  const characters = Array.from(type);
  return characters.length > TYPE_CHARS ? `${characters.slice(0, TYPE_CHARS - 1).join('')}…` : type;
}

function renderComparison(comparison: Comparison): string[] {
  const rows = comparison.shares.map(({ name, earlier, now, delta, interval, gained, lost }) => [
    NAMES[name].long,
    toPercent(earlier),
    toPercent(now),
    toSigned(delta),
    interval === undefined ? '-' : `${toSigned(interval[0])} to ${toSigned(interval[1])}`,
    String(gained.length),
    String(lost.length),
  ]);
  const ids = (label: string, list: readonly string[]) =>
    list.length === 0 ? [] : wrapText(toSafeText(`${label}: ${list.join(' ')}`), WIDTH, '', '  ');
  return [
    `Compared with the earlier run, over ${comparison.shared} questions that are in both`,
    ...alignTable([['score', 'earlier', 'now', 'change', '95% interval', 'more', 'less'], ...rows], [1, 2, 3, 4, 5, 6]),
    `ms: p50 ${toSigned(comparison.p50MsDelta, 1)}, p95 ${toSigned(comparison.p95MsDelta, 1)}`,
    ...comparison.shares.flatMap(({ name, gained, lost }) => [
      ...ids(`more ${NAMES[name].long}`, gained),
      ...ids(`less ${NAMES[name].long}`, lost),
    ]),
    ...ids('only in the earlier run', comparison.onlyEarlier),
    ...ids('only in this run', comparison.onlyNow),
  ];
}

function renderMisses(outcomes: readonly Outcome[]): string[] {
  const missed = outcomes
    .map((outcome) => ({ outcome, faults: toFaults(outcome) }))
    .filter(({ faults }) => faults.length > 0);
  if (missed.length === 0) return ['No misses'];
  return [
    `${missed.length} misses`,
    ...missed.flatMap(({ outcome: { id, detail }, faults }) => [
      '',
      ...wrapText(toSafeText(`${id}: ${faults.join('; ')}`), WIDTH, '', '  '),
      ...(detail === undefined
        ? []
        : [
            ...wrapText(toSafeText(detail.question), WIDTH, '  asked     '),
            ...wrapText(toSafeText(detail.expected), WIDTH, '  expected  '),
            ...wrapText(toSafeText(detail.came), WIDTH, '  came      '),
          ]),
    ]),
  ];
}
