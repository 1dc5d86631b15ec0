import { createMarkdownWriter, type MarkdownOptions } from './markdown.js';
import type { AnswerReply, AnswerSentence } from './reply.js';
import { toCertaintyText, toDayText, toNotes, toOrigin } from './wording.js';

/**
 * An answer as a Markdown document: every sentence with its exact place, every source with its address. What came from
 * articles and people is nothing but text in it.
 */
export function toAnswerMarkdown(reply: AnswerReply, options: MarkdownOptions): string {
  const { toLine, toQuotation, toSources } = createMarkdownWriter(options);
  const toSection = (heading: string, items: readonly string[]): string[] =>
    items.length === 0 ? [] : [`## ${heading}`, items.map((item) => `- ${toLine(item)}`).join('\n')];
  const sections = [
    `# ${toLine(reply.question ?? '') || 'Answer'}`,
    toLine(toCertaintyText(reply)),
    ...reply.sentences.map((sentence) => toQuotation(sentence, notesOf(sentence))),
    '## Sources',
    toSources(reply.citations),
    ...toSection(
      'See also',
      reply.also.map((mention) => `${mention.title}, ${toOrigin(mention)}`),
    ),
    ...toSection('How the question was taken', toNotes(reply.understood)),
  ];
  return `${sections.join('\n\n')}\n`;
}

/** What a file of an answer is called. */
export function toAnswerFileName({ id }: Pick<AnswerReply, 'id'>, extension: string): string {
  return `dateline-${(id ?? 'answer').replace(/[^\w-]/g, '')}.${extension}`;
}

function notesOf({ part, asOf, role }: AnswerSentence): string[] {
  return [
    ...(part === undefined ? [] : [`part ${part} of the question`]),
    ...(asOf === undefined ? [] : [`as of ${toDayText(asOf)}`]),
    ...(role === 'context' ? ['the sentence before, for context'] : []),
  ];
}
