import type { DigestReply } from './digest-reply.js';
import { toCountText, toDigestLines, toDigestTitle, toMarkText } from './digest-wording.js';
import { createMarkdownWriter, type MarkdownOptions } from './markdown.js';

/**
 * A digest as a Markdown document: each story with its sentences and their exact places, every source with its address.
 * What came from articles and people is nothing but text in it.
 */
export function toDigestMarkdown(reply: DigestReply, options: MarkdownOptions): string {
  const { toLine, toQuotation, toSources } = createMarkdownWriter(options);
  const sections = [
    `# ${toLine(toDigestTitle(reply))}`,
    ...toDigestLines(reply).map(toLine),
    ...reply.stories.flatMap((story) => [
      `## ${toMarkText(story.mark)}: ${toLine(story.title)}`,
      toCountText(story),
      ...story.sentences.map((quotation) => toQuotation(quotation, [])),
      ...(story.changes ?? []).flatMap(({ from, to }) => [
        toQuotation(from, ['it said']),
        toQuotation(to, ['it says now']),
      ]),
      ...(story.removed ?? []).map((quotation) => toQuotation(quotation, ['it no longer says'])),
    ]),
    ...(reply.citations.length === 0 ? [] : ['## Sources', toSources(reply.citations)]),
  ];
  return `${sections.join('\n\n')}\n`;
}
