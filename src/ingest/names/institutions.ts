import type { Run } from './capital-runs.js';
import { countryNamesOf } from './country-names.js';
import { hasTag, isInCapitals, type Word } from './english-words.js';
import type { Lexicon } from './lexicon.js';
import { BUILDINGS, COMPASS, INSTITUTIONS, LOOSE_INSTITUTIONS, NO_NAMES, PORTFOLIOS } from './name-words.js';
import { isPeople } from './peoples.js';

/**
 * The institution whose name a run is: by its last word, by its first before "of" or "for", or because the tagger has it
 * in its list. One that is every country's ("the Foreign Ministry") is named together with its country, or not at all.
 */
export function asInstitution({ words, before }: Run, lexicon: Lexicon): readonly Word[] | undefined {
  const [first] = words;
  const last = words.at(-1);
  if (first === undefined || last === undefined) return undefined;
  if (words.some(({ text }) => NO_NAMES.has(text) && words.length < 3)) return undefined;
  if (words.length === 1)
    return !isInCapitals(first) && !INSTITUTIONS.has(first.text) && isListed(words, lexicon) ? words : undefined;
  if (BUILDINGS.has(last.text)) return undefined;
  const head = headOf(words);
  if (head !== undefined && INSTITUTIONS.has(head.text) && !isOtherThing(words, head)) {
    return isEverywhere(words) ? withCountry(words, before) : words;
  }
  return !isOtherThing(words, last) && isListed(words, lexicon) ? words : undefined;
}

function headOf(words: readonly Word[]): Word | undefined {
  const link = words.findIndex(({ text }) => text === 'of' || text === 'for' || text === 'to');
  return link < 0 ? words.at(-1) : words[link - 1];
}

/** West Bank, and "Task Force" with nothing before it. */
function isOtherThing(words: readonly Word[], head: Word): boolean {
  if (head.text === 'Bank' && COMPASS.has(words[0]?.text ?? '')) return true;
  // An Apple Watch is none, nor is Minute School.
  if ((head.text === 'Watch' || head.text === 'School') && words.length < 3) return true;
  const others = words.filter((word) => word !== head);
  return LOOSE_INSTITUTIONS.has(head.text) && others.every((word) => isPeople(word.text) || word.text.length < 2);
}

/** Whether a name is that of an institution which every country has. */
function isEverywhere(words: readonly Word[]): boolean {
  return words.every(({ text }) => INSTITUTIONS.has(text) || PORTFOLIOS.has(text));
}

/** "China's Foreign Ministry": the country stands before it as another run, since a possessive ends one. */
function withCountry(words: readonly Word[], before: readonly Word[]): readonly Word[] | undefined {
  const country = before.at(-1);
  if (
    country === undefined ||
    !country.isPossessive ||
    countryNamesOf('en').codeOf(country.text) === undefined ||
    words[0]?.gap !== ' '
  )
    return undefined;
  return [country, ...words];
}

/** Whether the tagger has a name in its own list, which it has when it knows it without the sentence around. */
export function isListed(words: readonly Word[], lexicon: Lexicon): boolean {
  if (!words.every((word) => hasTag(word, 'Organization') && !hasTag(word, 'Demonym') && !isPeople(word.text)))
    return false;
  return lexicon.listsOrganization(words.map(({ text }) => text).join(' '));
}
