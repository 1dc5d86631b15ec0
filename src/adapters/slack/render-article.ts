import type { ArticleReply } from '../../core/reply.js';
import { toChangeLines } from '../../core/wording.js';
import { bold, context, header, link, type Message, paragraph, type RichElement, rich, words } from './blocks.js';
import { toReadingAddress } from './controls.js';
import { toMessage } from './fit.js';
import { MAX_MESSAGE_BYTES } from './limits.js';
import { bytesOf, bytesWithin, cutText, toLine, toShown } from './text.js';
import { toOrigin } from './wording.js';

const MAX_ORIGIN = 200;
/** Characters that are shown of a changed sentence. */
const MAX_CHANGE = 160;
/** A longer paragraph is shown as several, so that a part of it can be shown. */
const MAX_PARAGRAPH_BYTES = 3_000;

/** What an article is shown with. */
export interface ArticleOptions {
  readonly publicUrl?: string;
  /** The sentence that is set in bold and must be seen, counted from 1. */
  readonly sentence?: number;
  /** Bytes of JSON that the blocks may take, default those of a message. */
  readonly most?: number;
}

/**
 * One article, its sentences numbered; as many paragraphs as fit, around the sentence that was asked for.
 */
export function renderArticle(reply: ArticleReply, options: ArticleOptions = {}): Message {
  const { article } = reply;
  const address = toReadingAddress({ ...article, article: article.id }, options.publicUrl, options.sentence);
  const frame = (body: readonly RichElement[], isCut: boolean) => [
    header(article.title),
    ...rich([
      paragraph(
        words(cutText(toOrigin(article), MAX_ORIGIN)),
        ...(address ? [words('  '), link('Read it', address)] : []),
      ),
    ]),
    ...rich(body),
    ...rich(toChanges(reply)),
    ...context([`Article ${cutText(toLine(article.id), 300)}.`, ...(isCut ? ['Only a part of it fits here.'] : [])]),
  ];
  const paragraphs = toParagraphs(reply, options.sentence);
  const start = Math.max(
    0,
    paragraphs.findIndex(({ sentences }) => options.sentence !== undefined && sentences.includes(options.sentence)),
  );
  const room = (options.most ?? MAX_MESSAGE_BYTES) - bytesOf(frame([], true)) - bytesOf(rich([paragraph(words(' '))]));
  const { first, last } = widenWindow(
    paragraphs.map(({ elements }) => bytesOf(elements) + 1),
    start,
    room,
  );
  const shown = paragraphs.slice(first, last + 1).flatMap(({ elements }) => elements);
  const isCut = shown.length < paragraphs.flatMap(({ elements }) => elements).length;
  const text = `${toLine(article.title)}, ${toOrigin(article)}\n${toLine(article.body)}`;
  return toMessage(text, frame(shown, isCut));
}

/** The sentences in which the kept revisions differ. */
function toChanges(reply: ArticleReply): RichElement[] {
  const clean = (sentence: string) => cutText(toLine(sentence), MAX_CHANGE);
  return toChangeLines(reply, clean).map(({ heading, lines }) =>
    paragraph(bold(`\n${heading}`), words(`\n${lines.join('\n')}\n`)),
  );
}

interface Paragraph {
  readonly sentences: readonly number[];
  readonly elements: readonly RichElement[];
}

/** Paragraphs as rich text; a very long one is several, so that a part of it can be shown. */
function toParagraphs(reply: ArticleReply, marked: number | undefined): Paragraph[] {
  const groups: { paragraph: number; sentences: ArticleReply['sentences'][number][]; size: number }[] = [];
  for (const sentence of reply.sentences) {
    const size = bytesWithin(toShown(sentence.text));
    const group = groups.at(-1);
    if (group === undefined || group.paragraph !== sentence.paragraph || group.size + size > MAX_PARAGRAPH_BYTES) {
      groups.push({ paragraph: sentence.paragraph, sentences: [sentence], size });
    } else {
      group.sentences.push(sentence);
      group.size += size;
    }
  }
  return groups.map(({ sentences }) => ({
    sentences: sentences.map(({ sentence }) => sentence),
    elements: [
      paragraph(
        ...sentences.flatMap(({ sentence, text }) => {
          const shown = cutText(toShown(text), MAX_PARAGRAPH_BYTES, ' […]', bytesWithin);
          return [words(`${sentence} `), sentence === marked ? bold(shown) : words(shown), words('  ')];
        }),
        words('\n\n'),
      ),
    ],
  }));
}

/** The largest run of neighbours around `start` whose sizes sum up to no more than `room`; `start` alone at least. */
function widenWindow(sizes: readonly number[], start: number, room: number): { first: number; last: number } {
  let first = start;
  let last = start;
  let left = room - (sizes[start] ?? 0);
  for (;;) {
    const after = sizes[last + 1];
    const before = sizes[first - 1];
    // What follows is read next, so it comes in before what stands in front.
    if (after !== undefined && after <= left) {
      last += 1;
      left -= after;
    } else if (before !== undefined && before <= left) {
      first -= 1;
      left -= before;
    } else return { first, last };
  }
}
