import type { Citer } from '../answer/cite.js';
import type { Article, Sentence } from '../article/article.js';
import { foldText } from '../article/fold.js';
import { findDifferences, toComparedText } from '../article/revision-changes.js';
import { splitSentences } from '../article/sentences.js';
import type { DigestStory } from '../digest-reply.js';
import type { Quotation } from '../reply.js';

/** What a later text of an article says otherwise than the earlier one, in sentences of each. */
export interface Corrections {
  readonly changes: NonNullable<DigestStory['changes']>;
  /** Sentences of the earlier text that nothing stands in the place of. */
  readonly removed: readonly Quotation[];
  /** Sentences of the later text that stand in the place of none. */
  readonly added: readonly Quotation[];
}

/** Sentences that share at least this part of their words are one sentence that was changed. */
const LEAST_SHARED = 0.3;

/**
 * Compares two texts of an article, and pairs each sentence that is gone with the one that says it now.
 *
 * @param citer  numbers both texts as sources of their own
 */
export function findCorrections(earlier: Article, later: Article, citer: Citer): Corrections {
  const before = splitSentences(earlier.body, earlier.language);
  const after = splitSentences(later.body, later.language);
  const textOf =
    ({ body }: Article) =>
    (sentence: Sentence) =>
      toComparedText(body.slice(sentence.start, sentence.end));
  const [beforeTexts, afterTexts] = [before.map(textOf(earlier)), after.map(textOf(later))];
  const quote = (article: Article, sentences: readonly Sentence[]) => (at: number) => {
    const sentence = sentences[at];
    return sentence === undefined ? [] : [citer.quote(article, sentence)];
  };
  const [quoteEarlier, quoteLater] = [quote(earlier, before), quote(later, after)];
  const changes: NonNullable<DigestStory['changes']>[number][] = [];
  const removed: Quotation[] = [];
  const added: Quotation[] = [];
  for (const difference of findDifferences(beforeTexts, afterTexts)) {
    const left = new Set(difference.added);
    for (const at of difference.removed) {
      const match = findLikest(beforeTexts[at] ?? '', [...left], afterTexts);
      const [from] = quoteEarlier(at);
      const [to] = match === undefined ? [] : quoteLater(match);
      if (match !== undefined) left.delete(match);
      if (from !== undefined && to !== undefined) changes.push({ subject: later.title, from, to });
      else if (from !== undefined) removed.push(from);
    }
    added.push(...[...left].flatMap(quoteLater));
  }
  return { changes, removed, added };
}

/** Which of some sentences shares most words with one, if any shares enough. */
function findLikest(text: string, positions: readonly number[], texts: readonly string[]): number | undefined {
  const words = wordsOf(text);
  let best: { readonly at: number; readonly share: number } | undefined;
  for (const at of positions) {
    const others = wordsOf(texts[at] ?? '');
    const common = [...words].filter((word) => others.has(word)).length;
    const share = common / Math.max(1, words.size + others.size - common);
    if (share >= LEAST_SHARED && share > (best?.share ?? 0)) best = { at, share };
  }
  return best?.at;
}

function wordsOf(text: string): ReadonlySet<string> {
  return new Set(foldText(text).match(/[\p{L}\p{N}]+/gu));
}
