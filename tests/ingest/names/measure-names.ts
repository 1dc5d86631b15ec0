import type { Article, Name } from '../../../src/core/article/article.js';
import { Gazetteer } from '../../../src/core/article/gazetteer.js';
import { parseName } from '../../../src/core/article/name.js';
import { tokenize } from '../../../src/core/article/tokens.js';
import { countryNamesOf } from '../../../src/ingest/names/country-names.js';
import type { FoundNames, NamedText } from '../../../src/ingest/names/find-names.js';
import type { KnownNames } from '../../../src/ingest/names/known-mentions.js';

export const TYPES = ['people', 'places', 'organizations'] as const;
type Type = (typeof TYPES)[number];

/** What is measured: a way to find names. */
export type Finder = (text: NamedText, known: KnownNames) => FoundNames;

/** Names of one type, over all articles. */
export interface Score {
  readonly found: number;
  readonly listed: number;
  readonly right: number;
  /** Shares from 0 to 1; 0 when there is nothing to divide by. */
  readonly precision: number;
  readonly recall: number;
  readonly f1: number;
}

/** A name that was found and is not listed, or listed and not found. */
export interface Difference {
  readonly article: string;
  readonly type: Type;
  readonly kind: 'not listed' | 'not found';
  readonly name: string;
}

/** Known names of an article that stands for itself: none. */
export const NOTHING_KNOWN: KnownNames = { matchAt: () => undefined };

/**
 * Lets a finder look at each article without its own front matter, with the names that all the other articles list, and
 * compares what it finds with what the article lists and its text holds. Two names are the same when one of their spellings is, folded and
 * stemmed; spellings are those of the whole corpus.
 *
 * @param knowsOthers  false: no names are known
 */
export function measureNames(articles: readonly Article[], find: Finder, knowsOthers: boolean) {
  const gazetteer = new Gazetteer();
  for (const article of articles) gazetteer.add(article);
  const groups = groupSpellings(articles);
  const tallies = new Map<Type, { found: number; listed: number; right: number }>();
  const differences: Difference[] = [];
  for (const article of articles) {
    if (knowsOthers) gazetteer.remove(article.id);
    const { title, body } = article;
    const text = ` ${keyOf(`${title} ${body}`)} `;
    const found = find({ title, body, language: 'en' }, knowsOthers ? gazetteer : NOTHING_KNOWN);
    if (knowsOthers) gazetteer.add(article);
    for (const type of TYPES) {
      const key = (name: Name): string => groups[type].get(keyOf(name.name)) ?? keyOf(name.name);
      const listed = new Map(
        listedNames(article, type)
          .filter((name) => stands(name, text))
          .map((name) => [key(name), name.name]),
      );
      const names = new Map(found[type].map((name) => [keyOfAny(parseName(name), key, listed), name]));
      const right = [...names.keys()].filter((name) => listed.has(name)).length;
      const tally = tallies.get(type) ?? { found: 0, listed: 0, right: 0 };
      tally.found += names.size;
      tally.listed += listed.size;
      tally.right += right;
      tallies.set(type, tally);
      const note = (kind: Difference['kind'], name: string) =>
        differences.push({ article: article.id, type, kind, name });
      for (const [name, written] of names) if (!listed.has(name)) note('not listed', written);
      for (const [name, written] of listed) if (!names.has(name)) note('not found', written);
    }
  }
  const all = { found: 0, listed: 0, right: 0 };
  for (const tally of tallies.values()) {
    all.found += tally.found;
    all.listed += tally.listed;
    all.right += tally.right;
  }
  const scoreOf = (type: Type): Score => toScore(tallies.get(type) ?? { found: 0, listed: 0, right: 0 });
  return {
    people: scoreOf('people'),
    places: scoreOf('places'),
    organizations: scoreOf('organizations'),
    all: toScore(all),
    differences,
  };
}

/** What an article lists, its countries as places: the front matter has a government among the organizations. */
function listedNames(article: Article, type: Type): readonly Name[] {
  const countries = article.organizations.filter(isCountry);
  if (type === 'places') return [...article.places, ...countries];
  return type === 'organizations' ? article.organizations.filter((name) => !isCountry(name)) : article.people;
}

function isCountry({ name }: Name): boolean {
  return countryNamesOf('en').codeOf(name) !== undefined;
}

/** Whether one of the spellings stands in a text. */
function stands({ name, aliases }: Name, text: string): boolean {
  return [name, ...aliases].some((spelling) => text.includes(` ${keyOf(spelling)} `));
}

function toScore({ found, listed, right }: { found: number; listed: number; right: number }): Score {
  const precision = found === 0 ? 0 : right / found;
  const recall = listed === 0 ? 0 : right / listed;
  const f1 = precision + recall === 0 ? 0 : (2 * precision * recall) / (precision + recall);
  return { found, listed, right, precision, recall, f1 };
}

/** Spelling -> the first spelling of its group, for each type. */
function groupSpellings(articles: readonly Article[]): Record<Type, Map<string, string>> {
  const groups = { people: new Map(), places: new Map(), organizations: new Map() };
  for (const type of TYPES) {
    const group: Map<string, string> = groups[type];
    for (const { name, aliases } of articles.flatMap((article) => article[type])) {
      const spellings = [name, ...aliases].map(keyOf);
      const known = spellings.map((spelling) => group.get(spelling)).find((main) => main !== undefined);
      for (const spelling of spellings) group.set(spelling, group.get(spelling) ?? known ?? keyOf(name));
    }
  }
  return groups;
}

function keyOfAny(name: Name, key: (name: Name) => string, listed: ReadonlyMap<string, string>): string {
  const keys = [name.name, ...name.aliases].map((spelling) => key({ name: spelling, aliases: [] }));
  return keys.find((one) => listed.has(one)) ?? key(name);
}

function keyOf(name: string): string {
  return tokenize(name)
    .map(({ term }) => term)
    .join(' ');
}
