import { cleanText } from './clean-text.js';
import { decodeEntities } from './html-entities.js';

/** Longest tag that is read, in characters; pictures are sometimes written into longer ones. */
const MAX_TAG_CHARS = 20_000;
const ATTRIBUTE = /([^\s"'<>/=]{1,100})\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'=<>`]+))|\s([a-z][\w-]{0,40})(?=[\s/>])/gi;

/**
 * The attributes of a tag, names in small letters, values decoded and in one line. Of two with one name the first counts.
 *
 * @param tag  from `<` to `>`, or what stands between
 */
export function readAttributes(tag: string): ReadonlyMap<string, string> {
  const attributes = new Map<string, string>();
  for (const [, named, double, single, bare, alone] of tag.slice(0, MAX_TAG_CHARS).matchAll(ATTRIBUTE)) {
    const name = (named ?? alone ?? '').toLowerCase();
    const value = cleanText(decodeEntities(double ?? single ?? bare ?? ''));
    if (!attributes.has(name)) attributes.set(name, value.replace(/\s+/g, ' ').trim());
  }
  return attributes;
}
