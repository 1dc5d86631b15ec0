import { foldText } from '../../core/article/fold.js';
import { tokenize } from '../../core/article/tokens.js';
import type { FoundType, Mention } from './mention.js';

/** Names of one type that are listed at most: a text that names more is a list. */
const MAX_NAMES = 40;
/** Longest name in characters. */
const MAX_NAME_CHARS = 100;
/** Initials that are as good as the name; two letters are anybody's, except these. */
const MIN_INITIALS = 3;
const SMALL_WORDS: ReadonlySet<string> = new Set('of for the and to in on de la du des'.split(' '));

/** What is known of one name in one text. */
interface Entry {
  readonly name: string;
  alias: string | undefined;
  count: number;
  /** Where it stands first. */
  first: number;
}

/**
 * The names of one type, most frequent first, those that are equally frequent in the order of the text. Different
 * spellings that differ only in case, accents or ending are one; initials go with the name that they are the initials
 * of, and become its other spelling; a surname goes with the only full name that ends in it.
 *
 * @returns written as in front matter: `United Nations (UN)`
 */
export function mergeMentions(mentions: readonly Mention[], type: FoundType): readonly string[] {
  const entries = new Map<string, Entry>();
  for (const mention of mentions) {
    if (mention.type !== type || mention.name.length > MAX_NAME_CHARS) continue;
    const key = keyOf(mention.name);
    const entry = entries.get(key);
    if (entry === undefined) {
      const { name, alias, start } = mention;
      entries.set(key, { name, alias, count: 1, first: start });
    } else {
      entry.count += 1;
      entry.first = Math.min(entry.first, mention.start);
      entry.alias ??= mention.alias;
    }
  }
  if (type === 'organization') joinInitials(entries);
  if (type !== 'place') joinEndings(entries);
  return [...entries.values()]
    .sort((a, b) => b.count - a.count || a.first - b.first)
    .slice(0, MAX_NAMES)
    .map(({ name, alias }) => (alias === undefined ? name : `${name} (${alias})`));
}

function keyOf(name: string): string {
  const terms = tokenize(name).map(({ term }) => term);
  return terms.length === 0 ? foldText(name) : terms.join(' ');
}

function joinInitials(entries: Map<string, Entry>): void {
  const full = new Map<string, Entry>();
  for (const entry of entries.values()) {
    const short = entry.alias === undefined ? initialsOf(entry.name) : [entry.alias, ...initialsOf(entry.name)];
    for (const letters of short) if (!full.has(letters)) full.set(letters, entry);
  }
  for (const [key, short] of entries) {
    const entry = full.get(short.name);
    if (entry === undefined || entry === short) continue;
    entry.alias ??= short.name;
    entry.count += short.count;
    entries.delete(key);
  }
}

/**
 * The initials of a name of several words, with the small words and without.
 *
 * @returns none for initials that are too short to say anything
 * @example initialsOf('International Court of Justice') // ['ICOJ', 'ICJ']
 */
export function initialsOf(name: string): readonly string[] {
  const words = name.split(/[\s\-‐‑]+/u);
  const main = words.filter((word) => !SMALL_WORDS.has(word));
  if (main.length < 2) return [];
  return [words, main]
    .map((some) => foldText(some.map((word) => word.charAt(0)).join('')).toUpperCase())
    .filter((letters) => letters.length >= MIN_INITIALS || letters === 'UN' || letters === 'EU');
}

/** Biden with Joe Biden, Security Council with UN Security Council: where only one name ends in it. */
function joinEndings(entries: Map<string, Entry>): void {
  const byEnding = new Map<string, Entry | 'several'>();
  for (const [key, entry] of entries) {
    for (let at = key.indexOf(' '); at >= 0; at = key.indexOf(' ', at + 1)) {
      const ending = key.slice(at + 1);
      byEnding.set(ending, byEnding.has(ending) ? 'several' : entry);
    }
  }
  for (const [key, short] of [...entries].sort(([a], [b]) => b.length - a.length)) {
    const full = byEnding.get(key);
    if (full === undefined || full === 'several') continue;
    full.count += short.count;
    entries.delete(key);
  }
}
