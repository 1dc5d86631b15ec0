import type { Quotation } from '../../core/reply.js';
import { count } from '../../core/wording.js';
import { toQuotation } from './escape.js';

/** A sentence in full, with the number of its source. */
export function renderQuotation({ text, citation }: Pick<Quotation, 'text' | 'citation'>): string {
  return toQuotation(text, ` **[${citation}]**`);
}

/**
 * The place of a sentence that is not shown.
 *
 * @param reason  why not: `is longer than a message holds`
 * @param remedy  where it can be read
 */
export function renderPlaceOf(
  { text, citation, sentence, paragraph }: Quotation,
  reason: string,
  remedy: string,
): string {
  return `> Sentence ${sentence} (paragraph ${paragraph}) of **[${citation}]** ${reason}: ${count(text.length, 'character')}. ${remedy}`;
}
