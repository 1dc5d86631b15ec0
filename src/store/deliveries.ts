import { expressionBuilder, sql, type Transaction } from 'kysely';
import type { Connection } from './connection.js';
import { createDeliveryLogQueries, type DeliveryLogQueries } from './delivery-log.js';
import { type Delivery, toDelivery } from './delivery-row.js';
import { toBatches, toStorableText } from './row.js';
import type { Schema } from './schema.js';

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

/** The queries on deliveries that are to be sent, and on what became of them. */
export interface DeliveryQueries extends DeliveryLogQueries {
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
   * @returns false when somebody else has taken it on meanwhile, or its subscription is gone or paused: it must not be posted
   */
  begin(claimed: Pick<Delivery, 'id' | 'attempts'>, reply: string, leaseMs: number): Promise<boolean>;
  /**
   * Notes what became of a delivery.
   *
   * @param claimed  as `claim` gave it
   * @returns false, and nothing is noted, when somebody else has taken it on meanwhile or it is settled
   */
  settle(claimed: Pick<Delivery, 'id' | 'attempts'>, outcome: DeliveryOutcome): Promise<boolean>;
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
    ...createDeliveryLogQueries(connection),

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
      const planned = new Set<string>();
      for (const batch of toBatches(occasions)) {
        const rows = await connection.query((db) =>
          db
            .selectFrom('delivery')
            .select('occasion')
            .where('subscription', '=', subscription)
            .where('occasion', 'in', batch)
            .execute(),
        );
        for (const { occasion } of rows) planned.add(occasion);
      }
      return planned;
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
          .where('subscription', 'in', db.selectFrom('subscription').select('id').where('state', '=', 'active'))
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
