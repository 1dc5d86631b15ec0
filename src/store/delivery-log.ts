import type { Connection } from './connection.js';
import { type Delivery, type LoggedDelivery, toDelivery, toLogged } from './delivery-row.js';

/** One that failed, and whose subscription names somebody to tell. */
export interface FailedDelivery extends LoggedDelivery {
  readonly creator: string;
  /** The subscription was paused for it. */
  readonly isPaused: boolean;
}

/** The queries on what became of deliveries. */
export interface DeliveryLogQueries {
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

/** The queries on what became of deliveries, over one connection. */
export function createDeliveryLogQueries(connection: Connection): DeliveryLogQueries {
  return {
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
