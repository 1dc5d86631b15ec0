import { ELISION } from '../article/elision.js';
import { foldText } from '../article/fold.js';
import { LATIN_LANGUAGES, type LatinLanguage, type TextLanguage } from '../article/languages.js';
import { isStopWord } from '../article/stop-words.js';
import type { WordForms } from '../article/word-forms.js';

const WORD = /\p{L}+(?:['’]\p{L}+)*/gu;

/**
 * The language whose small words a question has most of. It decides which words say nothing and where an apostrophe
 * parts two words, and nothing else: a question that is taken for another language still finds its words.
 *
 * @param forms  of the articles at hand: languages without an article are out of the question
 * @returns `en` when nothing speaks for another language
 */
export function findQuestionLanguage(text: string, forms: WordForms): TextLanguage {
  const languages = LATIN_LANGUAGES.filter((language) => forms.hasLanguage(language));
  if (languages.length === 0) return 'en';
  const words = text.match(WORD) ?? [];
  const isSmall = (word: string, language: LatinLanguage | undefined): boolean =>
    (language === 'fr' && ELISION.test(word)) || isStopWord(foldText(word), language);
  let best: { language: TextLanguage; count: number } = {
    language: 'en',
    count: words.filter((word) => isSmall(word, undefined)).length,
  };
  for (const language of languages) {
    const count = words.filter((word) => isSmall(word, language)).length;
    if (count > best.count) best = { language, count };
  }
  return best.language;
}
