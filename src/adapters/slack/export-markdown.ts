import type { AnswerReply, Citation, Reply } from '../../core/reply.js';
import { toDayText } from '../../core/wording.js';
import { type Message, type RichElement, rich, section, words } from './blocks.js';
import { toMessage } from './fit.js';
import { bytesWithin, cutText, toLine, toShown } from './text.js';
import { toCertaintyText, toNotes, toOrigin, toSourcesText } from './wording.js';

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
  const question = toLine(reply.question ?? '') || 'Answer';
  return {
    name: `dateline-${(reply.id ?? 'answer').replace(/[^\w-]/g, '')}.md`,
    title: cutText(question, MAX_TITLE),
    content:
      [`# ${escapeMarkdown(question)}`, toCertaintyText(reply), ...toQuotations(reply), ...toEnd(reply)].join('\n\n') +
      '\n',
  };
}

function toQuotations({ sentences }: AnswerReply): string[] {
  return sentences.map(({ text, citation, role, asOf, part }) => {
    const notes = [
      ...(part === undefined ? [] : [`part ${part} of the question`]),
      ...(asOf === undefined ? [] : [`as of ${toDayText(asOf)}`]),
      ...(role === 'context' ? ['the sentence before, for context'] : []),
    ];
    const lines = toShown(text).split('\n').map(escapeMarkdown).join('\n> ');
    return `> “${lines}” [${citation}]${notes.length === 0 ? '' : `\n>\n> (${notes.join('; ')})`}`;
  });
}

function toEnd({ citations, also, understood }: AnswerReply): string[] {
  const notes = toNotes(understood);
  return [
    '## Sources',
    citations.map(toSource).join('\n'),
    ...(also.length === 0
      ? []
      : [
          '## See also',
          also.map((mention) => `- ${escapeMarkdown(`${toLine(mention.title)}, ${toOrigin(mention)}`)}`).join('\n'),
        ]),
    ...(notes.length === 0 ? [] : ['## How the question was taken', escapeMarkdown(notes.join('\n'))]),
  ];
}

function toSource(citation: Citation): string {
  const based = toSourcesText(citation);
  const text = `${toLine(citation.title)}, ${toOrigin(citation)}${based === '' ? '' : `. ${based}`}`;
  const address = citation.link ?? citation.url;
  return `- [${citation.n}] ${escapeMarkdown(text)}${address === undefined ? '' : ` <${toAddress(address)}>`} (article ${escapeMarkdown(toLine(citation.article))}, revision ${citation.revision})`;
}

function toAddress(url: string): string {
  return toLine(url).replace(/[<>\s]/g, encodeURIComponent);
}

/** Text of which Markdown makes nothing but text. */
function escapeMarkdown(text: string): string {
  return text.replace(/[\\`*_[\]<>|~#]/g, '\\$&').replace(/^(\s*)([-+=]|\d+[.)])/gm, '$1\\$2');
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
