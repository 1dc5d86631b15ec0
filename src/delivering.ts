import type { App } from './app.js';
import type { ChatAdapter } from './core/chat.js';
import { createWanted } from './core/digest/wanted.js';
import type { DigestReply } from './core/digest-reply.js';
import { BotError } from './core/errors.js';
import type { Log } from './core/ports.js';
import type { Reply } from './core/reply.js';
import { tellOfFailedDeliveries } from './delivery-notices.js';
import { type DigestComposer, filtersOf } from './digest-composer.js';
import { followDigestList } from './digest-list.js';
import type { DigestDefaults } from './digests.js';
import { createDeliverer, MISSED, type Outcome } from './jobs/deliver.js';
import type { Job } from './jobs/jobs.js';
import { createPlanner, MISSED_MS } from './jobs/plan-deliveries.js';
import { createPool } from './jobs/pool.js';
import type { DeliveryOutcome } from './store/deliveries.js';
import type { Delivery } from './store/delivery-row.js';
import type { Store } from './store/store.js';
import type { Subscription } from './store/subscriptions.js';

/** What delivering is joined with. */
export interface DeliveringOptions {
  readonly store: Store;
  readonly app: Pick<App, 'libraryOf'>;
  readonly composer: DigestComposer;
  readonly adapters: readonly ChatAdapter[];
  readonly defaults: DigestDefaults;
  /** Path of a JSON file with the subscriptions of the configuration. */
  readonly list?: string;
  /** Makes ids of deliveries. */
  newId(): string;
  /** Makes ids of kept replies. */
  newReplyId(): string;
  readonly log: Log;
  /** Called when a delivery is settled for good; default nothing. */
  settled?(state: 'sent' | 'failed' | 'skipped'): void;
  /** Milliseconds since 1970 in UTC. */
  now(): number;
  /** 0 or more, less than 1. */
  random(): number;
}

/** The sending of digests and alerts in a running bot. */
export interface Delivering {
  readonly jobs: readonly Job[];
  /** Begins no further message, and settles when those under way are done with. */
  stop(): Promise<void>;
}

const SECOND_MS = 1_000;
const MINUTE_MS = 60 * SECOND_MS;
const HOUR_MS = 60 * MINUTE_MS;
/** A digest is sent no more than this after its time, when nothing is in the way. */
const LOOK_MS = 2 * SECOND_MS;
/** Messages on their way at the same time. */
const SENDERS = 4;
/** Later than this a digest says that it is late. */
const LATE_MS = 15 * MINUTE_MS;
/** Whose replies digests are: nobody's, so that they outlast whoever asked for them. */
const NOBODY = 'digest';

/** Joins planning and sending to a running bot. */
export async function createDelivering(options: DeliveringOptions): Promise<Delivering> {
  const { store, adapters, log, now, list } = options;
  const { deliveries, subscriptions, replies, articles } = store;
  // Whoever was sending was killed: SQLite lets in one bot at a time.
  if (store.engine === 'sqlite') await deliveries.releaseAll();

  const settle = async (delivery: Delivery, outcome: DeliveryOutcome): Promise<boolean> => {
    const isNoted = await deliveries.settle(delivery, outcome);
    // What another process has taken over is settled there.
    if (isNoted && outcome.state !== 'planned') options.settled?.(outcome.state);
    return isNoted;
  };

  const plan = createPlanner<Subscription>({
    active: () => subscriptions.active(),
    lastDue: (id) => deliveries.lastDue(id),
    plan: (delivery) => deliveries.plan(delivery),
    miss: async (id) => {
      const claimed = await deliveries.claim(id, MINUTE_MS);
      if (claimed) await settle(claimed, { state: 'skipped', reason: MISSED, isMissed: true });
    },
    newStories: (subscription) => findNewStories(subscription, options),
    articlesVersion: () => articles.lastSeq(),
    newId: options.newId,
    now,
  });

  const takeNext = createDeliverer<Delivery, Subscription>({
    claimDue: (leaseMs) => deliveries.claimDue(leaseMs),
    recipientOf: ({ subscription }) => subscriptions.find(subscription),
    begin: (delivery, reply, leaseMs) => deliveries.begin(delivery, reply, leaseMs),
    settle: (delivery, outcome) => settle(delivery, toStored(outcome)),
    messengerOf: (platform) => {
      const adapter = adapters.find((one) => one.platform === platform);
      return adapter && { ready: () => adapter.ready(), post: adapter.post, find: adapter.find };
    },
    isConnected: () => adapters.some((adapter) => adapter.ready()),
    compose: (delivery, subscription) => compose(delivery, subscription, options),
    keep: async (reply, { space }) => {
      const id = options.newReplyId();
      await replies.keep({ id, space, command: 'digest', asker: NOBODY, reply });
      return { ...reply, id };
    },
    recall: (id, { space }) => replies.get(id, space),
    noteMessage: (reply, { channel }, message) => replies.delivered(reply, channel, message),
    pause: async ({ id, space }, reason) => {
      await subscriptions.pause(id, space, reason);
    },
    countSent: (id, after) => deliveries.countSent(id, after),
    log,
    now,
    random: options.random,
  });
  const pool = createPool('send digests', SENDERS, takeNext, log);

  const follow = async (file: string): Promise<void> => {
    try {
      await followDigestList({ file, subscriptions, defaults: options.defaults, log });
    } catch (error) {
      if (!(error instanceof BotError) || error.code !== 'bad-request') throw error;
      log.error({}, error.message);
    }
  };

  return {
    jobs: [
      ...(list === undefined
        ? []
        : [{ name: 'follow the list of subscriptions', everyMs: HOUR_MS, run: () => follow(list) }]),
      {
        name: 'send digests',
        everyMs: LOOK_MS,
        run: async () => {
          await plan();
          await pool.fill();
        },
      },
      {
        name: 'tell of messages that could not be posted',
        everyMs: MINUTE_MS,
        run: () => tellOfFailedDeliveries(deliveries, adapters, log),
      },
    ],
    stop: () => pool.stop(),
  };
}

async function compose(
  delivery: Delivery,
  subscription: Subscription,
  { composer, store, now }: DeliveringOptions,
): Promise<DigestReply | undefined> {
  if (subscription.schedule === 'now') return composer.ofStory(subscription, delivery);
  const lastAt = (await store.deliveries.lastSent(subscription.id))?.occasionAt ?? 0;
  const missed = await store.deliveries.missedSince(subscription.id, lastAt);
  const isLate = now() - delivery.occasionAt > LATE_MS;
  const reply = await composer.ofNow(subscription, {
    day: delivery.occasion,
    ...(isLate && { due: new Date(delivery.occasionAt).toISOString() }),
    ...(missed.length > 0 && { missed }),
  });
  const isEmpty = reply.stories.length === 0 && missed.length === 0;
  return isEmpty && subscription.empty === 'silence' ? undefined : reply;
}

/** The stories of which something is new to an alert's channel and nothing was told, that no delivery is planned for. */
async function findNewStories(
  subscription: Subscription,
  { app, store, now }: DeliveringOptions,
): Promise<readonly string[]> {
  const { id, space, activeSince } = subscription;
  const library = app.libraryOf(space);
  const isWanted = createWanted(filtersOf(subscription), library);
  const told = await store.told.of(id);
  const stories = new Map<string, readonly string[]>();
  for (const { article } of await store.told.firstSeen(space, Math.max(activeSince, now() - MISSED_MS))) {
    const analysed = library.get(article);
    if (analysed === undefined || told.has(article) || !isWanted(analysed)) continue;
    const story = library.storyOf(article);
    if (story !== undefined) stories.set(story.id, story.articles);
  }
  const members = [...new Set([...stories.values()].flat())];
  const planned = await store.deliveries.planned(id, members);
  return [...stories].flatMap(([story, articles]) =>
    articles.some((article) => told.has(article) || planned.has(article)) ? [] : [story],
  );
}

function toStored(outcome: Outcome): DeliveryOutcome {
  if (outcome.state !== 'sent') return outcome;
  return { state: 'sent', message: outcome.message, told: toTold(outcome.reply) };
}

function toTold(reply: Reply): readonly { readonly article: string; readonly revision: string }[] {
  return reply.kind === 'digest' ? reply.stories.flatMap(({ members }) => members) : [];
}
