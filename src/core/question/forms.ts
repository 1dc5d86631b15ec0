import { LATIN_LANGUAGES } from '../article/languages.js';
import type { Lexicon } from '../article/lexicon.js';
import { keysOfWord, type Token } from '../article/tokens.js';
import type { Alternative } from './question.js';

const WEIGHTS = { form: 0.95, prefix: 0.7 } as const;

/**
 * Other forms of a word, in any language of which there are articles: which one the question is in need not be known.
 * Hebrew words that differ by a letter in front weigh less, since that letter may belong to the word.
 *
 * @param surface  the word as written
 * @returns without the term of the word itself
 */
export function formsOf(surface: string, token: Token, lexicon: Lexicon): Alternative[] {
  if (token.isNumber) return [];
  const own = lexicon.find(token.term);
  const languages = LATIN_LANGUAGES.filter((language) => lexicon.forms.hasLanguage(language));
  const terms = keysOfWord(surface, languages).flatMap((key) =>
    [...lexicon.forms.termsOf(key)].map((id) => ({ id, key })),
  );
  return terms
    .filter(({ id }, at) => id !== own && terms.findIndex((other) => other.id === id) === at)
    .map(({ id, key }) => ({
      terms: [id],
      weight: key.startsWith('he ') ? WEIGHTS.prefix : WEIGHTS.form,
      via: 'word' as const,
      written: lexicon.termOf(id),
    }));
}
