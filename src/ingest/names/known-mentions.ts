import { nationTerm } from '../../core/article/demonyms.js';
import { toTextLanguage } from '../../core/article/languages.js';
import type { NameBook, NameMatch } from '../../core/article/name-book.js';
import { type Token, tokenize } from '../../core/article/tokens.js';
import { countryNamesOf } from './country-names.js';
import type { FoundType, Mention } from './mention.js';
import { TITLES } from './name-words.js';
import { isPeople } from './peoples.js';

/** Names that are known already with their type; a `Gazetteer` is one. */
export type KnownNames = Pick<NameBook, 'matchAt'>;

/** Between two words of one name. */
const WITHIN = /^(?:[ \t\u00a0\n]|[-‐‑]|['’]|\.)?$/u;
/** The same behind an initial or a short form: St. Anne, Joan E. Donoghue. */
const BEHIND_SHORT = /^\. $/u;
const MAX_SHORT = 3;
const SMALL = /^\p{Ll}/u;
const BESIDE = /^[ -]$/u;
const DIRECTIONS: ReadonlySet<string> = new Set(
  'north south east west northern southern eastern western central'.split(' '),
);
const AFTER_NOUNS: ReadonlySet<string> = new Set(
  (
    'and or but to in on for from with by of at as after before over that which who has have had is was were are will ' +
    'would said says voted vetoed abstained announced'
  ).split(' '),
);
const FORM_CHARS = 3;
/** Far enough to see one word. */
const BESIDE_CHARS = 40;

/** A text with its words. */
interface Tokens {
  readonly text: string;
  readonly tokens: readonly Token[];
  /** BCP 47 tag. */
  readonly language: string;
}

/**
 * The places of a text where a name stands that is known already, and where a country is named.
 *
 * A name has to begin with a capital where its script has them. A single word counts only when it is not part of a longer
 * name (Gaza in "Gaza Marathon"), and a country or place only by its own name, not by its adjective, although both are
 * one term in the index.
 */
export function findKnownMentions(text: string, known: KnownNames, language: string): readonly Mention[] {
  const tokens = tokenize(text, toTextLanguage(language));
  const whole: Tokens = { text, tokens, language };
  const terms = tokens.map(({ term }) => term);
  const mentions: Mention[] = [];
  for (let at = 0; at < tokens.length; at += 1) {
    const match = known.matchAt(terms, at);
    const named = match && toKnownMention(whole, match);
    const country = findCountry(whole, at);
    // A government is listed under its country's name: both are the country.
    const isOther =
      named !== undefined && !isCountryName(named.name) && (country === undefined || country.end < named.end);
    const mention = isOther ? named : country;
    if (mention === undefined) continue;
    mentions.push(mention);
    while ((tokens[at + 1]?.start ?? mention.end) < mention.end) at += 1;
  }
  return mentions;
}

/**
 * The name and type under which a name is known that was found otherwise: UN as United Nations.
 *
 * @returns undefined for a name that is not known, or only a part of which is
 */
export function findKnownName(name: string, known: KnownNames): Pick<Mention, 'name' | 'type'> | undefined {
  const tokens = tokenize(name);
  const match = known.matchAt(
    tokens.map(({ term }) => term),
    0,
  );
  if (match === undefined || match.type === 'other' || match.last + 1 < tokens.length) return undefined;
  if (!isOwnName(tokens, match)) return undefined;
  return { name: match.name, type: isCountryName(match.name) ? 'place' : match.type };
}

function isCountryName(name: string): boolean {
  return countryNamesOf('en').codeOf(name) !== undefined;
}

function toKnownMention(whole: Tokens, match: NameMatch): Mention | undefined {
  const { name, type } = match;
  const tokens = whole.tokens.slice(match.first, match.last + 1);
  const [first] = tokens;
  const last = tokens.at(-1);
  if (first === undefined || last === undefined || type === 'other') return undefined;
  if (!beginsAsName(whole.text, tokens) || !isOneStretch(whole.text, tokens) || !isOwnName(tokens, match))
    return undefined;
  if (tokens.every(({ isStop, isNumber }) => isStop || isNumber)) return undefined;
  if (tokens.length === 1 && isPartOfMore(whole, match.first, type)) return undefined;
  return { type, name, start: first.start, end: last.end };
}

/** A direction may be small: northern Gaza. */
function beginsAsName(text: string, [first, second]: readonly Token[]): boolean {
  if (first === undefined || !isSmall(text, first)) return first !== undefined;
  return DIRECTIONS.has(first.folded) && second !== undefined && !isSmall(text, second);
}

function isSmall(text: string, { start }: Token): boolean {
  return SMALL.test(text.slice(start, start + 2));
}

function isOneStretch(text: string, tokens: readonly Token[]): boolean {
  return tokens.every((token, index) => {
    const before = tokens[index - 1];
    if (before === undefined) return true;
    const between = text.slice(before.end, token.start);
    return WITHIN.test(between) || (before.end - before.start <= MAX_SHORT && BEHIND_SHORT.test(between));
  });
}

/**
 * Whether a match is of the same words and not only of the same terms: "southern Israeli" is not Southern Israel, and the
 * French president is not the French Presidency. Only an institution may have its country as a noun or an adjective.
 */
function isOwnName(tokens: readonly Token[], { name, type, variants }: NameMatch): boolean {
  const spelt = [name, ...variants.map(({ written }) => written)].flatMap((written) => tokenize(written));
  const words = new Set(spelt.map(({ folded }) => toSingular(folded)));
  return tokens.every(({ folded, term }) => {
    const word = toPlain(folded);
    if (words.has(toSingular(word))) return tokens.length > 1 || !isPeople(word);
    if (isPeople(word)) return type === 'organization' && tokens.length > 1;
    // A word of none of the others is one of the spelling that stands there; UN and United Nations are one term.
    return (
      nationTerm(word) !== undefined || !spelt.some((other) => other.term === term && isFormOf(word, other.folded))
    );
  });
}

/** Whether two words of one term have the same beginning. */
function isFormOf(one: string, other: string): boolean {
  return one.slice(0, FORM_CHARS) === other.slice(0, FORM_CHARS);
}

function toSingular(folded: string): string {
  return toPlain(folded).replace(/s$/u, '');
}

function toPlain(folded: string): string {
  return folded.replace(/['’]s$/u, '');
}

/** Whether a single word stands beside another capitalised one that is no title. */
function isPartOfMore({ text, tokens }: Tokens, at: number, type: FoundType): boolean {
  const [before, token, after] = [tokens[at - 1], tokens[at], tokens[at + 1]];
  if (token === undefined) return false;
  if (after?.isCapitalized === true && BESIDE.test(text.slice(token.end, after.start))) {
    const next = text.slice(after.start, after.end);
    const isInCapitals = next.length > 1 && next === next.toUpperCase();
    if (!TITLES.has(next) && !isInCapitals) return true;
  }
  if (type === 'organization' || before?.isCapitalized !== true || before.isStop) return false;
  return BESIDE.test(text.slice(before.end, token.start)) && !TITLES.has(text.slice(before.start, before.end));
}

/** The longest country's name that begins at a word. */
function findCountry(whole: Tokens, at: number): Mention | undefined {
  const { text, tokens, language } = whole;
  const first = tokens[at];
  if (first === undefined || isSmall(text, first)) return undefined;
  const countries = countryNamesOf(language);
  for (let last = Math.min(tokens.length, at + countries.maxWords) - 1; last >= at; last -= 1) {
    const end = tokens[last]?.end ?? first.end;
    const name = text.slice(first.start, end).replace(/['’]s$/u, '');
    if (countries.codeOf(name) === undefined) continue;
    if (isInitials(name) && !isNoun(text, first.start + name.length)) return undefined;
    if (last > at || !isPartOfMore(whole, at, 'place')) {
      return { type: 'place', name, start: first.start, end: first.start + name.length };
    }
  }
  return undefined;
}

function isInitials(name: string): boolean {
  return /^\p{Lu}{2,3}$|\./u.test(name);
}

/** Whether "US" is the country, and not said of something: the US and Qatar, not the US envoy. */
function isNoun(text: string, end: number): boolean {
  const [, next] = /^ (\p{L}+)/u.exec(text.slice(end, end + BESIDE_CHARS)) ?? [];
  return next === undefined || AFTER_NOUNS.has(next);
}
