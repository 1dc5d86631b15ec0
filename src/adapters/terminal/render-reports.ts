import type { HelpReply, ImportedReply, Scores, ScoresReply, StatusReply, VerifiedReply } from '../../core/reply.js';
import { toBrokenText } from '../../core/wording.js';
import { joinBlocks, type Page, toRangeText } from './page.js';
import { renderDeliveries } from './render-digest.js';
import { renderFeedsOfStatus } from './render-feeds.js';
import { toSafeText } from './safe-text.js';
import { alignTable } from './table.js';

/** What an import did with each source. */
export function renderImported(reply: ImportedReply, page: Page): string[] {
  const summary = [
    `${count(reply.added.length, 'article')} added`,
    `${reply.unchanged.length} unchanged`,
    `${count(reply.duplicates.length, 'duplicate')}`,
    `${reply.failed.length} failed`,
  ].join(', ');
  return [
    ...page.lines(`${summary}.`).map(page.style.bold),
    ...reply.added.flatMap((id) => page.lines(`added ${id}`, '  ', '    ')),
    ...reply.duplicates.flatMap(({ source, of }) => page.lines(`${source} is the same as ${of}`, '  ', '    ')),
    ...(reply.undated ?? []).flatMap(({ source, message }) => page.lines(`${source} is ${message}`, '  ', '    ')),
    ...reply.failed.flatMap(({ source, message }) =>
      page.lines(`${source}: ${message}`, '  ', '    ').map(page.style.warning),
    ),
  ];
}

/** Whether the checked quotations still stand, with a line for each that does not. */
export function renderVerified(reply: VerifiedReply, page: Page): string[] {
  const checked = count(reply.checked, 'quotation');
  if (reply.broken.length === 0) return page.lines(`${checked} checked: every one stands as quoted.`);
  return [
    ...page.lines(`${checked} checked, ${reply.broken.length} broken:`).map(page.style.warning),
    ...reply.broken.flatMap((broken) => page.lines(toBrokenText(broken), '  ', '    ')),
  ];
}

/** The scores of a question file, over all questions and for each type. */
export function renderScores(reply: ScoresReply): string[] {
  const rows: readonly (readonly [string, Scores])[] = [['all', reply], ...Object.entries(reply.byType)];
  return alignTable(
    [
      ['questions', 'count', 'hit@1', 'hit@5', 'hit@10', 'MRR@10', 'evidence@1', 'evidence@3', 'answer@3', 'p95 ms'],
      ...rows.map(([name, scores]) => [
        toSafeText(name),
        String(scores.questions),
        ...[
          scores.hit1,
          scores.hit5,
          scores.hit10,
          scores.mrr10,
          scores.evidence1,
          scores.evidence3,
          scores.answer3,
        ].map((share) => (share === null ? '-' : share.toFixed(3))),
        scores.p95Ms.toFixed(1),
      ]),
    ],
    [1, 2, 3, 4, 5, 6, 7, 8, 9],
  );
}

/** What is loaded, what could not be, and how the feeds are. */
export function renderStatus(reply: StatusReply, page: Page): string[] {
  const { index } = reply;
  return joinBlocks([
    [
      page.style.bold(`Dateline ${toSafeText(reply.version)}`),
      ...page.lines(toRangeText(reply)),
      ...page.lines(
        `Index: ${index.engine}, ${count(index.articles, 'article')}, ${count(index.sentences, 'sentence')}, ${count(index.words, 'word')}.`,
      ),
      ...reply.platforms.flatMap(({ platform, state }) => page.lines(`${platform}: ${state}`)),
    ],
    ...renderFeedsOfStatus(reply, page),
    reply.deliveries.length === 0 ? [] : [page.style.bold('Newest deliveries'), ...renderDeliveries(reply, page)],
    index.problems.length === 0
      ? []
      : [
          page.style.warning(`${count(index.problems.length, 'problem')} in the corpus`),
          ...index.problems.flatMap((problem) => page.lines(problem, '  - ')),
        ],
  ]);
}

/** The commands, one block each. */
export function renderHelp(reply: HelpReply, page: Page): string[] {
  return joinBlocks(
    reply.commands.map((command) => [
      page.style.bold(toSafeText(command.usage)),
      ...page.lines(command.summary, '  '),
      ...command.examples.map((example) => page.style.dim(`  ${toSafeText(example)}`)),
    ]),
  );
}

function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`;
}
