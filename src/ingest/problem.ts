/** Something in the corpus that could not be used. It never keeps the rest from being read. */
export interface CorpusProblem {
  /** As a person would open it: the path that was given, and below it. */
  readonly file: string;
  /** Counted from 1. Absent when the whole file is meant. */
  readonly line?: number;
  /** What is wrong and what to do about it. */
  readonly message: string;
}

/** What is wrong in one place of a text, before it is known which file the text comes from. */
export type Fault = Omit<CorpusProblem, 'file'>;

/** `file` or `file:line`, as editors and terminals open it. */
export function toPlace(file: string, line?: number): string {
  return line === undefined ? file : `${file}:${line}`;
}

/** The same problems in the order of their files, then of their lines. */
export function sortProblems(problems: readonly CorpusProblem[]): CorpusProblem[] {
  return problems.toSorted((a, b) => {
    if (a.file !== b.file) return a.file < b.file ? -1 : 1;
    return (a.line ?? 0) - (b.line ?? 0);
  });
}
