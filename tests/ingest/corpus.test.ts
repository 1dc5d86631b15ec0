import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readCorpus } from '../../src/ingest/corpus.js';

const fixtures = fileURLToPath(new URL('../fixtures/ingest/', import.meta.url));
const realCorpus = fileURLToPath(new URL('../../corpus', import.meta.url));

describe('a folder with', () => {
  for (const name of readdirSync(fixtures).sort()) {
    it(name.replaceAll('-', ' '), async () => {
      const folder = join(fixtures, name, 'corpus');
      const expected = JSON.parse(readFileSync(join(fixtures, name, 'expected.json'), 'utf8'));
      const { articles, ...reading } = await readCorpus(folder);
      // Places are shown below the folder that was given, which is another one on each machine.
      const found = JSON.parse(JSON.stringify(reading).replaceAll(`${folder}/`, ''));
      expect(found.problems).toEqual(expected.problems);
      expect(found.duplicates).toEqual(expected.duplicates ?? []);
      expect(found.aliases).toEqual(expected.aliases ?? { names: [], demonyms: {} });
      const isWhole = typeof expected.articles[0] === 'object';
      expect(isWhole ? articles : articles.map(({ id }) => id)).toEqual(expected.articles);
    });
  }
});

describe('readCorpus', () => {
  let folder: string;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'dateline-corpus-'));
  });
  afterEach(() => {
    rmSync(folder, { recursive: true, force: true });
  });

  function write(name: string, content: string | Buffer): string {
    const file = join(folder, name);
    writeFileSync(file, content);
    return file;
  }

  const tram = '{"title": "Tram", "body": "The tram runs."}\n';

  it('loads every article of the corpus that comes with the project, without a problem', async () => {
    const { articles, problems, duplicates } = await readCorpus(realCorpus);
    expect(problems).toEqual([]);
    expect(duplicates).toEqual([]);
    expect(articles.map(({ id }) => id)).toEqual(
      readdirSync(realCorpus)
        .filter((name) => name.endsWith('.md'))
        .map((name) => name.slice(0, -3))
        .sort(),
    );
    expect(articles.length).toBeGreaterThanOrEqual(129);
    expect(articles.every(({ published }) => published !== undefined)).toBe(true);
  });

  it('gives the same order each time, by path', async () => {
    mkdirSync(join(folder, 'b'));
    for (const name of ['c.md', 'a.md', 'b/d.md', 'B.md']) {
      write(name, `---\ntitle: "${name}"\n---\nThe text of ${name}.\n`);
    }
    const { articles } = await readCorpus(folder);
    expect(articles.map(({ title }) => title)).toEqual(['B.md', 'a.md', 'b/d.md', 'c.md']);
  });

  it('finds nothing wrong with an empty folder', async () => {
    expect(await readCorpus(folder)).toEqual({
      articles: [],
      aliases: { names: [], demonyms: {} },
      problems: [],
      duplicates: [],
    });
  });

  it('says which path is missing, and what to set', async () => {
    const path = join(folder, 'nowhere');
    await expect(readCorpus(path)).rejects.toMatchObject({
      code: 'corpus-unreadable',
      message: `The corpus ${path} cannot be read: there is nothing at this path. Check how it is spelled. Set CORPUS_DIR or --corpus to the folder or file that holds the articles.`,
    });
  });

  it('says which kinds of file can be a corpus', async () => {
    const path = write('notes.pdf', 'x');
    await expect(readCorpus(path)).rejects.toMatchObject({
      code: 'corpus-unreadable',
      message: expect.stringContaining('neither a folder nor a .md, .txt, .json or .jsonl file'),
    });
  });

  it('reads a single raw text, without the paragraph that only repeats the date', async () => {
    const file = write(
      'ferry.txt',
      '\n date 2031-04-02 Ferry: back, at last\r\n\r\nWednesday, April 2, 2031\r\n\r\nThe ferry is back.\r\n\r\nIt sails daily.\r\n',
    );
    const { articles, problems } = await readCorpus(file);
    expect(problems).toEqual([]);
    expect(articles).toMatchObject([
      {
        id: 'ferry',
        title: 'Ferry: back, at last',
        published: '2031-04-02',
        body: 'The ferry is back.\n\nIt sails daily.',
      },
    ]);
  });

  it('keeps a first paragraph that says more than the date', async () => {
    const file = write('ferry.txt', 'date 2031-04-02 Ferry\n\nApril 2, 2031\nThe ferry is back.\n');
    const { articles } = await readCorpus(file);
    expect(articles[0]?.body).toBe('April 2, 2031\nThe ferry is back.');
  });

  it('says when a file that was named by itself holds no article', async () => {
    const file = write('README.md', '# Notes\n');
    const { articles, problems } = await readCorpus(file);
    expect(articles).toEqual([]);
    expect(problems).toEqual([{ file, message: expect.stringContaining('Markdown needs front matter') }]);
  });

  it('names the line that is not UTF-8, and keeps the other lines of JSON lines', async () => {
    const bad = Buffer.from('{"title": "Fähre", "body": "x"}\n', 'latin1');
    const lines = write('lines.jsonl', Buffer.concat([Buffer.from(tram), bad]));
    const raw = write('raw.txt', Buffer.concat([Buffer.from('date 2031-04-02 Ferry\n\n'), bad]));
    const wide = write('wide.md', Buffer.from('\ufeff---\ntitle: "Ferry"\n---\nx\n', 'utf16le'));
    const { articles, problems } = await readCorpus(folder);
    expect(articles.map(({ title }) => title)).toEqual(['Tram']);
    const message = 'This is not valid UTF-8. Save the file as UTF-8, then try again.';
    expect(problems).toEqual([
      { file: lines, line: 2, message },
      { file: raw, line: 3, message },
      { file: wide, line: 1, message },
    ]);
  });

  it('does not read a file of 50 MB, and says how to split it', async () => {
    const file = write('large.json', '');
    truncateSync(file, 50_000_000);
    write('tram.json', tram);
    const { articles, problems } = await readCorpus(folder);
    expect(articles.map(({ id }) => id)).toEqual(['tram']);
    expect(problems).toEqual([
      { file, message: 'The file has 50 MB or more. Split it, or turn it into JSON lines (.jsonl).' },
    ]);
  });

  it('reads JSON lines of any size, and passes over a line of more than 50 MB', async () => {
    const file = write('large.jsonl', tram);
    const gap = Buffer.alloc(50_000_002 - tram.length, ' ');
    writeFileSync(file, Buffer.concat([Buffer.from(tram), gap, Buffer.from(tram)]), { flag: 'w' });
    writeFileSync(file, '{"title": "Bus", "body": "The bus runs."}', { flag: 'a' });
    const { articles, problems } = await readCorpus(file);
    expect(articles.map(({ title }) => title)).toEqual(['Tram', 'Bus']);
    expect(problems).toEqual([
      { file, line: 2, message: 'This line has more than 50 MB. Give every article a line of its own.' },
    ]);
  });

  it('does not go round in a circle of links, and names a link to nothing', async () => {
    mkdirSync(join(folder, 'sub'));
    write('sub/tram.json', tram);
    symlinkSync('..', join(folder, 'sub', 'up'));
    symlinkSync('sub', join(folder, 'again'));
    symlinkSync('round.md', join(folder, 'round.md'));
    symlinkSync('gone.txt', join(folder, 'link.txt'));
    const { articles, problems, duplicates } = await readCorpus(folder);
    expect(articles.map(({ id }) => id)).toEqual(['tram']);
    expect(duplicates).toEqual([]);
    expect(problems).toEqual([
      { file: join(folder, 'link.txt'), message: expect.stringContaining('there is nothing at this path') },
      { file: join(folder, 'round.md'), message: expect.stringContaining('round in a circle') },
    ]);
  });

  it('reports its progress file by file', async () => {
    write('a.json', tram);
    write('b.md', 'x');
    write('c.png', 'x');
    const steps: string[] = [];
    await readCorpus(folder, { onProgress: (done, total) => steps.push(`${done}/${total}`) });
    expect(steps).toEqual(['1/2', '2/2']);
  });

  it('reads an article nested in a list of 100,000 brackets without overflowing', async () => {
    const deep = '['.repeat(100_000);
    write('deep.json', `{"title": "Deep", "body": 1, "x": ${deep}${']'.repeat(100_000)}}`);
    write('cut.json', deep);
    const { problems } = await readCorpus(folder);
    expect(problems).toMatchObject([{ line: 1 }, { line: 1, message: expect.stringContaining('body: ') }]);
  });

  it('changes nothing in the folder', async () => {
    write('a.json', tram);
    await readCorpus(folder);
    expect(readdirSync(folder)).toEqual(['a.json']);
    expect(existsSync(join(folder, 'a.json'))).toBe(true);
  });
});
