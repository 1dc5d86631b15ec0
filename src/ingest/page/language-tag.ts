/** Names that systems write in place of a tag. */
const NAMES: Readonly<Record<string, string>> = {
  english: 'en',
  arabic: 'ar',
  hebrew: 'he',
  iw: 'he',
  cn: 'zh',
  jp: 'ja',
};

/**
 * A language as BCP 47 writes it: `en_us` becomes `en-US`.
 *
 * @returns undefined for what is no language
 */
export function toLanguageTag(text: string | undefined): string | undefined {
  const tag = text
    ?.trim()
    .replaceAll('_', '-')
    .replace(/\.utf-?8$/i, '')
    .toLowerCase();
  if (tag === undefined || !/^[a-z]{2,8}(?:-[a-z0-9]{1,8}){0,4}$/.test(tag)) return undefined;
  const known = NAMES[tag] ?? tag;
  if (/^(?:und|mul|zxx|none|all|null|undefined)\b/.test(known) || /^[a-z]{4,}$/.test(known)) return undefined;
  try {
    return Intl.getCanonicalLocales(known)[0];
  } catch {
    return undefined;
  }
}
