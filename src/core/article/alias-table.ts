/** Names and demonyms which hold for the whole corpus, beside the aliases that single articles carry. */
export interface AliasTable {
  /** Groups of names for one and the same person, place or organization; the first of a group is the main one. */
  readonly names: readonly (readonly string[])[];
  /** A country or place, with its adjectives, the names of its people and its metonyms. */
  readonly demonyms: Readonly<Record<string, readonly string[]>>;
}

/** The table of a corpus which has none. */
export const EMPTY_ALIAS_TABLE: AliasTable = { names: [], demonyms: {} };
