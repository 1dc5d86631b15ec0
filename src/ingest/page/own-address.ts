import { cleanAddress } from './clean-address.js';
import { readPageTags } from './page-tags.js';

/**
 * Where a saved page says that it is to be found.
 *
 * @returns undefined for a page that does not say it, and for what is no page
 */
export function findOwnAddress(html: string): string | undefined {
  const { canonical, metas } = readPageTags(html);
  for (const text of [canonical, ...(metas.get('og:url') ?? [])]) {
    const address = text === undefined ? undefined : cleanAddress(text);
    if (address !== undefined) return address;
  }
  return undefined;
}
