import { afterQuietHours, parseQuietHours } from '../core/digest/quiet-hours.js';
import { type DueDay, duesBetween, nextDue } from '../core/digest/schedule.js';

/** What is planned for: a digest at a local time, or alerts. */
export interface PlannedSubscription {
  readonly id: string;
  /** Local time `HH:MM`, or `now` for alerts. */
  readonly schedule: string;
  readonly zone: string;
  readonly quiet?: string;
  /** Milliseconds since 1970 in UTC: nothing is due that was due before. */
  readonly activeSince: number;
}

/** What planning needs of the store and the articles. */
export interface PlanningPorts<Wish extends PlannedSubscription> {
  active(): Promise<readonly Wish[]>;
  lastDue(subscription: string): Promise<number | undefined>;
  plan(delivery: {
    readonly id: string;
    readonly subscription: string;
    readonly occasion: string;
    readonly dueAt: number;
  }): Promise<boolean>;
  /** Notes that a delivery was missed. */
  miss(delivery: string): Promise<void>;
  /** The stories of which something is new and nothing was told, by their ids, that no delivery is planned for. */
  newStories(subscription: Wish): Promise<readonly string[]>;
  /** A number that is another one whenever articles came or went. */
  articlesVersion(): Promise<number>;
  newId(): string;
  /** Milliseconds since 1970 in UTC. */
  now(): number;
}

/** Beyond so much a digest is missed, and the next one says so. */
export const MISSED_MS = 12 * 3_600_000;
/** Stories are looked for anew after so long although nothing came: another bot's articles may not be at hand at once. */
const LOOK_AGAIN_MS = 30_000;

/**
 * Plans what is due, each digest once for its local day and each alert once for its story: however often it is called, and
 * by however many bots.
 */
export function createPlanner<Wish extends PlannedSubscription>(ports: PlanningPorts<Wish>): () => Promise<void> {
  /** By all on which it depends: when the next digest of a subscription is due. */
  const nextAt = new Map<string, number>();
  let looked = { version: -1, at: Number.NEGATIVE_INFINITY, alerts: '' };

  const planDigest = async (subscription: Wish, now: number): Promise<void> => {
    const { id, schedule, zone, activeSince } = subscription;
    const key = JSON.stringify([id, schedule, zone, activeSince]);
    const known = nextAt.get(key);
    if (known !== undefined && now < known) return;
    const time = { at: schedule, zone };
    const after = Math.max(activeSince, (await ports.lastDue(id)) ?? 0);
    for (const { day, at } of duesBetween(time, after, now) satisfies readonly DueDay[]) {
      const delivery = ports.newId();
      const isNew = await ports.plan({ id: delivery, subscription: id, occasion: day, dueAt: at });
      if (isNew && now - at > MISSED_MS) await ports.miss(delivery);
    }
    nextAt.set(key, nextDue(time, now).at);
  };

  const planAlerts = async (subscription: Wish, now: number): Promise<void> => {
    const quiet = subscription.quiet === undefined ? undefined : parseQuietHours(subscription.quiet);
    for (const story of await ports.newStories(subscription)) {
      const dueAt = afterQuietHours(quiet, subscription.zone, now);
      await ports.plan({ id: ports.newId(), subscription: subscription.id, occasion: story, dueAt });
    }
  };

  return async () => {
    const now = ports.now();
    const subscriptions = await ports.active();
    const alerts = subscriptions.filter(({ schedule }) => schedule === 'now');
    for (const subscription of subscriptions) if (subscription.schedule !== 'now') await planDigest(subscription, now);
    if (nextAt.size > 2 * subscriptions.length + 100) nextAt.clear();
    if (alerts.length === 0) return;
    const version = await ports.articlesVersion();
    const ids = alerts.map(({ id }) => id).join(' ');
    if (version === looked.version && ids === looked.alerts && now - looked.at < LOOK_AGAIN_MS) return;
    looked = { version, at: now, alerts: ids };
    for (const subscription of alerts) await planAlerts(subscription, now);
  };
}
