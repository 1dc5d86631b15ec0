import { toAnswerFileName, toAnswerMarkdown } from '../../core/answer-markdown.js';
import type { Reply } from '../../core/reply.js';
import { type Message, type RichElement, rich, section, words } from './blocks.js';
import { toMessage } from './fit.js';
import { bytesWithin, cutText, toLine, toShown } from './text.js';

/** An answer as a file. */
export interface ExportedFile {
  readonly name: string;
  readonly title: string;
  readonly content: string;
}

/** What of a snippet fits into one message. */
const MAX_SNIPPET_BYTES = 10_000;
const MAX_TITLE = 100;

/**
 * A whole answer as a Markdown file, with every sentence and every source.
 *
 * @returns undefined for replies that quote nothing
 */
export function toExport(reply: Reply): ExportedFile | undefined {
  if (reply.kind !== 'answer') return undefined;
  return {
    name: toAnswerFileName(reply, 'md'),
    title: cutText(toLine(reply.question ?? '') || 'Answer', MAX_TITLE),
    content: toAnswerMarkdown(reply, { toShown, addressOf: ({ link, url }) => link ?? url }),
  };
}

/** The same in a message, for where no file may be uploaded: as much of it as fits. */
export function renderSnippet({ content }: ExportedFile): Message {
  const shown = cutText(content, MAX_SNIPPET_BYTES, '\n[…]', bytesWithin);
  const preformatted: RichElement = { type: 'rich_text_preformatted', elements: [words(shown)] };
  return toMessage(content, [
    section(
      shown === content ? 'The whole answer as Markdown:' : 'The answer as Markdown, as much of it as fits here:',
    ),
    ...rich([preformatted]),
  ]);
}
