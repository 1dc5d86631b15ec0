import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type VerifyLibrary, verifyFile } from '../../src/cli/verify.js';
import type { Article } from '../../src/core/article/article.js';

// JSON strings may hold a line separator as it is, and it must not end the line.
const body = 'The lamp of Quillby\u2028went out.';
const article: Article = {
  id: 'lamp',
  revision: 'aaaaaaaaaaaa',
  title: 'Lamp',
  body,
  people: [],
  places: [],
  organizations: [],
  topics: [],
  sources: [],
};
const library: VerifyLibrary = {
  get: (id) => (id === 'lamp' ? { article } : undefined),
  articleAt: (id, revision) => (id === 'lamp' && revision === article.revision ? article : undefined),
  sentencesOf: () => [{ number: 1, paragraph: 1, start: 0, end: body.length }],
};
const toLine = (text: string) =>
  JSON.stringify({
    schema: 'dateline/reply@1',
    kind: 'answer',
    question: 'Ж'.repeat(70_000),
    sentences: [
      {
        text,
        article: 'lamp',
        revision: article.revision,
        paragraph: 1,
        sentence: 1,
        start: 0,
        end: body.length,
        citation: 1,
      },
    ],
    citations: [{ n: 1, article: 'lamp', revision: article.revision, title: 'Lamp' }],
  });

describe('verifyFile', () => {
  let folder = '';
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'dateline-verify-'));
  });
  afterEach(async () => {
    await rm(folder, { recursive: true, force: true });
  });

  it('reads a file line by line and names the broken line', async () => {
    const path = join(folder, 'replies.jsonl');
    await writeFile(path, `${toLine(body)}\r\n\n${toLine(body.replace('out', 'off'))}\n${toLine(body)}`);
    expect(await verifyFile(path, library)).toEqual({
      kind: 'verified',
      checked: 3,
      broken: [{ line: 3, article: 'lamp', sentence: 1, message: expect.stringContaining('offset 26') }],
    });
  });

  it('finds nothing to check in an empty file', async () => {
    const path = join(folder, 'empty.jsonl');
    await writeFile(path, '');
    expect(await verifyFile(path, library)).toEqual({ kind: 'verified', checked: 0, broken: [] });
  });

  it.each([
    ['is missing', 'none.jsonl', /There is no file .*none\.jsonl.*--json/u],
    ['is a folder', '.', /Cannot read \(EISDIR\)/u],
  ])('says what to do when the file %s', async (_, name, message) => {
    await expect(verifyFile(join(folder, name), library)).rejects.toMatchObject({
      code: 'bad-request',
      message: expect.stringMatching(message),
    });
  });
});
