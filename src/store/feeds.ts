import { expressionBuilder } from 'kysely';
import type { Connection } from './connection.js';
import { toStorableText } from './row.js';
import type { Schema } from './schema.js';

/** A feed of a space. Instants are milliseconds since 1970 in UTC. */
export interface Feed {
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
  /** The first failure since the last success; absent after a success. */
  readonly failingSince?: number;
  readonly state: 'active' | 'disabled';
  readonly createdAt: number;
  /** Characters of an article that may be kept and shown; absent: all. */
  readonly excerptChars?: number;
  /** How long an article of it is held back. */
  readonly embargoMs?: number;
  /** What the last reading left out or could not believe, in words. */
  readonly note?: string;
  /** Whether somebody asked for it, or the configuration lists it. */
  readonly origin: 'request' | 'configuration';
}

/** A feed with what came of it. */
interface FeedWithCounts extends Feed {
  /** Articles that were made of its items, those on hold left out. */
  readonly articles: number;
  /** Articles that are held back. */
  readonly held: number;
}

/** The queries on feeds. */
export interface FeedQueries {
  /**
   * Adds a feed, to be fetched at once. A space has an address once; adding a disabled one again makes it active again.
   *
   * @returns the feed, with `isNew` false when the space had it already: then that one, with its own limits
   */
  add(
    feed: Pick<Feed, 'id' | 'space' | 'url' | 'creator' | 'excerptChars' | 'embargoMs' | 'title'> & {
      /** Default `request`. */
      readonly origin?: Feed['origin'];
    },
  ): Promise<{ readonly feed: Feed; readonly isNew: boolean }>;
  /** Those of some spaces, oldest first, each with what came of it. */
  list(spaces: readonly string[]): Promise<FeedWithCounts[]>;
  /** Those of all spaces, oldest first. */
  all(): Promise<Feed[]>;
  /** One by its id. */
  get(id: string): Promise<Feed | undefined>;
  /**
   * Removes one, with what is known of its items and what is held back of it. What was shown stays.
   *
   * @returns false when the space has none of that id
   */
  remove(id: string, space: string): Promise<boolean>;
  /**
   * Takes on the active feed that is due longest, so that nobody else fetches it meanwhile.
   *
   * @param leaseMs  how long the others leave it alone
   * @returns undefined when none is due
   */
  claimDue(leaseMs: number): Promise<Feed | undefined>;
  /** Lets all be fetched that are due, whoever had them: for a bot that has the database to itself and has just started. */
  releaseAll(): Promise<void>;
  /** Has the others leave one alone for longer, while its items are being read; with 0 no longer. */
  renew(id: string, leaseMs: number): Promise<void>;
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
      readonly note?: string;
      readonly nextAt: number;
    },
  ): Promise<void>;
  /** Notes a failure, and counts it. */
  failed(id: string, failure: { readonly error: string; readonly nextAt: number }): Promise<void>;
  /** Fetches a feed no more. */
  disable(id: string, error: string): Promise<void>;
  /**
   * Fetches one under another address from now on.
   *
   * @returns false when the space has a feed of that address already
   */
  move(id: string, url: string): Promise<boolean>;
  /** Disabled ones whose creator is known and was not told yet. */
  untold(): Promise<Feed[]>;
  /** Notes that the creator was told. */
  told(id: string): Promise<void>;
}

/** The queries on feeds, over one connection. */
export function createFeedQueries(connection: Connection): FeedQueries {
  const change = async (id: string, values: Partial<Schema['feed']>) => {
    await connection.query((db) => db.updateTable('feed').set(values).where('id', '=', id).execute());
  };

  return {
    async add({ id, space, url, creator, excerptChars, embargoMs, title, origin = 'request' }) {
      const now = connection.now();
      const row: Schema['feed'] = {
        id,
        space,
        url,
        creator: creator ?? null,
        title: title === undefined ? null : toStorableText(title),
        etag: null,
        last_modified: null,
        next_at: now,
        lease_until: null,
        last_success_at: null,
        last_error: null,
        failures: 0,
        state: 'active',
        created_at: now,
        excerpt_chars: excerptChars ?? null,
        embargo_ms: embargoMs ?? null,
        failing_since: null,
        note: null,
        told_at: null,
        origin,
      };
      return connection.transaction(async (db) => {
        const added = await db
          .insertInto('feed')
          .values(row)
          .onConflict((conflict) => conflict.columns(['space', 'url']).doNothing())
          .returningAll()
          .executeTakeFirst();
        if (added !== undefined) return { feed: toFeed(added), isNew: true };
        // Whoever adds a disabled one again wants it to be tried again; to any other one nothing is done.
        await db
          .updateTable('feed')
          .set({ state: 'active', next_at: now, failures: 0, failing_since: null, told_at: null })
          .where('space', '=', space)
          .where('url', '=', url)
          .where('state', '=', 'disabled')
          .execute();
        const present = await db
          .selectFrom('feed')
          .selectAll()
          .where('space', '=', space)
          .where('url', '=', url)
          .executeTakeFirstOrThrow();
        return { feed: toFeed(present), isNew: false };
      });
    },

    async list(spaces) {
      const rows = await connection.query((db) =>
        db
          .selectFrom('feed')
          .selectAll('feed')
          .select(({ selectFrom }) => [
            selectFrom('feed_item')
              .select(({ fn }) => fn.count<number>('feed_item.article').distinct().as('count'))
              .whereRef('feed_item.feed', '=', 'feed.id')
              .as('articles'),
            selectFrom('held_article')
              .select(({ fn }) => fn.countAll<number>().as('count'))
              .whereRef('held_article.feed', '=', 'feed.id')
              .as('held'),
          ])
          .where('space', 'in', [...spaces])
          .orderBy('created_at')
          .orderBy('id')
          .execute(),
      );
      return rows.map(({ articles, held, ...row }) => {
        const waiting = Number(held ?? 0);
        return { ...toFeed(row), articles: Math.max(0, Number(articles ?? 0) - waiting), held: waiting };
      });
    },

    async all() {
      const rows = await connection.query((db) =>
        db.selectFrom('feed').selectAll().orderBy('created_at').orderBy('id').execute(),
      );
      return rows.map(toFeed);
    },

    async get(id) {
      const row = await connection.query((db) =>
        db.selectFrom('feed').selectAll().where('id', '=', id).executeTakeFirst(),
      );
      return row && toFeed(row);
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

    async releaseAll() {
      await connection.query((db) =>
        db.updateTable('feed').set({ lease_until: null }).where('lease_until', 'is not', null).execute(),
      );
    },

    renew: (id, leaseMs) => change(id, { lease_until: leaseMs === 0 ? null : connection.now() + leaseMs }),

    succeeded: (id, { etag, lastModified, title, note, nextAt }) =>
      change(id, {
        etag: etag ?? null,
        last_modified: lastModified ?? null,
        ...(title !== undefined && { title: toStorableText(title) }),
        next_at: nextAt,
        lease_until: null,
        last_success_at: connection.now(),
        last_error: null,
        failures: 0,
        failing_since: null,
        note: note === undefined ? null : toStorableText(note),
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
            failing_since: eb.fn.coalesce('failing_since', eb.val(connection.now())),
          }))
          .where('id', '=', id)
          .execute(),
      );
    },

    disable: (id, error) => change(id, { state: 'disabled', last_error: toStorableText(error), lease_until: null }),

    move: (id, url) =>
      connection.transaction(async (db) => {
        const { space } = await db.selectFrom('feed').select('space').where('id', '=', id).executeTakeFirstOrThrow();
        const there = await db
          .selectFrom('feed')
          .select('id')
          .where('space', '=', space)
          .where('url', '=', url)
          .executeTakeFirst();
        if (there !== undefined) return false;
        await db.updateTable('feed').set({ url }).where('id', '=', id).execute();
        return true;
      }),

    async untold() {
      const rows = await connection.query((db) =>
        db
          .selectFrom('feed')
          .selectAll()
          .where('state', '=', 'disabled')
          .where('creator', 'is not', null)
          .where('told_at', 'is', null)
          .orderBy('id')
          .execute(),
      );
      return rows.map(toFeed);
    },

    told: (id) => change(id, { told_at: connection.now() }),
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
    ...(row.failing_since !== null && { failingSince: row.failing_since }),
    state,
    createdAt: row.created_at,
    ...(row.excerpt_chars !== null && { excerptChars: row.excerpt_chars }),
    ...(row.embargo_ms !== null && { embargoMs: row.embargo_ms }),
    ...(row.note !== null && { note: row.note }),
    origin: row.origin,
  };
}
