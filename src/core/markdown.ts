import type { Citation, Quotation } from './reply.js';
import { type Clean, toOrigin, toSourcesText } from './wording.js';

/** How a reply becomes Markdown on one platform. */
export interface MarkdownOptions {
  /** Text from outside without what cannot be shown there or deceives; line breaks stay. */
  readonly toShown: Clean;
  /** Where a source can be read; undefined when nowhere. */
  addressOf(citation: Citation): string | undefined;
}

/** Pieces of a Markdown document. What came from articles and people is nothing but text in them. */
export interface MarkdownWriter {
  /** A text as one line. */
  toLine(text: string): string;
  /**
   * A sentence, then where it stands: enough to check it by hand.
   *
   * @param notes  what else is said of it, before its place; ours, not from outside
   */
  toQuotation(quotation: Quotation, notes: readonly string[]): string;
  /** Numbered sources, an item each, with their addresses. */
  toSources(citations: readonly Citation[]): string;
}

/** Makes the pieces of a Markdown document. */
export function createMarkdownWriter({ toShown, addressOf }: MarkdownOptions): MarkdownWriter {
  const toLine = (text: string) => escapeMarkdown(toShown(text).replace(/\s+/gu, ' ').trim());
  return {
    toLine,
    toQuotation: ({ text, article, revision, paragraph, sentence, start, end, citation }, notes) => {
      const place = [
        ...notes,
        `article ${toLine(article)}`,
        `revision ${revision}`,
        `paragraph ${paragraph}`,
        `sentence ${sentence}`,
        `characters ${start} to ${end}`,
      ];
      const lines = escapeMarkdown(toShown(text)).replaceAll('\n', '\n> ');
      return `> “${lines}” [${citation}]\n>\n> (${place.join('; ')})`;
    },
    toSources: (citations) =>
      citations
        .map((citation) => {
          const based = toSourcesText(citation);
          const about = toLine(`${citation.title}, ${toOrigin(citation)}${based === '' ? '' : `. ${based}`}`);
          const address = addressOf(citation);
          const link = address === undefined ? '' : ` <${address.trim().replace(/[<>\s]/g, encodeURIComponent)}>`;
          return `- \\[${citation.n}\\] ${about}${link}`;
        })
        .join('\n'),
  };
}

/** Text of which Markdown makes nothing but text. */
function escapeMarkdown(text: string): string {
  return text.replace(/[\\`*_[\]<>|~#]/g, '\\$&').replace(/^(\s*)([-+=]|\d+[.)])/gm, '$1\\$2');
}
