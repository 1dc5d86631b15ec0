import type { Name } from './article.js';

const TRAILING_GROUP = /^(.*\S)\s*\(([^()]*)\)$/s;

/**
 * Reads a name with its other spellings in brackets at the end, separated by semicolons. Brackets inside a name belong to it.
 *
 * @param text  of any form; surrounding white space does not count
 * @returns aliases in the order given, each once and none equal to the name; no alias when there is no bracket at the end
 * @example parseName('Osama (Usama)') // { name: 'Osama', aliases: ['Usama'] }
 */
export function parseName(text: string): Name {
  let name = text.trim();
  let aliases: string[] = [];
  for (let group = TRAILING_GROUP.exec(name); group !== null; group = TRAILING_GROUP.exec(name)) {
    name = (group[1] ?? '').trim();
    aliases = [...(group[2] ?? '').split(';').map((alias) => alias.trim()), ...aliases];
  }
  return { name, aliases: [...new Set(aliases)].filter((alias) => alias !== '' && alias !== name) };
}

/**
 * The written form of a name, which `parseName` reads back to an equal one.
 *
 * @example toNameText({ name: 'Osama', aliases: ['Usama'] }) // 'Osama (Usama)'
 */
export function toNameText({ name, aliases }: Name): string {
  return aliases.length === 0 ? name : `${name} (${aliases.join('; ')})`;
}
