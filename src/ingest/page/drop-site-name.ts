const SEPARATOR = /\s+[|–—·•»:-]+\s+|\s*\|\s*/g;

/**
 * A title without the name of its site at the end or the start, as in `Ferry runs again | The Harbour Times`.
 *
 * @param siteNames  names and hosts under which the site is known; a part of a title that is none of them stays
 */
export function dropSiteName(title: string, siteNames: readonly (string | undefined)[]): string {
  const known = new Set(siteNames.flatMap((name) => (name === undefined ? [] : [toKey(name)])));
  known.delete('');
  let rest = title;
  // "Ferry runs again - World - The Harbour Times" keeps its section, which nobody has named.
  for (let times = 0; times < 2; times += 1) {
    const separators = Array.from(rest.matchAll(SEPARATOR));
    const first = separators[0];
    const last = separators.at(-1);
    if (first === undefined || last === undefined) return rest;
    const tail = rest.slice(last.index + last[0].length);
    const head = rest.slice(0, first.index);
    if (known.has(toKey(tail))) rest = rest.slice(0, last.index).trim();
    else if (known.has(toKey(head))) rest = rest.slice(first.index + first[0].length).trim();
    else return rest;
  }
  return rest;
}

/** "The Harbour Times", "harbourtimes.example" and "Harbour Times" are one name. */
function toKey(name: string): string {
  return name
    .toLowerCase()
    .replace(/^(?:https?:\/\/)?(?:www\.)?/, '')
    .replace(/\.(?:com|org|net|co\.\w\w|[a-z]{2,8})$/, '')
    .replace(/^the\s+/, '')
    .replace(/[^\p{L}\p{N}]+/gu, '');
}
