import { countOf } from '../article/analyse.js';
import { tokenize } from '../article/tokens.js';
import type { Library } from '../library.js';

const CANDIDATES = 20;

/**
 * The day of an event that a question counts from: "three days after the Cairo summit". It is the day of the article
 * whose title has most of the event's words, the earliest of several.
 *
 * @param event  the words behind "after" or "before"
 * @returns undefined when no dated article has all the words, or there are none
 */
export function findEventDay(event: string, library: Library): string | undefined {
  const terms = [...new Set(tokenize(event).flatMap(({ term, isStop }) => (isStop ? [] : [term])))];
  const ids = terms.flatMap((term) => library.lexicon.find(term) ?? []);
  if (ids.length === 0 || ids.length < terms.length) return undefined;
  const proposed = library.propose(
    terms.map((term) => ({ term, weight: 1 })),
    CANDIDATES,
  );
  const holding = proposed.flatMap(({ id }) => {
    const analysed = library.get(id);
    const day = analysed?.article.published;
    if (analysed === undefined || day === undefined || ids.some((term) => countOf(analysed, term) === 0)) return [];
    return [{ day, inTitle: ids.filter((term) => analysed.title.includes(term)).length }];
  });
  const most = Math.max(0, ...holding.map(({ inTitle }) => inTitle));
  return holding
    .filter(({ inTitle }) => inTitle === most && most > 0)
    .map(({ day }) => day)
    .sort()[0];
}
