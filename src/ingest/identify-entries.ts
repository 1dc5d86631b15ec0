import type { Article } from '../core/article/article.js';
import { isSafeArticleId, toArticleId, toRevision } from '../core/article/identity.js';
import type { Draft } from './article-fields.js';
import { detectLanguage } from './detect-language.js';
import type { EntryReading } from './file-reading.js';
import { KnownTexts } from './known-texts.js';
import { type CorpusProblem, toPlace } from './problem.js';
import { toFileStem } from './read-file.js';

/** What a file gave, with the file. */
export interface PlacedEntry extends EntryReading {
  readonly file: string;
}

/** An article with the place it was read from. */
export interface PlacedArticle {
  readonly article: Article;
  readonly file: string;
  /** Counted from 1; absent when the article is the whole file. */
  readonly line?: number;
}

/** Entries with their ids, and those that were left out. */
interface IdentifiedEntries {
  readonly placed: readonly PlacedArticle[];
  readonly problems: readonly CorpusProblem[];
  readonly duplicates: readonly { readonly source: string; readonly of: string }[];
}

/**
 * Turns entries into articles of which every id, and every text of one publisher, occurs once: the name of a file, or the entry's own id, or one
 * made of date and title, which gives way to all chosen ones.
 *
 * @param entries  in the order in which the first of two equal ones is kept
 */
export function identifyEntries(entries: readonly PlacedEntry[]): IdentifiedEntries {
  const owners = new Map<string, PlacedEntry>();
  for (const entry of entries) {
    const id = toOwnId(entry);
    if (id !== undefined && !owners.has(id)) owners.set(id, entry);
  }
  const placed: PlacedArticle[] = [];
  const problems: CorpusProblem[] = [];
  const duplicates: { source: string; of: string }[] = [];
  const texts = new KnownTexts<string>();
  for (const entry of entries) {
    const { draft, file, givenId } = entry;
    const place = { file, ...(entry.line === undefined ? {} : { line: entry.line }) };
    const ownId = toOwnId(entry);
    const owner = ownId === undefined ? entry : owners.get(ownId);
    if (ownId !== undefined && owner !== undefined && owner !== entry) {
      problems.push({ ...place, message: toClashMessage(ownId, owner) });
      continue;
    }
    const same = texts.find(draft);
    if (same !== undefined) {
      duplicates.push({ source: toPlace(file, entry.line), of: same });
      continue;
    }
    const id = ownId ?? toArticleId(draft, (made) => owners.has(made));
    if (ownId === undefined && givenId !== undefined) {
      problems.push({ ...place, message: toUnsafeIdMessage(givenId, id) });
    }
    owners.set(id, entry);
    texts.add(draft, id);
    placed.push({ ...place, article: { id, revision: toRevision(draft.body), ...withLanguage(draft) } });
  }
  return { placed, problems, duplicates };
}

/** A text without a language tag gets the language that it shows; English needs none. */
function withLanguage(draft: Draft): Draft {
  if (draft.language !== undefined) return draft;
  const language = detectLanguage(`${draft.title}\n\n${draft.body}`);
  return language === undefined || language === 'en' ? draft : { ...draft, language };
}

/** The id that an entry was given, when it may be used. */
function toOwnId({ file, isNamedByFile, givenId }: PlacedEntry): string | undefined {
  if (isNamedByFile) return toFileStem(file);
  return givenId !== undefined && isSafeArticleId(givenId) ? givenId : undefined;
}

function toClashMessage(id: string, owner: PlacedEntry): string {
  const other = toPlace(owner.file, owner.line);
  return `The id "${id}" belongs to ${other} already, so this article is left out. Give one of the two another id or file name.`;
}

function toUnsafeIdMessage(givenId: string, id: string): string {
  const shown = JSON.stringify(givenId.slice(0, 60));
  return `The id ${shown} cannot be the name of a file, so "${id}" is used. Use letters, digits, ".", "_" and "-", at most 120 bytes.`;
}
