import { stringify } from 'csv-stringify/sync';
import { toAnswerFileName, toAnswerMarkdown } from '../../core/answer-markdown.js';
import { toDigestMarkdown } from '../../core/digest-markdown.js';
import type { DigestReply, DigestStory } from '../../core/digest-reply.js';
import { type AnswerReply, type Citation, type Quotation, type Reply, toReplyJson } from '../../core/reply.js';
import { HttpError } from './status.js';

/** The forms in which an answer or a digest can be taken along. */
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
 * An answer or a digest with every sentence, its exact place and its source. The JSON is the reply itself, as `verify`
 * reads it.
 *
 * @param pageOf  the address of a source that has none of its own
 * @throws {HttpError} 404 for a reply that quotes nothing
 */
export function toExport(reply: Reply, form: ExportForm, pageOf: (citation: Citation) => string): ExportedFile {
  if (reply.kind !== 'answer' && reply.kind !== 'digest') {
    throw new HttpError(404, 'bad-request', 'Only what quotes sentences can be exported: an answer, a digest.');
  }
  const addressOf = (citation: Citation) => citation.link ?? citation.url ?? pageOf(citation);
  const name = reply.kind === 'answer' ? toAnswerFileName(reply, form) : `dateline-digest-${reply.day}.${form}`;
  return { name, type: TYPES[form], content: toContent(reply, form, addressOf) };
}

function toContent(
  reply: AnswerReply | DigestReply,
  form: ExportForm,
  addressOf: (citation: Citation) => string,
): string {
  switch (form) {
    case 'md':
      return reply.kind === 'answer'
        ? toAnswerMarkdown(reply, { toShown, addressOf })
        : toDigestMarkdown(reply, { toShown, addressOf });
    case 'csv':
      return reply.kind === 'answer'
        ? toCsv(reply.sentences, reply.citations, COLUMNS, addressOf)
        : toCsv(reply.stories.flatMap(toStoryRows), reply.citations, ['story', 'mark', ...COLUMNS], addressOf);
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

/** The sentences of a story. Their role: `new`, or what a changed article `said`, `says-now` and `no-longer-says`. */
function toStoryRows({ title: story, mark, sentences, changes = [], removed = [] }: DigestStory) {
  return [
    ...sentences.map((quotation) => ({ ...quotation, role: 'new' })),
    ...changes.flatMap(({ from, to }) => [
      { ...from, role: 'said' },
      { ...to, role: 'says-now' },
    ]),
    ...removed.map((quotation) => ({ ...quotation, role: 'no-longer-says' })),
  ].map((row) => ({ story, mark, ...row }));
}

/**
 * A sentence a line (RFC 4180). What a spreadsheet would run as a formula gets a quotation mark in front, so a sentence that
 * begins with `=` or `-` is to the letter in the other forms only.
 */
function toCsv(
  quotations: readonly Quotation[],
  citations: readonly Citation[],
  columns: readonly string[],
  addressOf: (citation: Citation) => string,
): string {
  const rows = quotations.map((quotation) => {
    const citation = citations.find(({ n }) => n === quotation.citation);
    return {
      ...quotation,
      title: citation?.title,
      publisher: citation?.publisher,
      published: citation?.published,
      address: citation === undefined ? '' : addressOf(citation),
    };
  });
  return stringify(rows, { header: true, columns: [...columns], escape_formulas: true });
}

/** Without what shows nothing or makes text read as something it is not; line breaks stay. */
function toShown(text: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is looked for
  return text.replaceAll('\r\n', '\n').replace(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202a-\u202e\ufeff]/gu, ' ');
}
