import { nextDue } from './core/digest/schedule.js';
import { toLocalTime } from './core/digest/zone.js';
import { BotError } from './core/errors.js';
import type { DeliveryFacts, DigestKeeper, SubscriptionFacts } from './core/ports.js';
import type { DigestComposer } from './digest-composer.js';
import type { LoggedDelivery } from './store/delivery-row.js';
import { toInstant } from './store/row.js';
import type { Store } from './store/store.js';
import type { Subscription } from './store/subscriptions.js';

/** When digests come for those who do not say. */
export interface DigestDefaults {
  /** Local time, `HH:MM`. */
  readonly at: string;
  /** IANA time zone. */
  readonly zone: string;
}

/** What subscriptions are kept with. */
export interface DigestKeeperOptions {
  readonly composer: DigestComposer;
  /** Absent: there are only digests of days. */
  readonly store?: Store;
  readonly defaults: DigestDefaults;
  /** Makes ids of `[a-z0-9]` that people can type. */
  newId(): string;
  /** Milliseconds since 1970 in UTC. */
  now(): number;
}

/** What one channel, and what one space may ask of a bot that many share. */
const MAX_OF_CHANNEL = 10;
const MAX_OF_SPACE = 100;

/** The digests of each space, as commands see them. */
export function createDigestKeeper(options: DigestKeeperOptions): DigestKeeper {
  const { composer, store, defaults, newId, now } = options;

  const kept = (): Store => {
    if (store !== undefined) return store;
    throw new BotError(
      'bad-request',
      'No state is kept here, so nothing is known of what was seen when: name a day, for instance 2023-10-21.',
    );
  };

  const toFacts = async (subscription: Subscription): Promise<SubscriptionFacts> => {
    const {
      id,
      platform,
      channel,
      schedule,
      zone,
      topic,
      publisher,
      empty,
      limit,
      quiet,
      state,
      pauseReason,
      creator,
    } = subscription;
    const last = (await kept().deliveries.lastSent(id))?.settledAt;
    return {
      id,
      platform,
      channel,
      at: schedule,
      zone,
      ...(topic !== undefined && { topic }),
      ...(publisher !== undefined && { publisher }),
      empty,
      ...(limit !== undefined && { limit }),
      ...(quiet !== undefined && { quiet }),
      state,
      ...(pauseReason !== undefined && { pauseReason }),
      ...(creator !== undefined && { createdBy: creator }),
      ...(subscription.origin === 'configuration' && { isConfigured: true as const }),
      ...(state === 'active' && schedule !== 'now' && { next: toInstant(nextDue({ at: schedule, zone }, now()).at) }),
      ...(last !== undefined && { last: toInstant(last) }),
    };
  };

  return {
    async preview({ space, channel, day, zone: asked, filters }) {
      if (day !== undefined) return composer.ofDay({ space, day, zone: asked ?? defaults.zone, filters });
      const own = (await kept().subscriptions.list(space)).find(
        (one) => one.channel === channel && one.schedule !== 'now',
      );
      const zone = asked ?? own?.zone ?? defaults.zone;
      const isFiltered = Object.keys(filters).length > 0;
      if (own !== undefined && !isFiltered) return composer.ofNow({ ...own, zone });
      return composer.ofNow({ space, channel: channel ?? '', zone }, { filters });
    },

    async subscribe({ space, channel, asker, at = defaults.at, zone = defaults.zone, empty = 'line', ...wish }) {
      const { subscriptions } = kept();
      const there = await subscriptions.list(space);
      const same = there.find(
        (one) =>
          one.channel === channel &&
          one.schedule === at &&
          one.zone === zone &&
          one.topic === wish.topic &&
          one.publisher === wish.publisher,
      );
      if (same !== undefined) return { subscription: await toFacts(same), isNew: false };
      checkRoom(there, channel);
      const id = newId();
      const platform = space.split(':', 1)[0] ?? '';
      await subscriptions.add({ id, space, platform, channel, creator: asker, schedule: at, zone, empty, ...wish });
      const added = await subscriptions.get(id, space);
      if (added === undefined) throw new BotError('internal', 'A subscription was added and is not there.');
      return { subscription: await toFacts(added), isNew: true };
    },

    list: async (space) =>
      store === undefined ? [] : Promise.all((await store.subscriptions.list(space)).map(toFacts)),
    pause: (id, space) => kept().subscriptions.pause(id, space),
    resume: (id, space) => kept().subscriptions.resume(id, space),
    unsubscribe: (id, space) => kept().subscriptions.remove(id, space),
    mute: ({ space, channel, articles }) => kept().told.mute(space, channel, articles),
    deliveries: async (query) => (store === undefined ? [] : (await store.deliveries.list(query)).map(toDeliveryFacts)),
  };
}

/** The local day of now, in the zone in which digests are told of when nobody says another one. */
export function toToday({ zone }: Pick<DigestDefaults, 'zone'>, now: number): string {
  return toLocalTime(zone, now).day;
}

/** @throws {BotError} `bad-request` */
function checkRoom(there: readonly Subscription[], channel: string): void {
  const ofChannel = there.filter((one) => one.channel === channel).length;
  if (ofChannel >= MAX_OF_CHANNEL) {
    throw new BotError(
      'bad-request',
      `This channel has ${MAX_OF_CHANNEL} subscriptions already. Unsubscribe one first.`,
    );
  }
  if (there.length >= MAX_OF_SPACE) {
    throw new BotError('bad-request', `There are ${MAX_OF_SPACE} subscriptions here already. Unsubscribe one first.`);
  }
}

/** A line of the log of deliveries, as people and programs are told of it. */
export function toDeliveryFacts(delivery: LoggedDelivery): DeliveryFacts {
  const { id, subscription, space, platform, channel, occasion, state, attempts, reason, message } = delivery;
  return {
    id,
    subscription,
    space,
    platform,
    channel,
    occasion,
    state,
    attempts,
    ...(reason !== undefined && { reason }),
    due: toInstant(delivery.occasionAt),
    ...(delivery.settledAt !== undefined && { settled: toInstant(delivery.settledAt) }),
    ...(message !== undefined && { message }),
  };
}
