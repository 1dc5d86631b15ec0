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

/** Beyond so many sentences that differ the two texts have little in common, and are shown as removed and added whole. */
const MAX_EDITS = 2_000;

/**
 * Compares two revisions of an article sentence by sentence; the title counts as the first one. White space does not
 * matter.
 */
export function toRevisionChange(from: Article, to: Article): RevisionChange {
  const before = toSentences(from);
  const after = toSentences(to);
  const parts = diffArrays(before, after, { maxEditLength: MAX_EDITS });
  const pick = (isPicked: (part: { readonly added: boolean; readonly removed: boolean }) => boolean) =>
    (parts ?? []).filter(isPicked).flatMap(({ value }) => value);
  return {
    from: from.revision,
    to: to.revision,
    removed: parts === undefined ? before : pick(({ removed }) => removed),
    added: parts === undefined ? after : pick(({ added }) => added),
  };
}

function toSentences({ title, body, language }: Article): string[] {
  const texts = splitSentences(body, language).map(({ start, end }) => body.slice(start, end));
  return [title, ...texts].map((text) => text.replace(/\s+/gu, ' '));
}
