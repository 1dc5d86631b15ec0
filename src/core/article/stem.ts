import porter2 from 'wink-porter2-stemmer';
import { nationTerm } from './demonyms.js';
import { regularForm, unstemmedTerm } from './irregular-words.js';

const LATIN = /^[a-z][a-z']*$/;

/**
 * The term under which a word is indexed: its country for a demonym, its main form for an irregular word, else its
 * Porter2 stem (https://snowballstem.org/algorithms/english/stemmer.html). Words in other scripts are their own term.
 *
 * @param folded  a word as `foldText` gives it
 * @example stemWord('chinese') // 'china'
 */
export function stemWord(folded: string): string {
  if (!LATIN.test(folded)) return folded;
  const word = folded.replace(/'s?$/, '').replaceAll("'", '');
  const nation = nationTerm(word);
  if (nation !== undefined) return nation;
  const unstemmed = unstemmedTerm(word);
  if (unstemmed !== undefined) return unstemmed;
  // The main form is stemmed too, so that its regular forms ("agrees") meet it.
  return porter2(regularForm(word) ?? word);
}
