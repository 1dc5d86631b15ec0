import { expressionBuilder } from 'kysely';
import type { Connection } from './connection.js';
import { toStorableText } from './row.js';
import type { Schema } from './schema.js';

/** A feed of a space. Instants are milliseconds since 1970 in UTC. */
interface Feed {
  readonly id: string;
  readonly space: string;
  readonly url: string;
  /** The platform's own id of who added it; absent for one of the configuration, and after `forget`. */
  readonly creator?: string;
  /** As the feed last gave it. */
  readonly title?: string;
  /** What the server gave last, to the letter, for the next conditional request. */
  readonly etag?: string;
  readonly lastModified?: string;
  /** When it is fetched next. */
  readonly nextAt: number;
  readonly lastSuccessAt?: number;
  /** What went wrong last, in plain words; absent after a success. */
  readonly lastError?: string;
  /** Failures since the last success. */
  readonly failures: number;
  readonly state: 'active' | 'disabled';
  readonly createdAt: number;
}

/** The queries on feeds. */
export interface FeedQueries {
  /**
   * Adds a feed, to be fetched at once. A space has an address once.
   *
   * @returns the feed, with `isNew` false when the space had it already: then that one, unchanged
   */
  add(feed: Pick<Feed, 'id' | 'space' | 'url' | 'creator'>): Promise<{ readonly feed: Feed; readonly isNew: boolean }>;
  /** Those of a space, oldest first. */
  list(space: string): Promise<Feed[]>;
  /** Those of all spaces, oldest first. */
  all(): Promise<Feed[]>;
  /** @returns false when the space has none of that id */
  remove(id: string, space: string): Promise<boolean>;
  /**
   * Takes on the active feed that is due longest, so that nobody else fetches it meanwhile.
   *
   * @param leaseMs  how long the others leave it alone
   * @returns undefined when none is due
   */
  claimDue(leaseMs: number): Promise<Feed | undefined>;
  /**
   * Notes a success.
   *
   * @param result  validators that the server did not give are forgotten, so after “not modified” the former ones are
   *   given again; a title that is absent stays as it was
   */
  succeeded(
    id: string,
    result: {
      readonly etag?: string;
      readonly lastModified?: string;
      readonly title?: string;
      readonly nextAt: number;
    },
  ): Promise<void>;
  /** Notes a failure, and counts it. */
  failed(id: string, failure: { readonly error: string; readonly nextAt: number }): Promise<void>;
  /** Fetches a feed no more. */
  disable(id: string, error: string): Promise<void>;
}

/** The queries on feeds, over one connection. */
export function createFeedQueries(connection: Connection): FeedQueries {
  const change = async (id: string, values: Partial<Schema['feed']>) => {
    await connection.query((db) => db.updateTable('feed').set(values).where('id', '=', id).execute());
  };

  return {
    async add({ id, space, url, creator }) {
      const now = connection.now();
      const row: Schema['feed'] = {
        id,
        space,
        url,
        creator: creator ?? null,
        title: null,
        etag: null,
        last_modified: null,
        next_at: now,
        lease_until: null,
        last_success_at: null,
        last_error: null,
        failures: 0,
        state: 'active',
        created_at: now,
      };
      return connection.transaction(async (db) => {
        const added = await db
          .insertInto('feed')
          .values(row)
          .onConflict((conflict) => conflict.columns(['space', 'url']).doNothing())
          .returningAll()
          .executeTakeFirst();
        if (added !== undefined) return { feed: toFeed(added), isNew: true };
        const present = await db
          .selectFrom('feed')
          .selectAll()
          .where('space', '=', space)
          .where('url', '=', url)
          .executeTakeFirstOrThrow();
        return { feed: toFeed(present), isNew: false };
      });
    },

    async list(space) {
      const rows = await connection.query((db) =>
        db.selectFrom('feed').selectAll().where('space', '=', space).orderBy('created_at').orderBy('id').execute(),
      );
      return rows.map(toFeed);
    },

    async all() {
      const rows = await connection.query((db) =>
        db.selectFrom('feed').selectAll().orderBy('created_at').orderBy('id').execute(),
      );
      return rows.map(toFeed);
    },

    async remove(id, space) {
      const { numDeletedRows } = await connection.query((db) =>
        db.deleteFrom('feed').where('id', '=', id).where('space', '=', space).executeTakeFirst(),
      );
      return numDeletedRows > 0n;
    },

    async claimDue(leaseMs) {
      const now = connection.now();
      const findDue = () =>
        connection.query((db) =>
          db.selectFrom('feed').select('id').where(isDue(now)).orderBy('next_at').orderBy('id').executeTakeFirst(),
        );
      // Ends, since each that somebody else was faster to take is no longer found.
      for (let due = await findDue(); due !== undefined; due = await findDue()) {
        const { id } = due;
        const claimed = await connection.query((db) =>
          db
            .updateTable('feed')
            .set({ lease_until: now + leaseMs })
            .where('id', '=', id)
            .where(isDue(now))
            .returningAll()
            .executeTakeFirst(),
        );
        if (claimed !== undefined) return toFeed(claimed);
      }
      return undefined;
    },

    succeeded: (id, { etag, lastModified, title, nextAt }) =>
      change(id, {
        etag: etag ?? null,
        last_modified: lastModified ?? null,
        ...(title !== undefined && { title: toStorableText(title) }),
        next_at: nextAt,
        lease_until: null,
        last_success_at: connection.now(),
        last_error: null,
        failures: 0,
      }),

    async failed(id, { error, nextAt }) {
      await connection.query((db) =>
        db
          .updateTable('feed')
          .set(({ eb }) => ({
            last_error: toStorableText(error),
            next_at: nextAt,
            lease_until: null,
            failures: eb('failures', '+', 1),
          }))
          .where('id', '=', id)
          .execute(),
      );
    },

    disable: (id, error) => change(id, { state: 'disabled', last_error: toStorableText(error), lease_until: null }),
  };
}

/** That a feed is to be fetched, and nobody does so now. */
function isDue(now: number) {
  const { eb, or, and } = expressionBuilder<Schema, 'feed'>();
  const isFree = or([eb('lease_until', 'is', null), eb('lease_until', '<', now)]);
  return and([eb('state', '=', 'active'), eb('next_at', '<=', now), isFree]);
}

function toFeed(row: Schema['feed']): Feed {
  const { id, space, url, creator, title, etag, failures, state } = row;
  return {
    id,
    space,
    url,
    ...(creator !== null && { creator }),
    ...(title !== null && { title }),
    ...(etag !== null && { etag }),
    ...(row.last_modified !== null && { lastModified: row.last_modified }),
    nextAt: row.next_at,
    ...(row.last_success_at !== null && { lastSuccessAt: row.last_success_at }),
    ...(row.last_error !== null && { lastError: row.last_error }),
    failures,
    state,
    createdAt: row.created_at,
  };
}
