import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { toArticleMarkdown, writeFileAtomically } from '../../src/ingest/article-markdown.js';
import { readCorpus } from '../../src/ingest/corpus.js';

let folder: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'dateline-markdown-'));
});
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

const piece = fc.oneof(
  fc.constantFrom(
    '---',
    '\n',
    '\r\n',
    '\r',
    ': ',
    ' #',
    '"',
    "'",
    '\\',
    '- ',
    '(',
    ';',
    ')',
    '\u2028',
    '\ufeff',
    '\ud800',
    '\0',
    'é',
  ),
  fc.string({ unit: 'binary', maxLength: 6 }),
);
const text = fc.array(piece, { maxLength: 8 }).map((pieces) => pieces.join(''));
const texts = fc.array(text, { maxLength: 3 });
const instant = fc.constantFrom(
  '2031-04-02',
  '2031-04-02T23:30:00-05:00',
  '2031-04-02T00:30:00.125+05:45',
  '2031-04-02T10:00Z',
);
const optional = <Value>(value: fc.Arbitrary<Value>) => fc.option(value, { nil: undefined });

const entry = fc.record({
  id: fc.constant('article'),
  title: text.map((title) => `T${title}`),
  body: text.map((body) => `---\n${body}.`),
  date: optional(instant),
  publisher: optional(text),
  author: optional(text),
  url: optional(fc.webUrl({ withFragments: true, withQueryParameters: true })),
  language: optional(fc.constantFrom('en', 'pt_BR', 'ar')),
  people: texts,
  places: texts,
  organizations: texts,
  topics: texts,
  sources: fc.array(
    fc.record({
      name: text.map((name) => `N${name}`),
      url: optional(fc.webUrl()),
      date: optional(instant),
    }),
    { maxLength: 2 },
  ),
});

describe('toArticleMarkdown', () => {
  it('writes what reads back as an equal article', async () => {
    const json = join(folder, 'article.json');
    const markdown = join(folder, 'article.md');
    await fc.assert(
      fc.asyncProperty(entry, async (fields) => {
        writeFileSync(json, JSON.stringify(fields));
        const [given, ...others] = (await readCorpus(json)).articles;
        if (given === undefined || others.length > 0) throw new Error('not one article');
        writeFileSync(markdown, toArticleMarkdown(given));
        expect(await readCorpus(markdown)).toMatchObject({ articles: [given], problems: [] });
        expect((await readCorpus(markdown)).articles).toStrictEqual([given]);
      }),
      { numRuns: 500 },
    );
  });
});

describe('writeFileAtomically', () => {
  it('leaves nothing behind when it cannot write', () => {
    const target = mkdtempSync(join(folder, 'target-'));
    writeFileAtomically(join(target, 'a', 'kept.md'), 'x');
    // A folder cannot be replaced by a file.
    expect(() => writeFileAtomically(join(target, 'a'), 'x')).toThrow();
    expect(readdirSync(target)).toEqual(['a']);
    expect(readFileSync(join(target, 'a', 'kept.md'), 'utf8')).toBe('x');
  });
});
