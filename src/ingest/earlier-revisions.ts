import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Article } from '../core/article/article.js';
import { toRevision } from '../core/article/identity.js';
import { writeFileAtomically } from './article-markdown.js';
import { readFileEntries } from './read-file.js';

/** Below a corpus folder; hidden, so that reading the corpus passes it over. */
const FOLDER = '.revisions';
const NAME = /^(\d{1,6})\.md$/;

/**
 * Keeps the file of an article as it is, before it is written anew.
 *
 * @throws errors of `node:fs`
 */
export function keepRevision(corpus: string, id: string, file: string): void {
  const folder = join(corpus, FOLDER, id);
  const last = listNumbers(folder).at(-1) ?? 0;
  writeFileAtomically(join(folder, `${last + 1}.md`), readFileSync(file, 'utf8'));
}

/**
 * The earlier revisions of an article, oldest first.
 *
 * @param corpus  a folder, or a file, which has none
 * @returns those that can still be read; none for an article that never changed
 */
export async function readEarlierRevisions(corpus: string, id: string): Promise<Article[]> {
  const folder = join(corpus, FOLDER, id);
  const articles: Article[] = [];
  for (const number of listNumbers(folder)) {
    for await (const reading of readFileEntries(join(folder, `${number}.md`))) {
      if ('draft' in reading) articles.push({ id, revision: toRevision(reading.draft.body), ...reading.draft });
    }
  }
  return articles;
}

function listNumbers(folder: string): number[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .flatMap((name) => NAME.exec(name)?.[1] ?? [])
    .map(Number)
    .sort((a, b) => a - b);
}
