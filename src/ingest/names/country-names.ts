import { tokenize } from '../../core/article/tokens.js';

/** Two letters that stand for no country: unions, the oceans between, codes for tests and for "unknown". */
const NO_COUNTRIES: ReadonlySet<string> = new Set('EU EZ UN QO XA XB ZZ'.split(' '));
/** What English reports write and `Intl` does not say. */
const ENGLISH: Readonly<Record<string, readonly string[]>> = {
  AE: ['UAE'],
  BA: ['Bosnia and Herzegovina'],
  CD: ['Democratic Republic of the Congo', 'Democratic Republic of Congo'],
  CG: ['Republic of the Congo', 'Republic of Congo'],
  CI: ['Ivory Coast'],
  CV: ['Cape Verde'],
  CZ: ['Czech Republic'],
  GB: ['Britain', 'Great Britain', 'UK', 'U.K.'],
  MK: ['Macedonia'],
  MM: ['Burma'],
  SZ: ['Swaziland'],
  TL: ['East Timor'],
  TR: ['Turkey'],
  US: ['US', 'USA', 'U.S.', 'United States of America'],
};
/** "Myanmar (Burma)", "Congo - Kinshasa": two names, or a name that nobody writes. */
const IN_BRACKETS = /^(.*\S)\s*[(（]([^()（）]*)[)）]$/u;
const JOINED = / - |&/u;
const A = 65;
const LETTERS = 26;

/** The names of the countries in one language. */
export interface CountryNames {
  /** The code of the country of which this is a name, in exactly this spelling or in capitals; undefined otherwise. */
  codeOf(written: string): string | undefined;
  /** Words in the longest name. */
  readonly maxWords: number;
}

const known = new Map<string, CountryNames>();

/**
 * The names of countries and territories as `Intl` has them, and for English what else is common in reports.
 *
 * @param language  BCP 47 tag; of one that `Intl` does not know, or that is no tag, there are no names
 */
export function countryNamesOf(language: string): CountryNames {
  const names = known.get(language) ?? readCountryNames(language);
  known.set(language, names);
  return names;
}

function readCountryNames(language: string): CountryNames {
  const codes = new Map<string, string>();
  for (const [code, names] of listNames(language)) {
    for (const name of names) {
      codes.set(name, code);
      codes.set(name.toUpperCase(), code);
    }
  }
  const maxWords = Math.max(0, ...[...codes.keys()].map((name) => tokenize(name).length));
  return { codeOf: (written) => codes.get(written), maxWords };
}

function listNames(language: string): readonly (readonly [string, readonly string[]])[] {
  const styles = (['long', 'short'] as const).map((style) => openNames(language, style));
  const extra = language.toLowerCase().split('-')[0] === 'en' ? ENGLISH : {};
  const list: (readonly [string, readonly string[]])[] = [];
  for (const first of letters()) {
    for (const second of letters()) {
      const code = first + second;
      const names = styles.map((style) => style?.of(code)).filter((name) => name !== undefined);
      if (names.length === 0 || NO_COUNTRIES.has(code)) continue;
      list.push([code, [...names.flatMap(toWritten), ...(extra[code] ?? [])]]);
    }
  }
  return list;
}

/** `Intl` throws for what is no language tag, and answers in English for a language that it does not know. */
function openNames(language: string, style: 'long' | 'short'): Intl.DisplayNames | undefined {
  try {
    if (Intl.DisplayNames.supportedLocalesOf(language).length === 0) return undefined;
    return new Intl.DisplayNames(language, { type: 'region', style, fallback: 'none' });
  } catch {
    return undefined;
  }
}

function toWritten(name: string): readonly string[] {
  const [, main, other] = IN_BRACKETS.exec(name) ?? [];
  return (main === undefined || other === undefined ? [name] : [main, other]).filter((part) => !JOINED.test(part));
}

function letters(): readonly string[] {
  return Array.from({ length: LETTERS }, (_, index) => String.fromCharCode(A + index));
}
