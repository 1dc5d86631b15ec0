import { splitSentences } from '../core/article/sentences.js';

const ELLIPSIS = '…';

/**
 * The beginning of a text, in whole sentences, as far as somebody may keep and show it.
 *
 * @param maxChars  longest excerpt in UTF-16 code units, 1 or more
 * @param language  BCP 47 tag of the text
 * @returns the text itself when it is short enough; when its first sentence alone is too long, that one up to the last
 *   whole word, with an ellipsis: what follows might have turned its meaning round
 * @example toExcerpt('One came. Two went.', 12) // 'One came.'
 * @example toExcerpt('The mayor denied it.', 12) // 'The mayor…'
 */
export function toExcerpt(text: string, maxChars: number, language?: string): string {
  if (text.length <= maxChars) return text;
  const end = splitSentences(text, language).findLast((sentence) => sentence.end <= maxChars)?.end;
  if (end !== undefined) return text.slice(0, end);
  const cut = text.slice(0, maxChars - ELLIPSIS.length);
  const words = /^[\s\S]*\S(?=\s)/u.exec(cut)?.[0] ?? cut.replace(/[\ud800-\udbff]$/u, '');
  return `${words.trim()}${ELLIPSIS}`;
}
