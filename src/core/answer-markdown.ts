import type { AnswerReply, AnswerSentence, Citation } from './reply.js';
import { type Clean, toCertaintyText, toDayText, toNotes, toOrigin, toSourcesText } from './wording.js';

/** How an answer becomes Markdown on one platform. */
export interface MarkdownOptions {
  /** Text from outside without what cannot be shown there or deceives; line breaks stay. */
  readonly toShown: Clean;
  /** Where a source can be read; undefined when nowhere. */
  addressOf(citation: Citation): string | undefined;
}

/**
 * An answer as a Markdown document: every sentence with its exact place, every source with its address. What came from
 * articles and people is nothing but text in it.
 */
export function toAnswerMarkdown(reply: AnswerReply, { toShown, addressOf }: MarkdownOptions): string {
  const toLine = (text: string) => escapeMarkdown(toShown(text).replace(/\s+/gu, ' ').trim());
  const toText = (text: string) => escapeMarkdown(toShown(text));
  const notes = toNotes(reply.understood);
  const sections = [
    `# ${toLine(reply.question ?? '') || 'Answer'}`,
    toLine(toCertaintyText(reply)),
    ...reply.sentences.map((sentence) => toQuotation(sentence, toText, toLine)),
    '## Sources',
    reply.citations.map((citation) => toSource(citation, toLine, addressOf(citation))).join('\n'),
    ...toSection(
      'See also',
      reply.also.map((mention) => `${mention.title}, ${toOrigin(mention)}`),
      toLine,
    ),
    ...toSection('How the question was taken', notes, toLine),
  ];
  return `${sections.join('\n\n')}\n`;
}

/** What a file of an answer is called. */
export function toAnswerFileName({ id }: Pick<AnswerReply, 'id'>, extension: string): string {
  return `dateline-${(id ?? 'answer').replace(/[^\w-]/g, '')}.${extension}`;
}

/** The sentence, then where it stands: enough to check it by hand. */
function toQuotation(sentence: AnswerSentence, toText: Clean, toLine: Clean): string {
  const notes = [
    ...(sentence.part === undefined ? [] : [`part ${sentence.part} of the question`]),
    ...(sentence.asOf === undefined ? [] : [`as of ${toDayText(sentence.asOf)}`]),
    ...(sentence.role === 'context' ? ['the sentence before, for context'] : []),
    `article ${toLine(sentence.article)}`,
    `revision ${sentence.revision}`,
    `paragraph ${sentence.paragraph}`,
    `sentence ${sentence.sentence}`,
    `characters ${sentence.start} to ${sentence.end}`,
  ];
  const lines = toText(sentence.text).replaceAll('\n', '\n> ');
  return `> “${lines}” [${sentence.citation}]\n>\n> (${notes.join('; ')})`;
}

function toSource(citation: Citation, toLine: Clean, address: string | undefined): string {
  const based = toSourcesText(citation);
  const about = toLine(`${citation.title}, ${toOrigin(citation)}${based === '' ? '' : `. ${based}`}`);
  const link = address === undefined ? '' : ` <${address.trim().replace(/[<>\s]/g, encodeURIComponent)}>`;
  return `- \\[${citation.n}\\] ${about}${link}`;
}

function toSection(heading: string, items: readonly string[], toLine: Clean): string[] {
  return items.length === 0 ? [] : [`## ${heading}`, items.map((item) => `- ${toLine(item)}`).join('\n')];
}

/** Text of which Markdown makes nothing but text. */
function escapeMarkdown(text: string): string {
  return text.replace(/[\\`*_[\]<>|~#]/g, '\\$&').replace(/^(\s*)([-+=]|\d+[.)])/gm, '$1\\$2');
}
