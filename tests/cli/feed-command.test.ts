import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { HARBOUR_CORPUS } from '../flows/harbour-corpus.js';
import { createFolder, parseLines, runCommand } from '../flows/run-command.js';

const URL = 'https://post.example/rss';

let cwd: string;
let remove: () => Promise<void>;

beforeAll(async () => {
  ({ path: cwd, remove } = await createFolder(HARBOUR_CORPUS));
});

afterAll(() => remove());

const run = (...words: readonly string[]) => runCommand(words, { cwd });

describe('dateline feed', () => {
  it('adds, lists and removes a feed, as text and as JSON', async () => {
    const added = await run('feed', 'add', URL, '--excerpt', '400', '--embargo=2h', '--json');
    const [reply] = parseLines(added.stdout);
    expect(reply).toMatchObject({
      schema: 'dateline/reply@1',
      kind: 'feeds',
      feeds: [{ url: URL, state: 'active', excerptChars: 400, embargoMs: 7_200_000 }],
    });
    expect({ code: added.code, stderr: added.stderr }).toEqual({ code: 0, stderr: '' });
    const listed = await run('feed', 'list');
    expect(listed.stdout).toContain(`${URL}\n`);
    expect(listed.stdout).toContain('Active: 0 articles. Not read yet.');
    const [, id = ''] = /\n {2}id (\w+)/.exec(listed.stdout) ?? [];
    expect(parseLines((await run('status', '--json')).stdout)).toMatchObject([{ feeds: [{ id }], feedCount: 1 }]);
    expect(parseLines((await run('--json', 'feed', 'remove', id)).stdout)).toMatchObject([{ kind: 'done' }]);
    expect(parseLines((await run('feed', 'list', '--json')).stdout)).toMatchObject([{ kind: 'feeds', feeds: [] }]);
  });

  it.each([
    [['feed'], 2, 'Usage: dateline feed add URL · dateline feed list · dateline feed remove ID'],
    [['feed', 'sell'], 2, 'Usage: dateline feed add URL'],
    [['feed', 'add'], 2, 'Usage: feed add URL'],
    [['feed', 'add', URL, '--exerpt', '400'], 2, '--excerpt'],
    [['feed', 'add', URL, '--excerpt', '4'], 2, 'from 100 to 100,000'],
    [['feed', 'add', 'no address'], 2, 'This is not an address'],
    [['feed', 'list', 'all'], 2, 'Usage: dateline feed list'],
    [['feed', 'list', '--space', 'everybody'], 2, 'is no space'],
    [['feed', 'list', '--corpus', 'corpus'], 2, '--corpus'],
    [['feed', 'remove', 'nothing'], 1, 'There is no feed with the id nothing here'],
  ])('%j ends with %i', async (words, code, message) => {
    const ended = await run(...words);
    expect(ended.stderr).toContain(message);
    expect({ code: ended.code, stdout: ended.stdout }).toEqual({ code, stdout: '' });
    const [failure] = parseLines((await run(...words, '--json')).stdout);
    expect(failure).toMatchObject({ kind: 'failure', message: expect.stringContaining(message) });
  });

  it('is shown at the prompt, where it cannot be changed', async () => {
    await run('feed', 'add', `${URL}/2`);
    const { stdout } = await runCommand(['prompt'], { cwd, input: `feed list\nfeed add ${URL}/3\nquit\n` });
    expect(stdout).toContain(`${URL}/2\n`);
    expect(stdout.replace(/\s+/g, ' ')).toContain('use dateline feed add and dateline feed remove');
    expect((await run('feed', 'list')).stdout).not.toContain(`${URL}/3`);
  });

  it('explains itself', async () => {
    expect((await run('--help')).stdout).toMatch(/feed \[options\]/);
    const group = await run('feed', '--help');
    expect(group.stdout).toMatch(/Usage: dateline feed \[options\] add\|list\|remove/);
    expect(group.stdout).toMatch(/add \[options\] \[url\.\.\.\]/);
    const { stdout } = await run('feed', 'add', '--help');
    expect(stdout).toMatch(/Usage: dateline feed add \[options\] URL/);
    expect(stdout).toMatch(/--excerpt <n>[\s\S]*--embargo <name>[\s\S]*--space <space>[\s\S]*dateline feed add https:/);
  });
});
