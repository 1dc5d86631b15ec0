import { compareText } from '../../lib/compare-text.js';
import type { AnalysedArticle } from '../article/analyse.js';
import type { Article, Sentence } from '../article/article.js';
import { foldText } from '../article/fold.js';
import type { Story } from '../events/stories.js';
import { timeOf } from '../events/tell-story.js';
import type { Library } from '../library.js';

/** A sentence that is to be quoted, with its article. */
export interface Told {
  readonly article: Article;
  readonly sentence: Sentence;
}

/** Sentences of one story that are quoted at most. */
const MAX_SENTENCES = 2;
/** What is shorter is a heading or a note of the desk; what is longer is hard to read in a list. */
const LEAST_WORDS = 6;
const MOST_CHARS = 600;
/** Of so many first sentences the lead is one. */
const LEAD_SENTENCES = 4;

/**
 * Picks what is quoted of a story: the lead of its best article that is new, and that of the newest other text; the newest
 * first when the reader knows the story already. Copies of one text are one text.
 *
 * @param fresh  the articles that are new, in any order
 * @returns one or two, of different texts; none when nothing is new
 */
export function pickTold(
  fresh: readonly AnalysedArticle[],
  {
    story,
    library,
    leadsWithNewest,
  }: { readonly story: Story; readonly library: Library; readonly leadsWithNewest: boolean },
): readonly Told[] {
  const texts = new Map<string, AnalysedArticle>();
  for (const analysed of fresh) {
    const representative = library.representativeOf(analysed.article.id);
    const known = texts.get(representative);
    if (known === undefined || isBefore(analysed, known, representative)) texts.set(representative, analysed);
  }
  const newestFirst = [...texts.values()].sort(
    (a, b) => compareText(timeOf(b.article), timeOf(a.article)) || compareText(a.article.id, b.article.id),
  );
  const rankOf = ({ article }: AnalysedArticle) => Number(article.id !== (leadsWithNewest ? story.newest : story.best));
  const ranked = newestFirst.sort((a, b) => rankOf(a) - rankOf(b));
  const told: Told[] = [];
  const said = new Set<string>();
  for (const { article, sentences } of ranked) {
    const sentence = findLead(article, sentences);
    const text = sentence === undefined ? '' : foldText(article.body.slice(sentence.start, sentence.end));
    if (sentence === undefined || said.has(text)) continue;
    said.add(text);
    told.push({ article, sentence });
    if (told.length === MAX_SENTENCES) break;
  }
  return told;
}

/** The sentence that tells what an article reports: the first that is neither a heading nor too long to read in a list. */
function findLead({ body }: Article, sentences: readonly Sentence[]): Sentence | undefined {
  const first = sentences.slice(0, LEAD_SENTENCES);
  return (
    first.find(({ start, end }) => {
      const text = body.slice(start, end);
      return end - start <= MOST_CHARS && !text.startsWith('#') && hasWords(text);
    }) ?? sentences[0]
  );
}

/** Scripts without spaces between words have many letters in few of them. */
function hasWords(text: string): boolean {
  return (text.match(/[\p{L}\p{N}]+/gu) ?? []).length >= LEAST_WORDS || /\p{Script=Han}{12}/u.test(text);
}

/** Of copies the one that stands for the text is quoted, when it is new, else the earliest. */
function isBefore(one: AnalysedArticle, other: AnalysedArticle, representative: string): boolean {
  if (one.article.id === representative || other.article.id === representative) {
    return one.article.id === representative;
  }
  return compareText(timeOf(one.article), timeOf(other.article)) < 0;
}
