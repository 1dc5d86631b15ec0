import { nationTerm } from '../../core/article/demonyms.js';
import { foldText } from '../../core/article/fold.js';
import { countryNamesOf } from './country-names.js';

/** Groups of `demonyms.ts` that have no country: their first word is a people's too. */
const WITHOUT_COUNTRY: ReadonlySet<string> = new Set(['arab', 'jew', 'muslim', 'christian']);

/** Whether a word is the adjective of a country or its people: Israeli, Emiratis, Arab; not Israel, nor Turkey. */
export function isPeople(word: string): boolean {
  const folded = foldText(word);
  const nation = nationTerm(folded);
  if (nation === undefined) return false;
  if (WITHOUT_COUNTRY.has(nation)) return true;
  return (
    nation !== folded &&
    countryNamesOf('en').codeOf(folded.toUpperCase()) === undefined &&
    folded !== 'emirates' &&
    folded !== 'turkiye'
  );
}
