import { expressionBuilder, sql } from 'kysely';
import type { Connection } from './connection.js';
import { toStorableText } from './row.js';
import type { Schema } from './schema.js';

/** One message that is due for a subscription. Instants are milliseconds since 1970 in UTC. */
export interface Delivery {
  readonly id: string;
  readonly subscription: string;
  /** The local day of a digest, or the story of an alert: what it is sent once for. */
  readonly occasion: string;
  readonly dueAt: number;
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
}

/** A delivery for the log, with where it goes. */
interface LoggedDelivery extends Delivery {
  readonly space: string;
  readonly platform: string;
  readonly channel: string;
}

/** What became of a delivery that somebody took on. */
export type DeliveryOutcome =
  | { readonly state: 'sent'; readonly message: string }
  | { readonly state: 'failed' | 'skipped'; readonly reason: string }
  /** To be tried again at another time. */
  | { readonly state: 'planned'; readonly dueAt: number; readonly reason?: string };

/** The queries on deliveries. */
export interface DeliveryQueries {
  /**
   * Plans a delivery, once for a subscription and an occasion.
   *
   * @returns whether it is new; false also when the subscription is gone
   */
  plan(delivery: Pick<Delivery, 'id' | 'subscription' | 'occasion' | 'dueAt'>): Promise<boolean>;
  /**
   * Takes a delivery on: it is planned, or whoever had it has let the time run out. Of many who ask at once, one gets it.
   *
   * @param leaseMs  how long the others leave it alone
   * @returns the delivery as it is now; undefined when somebody else has it, it is settled or there is none
   */
  claim(id: string, leaseMs: number): Promise<Delivery | undefined>;
  /** As `claim`, for the one that is due longest; those of paused subscriptions wait. Undefined when none is due. */
  claimDue(leaseMs: number): Promise<Delivery | undefined>;
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
          .columns(['id', 'subscription', 'occasion', 'due_at', 'state', 'attempts'])
          .expression(
            db
              .selectFrom('subscription')
              .select(({ ref }) => [
                sql<string>`cast(${id} as text)`.as('id'),
                ref('subscription.id').as('subscription'),
                sql<string>`cast(${occasion} as text)`.as('occasion'),
                sql<number>`cast(${dueAt} as bigint)`.as('due_at'),
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

    async settle({ id, attempts }, outcome) {
      const { numUpdatedRows } = await connection.query((db) =>
        db
          .updateTable('delivery')
          .set(toChange(outcome, connection.now()))
          .where('id', '=', id)
          .where('state', '=', 'sending')
          .where('attempts', '=', attempts)
          .executeTakeFirst(),
      );
      return numUpdatedRows > 0n;
    },

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
      return rows.map((row) => ({
        ...toDelivery(row),
        space: row.space,
        platform: row.platform,
        channel: row.channel,
      }));
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
  };
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
  if (state === 'planned') return { state, due_at: outcome.dueAt, lease_until: null, reason };
  const message = state === 'sent' ? outcome.message : null;
  return { state, lease_until: null, reason, message, settled_at: now };
}

function toDelivery(row: Schema['delivery']): Delivery {
  const { id, subscription, occasion, state, attempts, reason, message } = row;
  return {
    id,
    subscription,
    occasion,
    dueAt: row.due_at,
    state,
    attempts,
    ...(row.lease_until !== null && { leaseUntil: row.lease_until }),
    ...(reason !== null && { reason }),
    ...(message !== null && { message }),
    ...(row.settled_at !== null && { settledAt: row.settled_at }),
  };
}
