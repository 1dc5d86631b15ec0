import { expressionBuilder, sql, type Transaction } from 'kysely';
import type { Connection } from './connection.js';
import { toBatches, toStorableText } from './row.js';
import type { Schema } from './schema.js';

/** One message that is due for a subscription. Instants are milliseconds since 1970 in UTC. */
export interface Delivery {
  readonly id: string;
  readonly subscription: string;
  /** The local day of a digest, or the story of an alert: what it is sent once for. */
  readonly occasion: string;
  /** When it is to be sent, or tried again. */
  readonly dueAt: number;
  /** When it was due in the first place. */
  readonly occasionAt: number;
  readonly state: 'planned' | 'sending' | 'sent' | 'failed' | 'skipped';
  /** How often somebody has taken it on. It counts up with each, and so is the proof of who has it now. */
  readonly attempts: number;
  /** Until when its sender has it to itself; there while it is being sent. */
  readonly leaseUntil?: number;
  /** Why it failed, was skipped or is tried again, in words. */
  readonly reason?: string;
  /** The platform's id of the posted message. */
  readonly message?: string;
  readonly settledAt?: number;
  /** The kept reply that is sent, also at the next try after one of unknown outcome; absent before it is composed. */
  readonly reply?: string;
  /** Since when it may be in the channel although nobody noted it; absent when it surely is not. */
  readonly postingAt?: number;
  /** How often the platform refused it. */
  readonly refusals: number;
}

/** A delivery for the log, with where it goes. */
export interface LoggedDelivery extends Delivery {
  readonly space: string;
  readonly platform: string;
  readonly channel: string;
}

/** What became of a delivery that somebody took on. */
export type DeliveryOutcome =
  /** `told`: the articles of which it tells, in their revisions. */
  | {
      readonly state: 'sent';
      readonly message: string;
      readonly told?: readonly { readonly article: string; readonly revision: string }[];
    }
  | { readonly state: 'failed'; readonly reason: string }
  /** `isMissed`: its time was over, and the next digest is to say so. */
  | { readonly state: 'skipped'; readonly reason: string; readonly isMissed?: true }
  /** To be tried again at another time. `isUndone`: it is surely not in the channel; `isRefused`: the platform said no. */
  | {
      readonly state: 'planned';
      readonly dueAt: number;
      readonly reason?: string;
      readonly isUndone?: true;
      readonly isRefused?: true;
    };

/** One that failed, and whose subscription names somebody to tell. */
export interface FailedDelivery extends LoggedDelivery {
  readonly creator: string;
  /** The subscription was paused for it. */
  readonly isPaused: boolean;
}

/** The queries on deliveries. */
export interface DeliveryQueries {
  /**
   * Plans a delivery, once for a subscription and an occasion.
   *
   * @returns whether it is new; false also when the subscription is gone
   */
  plan(delivery: Pick<Delivery, 'id' | 'subscription' | 'occasion' | 'dueAt'>): Promise<boolean>;
  /** Which of these occasions a subscription has a delivery for, whatever became of it. */
  planned(subscription: string, occasions: readonly string[]): Promise<ReadonlySet<string>>;
  /** Lets others take on at once what somebody had taken on who is no more: for the only bot of a store, at its start. */
  releaseAll(): Promise<void>;
  /** When the newest delivery of a subscription was due in the first place; undefined when it has none. */
  lastDue(subscription: string): Promise<number | undefined>;
  /**
   * Takes a delivery on: it is planned, or whoever had it has let the time run out. Of many who ask at once, one gets it.
   *
   * @param leaseMs  how long the others leave it alone
   * @returns the delivery as it is now; undefined when somebody else has it, it is settled or there is none
   */
  claim(id: string, leaseMs: number): Promise<Delivery | undefined>;
  /**
   * As `claim`, for the one that is due longest. Those of paused subscriptions wait, and those whose subscription has another
   * one on its way: what a channel gets comes one after the other. Undefined when none is due.
   */
  claimDue(leaseMs: number): Promise<Delivery | undefined>;
  /**
   * Notes that a delivery is about to be posted, and takes it on anew: from now on it may be in the channel.
   *
   * @param reply  the kept reply that is posted
   * @returns false when somebody else has taken it on meanwhile, or its subscription is gone: it must not be posted
   */
  begin(claimed: Pick<Delivery, 'id' | 'attempts'>, reply: string, leaseMs: number): Promise<boolean>;
  /**
   * Notes what became of a delivery.
   *
   * @param claimed  as `claim` gave it
   * @returns false, and nothing is noted, when somebody else has taken it on meanwhile or it is settled
   */
  settle(claimed: Pick<Delivery, 'id' | 'attempts'>, outcome: DeliveryOutcome): Promise<boolean>;
  /**
   * The newest first, by the time when they are due.
   *
   * @param space  only of this one
   * @param limit  1 or more
   */
  list(options: { readonly space?: string; readonly limit: number }): Promise<LoggedDelivery[]>;
  /** The one that was sent last; undefined when none was. */
  lastSent(subscription: string): Promise<Delivery | undefined>;
  /**
   * Up to when a subscription was told of what is new: when its last delivery was made that was sent, or skipped because
   * there was nothing to tell; in milliseconds since 1970 in UTC. Undefined when there is none.
   */
  toldUntil(subscription: string): Promise<number | undefined>;
  /** Occasions that were missed and due after an instant, in their order. */
  missedSince(subscription: string, after: number): Promise<readonly string[]>;
  /** How many of a subscription were sent after an instant. */
  countSent(subscription: string, after: number): Promise<number>;
  /** Those that failed and whose makers were not told yet, oldest first. */
  untold(): Promise<FailedDelivery[]>;
  /** Notes that the maker was told, or cannot be. */
  told(id: string): Promise<void>;
}

/** The queries on deliveries, over one connection. */
export function createDeliveryQueries(connection: Connection): DeliveryQueries {
  const claim = async (id: string, leaseMs: number, now: number): Promise<Delivery | undefined> => {
    const row = await connection.query((db) =>
      db
        .updateTable('delivery')
        .set(({ eb }) => ({ state: 'sending', lease_until: now + leaseMs, attempts: eb('attempts', '+', 1) }))
        .where('id', '=', id)
        .where(isFree(now))
        .returningAll()
        .executeTakeFirst(),
    );
    return row && toDelivery(row);
  };

  const findDue = (now: number) =>
    connection.query((db) =>
      db
        .selectFrom('delivery')
        .innerJoin('subscription', 'subscription.id', 'delivery.subscription')
        .select('delivery.id')
        .where('subscription.state', '=', 'active')
        .where('delivery.due_at', '<=', now)
        .where(isFree(now))
        .where(({ not, exists, selectFrom }) =>
          not(
            exists(
              selectFrom('delivery as other')
                .select('other.id')
                .whereRef('other.subscription', '=', 'delivery.subscription')
                .whereRef('other.id', '<>', 'delivery.id')
                .where('other.state', '=', 'sending')
                .where('other.lease_until', '>=', now),
            ),
          ),
        )
        .orderBy('delivery.due_at')
        .orderBy('delivery.id')
        .executeTakeFirst(),
    );

  return {
    async plan({ id, subscription, occasion, dueAt }) {
      // From a select, since a subscription may be removed while its deliveries are planned.
      const { numInsertedOrUpdatedRows = 0n } = await connection.query((db) =>
        db
          .insertInto('delivery')
          .columns(['id', 'subscription', 'occasion', 'due_at', 'occasion_at', 'state', 'attempts'])
          .expression(
            db
              .selectFrom('subscription')
              .select(({ ref }) => [
                sql<string>`cast(${id} as text)`.as('id'),
                ref('subscription.id').as('subscription'),
                sql<string>`cast(${occasion} as text)`.as('occasion'),
                sql<number>`cast(${dueAt} as bigint)`.as('due_at'),
                sql<number>`cast(${dueAt} as bigint)`.as('occasion_at'),
                sql<'planned'>`'planned'`.as('state'),
                sql<number>`0`.as('attempts'),
              ])
              .where('subscription.id', '=', subscription),
          )
          .onConflict((conflict) => conflict.columns(['subscription', 'occasion']).doNothing())
          .executeTakeFirst(),
      );
      return numInsertedOrUpdatedRows > 0n;
    },

    async planned(subscription, occasions) {
      if (occasions.length === 0) return new Set();
      const rows = await connection.query((db) =>
        db
          .selectFrom('delivery')
          .select('occasion')
          .where('subscription', '=', subscription)
          .where('occasion', 'in', occasions)
          .execute(),
      );
      return new Set(rows.map(({ occasion }) => occasion));
    },

    async lastDue(subscription) {
      const row = await connection.query((db) =>
        db
          .selectFrom('delivery')
          .select('occasion_at')
          .where('subscription', '=', subscription)
          .orderBy('occasion_at', 'desc')
          .executeTakeFirst(),
      );
      return row?.occasion_at;
    },

    async releaseAll() {
      await connection.query((db) =>
        db.updateTable('delivery').set({ lease_until: 0 }).where('state', '=', 'sending').execute(),
      );
    },

    claim: (id, leaseMs) => claim(id, leaseMs, connection.now()),

    async claimDue(leaseMs) {
      const now = connection.now();
      // Ends, since each that somebody else was faster to take is no longer found.
      for (let due = await findDue(now); due !== undefined; due = await findDue(now)) {
        const claimed = await claim(due.id, leaseMs, now);
        if (claimed !== undefined) return claimed;
      }
      return undefined;
    },

    async begin({ id, attempts }, reply, leaseMs) {
      const now = connection.now();
      const { numUpdatedRows } = await connection.query((db) =>
        db
          .updateTable('delivery')
          // The first instant at which it may have been posted stays: it is looked for from then on.
          .set(({ eb, fn, ref, val }) => ({
            reply,
            composed_at: eb.case().when('reply', '=', reply).then(ref('composed_at')).else(now).end(),
            posting_at: fn.coalesce(ref('posting_at'), val(now)),
            lease_until: now + leaseMs,
          }))
          .where('id', '=', id)
          .where('state', '=', 'sending')
          .where('attempts', '=', attempts)
          .executeTakeFirst(),
      );
      return numUpdatedRows > 0n;
    },

    settle: ({ id, attempts }, outcome) =>
      connection.transaction(async (db) => {
        const now = connection.now();
        const settled = await db
          .updateTable('delivery')
          .set(toChange(outcome, now))
          .$if(outcome.state === 'planned' && outcome.isRefused === true, (query) =>
            query.set(({ eb }) => ({ refusals: eb('refusals', '+', 1) })),
          )
          .where('id', '=', id)
          .where('state', '=', 'sending')
          .where('attempts', '=', attempts)
          .returning('subscription')
          .executeTakeFirst();
        if (settled === undefined) return false;
        if (outcome.state === 'sent') await tell(db, settled.subscription, outcome.told ?? [], now);
        return true;
      }),

    async list({ space, limit }) {
      const rows = await connection.query((db) =>
        db
          .selectFrom('delivery')
          .innerJoin('subscription', 'subscription.id', 'delivery.subscription')
          .selectAll('delivery')
          .select(['subscription.space', 'subscription.platform', 'subscription.channel'])
          .$if(space !== undefined, (query) => query.where('subscription.space', '=', space ?? ''))
          .orderBy('delivery.due_at', 'desc')
          .orderBy('delivery.id', 'desc')
          .limit(limit)
          .execute(),
      );
      return rows.map(toLogged);
    },

    async lastSent(subscription) {
      const row = await connection.query((db) =>
        db
          .selectFrom('delivery')
          .selectAll()
          .where('subscription', '=', subscription)
          .where('state', '=', 'sent')
          .orderBy('settled_at', 'desc')
          .orderBy('due_at', 'desc')
          .executeTakeFirst(),
      );
      return row && toDelivery(row);
    },

    async toldUntil(subscription) {
      const row = await connection.query((db) =>
        db
          .selectFrom('delivery')
          .select(({ fn }) => fn.max<number | null>(fn.coalesce('composed_at', 'settled_at')).as('until'))
          .where('subscription', '=', subscription)
          .where('state', 'in', ['sent', 'skipped'])
          .where('is_missed', '=', 0)
          .executeTakeFirst(),
      );
      return row?.until ?? undefined;
    },

    async missedSince(subscription, after) {
      const rows = await connection.query((db) =>
        db
          .selectFrom('delivery')
          .select('occasion')
          .where('subscription', '=', subscription)
          .where('is_missed', '=', 1)
          .where('occasion_at', '>', after)
          .orderBy('occasion_at')
          .execute(),
      );
      return rows.map(({ occasion }) => occasion);
    },

    async countSent(subscription, after) {
      const { count } = await connection.query((db) =>
        db
          .selectFrom('delivery')
          .select(({ fn }) => fn.countAll<number | bigint | string>().as('count'))
          .where('subscription', '=', subscription)
          .where('state', '=', 'sent')
          .where('settled_at', '>', after)
          .executeTakeFirstOrThrow(),
      );
      return Number(count);
    },

    async untold() {
      const rows = await connection.query((db) =>
        db
          .selectFrom('delivery')
          .innerJoin('subscription', 'subscription.id', 'delivery.subscription')
          .selectAll('delivery')
          .select(['subscription.space', 'subscription.platform', 'subscription.channel'])
          .select(({ ref }) => [ref('subscription.creator').$notNull().as('creator'), 'subscription.state as wish'])
          .where('delivery.state', '=', 'failed')
          .where('delivery.told_at', 'is', null)
          .where('subscription.creator', 'is not', null)
          .orderBy('delivery.settled_at')
          .execute(),
      );
      return rows.map((row) => ({ ...toLogged(row), creator: row.creator, isPaused: row.wish === 'paused' }));
    },

    async told(id) {
      await connection.query((db) =>
        db.updateTable('delivery').set({ told_at: connection.now() }).where('id', '=', id).execute(),
      );
    },
  };
}

/** Notes of what a subscription was told, in the place of what it was told of the same articles before. */
async function tell(
  db: Transaction<Schema>,
  subscription: string,
  told: readonly { readonly article: string; readonly revision: string }[],
  at: number,
): Promise<void> {
  const latest = new Map(told.map(({ article, revision }) => [article, { subscription, article, revision, at }]));
  for (const batch of toBatches([...latest.values()])) {
    await db
      .insertInto('told_article')
      .values(batch)
      .onConflict((conflict) =>
        conflict
          .columns(['subscription', 'article'])
          .doUpdateSet(({ ref }) => ({ revision: ref('excluded.revision'), at: ref('excluded.at') })),
      )
      .execute();
  }
}

/** That nobody has a delivery now. */
function isFree(now: number) {
  const { eb, or, and } = expressionBuilder<Schema, 'delivery'>();
  const isAbandoned = and([eb('delivery.state', '=', 'sending'), eb('delivery.lease_until', '<', now)]);
  return or([eb('delivery.state', '=', 'planned'), isAbandoned]);
}

function toChange(outcome: DeliveryOutcome, now: number): Partial<Schema['delivery']> {
  const { state } = outcome;
  const told = 'reason' in outcome ? outcome.reason : undefined;
  const reason = told === undefined ? null : toStorableText(told);
  if (state === 'planned') {
    const isUndone = outcome.isUndone === true || outcome.isRefused === true;
    return { state, due_at: outcome.dueAt, lease_until: null, reason, ...(isUndone && { posting_at: null }) };
  }
  const message = state === 'sent' ? outcome.message : null;
  const isMissed = state === 'skipped' && outcome.isMissed === true;
  return { state, lease_until: null, reason, message, settled_at: now, is_missed: isMissed ? 1 : 0 };
}

function toLogged(
  row: Schema['delivery'] & Pick<Schema['subscription'], 'space' | 'platform' | 'channel'>,
): LoggedDelivery {
  const { space, platform, channel } = row;
  return { ...toDelivery(row), space, platform, channel };
}

function toDelivery(row: Schema['delivery']): Delivery {
  const { id, subscription, occasion, state, attempts, reason, message } = row;
  return {
    id,
    subscription,
    occasion,
    dueAt: row.due_at,
    occasionAt: row.occasion_at,
    state,
    attempts,
    ...(row.lease_until !== null && { leaseUntil: row.lease_until }),
    ...(reason !== null && { reason }),
    ...(message !== null && { message }),
    ...(row.settled_at !== null && { settledAt: row.settled_at }),
    ...(row.reply !== null && { reply: row.reply }),
    ...(row.posting_at !== null && { postingAt: row.posting_at }),
    refusals: row.refusals,
  };
}
