import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { createRandom } from '../../src/lib/random.js';
import { Secret } from '../../src/lib/secret.js';
import { openStore, type Store } from '../../src/store/store.js';
import { RecordingLog } from '../fakes/recording-log.js';
import { startCommand } from '../flows/run-command.js';
import type { DeskCall, KillDesk, Treatment } from './kill-desk.js';
import type { KillTarget } from './kill-store.js';

/** Where a process is when it is killed; `any` is a time of no relation to what it does. */
export type KillStep = 'received' | 'stored' | 'answered' | 'looked-up' | 'any';

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
export interface DigestKillFigures {
  readonly kills: number;
  readonly steps: Readonly<Record<string, number>>;
  readonly digests: number;
  /** Calls that asked for a message to be posted. */
  readonly posts: number;
  readonly lookUps: number;
  readonly faults: Readonly<Record<string, number>>;
  /** Channels with more than one message. */
  readonly twice: readonly string[];
  /** Channels without one, though the bot may read them. */
  readonly missing: readonly string[];
  /** Deliveries that the log does not call sent, or whose message or articles it names wrongly. */
  readonly wrong: readonly string[];
  /** Channels that the bot may not read back: how many there were, and of which the log says that the outcome is unknown. */
  readonly unreadable: { readonly channels: number; readonly unknown: number; readonly unknownAndThere: number };
  /** What the bots did against the platform's rules. */
  readonly refusals: readonly unknown[];
  /** What the processes logged as errors, each once. */
  readonly errors: readonly string[];
}

/** The clock of the world: that of the machine, moved ahead whenever nobody is alive who would notice. */
export interface ShiftedClock {
  offsetMs: number;
  now(): number;
}

/** A clock that agrees with the machine's until it is moved. */
export function createShiftedClock(): ShiftedClock {
  const clock = { offsetMs: 0, now: () => Date.now() + clock.offsetMs };
  return clock;
}

const CLOCK = new URL('shifted-clock.mjs', import.meta.url).href;
const SECRET_KEY = '6'.repeat(64);
const ZONES = ['UTC', 'Europe/Paris', 'America/St_Johns', 'Asia/Kathmandu'];
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
/** What the platform takes in of a killed process it takes in before that. */
const IN_FLIGHT_MS = 3_000;
/** A call to a platform is given up after ten seconds. */
const TIMEOUT_MS = 10_500;
const LAST_LIVES = 30;
/** One of so many channels cannot be read back. */
const UNREADABLE_EACH = 6;
const WAITING = { least: 6, most: 10 };

/**
 * Kills bots in the middle of sending digests, with faults of the platform at the same time, until all are settled; and
 * looks at what has arrived.
 */
export async function killDigests(options: DigestKillOptions): Promise<DigestKillFigures> {
  const { desk, clock, kills, bots } = options;
  const random = createRandom(options.seed);
  const world = await createWorld(options, random);
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

  for (let lives = 0; lives < LAST_LIVES && (await world.open()) > 0; lives += 1) {
    kill([...alive.keys()]);
    while (alive.size > 0) await sleep(10);
    await traffic.arrived();
    clock.offsetMs += lives < 4 ? LEASE_MS : LONGEST_PAUSE_MS;
    // Faults go on while anything is killed, and for one life more.
    if (lives > 0) desk.treat(traffic.count);
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

/** What is to be delivered, and what was. */
async function createWorld({ desk, target, clock }: DigestKillOptions, random: () => number) {
  let shiftMs = 0;
  const open = (access: 'write' | 'read'): Promise<Store | undefined> =>
    openStore({
      target: target.kind === 'sqlite' ? target : { kind: 'postgresql', url: new Secret(target.url) },
      access,
      secretKey: new Secret(SECRET_KEY),
      now: () => clock.now() - shiftMs,
      log: new RecordingLog(),
    });
  const channels = new Map<string, { readonly channel: string; readonly isReadable: boolean }>();
  let reader: Store | undefined;

  const list = async () => {
    reader ??= await open('read');
    return (await reader?.deliveries.list({ limit: 10_000 })) ?? [];
  };
  const isOver = (state: string) => state !== 'planned' && state !== 'sending';
  const countOpen = async () => channels.size - (await list()).filter(({ state }) => isOver(state)).length;

  /** Subscriptions whose time was a few minutes ago, made before it. */
  const subscribe = async (count: number): Promise<void> => {
    const store = await open('write');
    for (let number = 0; number < count && store !== undefined; number += 1) {
      const id = `s${channels.size}`;
      const isReadable = channels.size % UNREADABLE_EACH !== UNREADABLE_EACH - 1;
      const channel = desk.addChannel(isReadable);
      const zone = ZONES[channels.size % ZONES.length] ?? 'UTC';
      const dueAt = clock.now() - (2 + Math.floor(random() * 8)) * MINUTE_MS;
      shiftMs = 60 * MINUTE_MS;
      await store.subscriptions.add({
        ...{ id, space: desk.space, platform: desk.platform, channel, zone, empty: 'line' },
        schedule: new Date(dueAt).toLocaleTimeString('en-GB', { timeZone: zone, hour: '2-digit', minute: '2-digit' }),
      });
      shiftMs = 0;
      channels.set(id, { channel, isReadable });
    }
    await store?.close();
  };
  await subscribe(WAITING.most);

  return {
    open: countOpen,

    /** Sees to it that there is something to deliver; while one bot on SQLite is dead, or beside those on PostgreSQL. */
    async provide(): Promise<void> {
      const waiting = await countOpen();
      if (waiting < WAITING.least) await subscribe(WAITING.most - waiting);
    },

    /** Waits until the running bots can do nothing more by now. */
    async untilIdle(): Promise<void> {
      const endMs = Date.now() + 60_000;
      while (Date.now() < endMs) {
        const deliveries = await list();
        const isBusy = deliveries.some(
          ({ state, dueAt, leaseUntil = 0 }) =>
            (state === 'planned' && dueAt <= clock.now() + 6_000) || (state === 'sending' && leaseUntil > clock.now()),
        );
        if (!isBusy && deliveries.length === channels.size) return;
        await sleep(200);
      }
    },

    async inspect(): Promise<Pick<DigestKillFigures, 'digests' | 'twice' | 'missing' | 'wrong' | 'unreadable'>> {
      const bySubscription = new Map((await list()).map((delivery) => [delivery.subscription, delivery]));
      const twice: string[] = [];
      const missing: string[] = [];
      const wrong: string[] = [];
      const unreadable = { channels: 0, unknown: 0, unknownAndThere: 0 };
      for (const [id, { channel, isReadable }] of channels) {
        const messages = desk.messagesIn(channel);
        const delivery = bySubscription.get(id);
        const what = `${id} ${delivery?.state} after ${delivery?.attempts}: ${delivery?.reason ?? ''}`;
        if (messages.length > 1) twice.push(what);
        if (!isReadable) unreadable.channels += 1;
        if (!isReadable && delivery?.state === 'failed' && delivery.reason?.startsWith('unknown-outcome') === true) {
          unreadable.unknown += 1;
          unreadable.unknownAndThere += messages.length;
          continue;
        }
        if (messages.length === 0) missing.push(what);
        const told = await reader?.told.of(id);
        const isRight =
          delivery?.state === 'sent' &&
          delivery.message === messages[0]?.id &&
          told?.has('2031-03-09-ferry-sails-again') === true &&
          messages[0]?.text.includes('Ferry to Lunholm') === true;
        if (!isRight) wrong.push(what);
      }
      return { digests: channels.size, twice, missing, wrong, unreadable };
    },

    close: async () => reader?.close(),
  };
}

/** What the platform does with the calls of the bots: faults at random, and kills at a step. */
function createTraffic(random: () => number) {
  let armed: { readonly step: KillStep; left: number; kill(): void } | undefined;
  let isReached = false;
  let posts = 0;
  let lookUps = 0;
  const faults: Record<string, number> = {};
  const onTheirWay = new Set<Promise<unknown>>();

  const fire = (): void => {
    const { kill } = armed ?? {};
    armed = undefined;
    isReached = true;
    kill?.();
  };
  const fireSoon = (): undefined => {
    setTimeout(fire, random() * 30);
  };
  const later = (ms: number) => (): Promise<unknown> => {
    const waiting = sleep(ms).finally(() => onTheirWay.delete(waiting));
    onTheirWay.add(waiting);
    return waiting;
  };

  const killAt = (step: KillStep): Treatment | undefined => {
    const isEven = random() < 0.5;
    if (step === 'stored') return { kind: 'surround', after: async () => fire() };
    if (step === 'answered' || (step === 'looked-up' && isEven)) return fireSoon();
    fire();
    return isEven ? { kind: 'lose-request' } : { kind: 'surround', before: later(random() * IN_FLIGHT_MS) };
  };

  const disturb = (call: DeskCall): Treatment | undefined => {
    const note = (name: string, treatment: Treatment): Treatment => {
      faults[name] = (faults[name] ?? 0) + 1;
      return treatment;
    };
    const chance = random();
    if (chance < 0.06) return note('429', { kind: 'refused', status: 429 });
    if (chance < 0.12) return note('503', { kind: 'refused', status: 503 });
    if (chance < 0.16) return note('lost request', { kind: 'lose-request' });
    if (call === 'look-up') return undefined;
    if (chance < 0.26) return note('lost response', { kind: 'lose-response' });
    if (chance < 0.32) return note('502 for what was done', { kind: 'surround', isHidden: true });
    if (chance < 0.33) return note('timeout, done', { kind: 'surround', after: later(TIMEOUT_MS) });
    if (chance < 0.34) return note('timeout, done late', { kind: 'surround', before: later(TIMEOUT_MS) });
    return undefined;
  };

  const count = (call: DeskCall): undefined => {
    if (call === 'post') posts += 1;
    else lookUps += 1;
  };

  return {
    /** Lets everything happen as it is asked for. */
    count,
    treat(call: DeskCall): Treatment | undefined {
      count(call);
      const isMet =
        armed !== undefined && armed.step !== 'any' && (call === 'look-up') === (armed.step === 'looked-up');
      if (armed === undefined || !isMet) return disturb(call);
      armed.left -= 1;
      return armed.left > 0 ? disturb(call) : killAt(armed.step);
    },
    /** @returns whether the step was reached */
    arm(step: KillStep, kill: () => void): () => boolean {
      isReached = false;
      armed = { step, left: 1 + Math.floor(random() * 3), kill };
      return () => isReached;
    },
    disarm(): void {
      armed = undefined;
    },
    /** Waits until all that killed processes have sent is there. */
    async arrived(): Promise<void> {
      while (onTheirWay.size > 0) await Promise.all(onTheirWay);
      await sleep(20);
    },
    figures: () => ({ posts, lookUps, faults }),
  };
}
