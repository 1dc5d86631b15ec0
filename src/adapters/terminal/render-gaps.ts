import type { Gap, GapsReply } from '../../core/reply.js';
import { toPeriodText } from '../../core/wording.js';
import { joinBlocks, type Page } from './page.js';
import { toSafeText } from './safe-text.js';
import { alignTable } from './table.js';

const REASONS: Readonly<Record<Gap['reasons'][number], string>> = {
  'no-match': 'no answer',
  'not-helpful': 'not helpful',
};

/** The questions that were not answered well, for each space a table: how often, which, and below it when, why and what people wrote. */
export function renderGaps({ gaps }: GapsReply, page: Page): string[] {
  if (gaps.length === 0) return page.lines('No question is kept that got no answer or a “not helpful”.');
  const spaces = [...new Set(gaps.map(({ space }) => space))];
  return joinBlocks(
    spaces.map((space) => [
      page.style.bold(toSafeText(space)),
      ...renderTable(
        gaps.filter((gap) => gap.space === space),
        page,
      ),
    ]),
  );
}

function renderTable(gaps: readonly Gap[], page: Page): string[] {
  const [heading = '', ...counts] = alignTable([['times'], ...gaps.map(({ times }) => [String(times)])], [0]);
  const indent = ' '.repeat(heading.length + 2);
  return [
    page.style.dim(`${heading}  question`),
    ...gaps.flatMap(({ question, first, last, reasons, comments }, index) => {
      const period = toPeriodText(first.slice(0, 10), last.slice(0, 10));
      const notes = [`${reasons.map((reason) => REASONS[reason]).join(', ')}; ${period}`, ...comments.map(toQuoted)];
      return [
        ...page.lines(question, `${counts[index] ?? ''}  `, indent),
        ...notes.flatMap((note) => page.lines(note, indent).map(page.style.dim)),
      ];
    }),
  ];
}

function toQuoted(comment: string): string {
  return `“${comment}”`;
}
