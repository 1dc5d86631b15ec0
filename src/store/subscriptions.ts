import type { Selectable, Transaction } from 'kysely';
import { transactionInTurn } from './article-log.js';
import type { Connection } from './connection.js';
import { toBatches, toStorableText } from './row.js';
import type { Schema } from './schema.js';

/** One channel's wish for a digest or for alerts. */
export interface Subscription {
  readonly id: string;
  readonly space: string;
  readonly platform: string;
  readonly channel: string;
  /** Who asked for it, with the platform, `discord:123`; absent for one of the configuration, and after `forget`. */
  readonly creator?: string;
  /** Local time `HH:MM`, or `now` for alerts. */
  readonly schedule: string;
  /** IANA time zone. */
  readonly zone: string;
  readonly topic?: string;
  readonly publisher?: string;
  /** Whether a line says that nothing is new. */
  readonly empty: 'line' | 'silence';
  /** Stories that a digest shows, or alerts in an hour. */
  readonly limit?: number;
  /** Local hours without alerts, `22-07`. */
  readonly quiet?: string;
  /** Whether somebody asked for it, or the configuration lists it. */
  readonly origin: 'request' | 'configuration';
  readonly state: 'active' | 'paused';
  /** Why it is paused, in words; absent when somebody paused it. */
  readonly pauseReason?: string;
  /** Milliseconds since 1970 in UTC. */
  readonly createdAt: number;
  /** Since when it was made or resumed: nothing is due that was due before. */
  readonly activeSince: number;
}

/** What is told of a new subscription; it begins active. */
export type NewSubscription = Omit<Subscription, 'state' | 'pauseReason' | 'createdAt' | 'activeSince' | 'origin'>;

/** The queries on subscriptions. A space reaches its own only. */
export interface SubscriptionQueries {
  add(subscription: NewSubscription): Promise<void>;
  /** Those of a space, oldest first. */
  list(space: string): Promise<Subscription[]>;
  /** Undefined when the space has none of that id. */
  get(id: string, space: string): Promise<Subscription | undefined>;
  /** Of whatever space; undefined when there is none of that id. */
  find(id: string): Promise<Subscription | undefined>;
  /** The active ones of all spaces, oldest first: what deliveries are planned for. */
  active(): Promise<Subscription[]>;
  /**
   * Stops its deliveries until it is resumed; those that are planned wait.
   *
   * @param reason  in words, when nobody asked for it
   * @returns false when the space has none of that id
   */
  pause(id: string, space: string, reason?: string): Promise<boolean>;
  /**
   * Lets it go on from now; one that is active goes on as before.
   *
   * @returns false when the space has none of that id
   */
  resume(id: string, space: string): Promise<boolean>;
  /**
   * Deletes it, and its deliveries with it.
   *
   * @returns false when the space has none of that id
   */
  remove(id: string, space: string): Promise<boolean>;
  /**
   * Makes those of the configuration what it lists now: new ones are added, known ones changed, all others removed with
   * their deliveries. What people asked for is left alone.
   */
  configure(listed: readonly NewSubscription[]): Promise<void>;
}

/** The queries on subscriptions, over one connection. */
export function createSubscriptionQueries(connection: Connection): SubscriptionQueries {
  return {
    async add(subscription) {
      const row = toRow(subscription, 'request', connection.now());
      await connection.query((db) => db.insertInto('subscription').values(row).execute());
    },

    async list(space) {
      const rows = await connection.query((db) =>
        db
          .selectFrom('subscription')
          .selectAll()
          .where('space', '=', space)
          .orderBy('created_at')
          .orderBy('id')
          .execute(),
      );
      return rows.map(toSubscription);
    },

    async get(id, space) {
      const row = await connection.query((db) =>
        db.selectFrom('subscription').selectAll().where('id', '=', id).where('space', '=', space).executeTakeFirst(),
      );
      return row && toSubscription(row);
    },

    async find(id) {
      const row = await connection.query((db) =>
        db.selectFrom('subscription').selectAll().where('id', '=', id).executeTakeFirst(),
      );
      return row && toSubscription(row);
    },

    async active() {
      const rows = await connection.query((db) =>
        db
          .selectFrom('subscription')
          .selectAll()
          .where('state', '=', 'active')
          .orderBy('created_at')
          .orderBy('id')
          .execute(),
      );
      return rows.map(toSubscription);
    },

    async pause(id, space, reason) {
      const { numUpdatedRows } = await connection.query((db) =>
        db
          .updateTable('subscription')
          .set({ state: 'paused', pause_reason: toText(reason) })
          .where('id', '=', id)
          .where('space', '=', space)
          .executeTakeFirst(),
      );
      return numUpdatedRows > 0n;
    },

    async resume(id, space) {
      const now = connection.now();
      const { numUpdatedRows } = await connection.query((db) =>
        db
          .updateTable('subscription')
          .set(({ eb }) => ({
            state: 'active',
            pause_reason: null,
            active_since: eb.case().when('state', '=', 'paused').then(now).else(eb.ref('active_since')).end(),
          }))
          .where('id', '=', id)
          .where('space', '=', space)
          .executeTakeFirst(),
      );
      return numUpdatedRows > 0n;
    },

    remove: (id, space) =>
      connection.transaction(async (db) => {
        const own = await db
          .selectFrom('subscription')
          .select('id')
          .where('id', '=', id)
          .where('space', '=', space)
          .execute();
        return (await deleteSubscriptions(db, own)) > 0;
      }),

    async configure(listed) {
      const now = connection.now();
      const rows = listed.map((one) => toRow(one, 'configuration', now));
      // In turn, so that two bots which start at once do not wait for one another in a circle.
      await transactionInTurn(connection, async (db) => {
        for (const row of rows) {
          const { schedule, zone, empty, limit_count, quiet } = row;
          await db
            .insertInto('subscription')
            .values(row)
            .onConflict((conflict) =>
              conflict
                .column('id')
                .doUpdateSet({ schedule, zone, empty, limit_count, quiet })
                .where('subscription.origin', '=', 'configuration'),
            )
            .execute();
        }
        const ids = new Set(rows.map(({ id }) => id));
        const configured = await db
          .selectFrom('subscription')
          .select('id')
          .where('origin', '=', 'configuration')
          .execute();
        await deleteSubscriptions(
          db,
          configured.filter(({ id }) => !ids.has(id)),
        );
      });
    },
  };
}

/**
 * Deletes subscriptions with all that is theirs. Their deliveries go first: whoever notes one as sent takes the delivery
 * first and the subscription next, and neither is to wait for the other in a circle.
 *
 * @returns how many there were
 */
export async function deleteSubscriptions(
  db: Transaction<Schema>,
  subscriptions: readonly { readonly id: string }[],
): Promise<number> {
  let deleted = 0n;
  for (const batch of toBatches(subscriptions.map(({ id }) => id))) {
    await db.deleteFrom('delivery').where('subscription', 'in', batch).execute();
    const { numDeletedRows } = await db.deleteFrom('subscription').where('id', 'in', batch).executeTakeFirst();
    deleted += numDeletedRows;
  }
  return Number(deleted);
}

function toRow(
  { creator, topic, publisher, limit, quiet, ...rest }: NewSubscription,
  origin: Subscription['origin'],
  now: number,
): Schema['subscription'] {
  return {
    ...rest,
    creator: creator ?? null,
    topic: toText(topic),
    publisher: toText(publisher),
    limit_count: limit ?? null,
    quiet: quiet ?? null,
    origin,
    state: 'active',
    pause_reason: null,
    created_at: now,
    active_since: now,
  };
}

function toText(text: string | undefined): string | null {
  return text === undefined ? null : toStorableText(text);
}

function toSubscription(row: Selectable<Schema['subscription']>): Subscription {
  const { creator, topic, publisher, pause_reason, created_at, active_since, limit_count, quiet, ...rest } = row;
  return {
    ...rest,
    ...(creator !== null && { creator }),
    ...(topic !== null && { topic }),
    ...(publisher !== null && { publisher }),
    ...(limit_count !== null && { limit: limit_count }),
    ...(quiet !== null && { quiet }),
    ...(pause_reason !== null && { pauseReason: pause_reason }),
    createdAt: created_at,
    activeSince: active_since,
  };
}
