import { isCapitalized, type Word } from './english-words.js';
import { INSTITUTIONS, LINKED_NAMES, NO_NAMES, PARTICLES, SHORT_TITLES } from './name-words.js';

/** Words of one sentence that follow each other and may be a name, with the sentence around them. */
export interface Run {
  readonly words: readonly Word[];
  readonly before: readonly Word[];
  readonly after: readonly Word[];
}

const JOINED = /^(?: |-|‐|‑)$/u;
const AFTER_INITIAL = /^\. $/u;
const HYPHEN = /^[-‐‑]$/u;
const LINKS: ReadonlySet<string> = new Set(['of', 'for']);
/** The tagger takes "The" for a part of some names. */
const ARTICLES = /^(?:The|An?|This|That|These|Its|His|Her|Their|Our)$/u;
/** Small words inside names that are words of their own as well. */
const WORDS_TOO: ReadonlySet<string> = new Set(['as', 'at', 'an', 'la', 'a', 'ten']);
const MAX_WORDS = 12;
/** Small words in a row inside a name: von der, bin al. */
const MAX_PARTICLES = 3;
/** Words that begin sentences and headlines far more often than names. */
const OPENERS: readonly string[] = [
  'Determiner',
  'Preposition',
  'Conjunction',
  'Pronoun',
  'Adverb',
  'QuestionWord',
  'Auxiliary',
  'Copula',
  'Modal',
  'Negative',
  'There',
  'Value',
  'Expression',
];

/** The runs of capitalised words in a sentence: Ministry of Health, Linda Thomas-Greenfield, Mohammed bin Salman. */
export function findRuns(sentence: readonly Word[]): readonly Run[] {
  const runs: Run[] = [];
  for (let at = 0; at < sentence.length; ) {
    const end = endOfRun(sentence, at);
    if (end > at)
      runs.push({ words: sentence.slice(at, end), before: sentence.slice(0, at), after: sentence.slice(end) });
    at = Math.max(end, at + 1);
  }
  return runs;
}

/** Where the run that begins at a word ends; `at` itself when none does. */
function endOfRun(sentence: readonly Word[], at: number): number {
  const first = sentence[at];
  if (first === undefined || !canBegin(first, sentence[at + 1])) return at;
  let end = at + 1;
  while (end - at < MAX_WORDS) {
    const next = endOfNext(sentence, at, end);
    if (next === undefined) break;
    end = next;
  }
  return end;
}

function canBegin(word: Word, next: Word | undefined): boolean {
  if (isCapitalized(word)) return !isOpener(word) || isOpenerOfName(word, next);
  // al-Qassam Brigades
  return word.text === 'al' && next !== undefined && HYPHEN.test(next.gap) && isCapitalized(next);
}

/** "Al-Shifa" and "As Sawiya" begin with what the tagger takes for a small word. */
function isOpenerOfName({ text }: Word, next: Word | undefined): boolean {
  return PARTICLES.has(text.toLowerCase()) && next !== undefined && HYPHEN.test(next.gap) && isCapitalized(next);
}

/** A capitalised word that is none of a name: "The", "In", "However". */
function isOpener(word: Word): boolean {
  if (ARTICLES.test(word.text)) return true;
  if (word.text.length > 1 && word.text === word.text.toUpperCase()) return false;
  if (word.tags.has('Person') || word.tags.has('Place') || word.tags.has('Organization')) {
    return word.tags.has('Determiner') || word.tags.has('Preposition') || word.tags.has('Conjunction');
  }
  return OPENERS.some((tag) => word.tags.has(tag));
}

function endOfNext(sentence: readonly Word[], at: number, end: number): number | undefined {
  const last = sentence[end - 1];
  const next = sentence[end];
  if (last === undefined || next === undefined) return undefined;
  const isInitial = last.text.length === 1 || SHORT_TITLES.has(last.text);
  if (!JOINED.test(next.gap) && !(isInitial && AFTER_INITIAL.test(next.gap))) return undefined;
  // Prime Minister's Office
  if (last.isPossessive) return isCapitalized(next) && INSTITUTIONS.has(next.text) ? end + 1 : undefined;
  const isHyphenated = HYPHEN.test(next.gap);
  // Israel-Gaza: two countries, not one.
  if (isHyphenated && last.tags.has('Place') && next.tags.has('Place')) return undefined;
  if (isCapitalized(next) && (isHyphenated || (!isOpener(next) && !isCalendarWord(next)))) return end + 1;
  if (PARTICLES.has(next.text)) return endAfterParticles(sentence, end);
  return endAfterLink(sentence, at, end);
}

function isCalendarWord(word: Word): boolean {
  return word.tags.has('Month') || word.tags.has('WeekDay') || (NO_NAMES.has(word.text) && word.tags.has('Date'));
}

/** bin Salman, von der Leyen, el-Sisi: the small words and the capitalised one behind them. */
function endAfterParticles(sentence: readonly Word[], from: number): number | undefined {
  let at = from;
  while (PARTICLES.has(sentence[at]?.text ?? '') && at - from < MAX_PARTICLES) at += 1;
  const next = sentence[at];
  const areJoined = sentence.slice(from + 1, at + 1).every(({ gap }) => JOINED.test(gap));
  if (next === undefined || !areJoined || !isCapitalized(next)) return undefined;
  // "as Hamas said", "at Rafah": these belong to a name only before a hyphen.
  const isWordToo = WORDS_TOO.has(sentence[from]?.text ?? '');
  return isWordToo && !HYPHEN.test(sentence[from + 1]?.gap ?? '') ? undefined : at + 1;
}

/** "of Health", "of the Red Cross", "for the Coordination": behind an institution; "and Housing" behind those. */
function endAfterLink(sentence: readonly Word[], at: number, end: number): number | undefined {
  const link = sentence[end];
  const run = sentence.slice(at, end);
  if (link === undefined || !run.some(({ text }) => INSTITUTIONS.has(text) || LINKED_NAMES.has(text))) return undefined;
  const last = run.at(-1);
  const isLink =
    (LINKS.has(link.text) &&
      last !== undefined &&
      (INSTITUTIONS.has(last.text) || LINKED_NAMES.has(last.text) || isLinked(run))) ||
    (link.text === 'and' && isLinked(run)) ||
    (link.text === 'to' && last !== undefined && last.text === 'Committee');
  if (!isLink) return undefined;
  const isArticle = sentence[end + 1]?.text === 'the';
  const next = sentence[end + (isArticle ? 2 : 1)];
  if (next === undefined || !isCapitalized(next) || next.gap !== ' ' || isOpener(next) || isCalendarWord(next))
    return undefined;
  if (link.text === 'and' && (isArticle || isNameOfItsOwn(next))) return undefined;
  return end + (isArticle ? 3 : 2);
}

function isLinked(run: readonly Word[]): boolean {
  return run.some(({ text }) => LINKS.has(text));
}

function isNameOfItsOwn({ text, tags }: Word): boolean {
  return text === text.toUpperCase() || ['Person', 'Place', 'Organization', 'Demonym'].some((tag) => tags.has(tag));
}
