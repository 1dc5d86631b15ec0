/** Parameters that tell a publisher where a reader came from, and change nothing on the page. */
const TRACKING =
  /^(?:utm_\w+|at_(?:medium|campaign|custom\d+|link\w*|bbc_team|format|ptr_name|creation|type|send_date|recipient\w*)|mc_[ce]id|mtm_\w+|pk_(?:campaign|kwd|source|medium|content)|hsa_\w+|_hs(?:enc|mi)|fbclid|gclid|gclsrc|dclid|gbraid|wbraid|msclkid|yclid|twclid|ttclid|li_fat_id|igshid|igsh|vero_(?:id|conv)|oly_(?:anon|enc)_id|ns_(?:campaign|mchannel|source|linkname|fee)|cmpid|ocid|icid|ftag|xtor|smid|rss_id|__twitter_impression|guccounter|guce_referr\w*|ito|taid)$/i;
const MAX_CHARS = 2048;

/**
 * A web address in whole, without tracking parameters, name and password, and fragment.
 *
 * @param base  where a relative address starts; itself an absolute address
 * @returns undefined for anything but http and https, and for addresses of more than 2,048 characters
 */
export function cleanAddress(text: string, base?: string): string | undefined {
  const trimmed = text.trim();
  if (trimmed === '' || trimmed.length > MAX_CHARS) return undefined;
  if (!URL.canParse(trimmed, base)) return undefined;
  const url = new URL(trimmed, base);
  if (!/^https?:$/.test(url.protocol) || url.hostname === '') return undefined;
  // Writing the parameters anew would change how the others are written.
  const kept = url.search
    .slice(1)
    .split('&')
    .filter((pair) => pair !== '' && !TRACKING.test(pair.split('=', 1)[0] ?? ''));
  url.search = kept.join('&');
  url.hash = '';
  url.username = '';
  url.password = '';
  return url.href.length > MAX_CHARS ? undefined : url.href;
}

/** The base for relative addresses inside an element that gives one of its own; the outer one when it gives none that is an address. */
export function resolveBase(own: string | undefined, outer: string): string {
  return (own === undefined ? undefined : cleanBase(own, outer)) ?? outer;
}

function cleanBase(own: string, outer: string): string | undefined {
  if (!URL.canParse(own, outer)) return undefined;
  const { href, protocol } = new URL(own, outer);
  return /^https?:$/.test(protocol) ? href : undefined;
}
