import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createFolder, parseLines, runCommand } from './run-command.js';

const corpus = fileURLToPath(new URL('../../corpus', import.meta.url));
const questions = fileURLToPath(new URL('../quality/questions-dev.jsonl', import.meta.url));

let cwd: string;
let remove: () => Promise<void>;
let replies: string[];
let asked: string[];

beforeAll(async () => {
  ({ path: cwd, remove } = await createFolder({}));
  const input = await readFile(questions, 'utf8');
  asked = input.trim().split('\n');
  const saved = await runCommand(['ask', '--batch', '--json', '--corpus', corpus], { cwd, input });
  expect({ code: saved.code, stderr: saved.stderr }).toEqual({ code: 0, stderr: '' });
  replies = saved.stdout.trim().split('\n');
}, 120_000);

afterAll(() => remove());

/** Checks lines as a file and as it is saved. */
async function verify(lines: readonly string[]) {
  const file = join(cwd, 'replies.jsonl');
  await writeFile(file, `${lines.join('\n')}\n`);
  const { code, stdout } = await runCommand(['verify', file, '--json', '--corpus', corpus], { cwd });
  return { code, reply: parseLines(stdout)[0] };
}

interface Quoted {
  readonly text: string;
  readonly article: string;
  readonly sentence: number;
}

/** The quotations of a saved reply. */
function quotedIn(line: string | undefined): Quoted[] {
  return (JSON.parse(line ?? '{}') as { sentences?: Quoted[] }).sentences ?? [];
}

describe('the saved replies to all development questions', () => {
  it('are one for each question, with its id', () => {
    const idOf = (line: string) => (JSON.parse(line) as { id: string }).id;
    expect(replies.map(idOf)).toEqual(asked.map(idOf));
    expect(replies.length).toBeGreaterThan(200);
  });

  it('pass the check, every quotation of them', async () => {
    const quotations = replies.flatMap(quotedIn).length;
    expect(quotations).toBeGreaterThan(replies.length);
    expect(await verify(replies)).toEqual({
      code: 0,
      reply: expect.objectContaining({ kind: 'verified', checked: quotations, broken: [] }),
    });
  });

  it.each([
    ['first', 0],
    ['middle', 0.5],
    ['last', 1],
  ])('fail it when one letter of one quotation near the %s is changed', async (_, share) => {
    const answered = replies.flatMap((line, index) => (quotedIn(line).length > 0 ? [index] : []));
    const index = answered[Math.round(share * (answered.length - 1))] ?? -1;
    const quoted = quotedIn(replies[index]).at(-1);
    if (quoted === undefined) throw new Error('nothing is quoted');
    const at = quoted.text.search(/\p{Ll}/u);
    const changed = `${quoted.text.slice(0, at)}${quoted.text[at] === 'x' ? 'y' : 'x'}${quoted.text.slice(at + 1)}`;
    const spoilt = replies.map((line, position) =>
      position === index ? line.replace(JSON.stringify(quoted.text), JSON.stringify(changed)) : line,
    );
    expect(spoilt).not.toEqual(replies);
    expect(await verify(spoilt)).toEqual({
      code: 1,
      reply: expect.objectContaining({
        broken: [expect.objectContaining({ line: index + 1, article: quoted.article, sentence: quoted.sentence })],
      }),
    });
  });
});
