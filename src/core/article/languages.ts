/** Languages that share their letters with English: a single word does not tell them. */
export const LATIN_LANGUAGES = ['fr', 'es'] as const;

/** One of `LATIN_LANGUAGES`. */
export type LatinLanguage = (typeof LATIN_LANGUAGES)[number];

/** A language besides English of which the bot knows forms of words or stop words. */
export type Language = LatinLanguage | 'ar' | 'he' | 'zh';

/**
 * What a text is in, as far as the reading of its words depends on it: `en` for English and for every language that is
 * not known here, `other` where the script of one of ours belongs to another language (Persian, Japanese).
 */
export type TextLanguage = Language | 'en' | 'other';

const LANGUAGES: ReadonlySet<string> = new Set<Language>(['ar', 'es', 'fr', 'he', 'zh']);
/** Written in Arabic letters, Hebrew letters or Han characters without being Arabic, Hebrew or Chinese. */
const SHARING_A_SCRIPT: ReadonlySet<string> = new Set(
  'fa prs ur ps sd ug ku ckb azb pnb pa ks yi lad ja ko'.split(' '),
);
const PLAIN = /^[\x20-\x7e’]*$/;
const ARABIC = /\p{Script=Arabic}/u;
const HEBREW = /\p{Script=Hebrew}/u;
const HAN = /\p{Script=Han}/u;
const LATIN = /\p{Script=Latin}/u;

/**
 * What a text with a language tag is in.
 *
 * @param tag  BCP 47 tag; absent counts as English, whose words in other scripts still tell their language
 */
export function toTextLanguage(tag: string | undefined): TextLanguage {
  const primary = tag?.toLowerCase().split('-')[0] ?? 'en';
  if (isLanguage(primary)) return primary;
  return SHARING_A_SCRIPT.has(primary) ? 'other' : 'en';
}

/**
 * The language of a single word: its script decides, and for Latin letters the text in which it stands.
 *
 * @returns undefined for English words, numbers, and whatever is in no language of ours
 */
export function languageOfWord(word: string, text: TextLanguage): Language | undefined {
  if (text === 'other') return undefined;
  if (!PLAIN.test(word)) {
    if (ARABIC.test(word)) return 'ar';
    if (HEBREW.test(word)) return 'he';
    if (HAN.test(word)) return 'zh';
  }
  return (text === 'fr' || text === 'es') && LATIN.test(word) ? text : undefined;
}

function isLanguage(tag: string): tag is Language {
  return LANGUAGES.has(tag);
}
