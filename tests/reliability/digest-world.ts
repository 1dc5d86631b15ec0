import { setTimeout as sleep } from 'node:timers/promises';
import { Secret } from '../../src/lib/secret.js';
import { openStore, type Store } from '../../src/store/store.js';
import { RecordingLog } from '../fakes/recording-log.js';
import type { KillDesk } from './kill-desk.js';
import type { KillTarget } from './kill-store.js';

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

/** What arrived, and what the log says of it. */
export interface DigestFindings {
  readonly digests: number;
  /** Channels with more than one message. */
  readonly twice: readonly string[];
  /** Channels without one, though the bot may read them. */
  readonly missing: readonly string[];
  /** Deliveries that the log does not call sent, or whose message or articles it names wrongly. */
  readonly wrong: readonly string[];
  /** Channels that the bot may not read back: how many there were, and of which the log says that the outcome is unknown. */
  readonly unreadable: { readonly channels: number; readonly unknown: number; readonly unknownAndThere: number };
}

/** What is to be delivered, and what was. */
export interface DigestWorld {
  /** How many deliveries are not settled. */
  countOpen(): Promise<number>;
  /** Sees to it that there is something to deliver; while one bot on SQLite is dead, or beside those on PostgreSQL. */
  provide(): Promise<void>;
  /** Waits until the running bots can do nothing more by now. */
  untilIdle(): Promise<void>;
  inspect(): Promise<DigestFindings>;
  close(): Promise<void>;
}

/** The key under which people are kept. */
export const SECRET_KEY = '6'.repeat(64);

const ZONES = ['UTC', 'Europe/Paris', 'America/St_Johns', 'Asia/Kathmandu'];
const MINUTE_MS = 60_000;
/** One of so many channels cannot be read back. */
const UNREADABLE_EACH = 6;
const WAITING = { least: 6, most: 10 };
/** What is due so soon is waited for. */
const SOON_MS = 6_000;
const LONGEST_WAIT_MS = 60_000;

/** Makes subscriptions in a store whose time was a few minutes ago, each for a channel of its own. */
export async function createDigestWorld(
  { desk, target, clock }: { readonly desk: KillDesk; readonly target: KillTarget; readonly clock: ShiftedClock },
  random: () => number,
): Promise<DigestWorld> {
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
    countOpen,

    async provide() {
      const waiting = await countOpen();
      if (waiting < WAITING.least) await subscribe(WAITING.most - waiting);
    },

    async untilIdle() {
      const endMs = Date.now() + LONGEST_WAIT_MS;
      while (Date.now() < endMs) {
        const deliveries = await list();
        // Whoever was sending and was killed has lost it by now.
        const isBusy = deliveries.some(
          ({ state, dueAt }) => state === 'sending' || (state === 'planned' && dueAt <= clock.now() + SOON_MS),
        );
        if (!isBusy && deliveries.length === channels.size) return;
        await sleep(200);
      }
    },

    async inspect() {
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

    async close() {
      await reader?.close();
    },
  };
}
