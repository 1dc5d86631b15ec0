import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { createRandom } from '../../src/lib/random.js';
import { startCommand } from '../flows/run-command.js';
import { createDigestWorld, type DigestFindings, SECRET_KEY, type ShiftedClock } from './digest-world.js';
import type { KillDesk } from './kill-desk.js';
import type { KillTarget } from './kill-store.js';
import { createTraffic, type KillStep } from './kill-traffic.js';

/** What is killed how often. */
export interface DigestKillOptions {
  readonly desk: KillDesk;
  readonly target: KillTarget;
  /** A folder with a corpus; on SQLite its `data` is the store. */
  readonly folder: string;
  readonly clock: ShiftedClock;
  readonly kills: number;
  /** Bots that run at the same time; more than one on PostgreSQL only. */
  readonly bots: number;
  readonly seed: number;
}

/** What the kills of one run came to. */
export interface DigestKillFigures extends DigestFindings {
  readonly kills: number;
  readonly steps: Readonly<Record<string, number>>;
  /** Calls that asked for a message to be posted. */
  readonly posts: number;
  readonly lookUps: number;
  readonly faults: Readonly<Record<string, number>>;
  /** What the bots did against the platform's rules. */
  readonly refusals: readonly unknown[];
  /** What the processes logged as errors, each once. */
  readonly errors: readonly string[];
}

const CLOCK = new URL('shifted-clock.mjs', import.meta.url).href;
const STEPS: readonly KillStep[] = ['received', 'stored', 'answered', 'looked-up', 'any'];
const MINUTE_MS = 60_000;
/** Longer than a killed process has a delivery to itself. */
const LEASE_MS = 5 * MINUTE_MS + 1_000;
/** Longer than any pause between two tries. */
const LONGEST_PAUSE_MS = 19 * MINUTE_MS;
/** A bot that is to be killed at a step that does not come is killed so long after it connected. */
const LIFE_MS = 6_000;
/** About as long as a bot that is connected needs for its first digests: it looks every two seconds. */
const FIRST_DIGESTS_MS = 3_000;
const LAST_LIVES = 20;
const MANY_KILLS = 10;

/**
 * Kills bots in the middle of sending digests, with faults of the platform at the same time, until all are settled; and
 * looks at what has arrived.
 */
export async function killDigests(options: DigestKillOptions): Promise<DigestKillFigures> {
  const { desk, clock, kills, bots } = options;
  const random = createRandom(options.seed);
  const world = await createDigestWorld(options, random);
  const alive = new Map<ChildProcess, Promise<void>>();
  const errors = new Set<string>();
  /** How long the last start took, until the platform had taken the bot in: it depends on what else the machine does. */
  let startMs = 2_000;
  const start = async (): Promise<void> => {
    const startedAt = Date.now();
    const { child, connected } = await startBot(options, errors);
    alive.set(child, connected);
    child.once('exit', () => alive.delete(child));
    void connected.then(() => {
      startMs = Date.now() - startedAt;
    });
  };
  const connected = () => Promise.all(alive.values());
  const kill = (which: readonly ChildProcess[]): void => {
    for (const child of which) child.kill('SIGKILL');
  };
  const steps: Record<string, number> = {};
  const traffic = createTraffic(random);
  desk.treat(traffic.treat);

  let killed = 0;
  let round = options.seed;
  while (killed < kills) {
    await world.provide();
    if (alive.size === 0) {
      // What is on its way arrives before the clock is moved; else it arrives while the next process is there.
      const isMoved = options.target.kind === 'postgresql' || random() < 0.7;
      if (isMoved) await traffic.arrived();
      if (isMoved) clock.offsetMs += LEASE_MS;
    }
    while (alive.size < bots) await start();
    const victims = [...alive.keys()].filter(() => bots === 1 || random() < 0.6);
    if (victims.length === 0) victims.push(...[...alive.keys()].slice(0, 1));
    const gone = Promise.all(victims.map((child) => once(child, 'exit')));
    const step = STEPS[round % STEPS.length] ?? 'any';
    round += 1;
    const isReached = traffic.arm(step, () => kill(victims));
    const giveUp = new AbortController();
    const wait = async () => {
      if (step === 'any') await sleep(random() * (startMs + FIRST_DIGESTS_MS), undefined, giveUp);
      else await connected().then(() => sleep(LIFE_MS, undefined, giveUp));
      kill(victims);
    };
    wait().catch(() => {});
    await gone;
    giveUp.abort();
    const name = isReached() ? step : 'any';
    steps[name] = (steps[name] ?? 0) + victims.length;
    killed += victims.length;
  }
  traffic.disarm();

  for (let lives = 0; lives < LAST_LIVES && (await world.countOpen()) > 0; lives += 1) {
    kill([...alive.keys()]);
    while (alive.size > 0) await sleep(10);
    await traffic.arrived();
    clock.offsetMs += LONGEST_PAUSE_MS;
    // Faults go on while anything is killed; after many kills for one life more.
    if (lives > 0 || kills < MANY_KILLS) desk.treat(traffic.count);
    while (alive.size < bots) await start();
    await connected();
    await world.untilIdle();
  }
  kill([...alive.keys()]);
  while (alive.size > 0) await sleep(10);
  await traffic.arrived();
  const found = await world.inspect();
  await world.close();
  return { kills: killed, steps, ...traffic.figures(), ...found, refusals: desk.refusals, errors: [...errors] };
}

/** `connected` settles when the platform has taken the bot in, or the bot is no more. */
async function startBot(
  { desk, target, folder, clock }: DigestKillOptions,
  errors: Set<string>,
): Promise<{ readonly child: ChildProcess; readonly connected: Promise<void> }> {
  const child = await startCommand(['start'], {
    cwd: folder,
    env: {
      ...desk.env,
      ...(target.kind === 'postgresql' ? { DATABASE_URL: target.url } : { DATA_DIR: target.folder }),
      SECRET_KEY,
      NODE_OPTIONS: `--import=${CLOCK}`,
      CLOCK_OFFSET_MS: String(clock.offsetMs),
    },
  });
  child.stdout?.resume();
  const connected = new Promise<void>((resolve) => {
    child.once('exit', () => resolve());
    let rest = '';
    child.stderr?.setEncoding('utf8').on('data', (chunk: string) => {
      const lines = (rest + chunk).split('\n');
      rest = lines.pop() ?? '';
      for (const line of lines) {
        if (/"Discord: ready|"connected to Slack/.test(line)) resolve();
        if (!/"level":"(?:info|warn)"/.test(line)) errors.add(line);
      }
    });
  });
  return { child, connected };
}
