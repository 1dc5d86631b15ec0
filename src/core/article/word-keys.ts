import { stemmer as stemArabic } from '@orama/stemmers/arabic';
import { stemmer as stemFrench } from '@orama/stemmers/french';
import { stemmer as stemSpanish } from '@orama/stemmers/spanish';
import { ELISION } from './elision.js';
import { foldText } from './fold.js';
import type { Language } from './languages.js';

const NONE: readonly string[] = [];
/** Of a word, when something has been taken off its beginning: what is shorter was no prefix. */
const MIN_REST = 3;
/** "and", "so" before any word; with "in", "like" before the article. The kept stemmer leaves them where it is unsure. */
const ARABIC_PREFIX = /^[وف]?(?:[بك](?=ال)|ل(?=ل))|^[وف]/u;
/** The, in, to, from, that, as, and: one of them, or two of which the first joins. */
const HEBREW_PREFIX = /^(?:[ושכמ][הבלמשכו]|[הבלמשכו])/u;

/**
 * The keys of a word: two words of a language are forms of one word when they share a key. A word has several, since a
 * stemmer is unsure without accents and articles.
 *
 * French, Spanish and Arabic are stemmed by Snowball (https://snowballstem.org). There is no kept stemmer for Hebrew:
 * only the letters are taken off that are written together with the next word, whether or not they are prefixes there.
 *
 * @param word  as written
 * @returns each with the language before it, so that keys of two languages never meet; none for Chinese, whose words have
 *   no forms
 * @example toWordKeys('inundación', 'es') // ['es inund', 'es inundacion']
 */
export function toWordKeys(word: string, language: Language): readonly string[] {
  if (language === 'zh') return NONE;
  const keys = new Set(READERS[language](word.normalize('NFC').toLowerCase()));
  return [...keys].map((key) => `${language} ${key}`);
}

const READERS: Readonly<Record<Exclude<Language, 'zh'>, (word: string) => readonly string[]>> = {
  ar: readArabic,
  es: (word) => readAccented(word, stemSpanish),
  fr: (word) => readAccented(word.replace(ELISION, ''), stemFrench),
  he: readHebrew,
};

function readHebrew(word: string): readonly string[] {
  const folded = foldText(word);
  if (!HEBREW_PREFIX.test(folded)) return [folded];
  const bare = [folded.slice(1), folded.replace(HEBREW_PREFIX, '')];
  return [folded, ...bare.filter((rest) => rest.length >= MIN_REST)];
}

/** Many readers leave the accents out, and without them a stemmer sees other endings: the word is read both ways. */
function readAccented(word: string, stem: (word: string) => string): readonly string[] {
  return [foldText(stem(word)), foldText(stem(foldText(word)))];
}

/** The word itself, with and without what is joined to it, and as it would be with the article ("a minister" begins like "and"). */
function readArabic(word: string): readonly string[] {
  const bare = word.replace(ARABIC_PREFIX, '');
  const readings = [word, ...(bare.length >= MIN_REST ? [bare] : [])];
  return readings.flatMap((reading) => [
    foldText(reading),
    foldText(stemArabic(reading)),
    ...(/^(?:ال|لل)/u.test(reading) ? [] : [foldText(stemArabic(`ال${reading}`))]),
  ]);
}
