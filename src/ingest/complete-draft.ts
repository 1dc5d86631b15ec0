import { parseName } from '../core/article/name.js';
import type { FindNames } from './arrived-draft.js';
import type { Draft } from './article-fields.js';
import { detectLanguage } from './detect-language.js';

/** An article with the language and the names that it does not say itself, as far as its text shows them. */
export function completeDraft(draft: Draft, findNames: FindNames): Draft {
  const found = detectLanguage(`${draft.title}\n\n${draft.body}`);
  // English goes without saying, as in the files of a corpus.
  const language = draft.language ?? (found === 'en' ? undefined : found);
  const known = { ...draft, ...(language !== undefined && { language }) };
  if (draft.people.length + draft.places.length + draft.organizations.length > 0) return known;
  const { title, body } = draft;
  const names = findNames({ title, body, ...(language !== undefined && { language }) });
  return {
    ...known,
    people: names.people.map(parseName),
    places: names.places.map(parseName),
    organizations: names.organizations.map(parseName),
  };
}
