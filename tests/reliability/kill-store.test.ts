import { afterAll, describe, expect, it } from 'vitest';
import { createFolder } from '../flows/run-command.js';
import { startPostgres } from '../servers/postgres.js';
import { expectNothingLost, inspect, killStore, startWriter } from './kill-store.js';

// A small sample in every run of the tests; `npm run test:kill` kills more often and prints what it found.
const KILLS = Number(process.env.KILLS ?? 3);
const CRASHES = Math.ceil(KILLS / 5);
const LIMIT_MS = 60_000 + KILLS * 6_000;

const postgres = await startPostgres();
const folders: { remove(): Promise<void> }[] = [];

afterAll(async () => {
  await postgres?.stop();
  for (const folder of folders) await folder.remove();
});

function report(name: string, figures: object): void {
  if (process.env.KILLS !== undefined) process.stdout.write(`${name}: ${JSON.stringify(figures)}\n`);
}

describe('a process killed with SIGKILL in the middle of its writes', () => {
  it(
    'loses nothing that it told of, and leaves nothing half-written, on SQLite',
    async () => {
      const folder = await createFolder({});
      folders.push(folder);
      const figures = await killStore({ kind: 'sqlite', folder: folder.path }, KILLS);
      report('SQLite', figures);
      expect(figures.acknowledged).toBeGreaterThan(KILLS);
      expectNothingLost(figures);
    },
    LIMIT_MS,
  );

  it.skipIf(postgres === undefined)(
    'loses nothing that it told of, and leaves nothing half-written, on PostgreSQL',
    async () => {
      const url = (await postgres?.createDatabase()) ?? '';
      const figures = await killStore({ kind: 'postgresql', url }, KILLS);
      report('PostgreSQL', figures);
      expect(figures.acknowledged).toBeGreaterThan(KILLS);
      expectNothingLost(figures);
    },
    LIMIT_MS,
  );
});

describe('a PostgreSQL server that crashes under a writer', () => {
  it.skipIf(postgres === undefined)(
    'loses nothing that was told of, and the writer goes on when it is back',
    async () => {
      if (postgres === undefined) return;
      const target = { kind: 'postgresql', url: await postgres.createDatabase() } as const;
      const writer = await startWriter(target, 1);
      await writer.waitFor('open');
      await writer.waitFor('reply');
      for (let crash = 0; crash < CRASHES; crash += 1) {
        const failed = writer.waitFor('failed');
        await postgres.crash();
        await failed;
        const again = writer.waitFor('reply');
        await postgres.restart();
        await again;
      }
      const told = (await writer.kill()).filter((line) => !/^(?:open|failed)/.test(line));
      const state = await inspect(target, told);
      report('PostgreSQL server', { crashes: CRASHES, acknowledged: told.length, ...state });
      expect(told.length).toBeGreaterThan(CRASHES);
      expectNothingLost(state);
    },
    LIMIT_MS,
  );
});
