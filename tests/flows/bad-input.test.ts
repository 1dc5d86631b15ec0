import { chmod, symlink, truncate } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { HARBOUR_CORPUS } from './harbour-corpus.js';
import { createFolder, parseLines, runCommand } from './run-command.js';

const QUESTION = 'When did the ferry sail again?';
// Root may read everything, so that for it no folder is unreadable.
const isRoot = process.getuid?.() === 0;

let cwd: string;
let remove: () => Promise<void>;

beforeAll(async () => {
  ({ path: cwd, remove } = await createFolder(HARBOUR_CORPUS));
});

afterAll(() => remove());

const askJson = async (question: string, words: readonly string[] = []) => {
  const { code, stdout, stderr } = await runCommand(['ask', '--json', ...words, '--', question], { cwd });
  return { code, stderr, reply: parseLines(stdout)[0] };
};

describe('a question', () => {
  it.each<[what: string, question: string, reply: object]>([
    ['with nothing in it', '', { kind: 'no-match', reason: 'empty-question' }],
    ['of stop words only', 'who was it and why', { kind: 'no-match', reason: 'empty-question' }],
    ['of punctuation only', '?! … — "" ()', { kind: 'no-match', reason: 'empty-question' }],
    ['of control characters only', '\u0007\u001b\u0008', { kind: 'no-match', reason: 'empty-question' }],
    ['of an emoji only', '⛴ 👩‍🚒', { kind: 'no-match', reason: 'empty-question' }],
    ['with control characters in it', 'When did\u0007 the\tferry\u001b sail again?', { kind: 'answer' }],
    ['with emoji in it', '⛴ When did the ferry sail again? 🎉', { kind: 'answer' }],
    ['from right to left', 'متى أبحرت العبارة إلى لونهولم؟', { kind: 'no-match', reason: 'no-candidate' }],
    ['with marks that turn its direction', 'When did the \u202eferry\u202c sail again?', { kind: 'answer' }],
    ['in letters with accents', 'When did the férrý sail again?', { kind: 'answer' }],
    ['with an unknown operator', 'ferry author:Verrin', { kind: 'answer', question: 'ferry author:Verrin' }],
    ['with operators only', 'topic:ferries -rudder', { kind: 'no-match', reason: 'empty-question' }],
    ['with a quote that is never closed', '"ferry to Lunholm', { kind: 'answer' }],
    ['of 2,000 characters', 'ferry '.repeat(333).trim(), { kind: 'answer' }],
    ['that looks like an option', '--since', { kind: 'no-match' }],
    ['that looks like JSON', '{"question":"ferry"}', { kind: 'no-match', question: '{"question":"ferry"}' }],
  ])('%s gets a reply, exit 0 and no complaint', async (_, question, reply) => {
    expect(await askJson(question)).toMatchObject({ code: 0, stderr: '', reply });
  });

  it.each<[what: string, question: string, words: string[], part: string]>([
    ['of 2,001 characters', 'x'.repeat(2001), [], '2,000'],
    ['of 10,000 characters', 'ferry '.repeat(1667), [], '2,000'],
    ['with a day that does not exist', 'ferry on:2031-02-30', [], '2031-02-30'],
    ['with a period that ends before it begins', 'ferry since:2031-04 until:2031-03', [], 'swap'],
    ['which contradicts its options', 'ferry since:2031-04', ['--until', '2031-03'], 'swap'],
  ])('%s fails with exit 2 and says why', async (_, question, words, part) => {
    expect(await askJson(question, words)).toMatchObject({
      code: 2,
      reply: { kind: 'failure', code: 'bad-request', message: expect.stringContaining(part) },
    });
  });

  it('of any of these kinds leaves the other lines of a batch alone', async () => {
    const lines = ['?!', 'x'.repeat(3000), 'ferry since:2031-04 until:2031-03', '\u001b', QUESTION];
    const { code, stdout } = await runCommand(['ask', '--batch', '--json'], { cwd, input: lines.join('\n') });
    expect(parseLines(stdout).map(({ kind }) => kind)).toEqual([
      'no-match',
      'failure',
      'failure',
      'no-match',
      'answer',
    ]);
    expect(code).toBe(0);
  });
});

describe('a corpus', () => {
  it.each<[what: string, files: Record<string, string>, place: string, part: RegExp]>([
    ['an article without a text', { 'corpus/empty.md': '---\ntitle: Empty\n---\n\n' }, 'corpus/empty.md', /text/],
    ['broken YAML', { 'corpus/bad.md': '---\ntitle: [a\n---\nText.' }, 'corpus/bad.md', /./],
    ['front matter that never ends', { 'corpus/bad.md': '---\ntitle: A\nText.' }, 'corpus/bad.md', /---/],
    [
      'a broken JSON line',
      { 'corpus/more.jsonl': '{"title":"A","body":"B."}\n{"title":' },
      'corpus/more.jsonl:2',
      /JSON/,
    ],
    [
      'two articles of one id',
      { 'corpus/more/2031-04-02-storm.md': '---\ntitle: Another storm\n---\nIt blew again.' },
      '2031-04-02-storm',
      /id/,
    ],
    ['broken aliases', { 'corpus/aliases.json': '{"names": [' }, 'corpus/aliases.json', /JSON/],
  ])('with %s names the place and answers from the rest', async (_, files, place, part) => {
    const folder = await createFolder({ ...HARBOUR_CORPUS, ...files });
    const { code, stdout, stderr } = await runCommand(['ask', QUESTION], { cwd: folder.path });
    const status = await runCommand(['status', '--json'], { cwd: folder.path });
    await folder.remove();
    expect(stdout).toContain('sailed again');
    expect(stderr).toContain(place);
    expect(stderr).toMatch(part);
    expect(stderr.trim().split('\n')).toHaveLength(1);
    expect(code).toBe(0);
    expect(parseLines(status.stdout)).toMatchObject([{ index: { problems: [expect.stringContaining(place)] } }]);
  });

  it.each([
    ['Markdown', 'huge.md'],
    ['text', 'huge.txt'],
    ['JSON', 'huge.json'],
    ['a JSON line', 'huge.jsonl'],
  ])('with 50 MB of %s in one file leaves that file out, and says so', async (_, name) => {
    const folder = await createFolder({ ...HARBOUR_CORPUS, [`corpus/${name}`]: '' });
    await truncate(join(folder.path, 'corpus', name), 50_000_001);
    const { code, stdout, stderr } = await runCommand(['ask', QUESTION], { cwd: folder.path });
    await folder.remove();
    expect(stdout).toContain('sailed again');
    expect(stderr).toContain(`corpus/${name}`);
    expect(stderr).toContain('50 MB');
    expect(stderr.trim().split('\n')).toHaveLength(1);
    expect(code).toBe(0);
  });

  it.each<[what: string, path: string]>([
    ['that is not there', 'nowhere'],
    ['below a file', 'notes.png/corpus'],
    ['that is a file of another kind', 'notes.png'],
    ['that links to itself', 'loop'],
    ['with a name too long for any disk', 'x'.repeat(300)],
  ])('%s ends a command with 1 and one line that names the remedy', async (_, path) => {
    const folder = await createFolder({ 'notes.png': 'no picture' });
    await symlink('loop', join(folder.path, 'loop'));
    for (const words of [['ask', QUESTION], ['status']]) {
      const { code, stdout, stderr } = await runCommand([...words, '--corpus', path], { cwd: folder.path });
      expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
      expect(stderr).toMatch(/^dateline: The corpus .*CORPUS_DIR.*\n$/);
    }
    await folder.remove();
  });

  it.skipIf(isRoot)('that may not be read ends with 1 (not seen by root, who may read everything)', async () => {
    const folder = await createFolder(HARBOUR_CORPUS);
    await chmod(join(folder.path, 'corpus'), 0o000);
    const { code, stderr } = await runCommand(['ask', QUESTION], { cwd: folder.path });
    await chmod(join(folder.path, 'corpus'), 0o700);
    await folder.remove();
    expect(stderr).toMatch(/^dateline: The corpus corpus cannot be read.*CORPUS_DIR.*\n$/);
    expect(code).toBe(1);
  });

  it.skipIf(isRoot)('with a file that may not be read answers from the rest (not seen by root)', async () => {
    const folder = await createFolder({ ...HARBOUR_CORPUS, 'corpus/closed.md': '---\ntitle: A\n---\nText.' });
    await chmod(join(folder.path, 'corpus/closed.md'), 0o000);
    const { code, stdout, stderr } = await runCommand(['ask', QUESTION], { cwd: folder.path });
    await folder.remove();
    expect(stdout).toContain('sailed again');
    expect(stderr).toContain('corpus/closed.md');
    expect(code).toBe(0);
  });

  it('with no article answers nothing, and says that there is none', async () => {
    const folder = await createFolder({ 'corpus/notes.png': '', 'corpus/plain.md': 'No front matter.' });
    const { code, stdout } = await runCommand(['ask', '--json', QUESTION], { cwd: folder.path });
    const status = await runCommand(['status', '--json'], { cwd: folder.path });
    await folder.remove();
    expect(parseLines(stdout)).toMatchObject([
      { kind: 'no-match', nearest: [], corpus: { articles: 0, publishers: 0 } },
    ]);
    expect(parseLines(status.stdout)).toMatchObject([{ kind: 'status', articles: 0 }]);
    expect(code).toBe(0);
  });
});
