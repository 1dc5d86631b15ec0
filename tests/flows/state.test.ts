import { copyFile, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openStore } from '../../src/store/store.js';
import { createKept, createNoMatch, GUILD } from '../contracts/store/samples.js';
import { RecordingLog } from '../fakes/recording-log.js';
import { startPostgres } from '../servers/postgres.js';
import { HARBOUR_CORPUS } from './harbour-corpus.js';
import { createFolder, parseLines, runCommand, startCommand, waitForEnd, waitForText } from './run-command.js';

const QUESTION = 'Who keeps the lighthouse of Quillby?';

let cwd: string;
let remove: () => Promise<void>;

/** Runs `dateline` on a data folder below the working directory. */
const dateline = (data: string, ...words: string[]) => runCommand(words, { cwd, env: { DATA_DIR: data } });

/** What `gaps --json` says, as the kept replies show in it. */
const readGaps = async (env: Readonly<Record<string, string>>) => {
  const { code, stdout } = await runCommand(['gaps', '--json'], { cwd, env });
  expect(code).toBe(0);
  return parseLines(stdout)[0]?.gaps;
};

/** Keeps an unanswered question in a data folder, as a bot does. */
async function keepQuestion(data: string): Promise<void> {
  const store = await openStore({
    target: { kind: 'sqlite', folder: join(cwd, data) },
    access: 'write',
    now: () => Date.UTC(2031, 2, 9, 10),
    log: new RecordingLog(),
  });
  await store.replies.keep(createKept('r1', { asker: 'discord:123', reply: createNoMatch(QUESTION) }));
  await store.close();
}

beforeAll(async () => {
  ({ path: cwd, remove } = await createFolder(HARBOUR_CORPUS));
});
afterAll(() => remove());

describe('the state on the command line', () => {
  it('is shown as gaps: a table, JSON or comma-separated values', async () => {
    await keepQuestion('shown');
    const table = await dateline('shown', 'gaps');
    expect(table).toMatchObject({ code: 0, stderr: '' });
    expect(table.stdout).toContain(`    1  ${QUESTION}\n`);
    expect(await readGaps({ DATA_DIR: 'shown' })).toEqual([
      {
        space: GUILD,
        question: QUESTION,
        times: 1,
        first: '2031-03-09T10:00:00.000Z',
        last: '2031-03-09T10:00:00.000Z',
        reasons: ['no-match'],
        comments: [],
      },
    ]);
    expect((await dateline('shown', 'gaps', '--csv', '--space', GUILD)).stdout).toBe(
      `space,question,times,first,last,reasons,comments\n${GUILD},${QUESTION},1,2031-03-09T10:00:00.000Z,2031-03-09T10:00:00.000Z,no-match,\n`,
    );
  });

  it('is saved in a file and restored from it', async () => {
    await keepQuestion('saved');
    const saved = await dateline('saved', 'backup', 'state.jsonl');
    expect(saved).toMatchObject({ code: 0, stderr: '' });
    expect(saved.stdout).toContain('in state.jsonl.');

    const again = await dateline('saved', 'backup', 'state.jsonl', '--json');
    expect(again.code).toBe(2);
    expect(parseLines(again.stdout)).toMatchObject([{ kind: 'failure', code: 'bad-request' }]);

    const restored = await dateline('restored', 'restore', 'state.jsonl', '--json');
    expect(restored.code).toBe(0);
    expect(parseLines(restored.stdout)).toEqual([
      { schema: 'dateline/reply@1', kind: 'done', message: expect.stringContaining('another secret key') },
    ]);
    expect(await readGaps({ DATA_DIR: 'restored' })).toEqual(await readGaps({ DATA_DIR: 'saved' }));

    // With the key in place the person is found again.
    await copyFile(join(cwd, 'saved/secret.key'), join(cwd, 'restored/secret.key'));
    const forgotten = await dateline('restored', 'forget', 'discord', '123');
    expect(forgotten).toMatchObject({ code: 0, stdout: 'Deleted: 1 reply.\n' });
    expect(await readGaps({ DATA_DIR: 'restored' })).toEqual([]);
  });

  it('stays as it is when a backup is damaged, and the line is named', async () => {
    await keepQuestion('whole');
    await dateline('whole', 'backup', 'whole.jsonl');
    const text = await readFile(join(cwd, 'whole.jsonl'), 'utf8');
    await writeFile(join(cwd, 'damaged.jsonl'), text.replace('Quillby', 'Quilby'));
    const before = await readGaps({ DATA_DIR: 'whole' });
    const { code, stderr } = await dateline('whole', 'restore', 'damaged.jsonl', '--force');
    expect(code).toBe(1);
    expect(stderr).toMatch(/^dateline: Line \d+ of the backup is damaged: .*\n$/);
    expect(await readGaps({ DATA_DIR: 'whole' })).toEqual(before);
  });

  it.each([
    ['forget on an unknown platform', ['forget', 'irc', '123'], 2],
    ['a file that is not there', ['restore', 'none.jsonl'], 1],
    ['a corpus of its own', ['gaps', '--corpus', 'corpus'], 2],
  ])('says what is wrong with %s, and makes no state', async (_, words, code) => {
    const ended = await dateline('none', ...words);
    expect(ended).toMatchObject({ code, stdout: '' });
    expect(ended.stderr).toMatch(/^dateline: [^\n]+\n$/);
    expect(await readdir(cwd)).not.toContain('none');
  });

  it('is read beside a running bot, and not changed by anybody else', async () => {
    await keepQuestion('busy');
    await dateline('busy', 'backup', 'busy.jsonl');
    const bot = await startCommand(['start'], { cwd, env: { DATA_DIR: 'busy' } });
    const ended = waitForEnd(bot);
    await waitForText(bot, 'staying up');

    expect((await dateline('busy', 'backup', 'beside.jsonl')).code).toBe(0);
    expect(await readGaps({ DATA_DIR: 'busy' })).toHaveLength(1);
    for (const words of [
      ['restore', 'busy.jsonl', '--force'],
      ['forget', 'discord', '123'],
    ]) {
      const { code, stderr } = await dateline('busy', ...words);
      expect(code).toBe(1);
      expect(stderr).toContain(`pid ${bot.pid}`);
    }
    bot.kill('SIGTERM');
    expect((await ended).code).toBe(0);

    // What the bot itself noted is in the backup that was made beside it.
    expect((await dateline('beside', 'restore', 'beside.jsonl')).code).toBe(0);
    expect(await readGaps({ DATA_DIR: 'beside' })).toHaveLength(1);
    expect(await readFile(join(cwd, 'beside.jsonl'), 'utf8')).toContain('2031-03-09-ferry-sails-again');
  });
});

const server = await startPostgres();
afterAll(() => server?.stop());

describe.skipIf(server === undefined)(
  server === undefined ? 'a move to PostgreSQL: NOT TESTED, no server is to be had here' : 'a move to PostgreSQL',
  () => {
    it('and back keeps everything', async () => {
      await keepQuestion('moved');
      const key = (await readFile(join(cwd, 'moved/secret.key'), 'utf8')).trim();
      const env = { DATABASE_URL: (await server?.createDatabase()) ?? '', SECRET_KEY: key };
      await dateline('moved', 'backup', 'moved.jsonl');
      const there = await runCommand(['restore', 'moved.jsonl'], { cwd, env });
      expect(there).toMatchObject({ code: 0, stderr: '' });
      expect(there.stdout).not.toContain('another secret key');
      expect(await readGaps(env)).toEqual(await readGaps({ DATA_DIR: 'moved' }));

      expect((await runCommand(['backup', 'back.jsonl'], { cwd, env })).code).toBe(0);
      expect(
        (await runCommand(['restore', 'back.jsonl'], { cwd, env: { DATA_DIR: 'back', SECRET_KEY: key } })).code,
      ).toBe(0);
      const rowsOf = async (file: string) => (await readFile(join(cwd, file), 'utf8')).split('\n').slice(1);
      expect(await rowsOf('back.jsonl')).toEqual(expect.arrayContaining((await rowsOf('moved.jsonl')).slice(0, -2)));
      expect(await readGaps({ DATA_DIR: 'back' })).toEqual(await readGaps({ DATA_DIR: 'moved' }));
    });
  },
);
