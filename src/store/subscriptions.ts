import type { Selectable } from 'kysely';
import type { Connection } from './connection.js';
import { toStorableText } from './row.js';
import type { Schema } from './schema.js';

/** One channel's wish for a digest or for alerts. */
interface Subscription {
  readonly id: string;
  readonly space: string;
  readonly platform: string;
  readonly channel: string;
  /** The platform's own id of who asked for it; absent for one of the configuration, and after `forget`. */
  readonly creator?: string;
  /** Local time `HH:MM`, or `now` for alerts. */
  readonly schedule: string;
  /** IANA time zone. */
  readonly zone: string;
  readonly topic?: string;
  readonly publisher?: string;
  readonly state: 'active' | 'paused';
  /** Why it is paused, in words; absent when somebody paused it. */
  readonly pauseReason?: string;
  /** Milliseconds since 1970 in UTC. */
  readonly createdAt: number;
}

/** What is told of a new subscription; it begins active. */
export type NewSubscription = Omit<Subscription, 'state' | 'pauseReason' | 'createdAt'>;

/** The queries on subscriptions. A space reaches its own only. */
export interface SubscriptionQueries {
  add(subscription: NewSubscription): Promise<void>;
  /** Those of a space, oldest first. */
  list(space: string): Promise<Subscription[]>;
  /** Undefined when the space has none of that id. */
  get(id: string, space: string): Promise<Subscription | undefined>;
  /** The active ones of all spaces, oldest first: what deliveries are planned for. */
  active(): Promise<Subscription[]>;
  /**
   * Stops its deliveries until it is resumed; those that are planned wait.
   *
   * @param reason  in words, when nobody asked for it
   * @returns false when the space has none of that id
   */
  pause(id: string, space: string, reason?: string): Promise<boolean>;
  /** @returns false when the space has none of that id */
  resume(id: string, space: string): Promise<boolean>;
  /**
   * Deletes it, and its deliveries with it.
   *
   * @returns false when the space has none of that id
   */
  remove(id: string, space: string): Promise<boolean>;
}

/** The queries on subscriptions, over one connection. */
export function createSubscriptionQueries(connection: Connection): SubscriptionQueries {
  const setState = async (id: string, space: string, state: Subscription['state'], reason: string | null) => {
    const { numUpdatedRows } = await connection.query((db) =>
      db
        .updateTable('subscription')
        .set({ state, pause_reason: reason })
        .where('id', '=', id)
        .where('space', '=', space)
        .executeTakeFirst(),
    );
    return numUpdatedRows > 0n;
  };

  return {
    async add({ creator, topic, publisher, ...rest }) {
      const row: Schema['subscription'] = {
        ...rest,
        creator: creator ?? null,
        topic: toText(topic),
        publisher: toText(publisher),
        state: 'active',
        pause_reason: null,
        created_at: connection.now(),
      };
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

    pause: (id, space, reason) => setState(id, space, 'paused', toText(reason)),

    resume: (id, space) => setState(id, space, 'active', null),

    async remove(id, space) {
      const { numDeletedRows } = await connection.query((db) =>
        db.deleteFrom('subscription').where('id', '=', id).where('space', '=', space).executeTakeFirst(),
      );
      return numDeletedRows > 0n;
    },
  };
}

function toText(text: string | undefined): string | null {
  return text === undefined ? null : toStorableText(text);
}

function toSubscription(row: Selectable<Schema['subscription']>): Subscription {
  const { creator, topic, publisher, pause_reason, created_at, ...rest } = row;
  return {
    ...rest,
    ...(creator !== null && { creator }),
    ...(topic !== null && { topic }),
    ...(publisher !== null && { publisher }),
    ...(pause_reason !== null && { pauseReason: pause_reason }),
    createdAt: created_at,
  };
}
