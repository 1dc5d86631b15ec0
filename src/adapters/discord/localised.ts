import { Locale } from 'discord.js';

/** The languages of Discord in which commands are offered; in all others they are English. */
export const LOCALES = [Locale.French, Locale.SpanishES, Locale.SpanishLATAM, Locale.German] as const;

/** A text in each of these languages. */
export type Localised = Readonly<Record<(typeof LOCALES)[number], string>>;

/** What a command or an option is called, and what it says of itself. */
export interface LocalisedEntry {
  readonly name: Localised;
  readonly description: Localised;
}

/** A text in French, Spanish and German: one Spanish for both, as long as nobody says otherwise. */
export function localised(fr: string, es: string, de: string): Localised {
  return {
    [Locale.French]: fr,
    [Locale.SpanishES]: es,
    [Locale.SpanishLATAM]: es,
    [Locale.German]: de,
  };
}
