/**
 * A person's platform, and their id there as the platform has it; no id where none is named.
 *
 * @example splitPerson('discord:123') // ['discord', '123']
 */
export function splitPerson(person: string): [platform: string, id: string | undefined] {
  const colon = person.indexOf(':');
  return colon < 0 ? [person, undefined] : [person.slice(0, colon), person.slice(colon + 1)];
}
