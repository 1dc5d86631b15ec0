import type { NameType } from '../../core/article/name-book.js';

/** What a name is the name of. */
export type FoundType = Exclude<NameType, 'other'>;

/** One place of a text where a name stands. Offsets are UTF-16 code units of the text that was searched. */
export interface Mention {
  readonly type: FoundType;
  /** The name, without its title, article and possessive; where a list of names knows it, as that list spells it. */
  readonly name: string;
  /** A short form that the text itself explains: UN for United Nations. */
  readonly alias?: string;
  readonly start: number;
  readonly end: number;
}
