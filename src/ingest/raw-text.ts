import type { Fault } from './problem.js';
import { parsePublicationDate } from './publication-date.js';

/** An article as a raw text gives it, under the names of the front matter, unchecked. */
interface RawText {
  readonly title: string;
  readonly date: string;
  /** May be empty. */
  readonly body: string;
}

const FIRST_LINE = /^date\s+(\S+)[ \t]+(\S.*)$/i;
const FORM = 'date 2031-04-02 Title of the article';
const MONTH = '(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]*\\.?';
const WEEKDAY = '(?:(?:mon|tues?|wed|thu|fri|sat|sun)[a-z]*\\.?,?\\s+)?';
const DAY_NUMBER = '\\d{1,2}(?:st|nd|rd|th)?';
const DATE_ALONE = new RegExp(
  `^${WEEKDAY}(?:${MONTH}\\s+${DAY_NUMBER},?\\s+\\d{4}|${DAY_NUMBER}\\s+${MONTH},?\\s+\\d{4}|\\d{4}-\\d\\d-\\d\\d|\\d{1,2}[./]\\d{1,2}[./]\\d{4})\\.?$`,
  'i',
);

/**
 * Reads a raw text: a first line `date YYYY-MM-DD Title`, then the body. White space at the start does not count, and a first
 * paragraph that is only a date is no part of the body.
 *
 * @param text  a file with LF at the ends of lines
 * @returns a fault, with its line, when the first line has another form or its day does not exist
 */
export function parseRawText(text: string): RawText | { readonly fault: Fault } {
  const start = text.trimStart();
  const line = text.slice(0, text.length - start.length).split('\n').length;
  const [firstLine = '', ...rest] = start.split('\n');
  const [, date, title] = FIRST_LINE.exec(firstLine.trimEnd()) ?? [];
  if (date === undefined || title === undefined) {
    return { fault: { line, message: `The first line has to have the form "${FORM}". Add such a line.` } };
  }
  if (parsePublicationDate(date) === undefined) {
    const message = `${date.slice(0, 40)} is not a date. Start the text with "${FORM}", with a day that exists.`;
    return { fault: { line, message } };
  }
  return { title, date, body: dropDateParagraph(rest.join('\n').trim()) };
}

function dropDateParagraph(body: string): string {
  const end = /\n[^\S\n]*\n/.exec(body)?.index ?? body.length;
  return DATE_ALONE.test(body.slice(0, end).trim()) ? body.slice(end).trim() : body;
}
