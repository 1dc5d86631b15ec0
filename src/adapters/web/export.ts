import { stringify } from 'csv-stringify/sync';
import { toAnswerFileName, toAnswerMarkdown } from '../../core/answer-markdown.js';
import { type AnswerReply, type Citation, type Reply, toReplyJson } from '../../core/reply.js';
import { HttpError } from './status.js';

/** The forms in which an answer can be taken along. */
export const EXPORT_FORMS = ['md', 'csv', 'json'] as const;
export type ExportForm = (typeof EXPORT_FORMS)[number];

/** A file for a browser to keep. */
export interface ExportedFile {
  readonly name: string;
  readonly type: string;
  readonly content: string;
}

const TYPES: Readonly<Record<ExportForm, string>> = {
  md: 'text/markdown; charset=utf-8',
  csv: 'text/csv; charset=utf-8',
  json: 'application/json; charset=utf-8',
};

/**
 * An answer with every sentence, its exact place and its source. The JSON is the reply itself, as `verify` reads it.
 *
 * @param pageOf  the address of a source that has none of its own
 * @throws {BotError} `bad-request` for a reply that quotes nothing
 */
export function toExport(reply: Reply, form: ExportForm, pageOf: (citation: Citation) => string): ExportedFile {
  if (reply.kind !== 'answer') {
    throw new HttpError(404, 'bad-request', 'Only an answer that quotes sentences can be exported.');
  }
  const addressOf = (citation: Citation) => citation.link ?? citation.url ?? pageOf(citation);
  return { name: toAnswerFileName(reply, form), type: TYPES[form], content: toContent(reply, form, addressOf) };
}

function toContent(reply: AnswerReply, form: ExportForm, addressOf: (citation: Citation) => string): string {
  switch (form) {
    case 'md':
      return toAnswerMarkdown(reply, { toShown, addressOf });
    case 'csv':
      return toCsv(reply, addressOf);
    case 'json':
      return `${JSON.stringify(toReplyJson(reply))}\n`;
  }
}

const COLUMNS = [
  'citation',
  'role',
  'text',
  'title',
  'publisher',
  'published',
  'address',
  'article',
  'revision',
  'paragraph',
  'sentence',
  'start',
  'end',
] as const;

/**
 * A sentence a line (RFC 4180). What a spreadsheet would run as a formula gets a quotation mark in front, so a sentence that
 * begins with `=` or `-` is to the letter in the other forms only.
 */
function toCsv({ sentences, citations }: AnswerReply, addressOf: (citation: Citation) => string): string {
  const rows = sentences.map((sentence) => {
    const citation = citations.find(({ n }) => n === sentence.citation);
    return {
      ...sentence,
      title: citation?.title,
      publisher: citation?.publisher,
      published: citation?.published,
      address: citation === undefined ? '' : addressOf(citation),
    };
  });
  return stringify(rows, { header: true, columns: [...COLUMNS], escape_formulas: true });
}

/** Without what shows nothing or makes text read as something it is not; line breaks stay. */
function toShown(text: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is looked for
  return text.replaceAll('\r\n', '\n').replace(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202a-\u202e\ufeff]/gu, ' ');
}
