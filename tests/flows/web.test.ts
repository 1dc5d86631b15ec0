import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { afterEach, describe, expect, it, onTestFinished } from 'vitest';
import { buildCommand } from './build.js';
import { HARBOUR_CORPUS } from './harbour-corpus.js';
import { createFolder, parseLines, runCommand, startCommand, waitForEnd } from './run-command.js';

// The whole process, as `npm start` runs it, with its page.

const QUESTION = 'When did the ferry sail again?';
const STATED = 'The ferry to Lunholm sailed again on Sunday after a break of two weeks.';

const children: ChildProcess[] = [];

afterEach(() => {
  for (const child of children.splice(0)) child.kill('SIGKILL');
});

async function createDesk() {
  const folder = await createFolder(HARBOUR_CORPUS);
  onTestFinished(folder.remove);
  return folder.path;
}

/** Starts the bot and waits until its page answers. */
async function startPage(words: readonly string[], cwd: string, env: Readonly<Record<string, string>> = {}) {
  const child = await startCommand(['start', ...words], { cwd, env });
  children.push(child);
  const address = await new Promise<string>((resolve, reject) => {
    let seen = '';
    child.stderr?.on('data', (chunk: Buffer) => {
      seen += chunk.toString();
      const [, found] = /"address":"([^"]+)"/.exec(seen) ?? [];
      if (found !== undefined) resolve(found);
    });
    child.once('exit', () => reject(new Error(`The process ended early and said:\n${seen}`)));
  });
  return { child, ended: waitForEnd(child), address };
}

/** Sends the form of the page, and follows to the answer. */
async function ask(address: string, q: string): Promise<Response> {
  return fetch(`${address}/ask`, { method: 'POST', body: new URLSearchParams({ q }) });
}

describe('the page of the bot', () => {
  it('opens without a token and without a terminal, and keeps its answers over a restart', async () => {
    const cwd = await createDesk();
    const first = await startPage([], cwd);
    expect(first.address).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
    expect(await (await fetch(`${first.address}/readyz`)).text()).toBe('ready\n');
    const answer = await ask(first.address, QUESTION);
    expect(await answer.text()).toContain(STATED);
    const { pathname } = new URL(answer.url);
    expect(pathname).toMatch(/^\/answers\//);
    first.child.kill('SIGTERM');
    const { code, stderr } = await first.ended;
    expect(code).toBe(0);
    expect(parseLines(stderr).filter(({ level }) => level === 'error')).toEqual([]);
    // What was asked is nobody's business but the asker's: it is no part of the log.
    expect(stderr).not.toContain('ferry');

    const second = await startPage([], cwd);
    expect(await (await fetch(second.address + pathname)).text()).toContain(STATED);
    expect(await (await fetch(`${second.address}/articles/2031-03-09-ferry-sails-again`)).text()).toContain(pathname);
  });

  it('works on a corpus alone, with no state to touch', async () => {
    const cwd = await createDesk();
    const { address, child, ended } = await startPage(['--corpus', 'corpus'], cwd);
    const page = await (await fetch(`${address}/?${new URLSearchParams({ q: QUESTION })}`)).text();
    expect(page).toContain(STATED);
    expect(page).not.toContain('/answers/');
    expect(
      (
        await fetch(`${address}/api/ask`, {
          method: 'POST',
          headers: { 'content-type': 'application/json' },
          body: JSON.stringify({ question: QUESTION }),
        })
      ).status,
    ).toBe(200);
    expect((await fetch(`${address}/metrics`)).status).toBe(200);
    child.kill('SIGTERM');
    expect((await ended).code).toBe(0);
    expect(spawnSync('ls', ['data'], { cwd }).status).not.toBe(0);
  });

  it('answers programs as the command line does', async () => {
    const cwd = await createDesk();
    const { address } = await startPage([], cwd, { PUBLIC_URL: 'https://news.example' });
    const { stdout } = await runCommand(['ask', QUESTION, '--json'], {
      cwd,
      env: { PUBLIC_URL: 'https://news.example' },
    });
    const response = await fetch(`${address}/api/ask`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ question: QUESTION }),
    });
    const reply = (await response.json()) as { citations: { link?: string }[] };
    expect(reply).toEqual(JSON.parse(stdout));
    expect(reply.citations[0]?.link).toBe('https://news.example/articles/2031-03-09-ferry-sails-again#s1');
  });

  it('lets in whoever follows the link of dateline web, and nobody else, where others reach it', async () => {
    const cwd = await createDesk();
    const env = { HOST: '0.0.0.0', PUBLIC_URL: 'http://127.0.0.1:1' };
    const { address } = await startPage([], cwd, env);
    const local = address.replace('0.0.0.0', '127.0.0.1');
    expect((await fetch(`${local}/status`)).status).toBe(401);
    const { code, stdout } = await runCommand(['web'], { cwd, env });
    expect([code, stdout]).toEqual([0, expect.stringMatching(/^http:\/\/127\.0\.0\.1:1\/signin\/[\w.-]+\n$/)]);
    const path = new URL(stdout.trim()).pathname;
    const entered = await fetch(local + path, { redirect: 'manual' });
    expect(entered.status).toBe(303);
    const cookie = entered.headers.get('set-cookie')?.split(';')[0] ?? '';
    expect((await fetch(`${local}/status`, { headers: { cookie } })).status).toBe(200);
    expect((await fetch(local + path, { redirect: 'manual' })).status).toBe(401);
  });

  it('prints the link as JSON, and says why there is none', async () => {
    const cwd = await createDesk();
    const { stdout } = await runCommand(['web', '--json'], { cwd, env: { PORT: '8787' } });
    expect(JSON.parse(stdout)).toEqual({
      schema: 'dateline/reply@1',
      kind: 'done',
      message: expect.stringMatching(/^http:\/\/127\.0\.0\.1:8787\/signin\//),
    });
    expect(await runCommand(['web'], { cwd, env: { PORT: '0' } })).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('PUBLIC_URL'),
    });
    expect(await runCommand(['web', '--corpus', 'corpus'], { cwd })).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('SECRET_KEY'),
    });
  });

  it('closes its port when the corpus cannot be read', async () => {
    const { code, stderr } = await runCommand(['start', '--corpus', 'nowhere'], { cwd: await createDesk() });
    expect([code, stderr]).toEqual([1, expect.stringContaining('nowhere')]);
  });
});

// util-linux's `script` gives a process a terminal of its own.
const hasScript = spawnSync('script', ['--version'], { encoding: 'utf8' }).stdout?.includes('util-linux') === true;

describe.skipIf(!hasScript)('start on a terminal (needs script from util-linux)', () => {
  it('opens the prompt and names the page, and both answer until the prompt is left', async () => {
    const cwd = await createDesk();
    const child = spawn('script', ['-qec', `${process.execPath} ${await buildCommand()} start`, '/dev/null'], {
      cwd,
      env: { PATH: process.env.PATH ?? '', TERM: 'xterm', NO_COLOR: '1', PORT: '0' },
      stdio: 'pipe',
    });
    children.push(child);
    const ended = waitForEnd(child);
    let seen = '';
    let page: Promise<string> | undefined;
    child.stdout.on('data', (chunk: Buffer) => {
      seen += chunk.toString();
      const [, address] = /in a browser: (http:\/\/127\.0\.0\.1:\d+)/.exec(seen) ?? [];
      if (address === undefined || page !== undefined) return;
      page = ask(address, QUESTION).then((response) => response.text());
      void page.then(() => child.stdin.write('Who was hurt in the storm?\r'));
    });
    await expect.poll(() => seen, { timeout: 20_000 }).toContain('Nobody was hurt');
    child.stdin.write('\u0004');
    const { code, stdout } = await ended;
    expect(await page).toContain(STATED);
    expect([code, stdout]).toEqual([0, expect.not.stringContaining('"level"')]);
  });
});
