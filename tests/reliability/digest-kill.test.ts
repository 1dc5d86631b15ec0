import { afterAll, describe, expect, it } from 'vitest';
import { HARBOUR_CORPUS } from '../flows/harbour-corpus.js';
import { createFolder } from '../flows/run-command.js';
import { startPostgres } from '../servers/postgres.js';
import { createShiftedClock, type DigestKillFigures, killDigests } from './digest-kill.js';
import { startDiscordDesk, startSlackDesk } from './kill-desk.js';

// A small sample in every run of the tests; `npm run test:kill` kills more often and prints what it found.
const KILLS = Number(process.env.DIGEST_KILLS ?? process.env.KILLS ?? 2);
const LIMIT_MS = 240_000 + KILLS * 20_000;
/** Each run begins with another step. */
let nextSeed = Number(process.env.KILL_SEED ?? 11);

const postgres = await startPostgres();
const folders: { remove(): Promise<void> }[] = [];

afterAll(async () => {
  await postgres?.stop();
  for (const folder of folders) await folder.remove();
});

async function run(
  startDesk: typeof startDiscordDesk,
  store: 'SQLite' | 'PostgreSQL',
  bots = 1,
): Promise<DigestKillFigures> {
  const clock = createShiftedClock();
  const desk = await startDesk(() => clock.now());
  const folder = await createFolder(HARBOUR_CORPUS);
  folders.push(folder);
  const target =
    store === 'SQLite'
      ? ({ kind: 'sqlite', folder: `${folder.path}/data` } as const)
      : ({ kind: 'postgresql', url: (await postgres?.createDatabase()) ?? '' } as const);
  nextSeed += 1;
  const figures = await killDigests({ desk, target, folder: folder.path, clock, kills: KILLS, bots, seed: nextSeed });
  await desk.stop();
  if (process.env.KILLS !== undefined) {
    process.stdout.write(`${desk.platform}, ${store}, ${bots} at a time: ${JSON.stringify(figures)}\n`);
  }
  return figures;
}

function expectEachOnce({ digests, twice, missing, wrong, errors, kills }: DigestKillFigures): void {
  expect({ twice, missing, wrong, errors }).toEqual({ twice: [], missing: [], wrong: [], errors: [] });
  expect(kills).toBeGreaterThanOrEqual(KILLS);
  expect(digests).toBeGreaterThan(KILLS);
}

// A few kills are done side by side; many would keep one another waiting.
describe.each<[name: string, startDesk: typeof startDiscordDesk, store: 'SQLite' | 'PostgreSQL', bots: number]>([
  ['Discord and SQLite', startDiscordDesk, 'SQLite', 1],
  ['Slack and SQLite', startSlackDesk, 'SQLite', 1],
  ['Discord and PostgreSQL', startDiscordDesk, 'PostgreSQL', 1],
  ['Slack and PostgreSQL', startSlackDesk, 'PostgreSQL', 1],
  ['Discord and a PostgreSQL that two share', startDiscordDesk, 'PostgreSQL', 2],
  ['Slack and a PostgreSQL that two share', startSlackDesk, 'PostgreSQL', 2],
])('bots killed with SIGKILL while they send digests, on %s, with faults', { concurrent: KILLS < 5 }, (...parts) => {
  const [, startDesk, store, bots] = parts;
  it.skipIf(store === 'PostgreSQL' && postgres === undefined)('send each once', { timeout: LIMIT_MS }, async () => {
    expectEachOnce(await run(startDesk, store, bots));
  });
});
