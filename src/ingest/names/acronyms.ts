import type { Mention } from './mention.js';
import { initialsOf } from './merge-mentions.js';

/** World Health Organization (WHO) */
const IN_BRACKETS = /\((\p{Lu}{2,8})\)/gu;
/** Far enough back for the longest name of an institution. */
const BEFORE_CHARS = 120;
const WORD = /\p{L}[\p{L}\p{M}'’-]*/gu;
const MAX_WORDS = 12;

/** The institutions whose initials the text gives in brackets, whatever else shows that they are such. */
export function findAcronyms(text: string): readonly Mention[] {
  const mentions: Mention[] = [];
  for (const { 1: letters = '', index } of text.matchAll(IN_BRACKETS)) {
    const from = Math.max(0, index - BEFORE_CHARS);
    const before = text.slice(from, index);
    if (!before.endsWith(' ')) continue;
    const start = startOfFullName(before, letters);
    if (start === undefined) continue;
    const name = before.slice(start).trim();
    mentions.push({ type: 'organization', name, alias: letters, start: from + start, end: index + letters.length + 2 });
  }
  return mentions;
}

/** Where the shortest name begins that ends a text and has these initials. */
function startOfFullName(before: string, letters: string): number | undefined {
  const words = [...before.matchAll(WORD)].slice(-MAX_WORDS).reverse();
  for (const { 0: word, index } of words) {
    const name = before.slice(index).trim();
    if (/[.,;:!?()"“”\n]/u.test(name)) return undefined;
    if (/^\p{Lu}/u.test(word) && initialsOf(name).includes(letters)) return index;
  }
  return undefined;
}
