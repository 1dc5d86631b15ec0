import type { AnswerReply, ArticleMention, Citation } from '../../core/reply.js';
import { toDayText } from '../../core/wording.js';
import {
  type Block,
  type Button,
  bold,
  button,
  buttons,
  context,
  italic,
  link,
  type Message,
  paragraph,
  quote,
  type RichElement,
  type RichPart,
  rich,
  section,
  words,
} from './blocks.js';
import { ACTION, openButton, toReadingAddress, toReplyValue } from './controls.js';
import { firstThatFits, toMessage } from './fit.js';
import { MAX_QUOTED_BYTES, type Page, type Passage, toSentencePage } from './pages.js';
import type { RenderOptions } from './render-options.js';
import { bytesWithin, cutText, toLine, toShown } from './text.js';
import { toCertaintyText, toNotes, toOrigin, toSourcesText } from './wording.js';

/** Further articles named below an answer; the export has all of them. */
const MAX_ALSO = 3;
const MAX_TITLE = 200;
const SHORT_TITLE = 100;
const SHORT_ORIGIN = 80;
const SHORT_REASON = 200;
const SHORT_QUESTION = 200;
const MAX_ORIGIN = 300;
const MAX_QUESTION = 500;
const CUT_MARK = ' […]';

/** What may be left out, the least needed first. */
interface Detail {
  readonly also: boolean;
  readonly notes: boolean;
  readonly sources: boolean;
  readonly isShort: boolean;
}

const DETAILS: readonly Detail[] = [
  { also: true, notes: true, sources: true, isShort: false },
  { also: false, notes: true, sources: true, isShort: false },
  { also: false, notes: true, sources: false, isShort: false },
  { also: false, notes: false, sources: false, isShort: false },
  { also: false, notes: false, sources: false, isShort: true },
];

/**
 * A page of an answer. Sentences are set in rich text, whose text elements Slack shows as they are: nothing in a
 * quotation needs escaping, and what is copied out of Slack is what the article says.
 */
export function renderAnswer(reply: AnswerReply, options: RenderOptions): Message {
  const page = toSentencePage(reply, options.page ?? 0);
  const cited = citationsOf(page, reply);
  const blocks = firstThatFits(
    DETAILS.map((detail) => () => [
      ...renderQuestion(reply, page, options, detail),
      section(toCertaintyText(detail.isShort ? shorten(reply) : reply)),
      ...rich(page.items.flatMap((passage) => renderPassage(passage, hasParts(reply)))),
      ...rich(cited.map((citation) => renderCitation(citation, options, detail))),
      ...(detail.also && page.number === 0 ? renderAlso(reply.also) : []),
      ...context([
        ...(page.count > 1 ? [toPlaceText(page)] : []),
        ...(detail.notes && page.number === 0 ? toNotes(reply.understood) : []),
        ...cutNotes(page),
        ...(options.sharedBy === undefined ? [] : [`Shared by ${toLine(options.sharedBy)}.`]),
      ]),
      ...renderButtons(reply, page, options),
      ...buttons(cited.flatMap((citation) => renderOpen(citation, options))),
    ]),
  );
  return toMessage(toSummary(reply, page, cited, options), blocks);
}

function renderQuestion(
  { question }: AnswerReply,
  page: Page<Passage>,
  { showsQuestion }: RenderOptions,
  { isShort }: Detail,
): Block[] {
  if (question === undefined || question === '' || (showsQuestion !== true && page.number === 0)) return [];
  return rich([paragraph(bold(cutText(toLine(question), isShort ? SHORT_QUESTION : MAX_QUESTION)))]);
}

function shorten({ certainty, reason }: AnswerReply): Pick<AnswerReply, 'certainty' | 'reason'> {
  return { certainty, ...(reason === undefined ? {} : { reason: cutText(reason, SHORT_REASON) }) };
}

function hasParts({ sentences }: AnswerReply): boolean {
  return new Set(sentences.map(({ part }) => part)).size > 1;
}

/** The quoted sentences of a passage, each with its number, below what is to be known of it. */
function renderPassage(passage: Passage, showsPart: boolean): RichElement[] {
  return passage.flatMap((sentence) => {
    const notes = [
      ...(showsPart && sentence.part !== undefined ? [`Part ${sentence.part} of the question`] : []),
      ...(sentence.asOf === undefined ? [] : [`As of ${toDayText(sentence.asOf)}`]),
      ...(sentence.role === 'context' ? ['The sentence before, for context'] : []),
    ];
    const text = cutSentence(sentence.text, passage);
    return [
      ...(notes.length === 0 ? [] : [paragraph(italic(toLine(notes.join('. '))))]),
      quote(words('“'), words(text), words('” '), bold(`[${sentence.citation}]`)),
    ];
  });
}

/** A sentence in full, unless its passage is more than a message holds. */
function cutSentence(text: string, passage: Passage): string {
  const size = passage.reduce((sum, sentence) => sum + bytesWithin(toShown(sentence.text)), 0);
  const most = size > MAX_QUOTED_BYTES ? MAX_QUOTED_BYTES / passage.length : MAX_QUOTED_BYTES;
  return cutText(toShown(text), most, CUT_MARK, bytesWithin);
}

function cutNotes({ items }: Page<Passage>): string[] {
  const isCut = items.some((passage) => passage.some(({ text }) => cutSentence(text, passage) !== toShown(text)));
  return isCut
    ? [`A sentence is too long for one message and is cut at “${CUT_MARK.trim()}”. Export has all of it.`]
    : [];
}

function toPlaceText({ first, items, total }: Page<Passage>): string {
  const last = first + items.length - 1;
  return first === last ? `Sentence ${first} of ${total}.` : `Sentences ${first} to ${last} of ${total}.`;
}

function citationsOf({ items }: Page<Passage>, { citations }: AnswerReply): { citation: Citation; sentence: number }[] {
  const sentences = new Map<number, number>();
  for (const { citation, sentence, role } of items.flat()) {
    if (role === 'answer' && !sentences.has(citation)) sentences.set(citation, sentence);
  }
  for (const { citation, sentence } of items.flat()) {
    if (!sentences.has(citation)) sentences.set(citation, sentence);
  }
  return citations.flatMap((citation) => {
    const sentence = sentences.get(citation.n);
    return sentence === undefined ? [] : [{ citation, sentence }];
  });
}

type Cited = ReturnType<typeof citationsOf>[number];

function renderCitation({ citation, sentence }: Cited, options: RenderOptions, detail: Detail): RichElement {
  const title = cutText(toLine(citation.title), detail.isShort ? SHORT_TITLE : MAX_TITLE);
  const origin = cutText(toOrigin(citation), detail.isShort ? SHORT_ORIGIN : MAX_ORIGIN);
  const sources = detail.sources ? cutText(toSourcesText(citation), MAX_ORIGIN) : '';
  const address = detail.isShort ? undefined : toReadingAddress(citation, options.publicUrl, sentence);
  const parts: RichPart[] = [
    words(`[${citation.n}] `),
    link(title, address),
    words(`\n${origin}${sources === '' ? '' : `. ${sources}`}\n`),
  ];
  return paragraph(...parts);
}

function renderOpen({ citation, sentence }: Cited, { publicUrl }: RenderOptions): Button[] {
  if (toReadingAddress(citation, publicUrl) !== undefined) return [];
  return openButton(citation.n, { article: citation.article, sentence }, citation.title);
}

function renderAlso(also: readonly ArticleMention[]): Block[] {
  if (also.length === 0) return [];
  return rich([
    paragraph(
      words('See also'),
      ...also
        .slice(0, MAX_ALSO)
        .map((mention) =>
          words(`\n• ${cutText(toLine(mention.title), MAX_TITLE)} (${cutText(toOrigin(mention), MAX_ORIGIN)})`),
        ),
    ),
  ]);
}

function renderButtons({ id }: AnswerReply, page: Page<Passage>, { isPrivate }: RenderOptions): Block[] {
  if (id === undefined) return [];
  const value = toReplyValue({ reply: id, page: page.number });
  const more = toReplyValue({ reply: id, page: page.number + 1 });
  return buttons([
    ...(page.number + 1 < page.count ? [button('More', ACTION.more, more, 'More sentences')] : []),
    button('Why this', ACTION.why, value, 'Why these sentences were chosen'),
    button('Helpful', ACTION.helpful, value, 'This answer was helpful'),
    button('Not helpful', ACTION.notHelpful, value, 'This answer was not helpful'),
    button('Export', ACTION.export, value, 'Export the whole answer as Markdown'),
    ...(isPrivate === true ? [button('Share to channel', ACTION.share, value)] : []),
  ]);
}

/** The answer as running text. */
function toSummary(
  reply: AnswerReply,
  { items }: Page<Passage>,
  cited: readonly Cited[],
  { showsQuestion }: RenderOptions,
): string {
  const quotations = items.flat().map(({ text, citation }) => `“${toShown(text)}” [${citation}]`);
  const sources = cited.map(({ citation }) => `[${citation.n}] ${toLine(citation.title)}, ${toOrigin(citation)}`);
  return [
    ...(showsQuestion === true && reply.question ? [toLine(reply.question)] : []),
    toCertaintyText(reply),
    ...quotations,
    `Sources: ${sources.join('; ')}.`,
  ].join('\n');
}
