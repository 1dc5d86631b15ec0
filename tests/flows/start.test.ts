import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { HARBOUR_CORPUS } from './harbour-corpus.js';
import { createFolder, parseLines, runCommand, startCommand, waitForEnd, waitForText } from './run-command.js';

let cwd: string;
let remove: () => Promise<void>;

beforeAll(async () => {
  ({ path: cwd, remove } = await createFolder(HARBOUR_CORPUS));
});

afterAll(() => remove());

describe('start without a terminal', () => {
  it.each(['SIGTERM', 'SIGINT'] as const)('stays up until %s, then stops in order', async (signal) => {
    const child = await startCommand(['start'], { cwd });
    const ended = waitForEnd(child);
    await waitForText(child, 'staying up');
    child.kill(signal);
    const { code, stdout, stderr } = await ended;
    expect({ code, stdout }).toEqual({ code: 0, stdout: '' });
    // The first start in a folder also says that it made the tables.
    expect(parseLines(stderr).filter(({ store }) => store === undefined)).toMatchObject([
      { msg: 'corpus loaded', articles: 3, from: '2031-03-09', to: '2031-04-02' },
      { level: 'info' },
      { msg: 'stopping', signal },
      { msg: 'stopped' },
    ]);
  });

  it('ends with 1 and one line when the corpus is missing', async () => {
    const { code, stderr } = await runCommand(['start', '--corpus', 'nowhere'], { cwd });
    expect(code).toBe(1);
    expect(stderr).toMatch(/^dateline: .*nowhere.*\n$/);
  });
});
