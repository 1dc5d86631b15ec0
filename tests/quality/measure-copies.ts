import { createHash } from 'node:crypto';
import type { Article } from '../../src/core/article/article.js';
import { toRevision } from '../../src/core/article/identity.js';
import { createMiniSearchIndex } from '../../src/core/index/minisearch-index.js';
import { Library } from '../../src/core/library.js';
import { COPY_KINDS } from '../core/article/edit-text.js';

/** An original and what an editor made of it, under another headline and by another publisher. */
export interface CopiedPair {
  readonly original: Article;
  readonly copy: Article;
}

/** How well copies were found. Shares are 0 to 1. */
export interface CopyScores {
  readonly pairs: number;
  /** Share of the pairs of an original and its copy that were found. */
  readonly recall: number;
  /** Share of the found pairs that are an original and its copy; 1 when nothing was found. */
  readonly precision: number;
  /** Found pairs that are none, as `id + id`. */
  readonly wrong: readonly string[];
}

/** The half of an article: thresholds are chosen on `tune`, `judge` is for the last measurement. */
export function halfOf({ id }: Article): 'tune' | 'judge' {
  const digit = createHash('sha256').update(id).digest('hex').slice(-1);
  return Number.parseInt(digit, 16) % 2 === 0 ? 'tune' : 'judge';
}

/** Each article with a copy of one kind of `COPY_KINDS`, whose own first sentence is taken from another article. */
export function makeCopies(articles: readonly Article[], kind: string): CopiedPair[] {
  const make = COPY_KINDS[kind];
  if (make === undefined) throw new Error(`There is no kind of copy ${kind}.`);
  return articles.map((original, index) => {
    const other = articles[(index + 7) % articles.length] ?? original;
    const body = make(original.body, other.body.split(/(?<=\.)\s/u)[0] ?? '');
    const title = other.title;
    const publisher = `Paper ${index}`;
    return {
      original,
      copy: { ...original, id: `copy-${original.id}`, revision: toRevision(body), title, body, publisher },
    };
  });
}

/** Puts originals and copies into one library, and compares the groups it finds with what belongs together. */
export function measureCopies(pairs: readonly CopiedPair[]): CopyScores {
  const library = new Library(createMiniSearchIndex(), { names: [], demonyms: {} });
  for (const { original, copy } of pairs) {
    library.add(original);
    library.add(copy);
  }
  const right = new Set(pairs.map(({ original, copy }) => pairOf(original.id, copy.id)));
  const found = new Set(
    pairs.flatMap(({ original, copy }) =>
      [original.id, copy.id].flatMap((id) => library.copiesOf(id).map((other) => pairOf(id, other))),
    ),
  );
  const wrong = [...found].filter((pair) => !right.has(pair));
  const hits = found.size - wrong.length;
  return {
    pairs: right.size,
    recall: hits / right.size,
    precision: found.size === 0 ? 1 : hits / found.size,
    wrong,
  };
}

function pairOf(id: string, other: string): string {
  return [id, other].sort().join(' + ');
}
