import type { Run } from './capital-runs.js';
import { hasTag, isInCapitals, type Word } from './english-words.js';
import {
  BUILDINGS,
  COMPASS,
  INSTITUTIONS,
  KINDS_OF_PLACE,
  NO_NAMES,
  PARTICLES,
  PLACE_ENDS,
  PLACE_FOLLOWERS,
  PLACE_STARTS,
} from './name-words.js';
import { isPeople } from './peoples.js';

const PLACE_TAGS = ['City', 'Country', 'Region'] as const;
/** Ends that are places only behind a word of the compass or a colour: West Bank, Gaza Strip, Red Sea. */
const NEEDS_COMPASS: ReadonlySet<string> = new Set([
  'Bank',
  'Strip',
  'Coast',
  'Camp',
  'City',
  'Corridor',
  'Territory',
  'Port',
  'Park',
  'Square',
  'Street',
  'Heights',
]);
const SMALL_NOUNS: ReadonlySet<string> = new Set(['hospital', 'prison']);
const IN: ReadonlySet<string> = new Set(['in', 'near', 'around']);

/** The place whose name a run is: the tagger knows it, its last or first word says so, or the sentence does. */
export function asPlace({ words, before, after }: Run): readonly Word[] | undefined {
  const [first] = words;
  const last = words.at(-1);
  if (first === undefined || last === undefined || words.length > 5) return undefined;
  if (words.some((word) => NO_NAMES.has(word.text) || hasTag(word, 'Month', 'WeekDay'))) return undefined;
  const building = withSmallNoun(words, after);
  if (building !== undefined) return building;
  if (isBuilding(words) || endsAsPlace(words) || startsAsPlace(words)) return words;
  if (words.some(isAdjective)) return undefined;
  if (words.every((word) => hasTag(word, ...PLACE_TAGS) && !isInCapitals(word))) return words;
  return isSaidToBePlace(before, after) && canBePlace(words) ? words : undefined;
}

/** Al-Shifa hospital, Ofer prison: the noun belongs to the name. */
function withSmallNoun(words: readonly Word[], [noun]: readonly Word[]): readonly Word[] | undefined {
  if (noun === undefined || noun.gap !== ' ' || !SMALL_NOUNS.has(noun.text) || words.length > 3) return undefined;
  if (words.at(-1)?.isPossessive === true) return undefined;
  const isName = words.every(
    (word) =>
      !isAdjective(word) && !isInCapitals(word) && !INSTITUTIONS.has(word.text) && !hasTag(word, 'Country', 'Person'),
  );
  return isName ? [...words, noun] : undefined;
}

function isBuilding(words: readonly Word[]): boolean {
  const last = words.at(-1)?.text ?? '';
  return words.length > 1 && BUILDINGS.has(last) && !words.some(({ text }) => text === 'of');
}

function endsAsPlace(words: readonly Word[]): boolean {
  const last = words.at(-1);
  const previous = words.at(-2);
  if (
    last === undefined ||
    previous === undefined ||
    !PLACE_ENDS.has(last.text) ||
    words.some(({ text }) => text === 'and')
  )
    return false;
  if (!NEEDS_COMPASS.has(last.text)) return true;
  return COMPASS.has(previous.text) || hasTag(previous, ...PLACE_TAGS);
}

function startsAsPlace(words: readonly Word[]): boolean {
  const [first, second] = words;
  if (first === undefined || second === undefined || !PLACE_STARTS.has(first.text)) return false;
  return words.every((word) => !INSTITUTIONS.has(word.text)) && !hasTag(second, 'Verb');
}

/** "the town of Huwara", "in Huwara, Israel", "Jabalia camp". */
function isSaidToBePlace(before: readonly Word[], after: readonly Word[]): boolean {
  const last = before.at(-1);
  const kind = before.at(-2);
  if (last?.text === 'of' && kind !== undefined && KINDS_OF_PLACE.has(kind.text)) return true;
  const [next] = after;
  if (next !== undefined && next.gap === ' ' && PLACE_FOLLOWERS.has(next.text)) return true;
  return (
    last !== undefined && IN.has(last.text) && next !== undefined && next.gap === ', ' && hasTag(next, ...PLACE_TAGS)
  );
}

/**
 * Whether a run stands where places stand: in Huwara, near Tulkarm. Once is too little to go by, since "in Diablo" and "in
 * Round 1" look the same.
 */
export function standsAsPlace({ words, before, after }: Run): boolean {
  const last = before.at(-1);
  return last !== undefined && IN.has(last.text) && canBePlace(words) && !/^\d/u.test(after[0]?.text ?? '');
}

/** Whether nothing speaks against a place in a run behind "in". */
function canBePlace(words: readonly Word[]): boolean {
  if (words.length > 3) return false;
  return words.every((word) => {
    if (isInCapitals(word) || INSTITUTIONS.has(word.text) || /\p{N}/u.test(word.text) || word.isPossessive)
      return false;
    if (PARTICLES.has(word.text.toLowerCase())) return true;
    return !hasTag(word, 'Person', 'Organization', 'Demonym', 'Date', 'Value', 'Verb', 'Plural');
  });
}

function isAdjective(word: Word): boolean {
  return isPeople(word.text) || (hasTag(word, 'Demonym') && !hasTag(word, ...PLACE_TAGS));
}
