/** A name with the other spellings under which the same person, place or organization is known. */
export interface Name {
  readonly name: string;
  readonly aliases: readonly string[];
}

/** Where an article has its facts from: an agency, an office, a paper. */
export interface Source {
  readonly name: string;
  readonly url?: string;
  /** ISO day, `YYYY-MM-DD`. */
  readonly date?: string;
}

/** One indexed text. Immutable: a changed body is a new revision of the same id. */
export interface Article {
  readonly id: string;
  /** First 12 hex digits of the SHA-256 of the body in UTF-8. */
  readonly revision: string;
  readonly title: string;
  /** Every offset in the project counts UTF-16 code units of this text, which is never rewritten. */
  readonly body: string;
  readonly publisher?: string;
  /** The day of publication in the article's own zone, `YYYY-MM-DD`. Absent: the article is undated. */
  readonly published?: string;
  /** The instant of publication, ISO 8601 in UTC, where the source gives one. */
  readonly publishedAt?: string;
  readonly url?: string;
  readonly author?: string;
  /** BCP 47 tag, for instance `en` or `ar`. */
  readonly language?: string;
  readonly people: readonly Name[];
  readonly places: readonly Name[];
  readonly organizations: readonly Name[];
  readonly topics: readonly string[];
  readonly sources: readonly Source[];
  /** The id of the article of which this one is a copy. */
  readonly copyOf?: string;
}

/** The quotable unit: a span `[start, end)` of an article's body. */
export interface Sentence {
  /** Over the whole article, counted from 1. */
  readonly number: number;
  /** Counted from 1; paragraphs are split at blank lines. */
  readonly paragraph: number;
  readonly start: number;
  readonly end: number;
}
