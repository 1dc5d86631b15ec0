import type {
  FailureReply,
  GapsReply,
  HelpReply,
  ImportedReply,
  ScoresReply,
  StatusReply,
  VerifiedReply,
} from '../../core/reply.js';
import { count, toBrokenText, toRangeText } from '../../core/wording.js';
import { button, COLOR, linkButton, type Message, rows, text, toMessage } from './components.js';
import { cutText, escapeLine } from './escape.js';
import { renderLines } from './lines.js';
import { renderFeedsOfStatus } from './render-feeds.js';
import type { RenderOptions } from './render-options.js';
import { renderDeliveriesOfStatus } from './render-subscriptions.js';
import { toTimestamp } from './timestamp.js';

const MAX_LINE = 300;

/** One short text of ours or the core's. */
export function renderText(message: string, color: number = COLOR.list): Message {
  return toMessage(color, text(escapeLine(cutText(message, 1_500)) || '…'));
}

/** What went wrong and what to do; the reference is what the log calls it. */
export function renderFailure({ code, message, reference }: FailureReply): Message {
  const lines = [escapeLine(cutText(message, 1_500))];
  // The message of an internal error names it already.
  if (code === 'store-unavailable' || code === 'unreachable') lines.push(`-# Reference: ${escapeLine(reference)}`);
  return toMessage(COLOR.failure, text(lines.join('\n')));
}

/** A link that signs its reader in to the web page. */
export function renderSignIn(link: string | undefined): Message {
  const open = linkButton('Sign in and open the page', link);
  if (open === undefined) return renderText('The web page cannot be reached from outside.', COLOR.none);
  return toMessage(COLOR.list, [
    ...text('This link is yours alone. It works once, within 15 minutes; after that you stay signed in for 12 hours.'),
    ...rows([open]),
  ]);
}

/** What is loaded, how the feeds are, and what could not be loaded; with the way to the web page, where there is one. */
export function renderStatus(reply: StatusReply, options: RenderOptions): Message {
  const { index } = reply;
  const message = renderLines(COLOR.list, [
    `**Dateline ${escapeLine(reply.version)}**`,
    escapeLine(toRangeText(reply)),
    `Index: ${escapeLine(index.engine)}, ${count(index.articles, 'article')}, ${count(index.sentences, 'sentence')}, ${count(index.words, 'word')}.`,
    ...reply.platforms.map(({ platform, state }) => `${escapeLine(platform)}: ${escapeLine(state)}`),
    ...renderFeedsOfStatus(reply),
    ...renderDeliveriesOfStatus(reply, options),
    ...(index.problems.length === 0 ? [] : [`**${count(index.problems.length, 'problem')} in the corpus**`]),
    ...index.problems.map((problem) => `- ${escapeLine(cutText(problem, MAX_LINE))}`),
  ]);
  if (options.publicUrl === undefined) return message;
  return { ...message, components: [...message.components, ...rows(button('Open the web page', { action: 'web' }))] };
}

/** The commands, and the ways of asking that are no command. */
export function renderHelp(reply: HelpReply): Message {
  return renderLines(COLOR.list, [
    '**Commands**',
    ...reply.commands.map(({ name, summary }) => `\`/${name}\` ${escapeLine(summary)}`),
    '',
    '**Without a command**',
    'Mention me with a question, reply to one of my answers with your next question, or write to me directly.',
    'To look for the sources of a message: press on it, Apps, Find sources.',
    '',
    '**In a question**',
    '`since:2023-10-07` `until:2023-11` `on:2023-10-10` `publisher:Reuters` `topic:aid` `place:Rafah` `person:"Zhai Jun"`',
    '`"an exact phrase"` must stand word for word, `-word` must not stand in the article.',
  ]);
}

/** The questions that got no answer. */
export function renderGaps({ gaps }: GapsReply): Message {
  if (gaps.length === 0) return renderText('Every question was answered, and no answer was judged not helpful.');
  return renderLines(COLOR.list, [
    '**Questions without a good answer**',
    ...gaps.map(({ question, times, last, reasons }) => {
      const when = toTimestamp(last, 'd');
      return `- ${escapeLine(cutText(question, MAX_LINE))} (${count(times, 'time')}, ${reasons.join(' and ')}${when === undefined ? '' : `, last ${when}`})`;
    }),
  ]);
}

/** What an import did with each source. */
export function renderImported({ added, unchanged, duplicates, failed, undated = [] }: ImportedReply): Message {
  const summary = `${count(added.length, 'article')} added, ${unchanged.length} unchanged, ${count(duplicates.length, 'duplicate')}, ${failed.length} failed.`;
  return renderLines(failed.length === 0 ? COLOR.list : COLOR.failure, [
    `**${summary}**`,
    ...failed.map(({ source, message }) => `- ${escapeLine(cutText(`${source}: ${message}`, MAX_LINE))}`),
    ...duplicates.map(({ source, of }) => `- ${escapeLine(cutText(`${source} is the same as ${of}`, MAX_LINE))}`),
    ...undated.map(({ source, message }) => `- ${escapeLine(cutText(`${source} is ${message}`, MAX_LINE))}`),
    ...added.map((id) => `- added ${escapeLine(id)}`),
  ]);
}

/** Whether the checked quotations still stand. */
export function renderVerified({ checked, broken }: VerifiedReply): Message {
  if (broken.length === 0) return renderText(`${count(checked, 'quotation')} checked: every one stands as quoted.`);
  return renderLines(COLOR.failure, [
    `**${count(checked, 'quotation')} checked, ${broken.length} broken**`,
    ...broken.map((one) => `- ${escapeLine(cutText(toBrokenText(one), MAX_LINE))}`),
  ]);
}

/** The scores of a question file. */
export function renderScores(reply: ScoresReply): Message {
  const share = (value: number | null) => (value === null ? '-' : value.toFixed(3));
  return renderLines(COLOR.list, [
    `**${count(reply.questions, 'question')}**`,
    `hit@1 ${share(reply.hit1)}, hit@5 ${share(reply.hit5)}, evidence@3 ${share(reply.evidence3)}, answer@3 ${share(reply.answer3)}`,
    `stated ${share(reply.stated)}, related ${share(reply.related)}, refused ${share(reply.refused)}`,
    `unanswerable and not presented as stated ${share(reply.unanswerableNotStated)}, p95 ${reply.p95Ms.toFixed(1)} ms`,
  ]);
}
