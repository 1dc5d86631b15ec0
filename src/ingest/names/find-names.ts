import { findAcronyms } from './acronyms.js';
import { readDateline } from './dateline.js';
import { findEnglishMentions } from './english-mentions.js';
import { findKnownMentions, findKnownName, type KnownNames } from './known-mentions.js';
import type { Lexicon } from './lexicon.js';
import type { Mention } from './mention.js';
import { mergeMentions } from './merge-mentions.js';

/** The names that stand in a text, by what they name, each as in front matter: `World Health Organization (WHO)`. */
export interface FoundNames {
  readonly people: readonly string[];
  readonly places: readonly string[];
  readonly organizations: readonly string[];
}

/** The text of an article. */
export interface NamedText {
  readonly title: string;
  readonly body: string;
  /** BCP 47 tag; absent counts as English. */
  readonly language?: string;
}

/** Characters of title and body that are searched, some 1,500 and 5,000 words: who matters is named by then. */
const MAX_CHARS = { title: 10_000, body: 30_000 } as const;
/** No word of a name is longer; what is goes out before the tagger, which takes long over it. */
const UNREADABLE =
  /[^\s\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Khmer}\p{Script=Lao}\p{Script=Myanmar}]{80,}|https?:\/\/\S+/gu;
const LOWER_WORD = /(?<![\p{L}\p{N}'’-])\p{Ll}{4,}/gu;
const UPPER_WORD = /(?<![\p{L}\p{N}'’-])\p{Lu}[\p{L}]{3,}/gu;

/**
 * Finds the names in a text: those that are known already, and in English those that the wording shows.
 *
 * @param known  names with their types
 * @param lexicon  what reads English; absent: known names only
 */
export function findNames(text: NamedText, known: KnownNames, lexicon: Lexicon | undefined): FoundNames {
  const title = text.title.slice(0, MAX_CHARS.title).replace(UNREADABLE, ' ');
  const body = text.body.slice(0, MAX_CHARS.body).replace(UNREADABLE, ' ');
  const whole = `${title}\n\n${body}`;
  const language = text.language ?? 'en';
  const knownMentions = findKnownMentions(whole, known, language);
  const isEnglish = language.toLowerCase().split('-')[0] === 'en';
  const ownMentions = isEnglish && lexicon !== undefined ? findOwnMentions(title, body, knownMentions, lexicon) : [];
  const mentions = joinMentions(knownMentions, ownMentions, known);
  return {
    people: mergeMentions(mentions, 'person'),
    places: mergeMentions(mentions, 'place'),
    organizations: mergeMentions(mentions, 'organization'),
  };
}

function findOwnMentions(title: string, body: string, known: readonly Mention[], lexicon: Lexicon): readonly Mention[] {
  const { places, end } = readDateline(body);
  const from = title.length + 2;
  const shift = (mention: Mention, by: number): Mention => ({
    ...mention,
    start: mention.start + by,
    end: mention.end + by,
  });
  const isSentence = !isInTitleCase(title);
  const report = `${isSentence ? title : ' '.repeat(title.length)}\n\n${' '.repeat(end)}${body.slice(end)}`;
  return [
    ...places.map((mention) => shift(mention, from)),
    ...findAcronyms(report),
    ...findEnglishMentions(report, lexicon, [...known, ...places]),
  ];
}

/** Whether a headline has most words in capitals, so that they tell nothing. */
function isInTitleCase(title: string): boolean {
  const lower = title.match(LOWER_WORD)?.length ?? 0;
  const upper = title.match(UPPER_WORD)?.length ?? 0;
  return upper > 2 * lower;
}

/** Known names come first, except inside a longer institution; whatever else is known by another name is given by that. */
function joinMentions(listed: readonly Mention[], own: readonly Mention[], known: KnownNames): readonly Mention[] {
  const owners = new Map<number, Mention>();
  for (const mention of listed) for (let at = mention.start; at < mention.end; at += 1) owners.set(at, mention);
  const taken = new Set<number>();
  const kept: Mention[] = [];
  const covered = new Set<Mention>();
  for (const mention of own) {
    const places = Array.from({ length: mention.end - mention.start }, (_, offset) => mention.start + offset);
    if (places.some((at) => taken.has(at))) continue;
    const overlapping = new Set(places.map((at) => owners.get(at)).filter((owner) => owner !== undefined));
    const isLonger = mention.type === 'organization' && [...overlapping].every((other) => isInside(other, mention));
    if (overlapping.size > 0 && !isLonger) continue;
    for (const other of overlapping) covered.add(other);
    for (const at of places) taken.add(at);
    kept.push({ ...mention, ...findKnownName(mention.name, known) });
  }
  return [...listed.filter((mention) => !covered.has(mention)), ...kept];
}

function isInside(one: Mention, other: Mention): boolean {
  return one.start >= other.start && one.end <= other.end && one.end - one.start < other.end - other.start;
}
