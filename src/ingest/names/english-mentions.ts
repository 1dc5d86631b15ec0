import { foldText } from '../../core/article/fold.js';
import { findRuns, type Run } from './capital-runs.js';
import { hasTag, isInCapitals, readWords, type Word } from './english-words.js';
import { asInstitution, isListed } from './institutions.js';
import type { Lexicon } from './lexicon.js';
import type { FoundType, Mention } from './mention.js';
import { initialsOf } from './merge-mentions.js';
import { NO_INSTITUTIONS, NO_NAMES, SPEECH, WORLD_BODIES } from './name-words.js';
import { asPerson, canBePerson, isUnknown, readTitledPerson } from './persons.js';
import { asPlace, standsAsPlace } from './places.js';

/** Between two names of a list. */
const LISTED = /^(?:, | and |, and )$/u;

/** A run with what it names. */
interface ReadRun {
  readonly run: Run;
  readonly words: readonly Word[];
  readonly found: readonly Mention[];
}

/**
 * The names that English wording shows to be names of persons, places and organizations: by a title, a role, a kind of
 * institution or place, and by what the tagger knows. A name that is shown once is found again wherever it stands.
 *
 * @param shownBefore  names that something else shows: the dateline, a list of known names
 */
export function findEnglishMentions(
  text: string,
  lexicon: Lexicon,
  shownBefore: readonly Mention[],
): readonly Mention[] {
  const runs = readWords(text, lexicon)
    .flatMap(findRuns)
    .map((run): ReadRun => ({ run, words: trimOpener(run.words), found: readRun(run, lexicon) }));
  const mentions = runs.flatMap(({ found }) => found);
  const shown = toShown([...shownBefore, ...mentions]);
  const placed = findPlaced(runs);
  const initials = toInitials([...shownBefore, ...mentions]);
  for (const [index, { words, found }] of runs.entries()) {
    if (found.length > 0 || words.length === 0) continue;
    const written = toMention('person', words);
    const same = shown.get(foldText(written.name));
    if (same !== undefined) mentions.push({ ...same, start: written.start, end: written.end });
    else if (areInitials(words, initials)) mentions.push({ ...written, type: 'organization' });
    else if (placed.has(foldText(written.name))) mentions.push({ ...written, type: 'place' });
    else if (isPersonOfList(text, runs, index)) mentions.push(written);
  }
  return mentions;
}

/** The initials of the institutions that the text names in full. */
function toInitials(mentions: readonly Mention[]): ReadonlySet<string> {
  return new Set(mentions.filter(({ type }) => type === 'organization').flatMap(({ name }) => initialsOf(name)));
}

function areInitials([word, second]: readonly Word[], initials: ReadonlySet<string>): boolean {
  return word !== undefined && second === undefined && isInCapitals(word) && initials.has(word.text);
}

/** The names, folded, that stand at least twice where places stand. */
function findPlaced(runs: readonly ReadRun[]): ReadonlySet<string> {
  const once = new Set<string>();
  const placed = new Set<string>();
  for (const { run, words } of runs) {
    if (words.length !== run.words.length || !standsAsPlace(run)) continue;
    const name = foldText(toMention('place', words).name);
    if (once.has(name)) placed.add(name);
    once.add(name);
  }
  return placed;
}

/** Names as written, folded, and the last names of persons where one person has it. */
function toShown(mentions: readonly Mention[]): ReadonlyMap<string, Mention> {
  const shown = new Map<string, Mention>();
  const lastNames = new Map<string, Mention | undefined>();
  for (const mention of mentions) {
    const name = foldText(mention.name);
    if (!shown.has(name)) shown.set(name, mention);
    const lastName = name.split(' ').at(-1);
    if (mention.type !== 'person' || lastName === undefined || lastName === name) continue;
    const other = lastNames.get(lastName);
    lastNames.set(
      lastName,
      !lastNames.has(lastName) || (other !== undefined && other.name === mention.name) ? mention : undefined,
    );
  }
  for (const [lastName, mention] of lastNames) {
    if (mention !== undefined && !shown.has(lastName)) shown.set(lastName, mention);
  }
  return shown;
}

/** Danielle Aloni, Rimon Kirsht and Yelena Trupanob: who stands beside a person in a list is one. */
function isPersonOfList(text: string, runs: readonly ReadRun[], index: number): boolean {
  const words = runs[index]?.words ?? [];
  if (words.length < 2 || words.length > 3 || !canBePerson(words) || !words.every(isUnknown)) return false;
  const beside = [runs[index - 1], runs[index + 1]];
  return beside.some((other) => {
    const person = other?.found.at(-1);
    if (person?.type !== 'person') return false;
    const [from, to] =
      person.end <= (words[0]?.start ?? 0) ? [person.end, words[0]?.start] : [words.at(-1)?.end, person.start];
    return LISTED.test(text.slice(from, to));
  });
}

/** The names in one run of capitalised words: none, one, or the institution and the person in "UNRWA Director Ann Lee". */
function readRun(run: Run, lexicon: Lexicon): readonly Mention[] {
  const words = trimOpener(run.words);
  if (words.length === 0) return [];
  const trimmed: Run = { ...run, words };
  const titled = readTitledPerson(words);
  if (titled !== undefined) {
    const person = titled.name.length === 0 ? [] : [toMention('person', titled.name)];
    return [...readAcronym(titled.before, [], lexicon), ...person];
  }
  const institution = asInstitution(trimmed, lexicon);
  if (institution !== undefined) return [toMention('organization', institution)];
  const place = asPlace(trimmed);
  if (place !== undefined) return [toMention('place', place)];
  const person = asPerson(trimmed);
  if (person !== undefined) return [toMention('person', person)];
  return readAcronym(words.slice(0, 1), words.length === 1 ? run.after : [], lexicon);
}

/** An institution of which only the initials stand there: one that is known by them, or that says something. */
function readAcronym([word]: readonly Word[], after: readonly Word[], lexicon: Lexicon): readonly Mention[] {
  if (word === undefined || !isInCapitals(word) || NO_INSTITUTIONS.has(word.text)) return [];
  const speaks = word.text.length > 2 && word.text.length < 8 && SPEECH.has(after[0]?.text ?? '');
  return speaks || WORLD_BODIES.has(word.text) || isListed([word], lexicon) ? [toMention('organization', [word])] : [];
}

/** Without first words that begin the sentence, and without words that are names of nothing. */
function trimOpener(words: readonly Word[]): readonly Word[] {
  const [first, ...rest] = words;
  if (first === undefined) return [];
  const isHeading =
    first.isFirst &&
    !isInCapitals(first) &&
    hasTag(first, 'Verb', 'Adjective', 'Plural') &&
    !hasTag(first, 'ProperNoun');
  return isHeading || NO_NAMES.has(first.text) ? trimOpener(rest) : words;
}

function toMention(type: FoundType, words: readonly Word[]): Mention {
  const start = words[0]?.start ?? 0;
  const end = words.at(-1)?.end ?? start;
  const name = words.map(
    ({ text, gap, isPossessive }, index) =>
      `${index === 0 ? '' : gap}${text}${isPossessive && index < words.length - 1 ? "'s" : ''}`,
  );
  return { type, name: name.join(''), start, end };
}
