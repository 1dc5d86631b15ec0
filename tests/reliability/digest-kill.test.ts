import { afterAll, describe, expect, it } from 'vitest';
import { HARBOUR_CORPUS } from '../flows/harbour-corpus.js';
import { createFolder } from '../flows/run-command.js';
import { startPostgres } from '../servers/postgres.js';
import { type DigestKillFigures, killDigests } from './digest-kill.js';
import { createShiftedClock } from './digest-world.js';
import { startDiscordDesk, startSlackDesk } from './kill-desk.js';

// A small sample in every run of the tests; `npm run test:kill` kills more often and prints what it found.
const KILLS = Number(process.env.KILLS ?? 2);
const IS_SAMPLE = KILLS < 5;
const LIMIT_MS = 240_000 + KILLS * 20_000;
/** The platform's clock is behind that of the machine: a message then seems to be older than its posting. */
const SLOW_MS = 20_000;
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
  const desk = await startDesk(() => clock.now() - SLOW_MS);
  const folder = await createFolder(HARBOUR_CORPUS);
  folders.push(folder);
  const target =
    store === 'SQLite'
      ? ({ kind: 'sqlite', folder: `${folder.path}/data` } as const)
      : ({ kind: 'postgresql', url: (await postgres?.createDatabase()) ?? '' } as const);
  nextSeed += 1;
  const figures = await killDigests({ desk, target, folder: folder.path, clock, kills: KILLS, bots, seed: nextSeed });
  await desk.stop();
  if (process.env.KILLS !== undefined) process.stdout.write(`${toRow(desk.platform, store, bots, figures)}\n`);
  return figures;
}

/** A row of the table in docs/reliability.md. */
function toRow(platform: string, store: string, bots: number, figures: DigestKillFigures): string {
  const { kills, steps, digests, posts, lookUps, faults, twice, missing, wrong, unreadable } = figures;
  const list = (counts: Readonly<Record<string, number>>) =>
    Object.entries(counts)
      .map(([name, count]) => `${count} ${name}`)
      .join(', ');
  const unknown = `${unreadable.unknown} of ${unreadable.channels} (${unreadable.unknownAndThere} there)`;
  const cells = [
    `${platform}, ${store}${bots > 1 ? `, ${bots} bots` : ''}`,
    kills,
    list(steps),
    digests,
    posts,
    lookUps,
  ];
  return `| ${[...cells, list(faults), twice.length, missing.length, wrong.length, unknown].join(' | ')} |`;
}

function expectEachOnce({ digests, kills, twice, missing, wrong, refusals, errors }: DigestKillFigures): void {
  const nothing = { twice: [], missing: [], wrong: [], refusals: [], errors: [] };
  expect({ twice, missing, wrong, refusals, errors }).toEqual(nothing);
  expect(kills).toBeGreaterThanOrEqual(KILLS);
  expect(digests).toBeGreaterThan(KILLS);
}

const RUNS: [name: string, startDesk: typeof startDiscordDesk, store: 'SQLite' | 'PostgreSQL', bots: number][] = [
  ['Discord and SQLite', startDiscordDesk, 'SQLite', 1],
  ['Slack and SQLite', startSlackDesk, 'SQLite', 1],
  ['Discord and PostgreSQL', startDiscordDesk, 'PostgreSQL', 1],
  ['Slack and PostgreSQL', startSlackDesk, 'PostgreSQL', 1],
  ['Discord and a PostgreSQL that two share', startDiscordDesk, 'PostgreSQL', 2],
];
if (!IS_SAMPLE) RUNS.push(['Slack and a PostgreSQL that two share', startSlackDesk, 'PostgreSQL', 2]);

// A few kills are done side by side; many would keep one another waiting.
describe.each(RUNS)(
  'bots killed with SIGKILL while they send digests, on %s, with faults',
  { concurrent: IS_SAMPLE },
  (_, startDesk, store, bots) => {
    it.skipIf(store === 'PostgreSQL' && postgres === undefined)('send each once', { timeout: LIMIT_MS }, async () => {
      expectEachOnce(await run(startDesk, store, bots));
    });
  },
);
