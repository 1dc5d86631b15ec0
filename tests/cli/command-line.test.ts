import { once } from 'node:events';
import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { HARBOUR_CORPUS } from '../flows/harbour-corpus.js';
import { createFolder, parseLines, runCommand, startCommand, waitForEnd } from '../flows/run-command.js';

let cwd: string;
let remove: () => Promise<void>;

beforeAll(async () => {
  ({ path: cwd, remove } = await createFolder(HARBOUR_CORPUS));
});

afterAll(() => remove());

const run = (words: readonly string[], options: { input?: string; env?: Record<string, string> } = {}) =>
  runCommand(words, { cwd, ...options });

describe('dateline ask', () => {
  it('answers with quoted sentences and their sources', async () => {
    const { code, stdout, stderr } = await run(['ask', 'When', 'did', 'the', 'ferry', 'sail', 'again?']);
    expect(stdout).toContain('The ferry to Lunholm sailed again on Sunday');
    expect(stdout).toContain('[1] Ferry to Lunholm sails again');
    expect(stdout).toContain('Harbour Post, 9 March 2031');
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  });

  it('writes one JSON line and nothing else with --json', async () => {
    const { code, stdout, stderr } = await run(['ask', '--json', 'When did the ferry sail again?']);
    const [reply, ...others] = parseLines(stdout);
    expect(reply).toMatchObject({
      schema: 'dateline/reply@1',
      kind: 'answer',
      question: 'When did the ferry sail again?',
    });
    expect({ code, others, stderr }).toEqual({ code: 0, others: [], stderr: '' });
  });

  it('hands words with one dash on to the question', async () => {
    const { code, stdout } = await run(['ask', '--json', 'ferry', '-h1', '-quay', '-5', '--limit', '1']);
    expect(parseLines(stdout)).toMatchObject([{ question: 'ferry -h1 -quay -5' }]);
    expect(code).toBe(0);
  });

  it('takes words after -- as text', async () => {
    const { stdout } = await run(['ask', '--json', '--', 'ferry', '--since']);
    expect(parseLines(stdout)).toMatchObject([{ question: 'ferry --since' }]);
  });

  it.each([
    ['no words', []],
    ['blank words', ['  ']],
  ])('takes %s as an empty question', async (_, words) => {
    const { code, stdout } = await run(['ask', '--json', ...words]);
    expect(parseLines(stdout)).toMatchObject([{ kind: 'no-match', reason: 'empty-question' }]);
    expect(code).toBe(0);
  });

  it.each(['متى أبحرت العبارة؟', '⛴️ ferry 👩‍🚒?', 'fe\u0301rry \u202eyrref', '\u001b[31mferry\u0007'])(
    'takes the question %j',
    async (question) => {
      const { code, stdout, stderr } = await run(['ask', question]);
      expect(code).toBe(0);
      for (const character of ['\u001b', '\u0007', '\u202e']) expect(stdout + stderr).not.toContain(character);
    },
  );

  it('continues a conversation with --context', async () => {
    const { stdout } = await run([
      'ask',
      '--json',
      'And how much did it cost?',
      '--context',
      'Was the ferry repaired?',
    ]);
    expect(parseLines(stdout)).toMatchObject([{ understood: { about: expect.any(String) } }]);
  });
});

describe('wrong usage', () => {
  it.each<[string, string[], string[]]>([
    [
      'an unknown command',
      ['serach', 'ferry'],
      ["unknown command 'serach'", 'Did you mean search?', 'Usage: dateline'],
    ],
    [
      'an unknown option',
      ['ask', 'ferry', '--sinse', '2031'],
      ["'--sinse'", 'Did you mean --since?', 'Usage: dateline ask'],
    ],
    ['a short option where there is no question', ['status', '-x'], ["'-x'", 'Usage: dateline status']],
    ['a missing value', ['ask', 'ferry', '--since'], ['--since', 'Usage: dateline ask']],
    ['a day that does not exist', ['ask', 'ferry', '--on', '2031-02-30'], ['2031-02-30']],
    ['a reversed period', ['ask', 'ferry', '--since', '2031-04', '--until', '2031-03'], ['2031-03']],
    ['a limit that is no number', ['ask', 'ferry', '--limit', 'many'], ['limit']],
    ['a question of 10,000 characters', ['ask', 'ferry '.repeat(1667)], ['2,000']],
    ['words beside --batch', ['ask', 'ferry', '--batch'], ['standard input']],
    ['no file to verify', ['verify'], ['file', 'Usage: dateline verify FILE']],
    ['nothing to import', ['import'], ['source', 'Usage: dateline import']],
  ])('%s ends with 2 and says what is right', async (_, words, parts) => {
    const { code, stdout, stderr } = await run(words);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    for (const part of parts) expect(stderr).toContain(part);
    expect(stderr).not.toMatch(/\n +at /);
  });

  it('is a failure in JSON too', async () => {
    const { code, stdout } = await run(['ask', 'ferry', '--sinse', '2031', '--json']);
    expect(parseLines(stdout)).toMatchObject([{ schema: 'dateline/reply@1', kind: 'failure', code: 'bad-request' }]);
    expect(code).toBe(2);
  });

  it('shows the help on stderr when there is no command and no terminal', async () => {
    const { code, stdout, stderr } = await run([]);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toMatch(/ask.*search.*import.*verify.*eval.*start/s);
  });

  it('reports every mistake of the configuration at once', async () => {
    const { code, stderr } = await run(['status'], { env: { LOG_LEVEL: 'loud', DISCORD_TOKEN: 'a b' } });
    expect(code).toBe(2);
    expect(stderr).toMatch(/LOG_LEVEL.*DISCORD_TOKEN/s);
  });
});

describe('failures', () => {
  it('ends with 1 when the corpus is missing, in one line that names the remedy', async () => {
    const { code, stdout, stderr } = await run(['ask', 'ferry', '--corpus', 'nowhere']);
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
    expect(stderr).toMatch(/^dateline: .*nowhere.*CORPUS_DIR.*\n$/);
  });

  it('says so in JSON with --json', async () => {
    const { code, stdout } = await run(['ask', 'ferry', '--json', '--corpus', 'nowhere']);
    expect(parseLines(stdout)).toMatchObject([
      { kind: 'failure', code: 'corpus-unreadable', reference: expect.any(String) },
    ]);
    expect(code).toBe(1);
  });

  it('ends with 1 for an article that is not there, without the inner mark in its JSON', async () => {
    const { code, stdout } = await run(['article', 'no-such-article', '--json']);
    const [reply] = parseLines(stdout);
    expect(reply).toMatchObject({ kind: 'failure', code: 'bad-request' });
    expect(reply).not.toHaveProperty('isMissing');
    expect(code).toBe(1);
  });

  it('names what could not be loaded and answers from the rest', async () => {
    const bad = Object.fromEntries(
      Array.from({ length: 7 }, (_, index) => [`corpus/bad-${index}.md`, '---\ntitle: [\n---\nx']),
    );
    const folder = await createFolder({ ...HARBOUR_CORPUS, ...bad });
    const { code, stdout, stderr } = await runCommand(['ask', 'When did the ferry sail again?'], { cwd: folder.path });
    await folder.remove();
    expect(code).toBe(0);
    expect(stdout).toContain('sailed again');
    expect(stderr).toMatch(/^dateline: corpus\/bad-0\.md/);
    expect(stderr).toContain('and 2 more: dateline status shows them');
    expect(stderr.trim().split('\n')).toHaveLength(6);
  });
});

describe('other commands', () => {
  it.each<[string[], string]>([
    [['--version'], '0.'],
    [['--help'], 'Usage: dateline'],
    [['ask', '-h'], 'Usage: dateline ask'],
    [['ask', '--help'], 'Examples:'],
    [['search', 'fish', 'market'], 'Fish market moves to the north quay'],
    [['--json', 'search', 'fish'], '"kind":"articles"'],
    [['search', 'Lunholm', '-ferry'], 'Fish market'],
    [['article', '2031-04-02-storm'], 'Storm closes the lighthouse road'],
    [['status'], '3 articles'],
    [['status', '--corpus', 'corpus/2031-04-02-storm.md'], '1 article'],
    [['help'], 'ask QUESTION'],
  ])('%j shows %s', async (words, part) => {
    const { code, stdout } = await run(words);
    expect(stdout).toContain(part);
    expect(code).toBe(0);
  });

  it('verifies saved replies, and ends with 1 when one was changed', async () => {
    const { stdout } = await run(['ask', '--json', 'When did the ferry sail again?']);
    const file = join(cwd, 'replies.jsonl');
    await writeFile(file, stdout);
    expect(await run(['verify', file])).toMatchObject({ code: 0, stderr: '' });
    await writeFile(file, stdout.replaceAll('sailed again', 'sailed never'));
    const broken = await run(['verify', '--json', file]);
    expect(parseLines(broken.stdout)).toMatchObject([{ kind: 'verified', broken: [{ line: 1 }] }]);
    expect(broken.code).toBe(1);
    await rm(file);
  });

  it('scores a question file', async () => {
    const file = join(cwd, 'questions.jsonl');
    const question = {
      id: 'q1',
      question: 'When did the ferry sail again?',
      answer: ['Sunday'],
      articles: ['2031-03-09-ferry-sails-again'],
      evidence: ['The ferry to Lunholm sailed again on Sunday after a break of two weeks.'],
    };
    await writeFile(file, `${JSON.stringify(question)}\n`);
    const { code, stdout } = await run(['eval', file, '--json']);
    expect(parseLines(stdout)).toMatchObject([{ kind: 'scores', questions: 1, hit1: 1 }]);
    expect(code).toBe(0);
    const earlier = join(cwd, 'earlier.json');
    await writeFile(earlier, stdout);
    expect(await run(['eval', file, '--misses', '--compare', earlier])).toMatchObject({ code: 0, stderr: '' });
    await Promise.all([rm(file), rm(earlier)]);
  });

  it('imports a text into the corpus folder', async () => {
    const folder = await createFolder({
      ...HARBOUR_CORPUS,
      'new.txt': 'date 2031-05-01 Lamp lit at last\n\nThe new lamp of the pier was lit.\n',
    });
    const imported = await runCommand(['import', 'new.txt', '--json'], { cwd: folder.path });
    expect(parseLines(imported.stdout)).toMatchObject([
      { kind: 'imported', added: ['2031-05-01-lamp-lit-at-last'], failed: [] },
    ]);
    expect(await runCommand(['article', '2031-05-01-lamp-lit-at-last'], { cwd: folder.path })).toMatchObject({
      code: 0,
    });
    expect(await runCommand(['import', 'missing.txt'], { cwd: folder.path })).toMatchObject({ code: 1 });
    await folder.remove();
  });
});

describe('output', () => {
  it.each<[Record<string, string>, boolean]>([
    [{}, false],
    [{ FORCE_COLOR: '1' }, true],
    [{ NO_COLOR: '1', FORCE_COLOR: '1' }, false],
  ])('with %j has colours: %s', async (env, hasColours) => {
    const { stdout } = await run(['ask', 'When did the ferry sail again?'], { env });
    expect(stdout.includes('\u001b[')).toBe(hasColours);
  });

  it('ends quietly when the reader goes away', async () => {
    const child = await startCommand(['ask', '--batch', '--json'], { cwd });
    let complaints = '';
    child.stderr?.on('data', (chunk: Buffer) => {
      complaints += chunk.toString();
    });
    child.stdin?.on('error', () => {});
    child.stdout?.once('data', () => child.stdout?.destroy());
    child.stdin?.end('When did the ferry sail again?\n'.repeat(2000));
    const [code] = await once(child, 'close');
    expect({ code, complaints }).toEqual({ code: 0, complaints: '' });
  });

  it('ends quietly on Ctrl-C', async () => {
    const child = await startCommand(['ask', '--batch'], { cwd });
    const ended = waitForEnd(child);
    child.stdin?.write('ferry\n');
    if (child.stdout) await once(child.stdout, 'data');
    child.kill('SIGINT');
    expect(await ended).toMatchObject({ code: null, signal: 'SIGINT', stderr: '' });
  });
});
