/** A word as `compromise` gives it. */
interface TaggedTerm {
  /** As written, without the punctuation around it; empty for the second half of a contraction. */
  readonly text: string;
  readonly tags?: ReadonlySet<string>;
}

/** What is known of English words: in a sentence, and of a name by itself. */
export interface Lexicon {
  /** The words of a text by sentences. */
  tag(text: string): readonly (readonly TaggedTerm[])[];
  /** Whether a name is listed as that of an organization, which is more than what a sentence makes of it. */
  listsOrganization(name: string): boolean;
}

/** The part of `compromise` that is used. */
export type Tagger = (text: string) => { readonly docs: readonly (readonly TaggedTerm[])[] };

/** Names that are kept with what is known of them; emptied when full. */
const MAX_KEPT = 10_000;

/** Makes a lexicon of `compromise`. */
export function createLexicon(tagger: Tagger): Lexicon {
  const organizations = new Map<string, boolean>();
  return {
    tag: (text) => tagger(text).docs,
    listsOrganization(name) {
      const kept = organizations.get(name);
      if (kept !== undefined) return kept;
      const isListed = tagger(name).docs.flat().every(isOrganization);
      if (organizations.size >= MAX_KEPT) organizations.clear();
      organizations.set(name, isListed);
      return isListed;
    },
  };
}

function isOrganization({ tags }: TaggedTerm): boolean {
  return tags !== undefined && tags.has('Organization') && !tags.has('Person') && !tags.has('Place');
}
