import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readCorpus } from '../../src/ingest/corpus.js';
import { importSources } from '../../src/ingest/import.js';

const nothing = { kind: 'imported', added: [], unchanged: [], duplicates: [], failed: [] };

describe('importSources', () => {
  let base: string;
  let to: string;

  beforeEach(() => {
    base = mkdtempSync(join(tmpdir(), 'dateline-import-'));
    to = join(base, 'new', 'corpus');
  });
  afterEach(() => {
    rmSync(base, { recursive: true, force: true });
  });

  function write(name: string, content: string): string {
    const file = join(base, name);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, content);
    return file;
  }
  function writeLines(name: string, ...entries: unknown[]): string {
    return write(name, entries.map((entry) => `${JSON.stringify(entry)}\n`).join(''));
  }
  function listTarget(): string[] {
    return existsSync(to) ? readdirSync(to).sort() : [];
  }

  it('writes a raw text as Markdown under its day and title, in a folder that it makes', async () => {
    const source = write(
      'ferry.txt',
      ' date 2031-04-02 Ferry is "back"\n\nApril 2, 2031\n\nThe ferry is back.\n\nDaily.\n',
    );
    expect(await importSources([source], to)).toEqual({ ...nothing, added: ['2031-04-02-ferry-is-back'] });
    expect(listTarget()).toEqual(['2031-04-02-ferry-is-back.md']);
    expect(readFileSync(join(to, '2031-04-02-ferry-is-back.md'), 'utf8')).toBe(
      '---\ntitle: "Ferry is \\"back\\""\ndate: 2031-04-02\n---\nThe ferry is back.\n\nDaily.\n',
    );
  });

  it('leaves everything as it is when the same sources come again', async () => {
    const raw = write('ferry.txt', 'date 2031-04-02 Ferry\n\nThe ferry is back.\n');
    const lines = writeLines(
      'tram.jsonl',
      { id: 'tram', title: 'Tram', body: 'It runs.' },
      { title: 'Tram', text: 'It rests.' },
    );
    const first = await importSources([raw, lines], to);
    expect(first).toEqual({ ...nothing, added: ['2031-04-02-ferry', 'tram', 'tram-2'] });
    const before = listTarget().map((name) => readFileSync(join(to, name), 'utf8'));
    expect(await importSources([raw, lines], to)).toEqual({ ...nothing, unchanged: first.added });
    expect(listTarget().map((name) => readFileSync(join(to, name), 'utf8'))).toEqual(before);
  });

  it('numbers a clash', async () => {
    const lines = writeLines(
      'a.jsonl',
      { title: 'Ferry', body: 'One.' },
      { title: 'Ferry!', body: 'Two.' },
      { title: 'FERRY', body: 'Three.' },
    );
    expect((await importSources([lines], to)).added).toEqual(['ferry', 'ferry-2', 'ferry-3']);
  });

  it('keeps the id of an address whose text or title changed', async () => {
    const entry = { title: 'Ferry', body: 'One.', url: 'https://post.example/ferry' };
    await importSources([writeLines('a.jsonl', entry)], to);
    const changed = writeLines('a.jsonl', { ...entry, title: 'Ferry is late', body: 'Two.' });
    expect(await importSources([changed], to)).toEqual({ ...nothing, added: ['ferry'] });
    const same = writeLines('a.jsonl', { ...entry, title: 'Ferry is very late', body: 'Two.' });
    expect(await importSources([same], to)).toEqual({ ...nothing, unchanged: ['ferry'] });
    const { articles } = await readCorpus(to);
    expect(articles).toMatchObject([{ id: 'ferry', title: 'Ferry is late', body: 'Two.' }]);
  });

  it('does not mistake two texts of one import for one because they share an address', async () => {
    const url = 'https://post.example/';
    const lines = writeLines('a.jsonl', { title: 'Ferry', body: 'One.', url }, { title: 'Tram', body: 'Two.', url });
    expect((await importSources([lines], to)).added).toEqual(['ferry', 'tram']);
    expect((await importSources([lines], to)).unchanged).toEqual(['ferry', 'tram']);
  });

  it('does not hide an older text that is no file of its own', async () => {
    const url = 'https://post.example/ferry';
    mkdirSync(to, { recursive: true });
    writeFileSync(join(to, 'all.jsonl'), `${JSON.stringify({ id: 'old', title: 'Ferry', body: 'One.', url })}\n`);
    const source = writeLines('a.jsonl', { title: 'Ferry', body: 'Two.', url });
    const { added, failed } = await importSources([source], to);
    expect(added).toEqual([]);
    expect(failed).toEqual([{ source: `${source}:1`, message: expect.stringContaining('"old"') }]);
  });

  it('reports the same text under another heading as a duplicate, with its line', async () => {
    const raw = write('ferry.txt', 'date 2031-04-02 Ferry\n\nThe ferry\nis back.\n');
    const lines = writeLines(
      'b.jsonl',
      { title: 'Tram', body: 'It runs.' },
      { title: 'Boat', body: 'The ferry is back.' },
    );
    const reply = await importSources([raw, lines], to);
    expect(reply).toEqual({
      ...nothing,
      added: ['2031-04-02-ferry', 'tram'],
      duplicates: [{ source: `${lines}:2`, of: '2031-04-02-ferry' }],
    });
    expect((await importSources([lines], to)).duplicates).toEqual(reply.duplicates);
  });

  it('imports the good entries of a source and names the bad ones', async () => {
    const lines = write(
      'a.jsonl',
      '{"title": "Ferry", "body": "One."}\n{"title": "Tram"}\n{"title": "Bus", "body": "Two."}\n{\n',
    );
    const { added, failed } = await importSources([lines], to);
    expect(added).toEqual(['ferry', 'bus']);
    expect(failed.map(({ source }) => source)).toEqual([`${lines}:2`, `${lines}:4`]);
  });

  it('takes in a folder with its subfolders, and leaves other files out', async () => {
    write('in/README.md', '# Notes\n');
    write('in/b/tram.json', '{"title": "Tram", "body": "It runs."}');
    write('in/a.txt', 'date 2031-04-02 Ferry\n\nThe ferry is back.\n');
    const steps: string[] = [];
    const reply = await importSources([join(base, 'in')], to, {
      onProgress: (done, total) => steps.push(`${done}/${total}`),
    });
    expect(reply).toEqual({ ...nothing, added: ['2031-04-02-ferry', 'tram'] });
    expect(steps).toEqual(['1/3', '2/3', '3/3']);
  });

  it('finds nothing new in the folder that it writes to', async () => {
    await importSources([writeLines('a.jsonl', { title: 'Ferry', body: 'One.' })], to);
    expect(await importSources([to], to)).toEqual({ ...nothing, unchanged: ['ferry'] });
  });

  it.each([
    ['https://post.example/ferry', 'Nothing is fetched here. Save the page as a file, then import the file.'],
    ['nowhere.txt', 'The source cannot be read: there is nothing at this path. Check how it is spelled.'],
    ['page.pdf', 'Dateline does not read .pdf files. Save it as .md, .txt, .json, .jsonl, .html or .xml.'],
    ['notes.md', expect.stringContaining('Markdown needs front matter')],
    ['empty', expect.stringContaining('The folder holds no article.')],
    ['raw.txt', 'The first line has to have the form "date 2031-04-02 Title of the article". Add such a line.'],
  ])('says what to do about %s, and goes on', async (name, message) => {
    write('page.pdf', '%PDF');
    write('notes.md', '# Notes\n');
    write('raw.txt', 'Ferry\n');
    mkdirSync(join(base, 'empty'));
    const source = name.startsWith('http') ? name : join(base, name);
    const good = writeLines('good.jsonl', { title: 'Ferry', body: 'One.' });
    const reply = await importSources([source, good], to);
    expect(reply.added).toEqual(['ferry']);
    expect(reply.failed).toEqual([{ source: name === 'raw.txt' ? `${source}:1` : source, message }]);
  });

  it('never writes outside the folder, whatever an id says', async () => {
    const ids = ['../../x', '/etc/x', 'a\0b', 'nul', '.hidden', 'a/b', '..', 'x'.repeat(200), 'a\\b'];
    const lines = writeLines(
      'a.jsonl',
      ...ids.map((id, index) => ({ id, title: `Ferry ${index}`, body: `Text ${index}.` })),
    );
    const { added, failed } = await importSources([lines], to);
    expect(failed).toEqual([]);
    expect(added).toEqual(ids.map((_, index) => `ferry-${index}`));
    expect(listTarget()).toEqual(added.map((id) => `${id}.md`));
    expect(readdirSync(base).sort()).toEqual(['a.jsonl', 'new']);
  });

  it('keeps a safe id, and never overwrites a file that has its name', async () => {
    mkdirSync(to, { recursive: true });
    writeFileSync(join(to, 'Tram.md'), '---\nbroken');
    const lines = writeLines(
      'a.jsonl',
      { id: 'Fähre_1', title: 'Ferry', body: 'One.' },
      { id: 'tram', title: 'Tram', body: 'Two.' },
    );
    expect((await importSources([lines], to)).added).toEqual(['Fähre_1', 'tram-2']);
    expect(readFileSync(join(to, 'Tram.md'), 'utf8')).toBe('---\nbroken');
  });

  it('replaces a link in the folder instead of writing through it', async () => {
    const outside = write('outside.md', '---\ntitle: "Ferry"\nurl: "https://post.example/ferry"\n---\nOne.\n');
    mkdirSync(to, { recursive: true });
    symlinkSync(outside, join(to, 'ferry.md'));
    const source = writeLines('a.jsonl', { title: 'Ferry', body: 'Two.', url: 'https://post.example/ferry' });
    expect((await importSources([source], to)).added).toEqual(['ferry']);
    expect(readFileSync(outside, 'utf8')).toContain('One.');
    expect(readFileSync(join(to, 'ferry.md'), 'utf8')).toContain('Two.');
  });

  it('fails with the reason when the target is a file or lies below one', async () => {
    const file = write('file', '');
    const source = writeLines('a.jsonl', { title: 'Ferry', body: 'One.' });
    expect(await importSources([source], file)).toEqual({
      ...nothing,
      failed: [{ source, message: `${file} is a file. Name a folder to import into (--to DIR).` }],
    });
    const below = join(file, 'corpus');
    expect((await importSources([source], below)).failed).toEqual([
      { source: `${source}:1`, message: expect.stringContaining('is a file, not a folder') },
    ]);
  });

  it.skipIf(!existsSync('/proc/self'))('comes back when the folder cannot be made at all', async () => {
    const source = writeLines('a.jsonl', { title: 'Ferry', body: 'One.' });
    const { failed } = await importSources([source], '/proc/dateline');
    expect(failed).toEqual([{ source: `${source}:1`, message: expect.stringContaining('cannot be written') }]);
  });

  it.skipIf(process.getuid?.() === 0)('fails with the reason when the target can only be read', async () => {
    mkdirSync(to, { recursive: true });
    chmodSync(to, 0o555);
    const source = writeLines('a.jsonl', { title: 'Ferry', body: 'One.' });
    const { failed } = await importSources([source], to);
    chmodSync(to, 0o755);
    expect(failed).toEqual([{ source: `${source}:1`, message: expect.stringContaining('permission is denied') }]);
    expect(listTarget()).toEqual([]);
  });
});
