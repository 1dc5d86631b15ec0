import { diffArrays } from 'diff';
import type { Article } from './article.js';
import { splitSentences } from './sentences.js';

/** What changed from one revision of an article to the next, in whole sentences. */
export interface RevisionChange {
  /** Revisions. */
  readonly from: string;
  readonly to: string;
  /** Sentences that stand in the earlier text only, in its order. */
  readonly removed: readonly string[];
  /** Sentences that stand in the later text only, in its order. */
  readonly added: readonly string[];
}

/** A place where two lists differ, in positions of the earlier and of the later one. */
export interface Difference {
  readonly removed: readonly number[];
  readonly added: readonly number[];
}

/** Beyond so many sentences that differ the two texts have little in common, and are shown as removed and added whole. */
const MAX_EDITS = 2_000;

/**
 * Compares two revisions of an article sentence by sentence; the title counts as the first one. White space does not
 * matter.
 */
export function toRevisionChange(from: Article, to: Article): RevisionChange {
  const before = toSentences(from);
  const after = toSentences(to);
  const differences = findDifferences(before, after);
  return {
    from: from.revision,
    to: to.revision,
    removed: differences.flatMap(({ removed }) => removed.flatMap((at) => before[at] ?? [])),
    added: differences.flatMap(({ added }) => added.flatMap((at) => after[at] ?? [])),
  };
}

/** Where two lists of sentences differ, in their order; they are compared as they are. */
export function findDifferences(before: readonly string[], after: readonly string[]): Difference[] {
  const parts = diffArrays([...before], [...after], { maxEditLength: MAX_EDITS });
  if (parts === undefined) return [{ removed: [...before.keys()], added: [...after.keys()] }];
  const differences: { removed: number[]; added: number[] }[] = [];
  let [at, laterAt, isOpen] = [0, 0, false];
  for (const { added, removed, count = 0 } of parts) {
    if (!added && !removed) {
      at += count;
      laterAt += count;
      isOpen = false;
      continue;
    }
    if (!isOpen) differences.push({ removed: [], added: [] });
    isOpen = true;
    for (let passed = 0; passed < count; passed += 1) {
      if (removed) differences.at(-1)?.removed.push(at++);
      else differences.at(-1)?.added.push(laterAt++);
    }
  }
  return differences;
}

/** A sentence as it is compared: white space does not matter. */
export function toComparedText(text: string): string {
  return text.replace(/\s+/gu, ' ');
}

function toSentences({ title, body, language }: Article): string[] {
  const texts = splitSentences(body, language).map(({ start, end }) => body.slice(start, end));
  return [title, ...texts].map(toComparedText);
}
