import { z } from 'zod';
import type { ArgumentDescription } from './command.js';

/** Longest question or query in characters (`docs/architecture.md`, Contracts). */
const MAX_TEXT_LENGTH = 2_000;

/** A question or query as it came from outside. Control characters become spaces: they carry no words and drive terminals. */
export const textSchema = z
  .string({ error: 'must be a text' })
  .transform((text) => text.replace(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, ' ').trim())
  .pipe(z.string().max(MAX_TEXT_LENGTH, `is longer than 2,000 characters: ask in fewer words`));

const wordSchema = z.string({ error: 'must be a text' }).max(200, 'is longer than 200 characters').optional();

/** The filters that ask and search share; dates are read by `toFilters`. */
export const filterSchemas = {
  since: wordSchema,
  until: wordSchema,
  on: wordSchema,
  publisher: wordSchema,
  topic: wordSchema,
  place: wordSchema,
  person: wordSchema,
};

/**
 * A number of things to show.
 *
 * @param fallback  when it is not given
 */
export function limitSchema(most: number, fallback: number) {
  const message = `must be a whole number from 1 to ${most}`;
  return z.coerce.number({ error: message }).int(message).min(1, message).max(most, message).default(fallback);
}

/** The same filters, described for the platforms. */
export const FILTER_ARGUMENTS: readonly ArgumentDescription[] = [
  { name: 'since', type: 'date', summary: 'only articles from this day on (YYYY, YYYY-MM or YYYY-MM-DD)' },
  { name: 'until', type: 'date', summary: 'only articles up to this day, included' },
  { name: 'on', type: 'date', summary: 'only articles of this day, month or year' },
  { name: 'publisher', type: 'word', summary: 'only articles of this publisher or source', completes: 'publisher' },
  { name: 'topic', type: 'word', summary: 'only articles on this topic', completes: 'topic' },
  { name: 'place', type: 'word', summary: 'only articles on this place', completes: 'place' },
  { name: 'person', type: 'word', summary: 'only articles that name this person', completes: 'person' },
];

/** The message for options that a command does not have; undefined for any other fault. */
export function toUnknownOptions(issue: z.core.$ZodRawIssue): string | undefined {
  return issue.code === 'unrecognized_keys' ? `there is no option ${issue.keys.join(', ')}` : undefined;
}
