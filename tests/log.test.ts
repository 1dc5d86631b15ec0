import { closeSync, openSync, readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Secret } from '../src/lib/secret.js';
import { createLog } from '../src/log.js';

let folder: string;
let file: number;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'dateline-log-'));
  file = openSync(join(folder, 'log'), 'w');
});

afterEach(async () => {
  closeSync(file);
  await rm(folder, { recursive: true });
});

function readLines(): Record<string, unknown>[] {
  const lines = readFileSync(join(folder, 'log'), 'utf8').split('\n').slice(0, -1);
  return lines.map((line) => JSON.parse(line) as Record<string, unknown>);
}

describe('createLog', () => {
  it('writes one JSON line for each message from its level on, in order', async () => {
    const log = createLog('info', file);
    log.debug({}, 'too fine');
    log.info({ articles: 3 }, 'first');
    log.warn({}, 'second');
    await log.flush();
    log.error({}, 'third');
    expect(readLines()).toMatchObject([
      { level: 'info', articles: 3, msg: 'first' },
      { level: 'warn', msg: 'second' },
      { level: 'error', msg: 'third' },
    ]);
  });

  it('writes nothing when silent', async () => {
    const log = createLog('silent', file);
    log.error({}, 'unheard');
    await log.flush();
    expect(readLines()).toEqual([]);
  });

  it('gives the fields of a child to each of its lines', async () => {
    const log = createLog('info', file);
    const child = log.child({ request: 'r1' }).child({ step: 'rank' });
    child.info({ step: 'choose' }, 'nested');
    await log.flush();
    expect(readLines()).toMatchObject([{ request: 'r1', step: 'choose', msg: 'nested' }]);
  });

  it('keeps the stack of an error', async () => {
    const log = createLog('info', file);
    log.error({ err: new TypeError('broken') }, 'failed');
    await log.flush();
    expect(readLines()).toMatchObject([{ err: { type: 'TypeError', message: 'broken' } }]);
  });

  it('redacts secrets by their type and by their name', async () => {
    const log = createLog('info', file);
    log.info(
      { value: new Secret('s1'), deep: { token: 's2', more: { authorization: 's3' } }, SLACK_BOT_TOKEN: 's4' },
      'x',
    );
    await log.flush();
    expect(JSON.stringify(readLines())).not.toMatch(/s[1-4]/);
  });
});
