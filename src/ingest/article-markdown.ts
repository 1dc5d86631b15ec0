import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import type { Name } from '../core/article/article.js';
import { toNameText } from '../core/article/name.js';
import type { Draft } from './article-fields.js';
import { toDateText } from './publication-date.js';

/**
 * An article as a Markdown file with front matter, only with the fields that it has. Reading the file gives an equal article.
 *
 * @param article  as the readers of this folder give it: no control character in a field, the body trimmed
 */
export function toArticleMarkdown(article: Draft): string {
  const { published, publishedAt } = article;
  const date =
    published === undefined
      ? undefined
      : toDateText({ published, ...(publishedAt === undefined ? {} : { publishedAt }) });
  const header = [
    `title: ${quote(article.title)}`,
    ...(date === undefined ? [] : [`date: ${date}`]),
    ...toField('publisher', article.publisher),
    ...toField('author', article.author),
    ...toField('url', article.url),
    ...toField('language', article.language),
    ...toListField('people', toTexts(article.people)),
    ...toListField('places', toTexts(article.places)),
    ...toListField('organizations', toTexts(article.organizations)),
    ...toListField('topics', article.topics),
    ...(article.sources.length === 0 ? [] : ['sources:']),
    ...article.sources.flatMap(({ name, url, date: day }) => [
      `  - name: ${quote(name)}`,
      ...(url === undefined ? [] : [`    url: ${quote(url)}`]),
      ...(day === undefined ? [] : [`    date: ${day}`]),
    ]),
  ];
  return `---\n${header.join('\n')}\n---\n${article.body}\n`;
}

/**
 * Writes a file whole or not at all, and creates its folder when that is missing.
 *
 * @throws errors of `node:fs`
 */
export function writeFileAtomically(file: string, text: string): void {
  makeFolder(dirname(file));
  // Hidden, so that a reading of the folder at the same moment passes it over; short, so that any name that fits the disk does.
  const temporary = join(dirname(file), `.${basename(file).slice(0, 20)}.${randomBytes(6).toString('hex')}.tmp`);
  try {
    writeFileSync(temporary, text, { flag: 'wx' });
    renameSync(temporary, file);
  } catch (error) {
    rmSync(temporary, { force: true });
    throw error;
  }
}

/** A JSON string is a quoted text in YAML too, and never longer than a line. */
function quote(text: string): string {
  return JSON.stringify(text);
}

function toField(name: string, value: string | undefined): string[] {
  return value === undefined ? [] : [`${name}: ${quote(value)}`];
}

function toListField(name: string, values: readonly string[]): string[] {
  return values.length === 0 ? [] : [`${name}: [${values.map(quote).join(', ')}]`];
}

function toTexts(names: readonly Name[]): string[] {
  return names.map(toNameText);
}

/**
 * Makes a folder and those above it, one at a time: the recursive form of `mkdir` never returns where a folder cannot be
 * made although the one above it is there, as in /proc.
 */
function makeFolder(folder: string): void {
  if (existsSync(folder)) return;
  const above = dirname(folder);
  if (above !== folder) makeFolder(above);
  mkdirSync(folder);
}
