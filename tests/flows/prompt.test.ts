import { spawn, spawnSync } from 'node:child_process';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildCommand } from './build.js';
import { HARBOUR_CORPUS } from './harbour-corpus.js';
import { createFolder, runCommand, waitForEnd } from './run-command.js';

let cwd: string;
let remove: () => Promise<void>;

beforeAll(async () => {
  ({ path: cwd, remove } = await createFolder(HARBOUR_CORPUS));
});

afterAll(() => remove());

describe('the prompt without a terminal', () => {
  it('answers a line at a time and follows the conversation', async () => {
    const input = 'When did the ferry sail again?\nAnd how much did the rudder cost?\nquit\nstatus\n';
    const { code, stdout, stderr } = await runCommand(['prompt'], { cwd, input });
    expect(stdout).toMatch(/^The corpus holds 3 articles from 2 publishers/);
    expect(stdout).toMatch(/“The ferry to Lunholm sailed again.*40,000 crowns/s);
    expect(stdout).not.toContain('Dateline 0.');
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  });

  it('takes commands by their names', async () => {
    const input = 'search fish market\n\narticle 2031-04-02-storm\nstatus\nhelp\n';
    const { stdout } = await runCommand(['prompt'], { cwd, input });
    expect(stdout).toMatch(/1\. Fish market.*Storm closes.*Dateline 0\..*ask QUESTION/s);
  });
});

// util-linux's `script` gives a process a terminal of its own.
const hasScript = spawnSync('script', ['--version'], { encoding: 'utf8' }).stdout?.includes('util-linux') === true;

describe.skipIf(!hasScript)('the prompt on a terminal (needs script from util-linux)', () => {
  async function type(...steps: readonly (readonly [waitFor: string, keys: string])[]) {
    const command = `${process.execPath} ${await buildCommand()}`;
    const child = spawn('script', ['-qec', command, '/dev/null'], {
      cwd,
      env: { PATH: process.env.PATH ?? '', TERM: 'xterm', NO_COLOR: '1' },
      stdio: 'pipe',
    });
    const ended = waitForEnd(child);
    let unread = '';
    let next = 0;
    child.stdout.on('data', (chunk: Buffer) => {
      unread += chunk.toString();
      for (let step = steps[next]; step !== undefined && unread.includes(step[0]); step = steps[++next]) {
        unread = unread.slice(unread.indexOf(step[0]) + step[0].length);
        child.stdin.write(step[1]);
      }
    });
    return ended;
  }

  it('answers and leaves on Ctrl-D', async () => {
    const { code, stdout } = await type(
      ['dateline> ', 'When did the ferry sail again?\r'],
      ['article 2031', ''],
      ['dateline> ', '\u0004'],
    );
    expect(stdout).toContain('The ferry to Lunholm sailed again');
    expect(code).toBe(0);
  });

  it('clears the line on Ctrl-C and leaves on the second one', async () => {
    const { code, stdout } = await type(
      ['dateline> ', 'half a quest'],
      ['half a quest', '\u0003'],
      ['dateline> ', '\u0003'],
      ['to leave', '\u0003'],
    );
    expect(stdout).toContain('Ctrl-C again');
    expect(stdout).not.toContain('“');
    expect(code).toBe(0);
  });
});
