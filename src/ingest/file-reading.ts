import type { Draft } from './article-fields.js';
import type { Fault } from './problem.js';

/** An article as a file gives it. */
export interface EntryReading {
  readonly draft: Draft;
  /** The entry's own id (JSON), not yet known to be safe as the name of a file. */
  readonly givenId?: string;
  /** The file's name is the article's id in a corpus (Markdown, raw text). */
  readonly isNamedByFile?: true;
  /** Counted from 1; absent when the article is the whole file. */
  readonly line?: number;
}

/** One thing that reading a file gave. */
export type FileReading = EntryReading | { readonly fault: Fault };
