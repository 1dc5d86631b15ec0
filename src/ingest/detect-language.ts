import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';

/** The part of `eld` that is used. */
interface Detector {
  detect(text: string): { readonly language: string; isReliable(): boolean };
}

/** The first so many UTF-16 code units tell the language of a text as well as all of it. */
const READ_CHARS = 1500;
/** The same for telling that a text is plain English: this much is looked at in every file without a language. */
const READ_FOR_ENGLISH_CHARS = 400;
/** A script is that of the text when it has this share of its letters. */
const MAIN_SHARE = 0.6;
/** Letters below which a text is too short to tell: a name or two. */
const MIN_LETTERS = { latin: 18, other: 10, ofOneLanguage: 3, han: 6 } as const;
/** Share of the commonest English words from which a text is English without a closer look, and the least of them. */
const ENGLISH = { share: 0.12, count: 5 } as const;

const ADDRESS = /(?:https?:\/\/|www\.)\S+|\S+@\S+/giu;
const LETTER = /\p{L}/gu;
const WORD = /\p{L}+/gu;
const ENGLISH_WORDS: ReadonlySet<string> = new Set('the of and to that with from by said were has have'.split(' '));

/** Scripts in which one language is written, as far as news goes. */
const OF_ONE_LANGUAGE: readonly (readonly [language: string, letters: RegExp])[] = [
  ['he', /\p{Script=Hebrew}/gu],
  ['ko', /\p{Script=Hangul}/gu],
  ['el', /\p{Script=Greek}/gu],
  ['th', /\p{Script=Thai}/gu],
  ['hy', /\p{Script=Armenian}/gu],
  ['ka', /\p{Script=Georgian}/gu],
  ['ta', /\p{Script=Tamil}/gu],
  ['te', /\p{Script=Telugu}/gu],
  ['kn', /\p{Script=Kannada}/gu],
  ['ml', /\p{Script=Malayalam}/gu],
  ['gu', /\p{Script=Gujarati}/gu],
  ['pa', /\p{Script=Gurmukhi}/gu],
  ['si', /\p{Script=Sinhala}/gu],
  ['km', /\p{Script=Khmer}/gu],
  ['lo', /\p{Script=Lao}/gu],
  ['my', /\p{Script=Myanmar}/gu],
];
const LATIN = /\p{Script=Latin}/gu;
const HAN = /\p{Script=Han}/gu;
const KANA = /[\p{Script=Hiragana}\p{Script=Katakana}]/gu;
/** Letters and points of Yiddish that Hebrew does not write. */
const YIDDISH = /[װױײ]|א[ַָ]/u;
/** Some kanji without any kana are a Japanese headline as soon as a Chinese one; with kana the text is Japanese. */
const KANA_SHARE = 0.1;

let detector: Detector | undefined;

/**
 * The language in which a text is written. Where a script belongs to one language it decides; Persian, Urdu and Arabic,
 * and the languages in Latin and Cyrillic letters, are told apart by `eld`. Its data (the smallest set, 1 MB; the larger
 * ones are no better on sentences) are read at the first text that needs them, which plain English does not.
 *
 * @returns BCP 47 primary tag; undefined for a text that is too short, mixed, or not surely of one language
 * @example detectLanguage('La ville a été évacuée dans la nuit.') // 'fr'
 */
export function detectLanguage(text: string): string | undefined {
  if (isPlainEnglish(text.slice(0, READ_FOR_ENGLISH_CHARS))) return 'en';
  const read = text.slice(0, READ_CHARS).replace(ADDRESS, ' ');
  const letters = count(read, LETTER);
  const isMain = (found: number): boolean => found >= MAIN_SHARE * letters;
  const latin = count(read, LATIN);
  if (isMain(latin)) {
    if (latin < MIN_LETTERS.latin) return undefined;
    return isPlainEnglish(read) ? 'en' : detect(read);
  }
  const kana = count(read, KANA);
  const han = count(read, HAN);
  if (isMain(han + kana)) {
    if (kana >= KANA_SHARE * (han + kana)) return 'ja';
    return han < MIN_LETTERS.han ? undefined : 'zh';
  }
  for (const [language, script] of OF_ONE_LANGUAGE) {
    const found = count(read, script);
    if (!isMain(found)) continue;
    if (found < MIN_LETTERS.ofOneLanguage) return undefined;
    return language === 'he' && YIDDISH.test(read) ? 'yi' : language;
  }
  const others = letters - latin - kana - han;
  return isMain(others) && others >= MIN_LETTERS.other ? detect(read) : undefined;
}

function isPlainEnglish(text: string): boolean {
  const words = text.match(WORD) ?? [];
  const found = words.filter((word) => ENGLISH_WORDS.has(word.toLowerCase())).length;
  return found >= ENGLISH.count && found >= ENGLISH.share * words.length;
}

function detect(text: string): string | undefined {
  detector ??= openDetector();
  const found = detector.detect(text);
  return found.isReliable() && found.language !== '' ? found.language : undefined;
}

/** By `require`, since an `import` at this place would have to be awaited, and one at the top would slow every start. */
function openDetector(): Detector {
  const path = fileURLToPath(import.meta.resolve('eld/extrasmall'));
  return (createRequire(import.meta.url)(path) as { readonly eld: Detector }).eld;
}

function count(text: string, pattern: RegExp): number {
  return text.match(pattern)?.length ?? 0;
}
