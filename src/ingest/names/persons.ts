import type { Run } from './capital-runs.js';
import { hasTag, isCapitalized, isInCapitals, type Word } from './english-words.js';
import {
  INSTITUTIONS,
  NO_NAMES,
  NO_PERSONS,
  PARTICLES,
  PLACE_ENDS,
  PORTFOLIOS,
  ROLES,
  ROYAL_TITLES,
  SPEECH,
  TITLES,
} from './name-words.js';
import { isPeople } from './peoples.js';

/** Words in the longest name of a person. */
const MAX_WORDS = 6;
/** Words after a name and a comma in which a role is looked for. */
const MAX_APPOSITION = 5;
/** Tags of words that are none of a person's name when they are no name as well. */
const OTHER = ['Organization', 'Demonym', 'Month', 'WeekDay', 'Acronym'] as const;

/**
 * The person in a run with a title, and what stands before the title.
 *
 * @returns an empty name for a title without a person ("the UN Secretary-General"); undefined when there is no title
 * @example of the words of "UN Secretary-General António Guterres": before "UN", name "António Guterres"
 */
export function readTitledPerson(
  words: readonly Word[],
): { readonly before: readonly Word[]; readonly name: readonly Word[] } | undefined {
  const last = words.at(-1);
  if (last === undefined || INSTITUTIONS.has(last.text)) return undefined;
  const first = words.findIndex(isTitle);
  if (first < 0) return undefined;
  const end = words.findLastIndex(isTitle) + 1;
  const name = withoutOffice(words.slice(end));
  const title = words[end - 1];
  const before = words.slice(0, first);
  if (name.length === 0) return { before, name: [] };
  if (!canBePerson(name) || (name.length === 1 && !canStandAlone(name[0]))) return undefined;
  const isRoyal = title !== undefined && ROYAL_TITLES.has(title.text) && name.length <= 2;
  return { before, name: isRoyal ? words.slice(end - 1) : name };
}

/** Without what belongs to the title: of State, of Foreign Affairs. */
function withoutOffice(words: readonly Word[]): readonly Word[] {
  if (words[0]?.text !== 'of') return words;
  const end = words.findIndex(({ text }) => !PORTFOLIOS.has(text));
  return end < 0 ? [] : words.slice(end);
}

/** Behind a title one word is a name, though not Gen Z nor Mr Irrelevant. */
function canStandAlone(word: Word | undefined): boolean {
  return word !== undefined && word.text.length > 1 && !hasTag(word, 'Adjective', 'Verb', 'Place');
}

function isTitle({ text }: Word): boolean {
  return TITLES.has(text);
}

/** The person whose name a run is, where the tagger knows the first name or the sentence says what the person is or does. */
export function asPerson({ words, before, after }: Run): readonly Word[] | undefined {
  const name = words.slice(words.findIndex((word) => !isDemonym(word)));
  if (name.filter(isCapitalized).length < 2 || !canBePerson(name)) return undefined;
  const hasFirstName = name[0] !== undefined && hasTag(name[0], 'FirstName', 'MaleName', 'FemaleName');
  return hasFirstName ||
    hasRole(before, after) ||
    speaks(before, after) ||
    hasParticle(name) ||
    isOfSomething(name, after)
    ? name
    : undefined;
}

/** Whether a run of words has nothing that a person's name has not. */
export function canBePerson(words: readonly Word[]): boolean {
  if (words.length > MAX_WORDS || words.some(isTitle)) return false;
  return words.every((word, index) => {
    if (
      INSTITUTIONS.has(word.text) ||
      PLACE_ENDS.has(word.text) ||
      NO_PERSONS.has(word.text) ||
      NO_NAMES.has(word.text)
    )
      return false;
    if (/\p{Ll}\p{Lu}$/u.test(word.text)) return false;
    if (isInCapitals(word) && !/^(?:II|III|IV|VI|XIV|XVI)$/u.test(word.text)) return false;
    if (/\p{N}/u.test(word.text) || ['of', 'for', 'and', 'to'].includes(word.text)) return false;
    if (word.isPossessive && index < words.length - 1) return false;
    return isDemonym(word) ? false : hasTag(word, 'Person') || !hasTag(word, ...OTHER);
  });
}

function isDemonym(word: Word): boolean {
  return hasTag(word, 'Demonym') || isPeople(word.text);
}

/** Olena, a nurse · spokesman Jens Laerke · Jens Laerke, spokesman of */
function hasRole(before: readonly Word[], after: readonly Word[]): boolean {
  if (isRole(before.at(-1))) return true;
  const [next] = after;
  if (next === undefined || !next.gap.startsWith(',')) return false;
  if (next.text === 'who' || /^\d{1,2}$/u.test(next.text)) return true;
  const end = after.findIndex(({ gap }, index) => index > 0 && gap.startsWith(','));
  return after.slice(0, end < 0 ? MAX_APPOSITION : Math.min(end, MAX_APPOSITION)).some(isRole);
}

/** Also "lawyers", and "commissioner-general" as one word. */
function isRole(word: Word | undefined): boolean {
  if (word === undefined) return false;
  const role = word.text.replace(/^.*-/u, '');
  return ROLES.has(role) || ROLES.has(role.replace(/s$/u, ''));
}

function speaks(before: readonly Word[], after: readonly Word[]): boolean {
  const [next] = after;
  if (next !== undefined && SPEECH.has(next.text) && next.gap === ' ') return true;
  return before.at(-1)?.text === 'said';
}

/** Elad Goren of COGAT, Sameh Shoukry of Egypt */
function isOfSomething(name: readonly Word[], [of, article, next]: readonly Word[]): boolean {
  if (of?.text !== 'of' || of.gap !== ' ' || article === undefined || name.length > 3) return false;
  const whole = article.text === 'the' ? next : article;
  return whole !== undefined && isCapitalized(whole) && name.every(isUnknown);
}

/** Whether the tagger takes a word for a name and for nothing else. */
export function isUnknown(word: Word): boolean {
  return !hasTag(word, 'Place', 'Organization', 'Adjective', 'Verb', 'Plural', 'Value');
}

function hasParticle(name: readonly Word[]): boolean {
  return name.slice(1, -1).some(({ text }) => PARTICLES.has(text)) && /^\p{Lu}/u.test(name[0]?.text ?? '');
}
