import type { DeliveriesReply } from '../../core/digest-reply.js';
import { toDeliveryText } from '../../core/digest-wording.js';
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
import { bold, button, buttons, context, link, type Message, paragraph, rich, section, words } from './blocks.js';
import { ACTION } from './controls.js';
import { firstThatFits, toMessage } from './fit.js';
import { renderFeedsOfStatus } from './render-feeds.js';
import type { RenderOptions } from './render-options.js';
import { cutText, toLine } from './text.js';

const MAX_ITEMS = 10;
const MAX_ITEM = 200;

/** A message of one sentence or two. */
export function renderSentence(text: string): Message {
  return toMessage(text, [section(text)]);
}

/** What went wrong and what to do; with the reference under which the log has it, where only the log can tell. */
export function renderFailure({ code, message, reference }: FailureReply): Message {
  const text = toLine(message);
  return toMessage(text, [
    section(text),
    ...(code === 'internal' ? context([`Reference ${cutText(toLine(reference), MAX_ITEM)}.`]) : []),
  ]);
}

/** A link that signs its reader in to the web page. */
export function renderSignIn(address: string | undefined): Message {
  if (address === undefined) return renderSentence('The web page cannot be reached from outside.');
  const about =
    'This link is yours alone. It works once, within 15 minutes; after that you stay signed in for 12 hours.';
  return toMessage(about, [section(about), ...rich([paragraph(link('Sign in and open the page', address))])]);
}

/** What is loaded, how the feeds are, and what could not be loaded; with the way to the web page, where there is one. */
export function renderStatus(reply: StatusReply, { publicUrl }: RenderOptions = {}): Message {
  const { index, platforms } = reply;
  const lines = [
    `Dateline ${toLine(reply.version)}`,
    toRangeText(reply),
    `Index: ${index.engine}, ${count(index.articles, 'article')}, ${count(index.sentences, 'sentence')}, ${count(index.words, 'word')}.`,
    ...platforms.map(({ platform, state }) => `${toLine(platform)}: ${toLine(state)}`),
  ].join('\n');
  const { length } = index.problems;
  const deliveries =
    reply.deliveries.length === 0
      ? ''
      : toList(
          'Newest deliveries',
          reply.deliveries.map((delivery) => toDeliveryText(delivery, toLine)),
        );
  const problems = length === 0 ? '' : toList(`${count(length, 'problem')} in the corpus`, index.problems);
  const draft = (most: number) => () => [
    section(lines),
    ...renderFeedsOfStatus(reply, most).blocks,
    ...(deliveries === '' ? [] : [section(deliveries)]),
    ...(problems === '' ? [] : [section(problems)]),
    ...(publicUrl === undefined ? [] : buttons([button('Open the web page', ACTION.web, 'open')])),
  ];
  const { text } = renderFeedsOfStatus(reply, reply.feeds.length);
  return toMessage(
    [lines, text, deliveries, problems].filter(Boolean).join('\n'),
    firstThatFits([20, 10, 5, 1].map(draft)),
  );
}

/** How to ask, and the commands with an example each that works in chat. */
export function renderHelp({ commands }: HelpReply): Message {
  const known = commands.map(({ usage, summary, examples }) => {
    // Options with two dashes are for the command line; in chat filters are written as operators.
    const example = examples.find((text) => !text.includes(' --'));
    return {
      usage: toLine(usage),
      summary: toLine(summary),
      ...(example === undefined ? {} : { example: toLine(example) }),
    };
  });
  const render = (withExamples: boolean) => [
    section(HOW_TO_ASK),
    ...rich(
      known.map(({ usage, summary, example }) =>
        paragraph(
          bold(cutText(usage, MAX_ITEM)),
          words(
            `\n${cutText(summary, MAX_ITEM)}${withExamples && example ? `, for instance: ${cutText(example, MAX_ITEM)}` : ''}\n`,
          ),
        ),
      ),
    ),
    ...context([FILTERS]),
  ];
  const text = [HOW_TO_ASK, ...known.map(({ usage, summary }) => `${usage}: ${summary}`), FILTERS].join('\n');
  return toMessage(text, firstThatFits([() => render(true), () => render(false), () => render(false).slice(0, 1)]));
}

/** What every place that explains the bot says. */
export const HOW_TO_ASK =
  'Ask a question in your own words: mention me in a channel, write to me here, or type /dateline for an answer that only you see. I answer with sentences quoted word for word, each with its source.';

/** The operators that narrow a question. */
export const FILTERS =
  'Narrow a question with since:2023-10-07 until:2023-10-31 on:2023-10-18 publisher:Reuters topic: place: person: "exact phrase" -word';

/** The log of deliveries, newest first. */
export function renderDeliveries({ deliveries }: DeliveriesReply): Message {
  if (deliveries.length === 0) return renderSentence('Nothing was delivered, and nothing is due.');
  const lines = deliveries.map((delivery) => toDeliveryText(delivery, toLine));
  return renderSentence(toList('Deliveries', lines));
}

/** Questions that found no answer. */
export function renderGaps({ gaps }: GapsReply): Message {
  if (gaps.length === 0) return renderSentence('No question was left without an answer.');
  const lines = gaps.map(({ question, times }) => `${cutText(question, MAX_ITEM)} (${count(times, 'time')})`);
  return renderSentence(toList('Questions without an answer', lines));
}

/** A heading with the first of some items, a line each. */
function toList(heading: string, items: readonly string[]): string {
  const lines = items.slice(0, MAX_ITEMS).map((item) => `• ${cutText(toLine(item), MAX_ITEM)}`);
  const more = items.length > MAX_ITEMS ? [`and ${items.length - MAX_ITEMS} more`] : [];
  return [heading, ...lines, ...more].join('\n');
}

/** What an import did, in numbers, and what it could not take in. */
export function renderImported({ added, unchanged, duplicates, failed }: ImportedReply): Message {
  const summary = `${count(added.length, 'article')} added, ${unchanged.length} unchanged, ${count(duplicates.length, 'duplicate')}, ${failed.length} failed.`;
  return renderSentence(
    toList(
      summary,
      failed.map(({ source, message }) => `${source}: ${message}`),
    ),
  );
}

/** Whether the checked quotations still stand. */
export function renderVerified({ checked, broken }: VerifiedReply): Message {
  const summary = `${count(checked, 'quotation')} checked`;
  if (broken.length === 0) return renderSentence(`${summary}: every one stands as quoted.`);
  return renderSentence(toList(`${summary}, ${broken.length} broken.`, broken.map(toBrokenText)));
}

/** The scores of a question file that matter most. */
export function renderScores({ questions, hit1, evidence3, unanswerableNotStated }: ScoresReply): Message {
  const share = (value: number | null) => (value === null ? '-' : value.toFixed(3));
  return renderSentence(
    `${count(questions, 'question')}: hit@1 ${share(hit1)}, evidence@3 ${share(evidence3)}, unanswerable not stated ${share(unanswerableNotStated)}.`,
  );
}
