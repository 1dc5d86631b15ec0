import type { Kysely, Transaction } from 'kysely';
import type { Article } from '../core/article/article.js';
import { transactionInTurn } from './article-log.js';
import { parseContent, toContentRow } from './article-row.js';
import { findOutdated, showContent } from './article-showing.js';
import type { Connection } from './connection.js';
import { toBatches } from './row.js';
import type { Schema } from './schema.js';

/** An item of a feed, with the article that it became. Hashes are hex digits of any length. */
export interface Arrival {
  readonly feed: string;
  readonly space: string;
  /** Of what names the item in its feed. */
  readonly item: string;
  /** Of the item as the feed gave it. */
  readonly contentHash: string;
  /** Of its address; absent when it has none. */
  readonly addressHash?: string;
  /** Of its text, together with who published it: papers that print one agency text are no single article. */
  readonly textHash: string;
  /**
   * A free id for the article, when it is not known yet.
   *
   * @param isTaken  whether the store has the id for this space
   */
  chooseId(isTaken: (id: string) => boolean): string;
  toArticle(id: string): Article;
  /** The instant before which nobody may see it; absent: it is shown at once. */
  readonly showAt?: number;
}

/** What became of an item. */
interface Received {
  /** `unchanged` also when another article has the same text; `held`: kept, and shown in its time. */
  readonly outcome: 'added' | 'revised' | 'unchanged' | 'held';
  /** As it is shown; of an unchanged one only the id can be relied on. */
  readonly article: Article;
}

/** The queries on articles as feeds bring them. */
export interface ArrivalQueries {
  /**
   * Keeps the article of a feed's item, all of it or nothing: when this settles, a crash loses nothing, and the item can
   * come again and does no harm. Same address or same text is the same article; another text of an address is a new
   * revision.
   */
  receive(arrival: Arrival): Promise<Received>;
  /** Notes that nothing was made of an item, or that it is an article of the corpus folder: it is not read again unless it changes. */
  passOver(item: Pick<Arrival, 'feed' | 'item' | 'contentHash'>): Promise<void>;
  /** The hashes of a feed's items as they were read last: item hash to content hash. */
  knownItems(feed: string, items: readonly string[]): Promise<ReadonlyMap<string, string>>;
  /** Shows what was held back until now, the oldest first. */
  release(limit: number): Promise<readonly { readonly article: Article; readonly space: string }[]>;
}

const ALL = '*';

/**
 * The queries on arrivals, over one connection.
 *
 * @param remember  told of each space to which something is shown
 */
export function createArrivalQueries(connection: Connection, remember: (space: string) => void): ArrivalQueries {
  return {
    receive: (arrival) => {
      remember(arrival.space);
      return transactionInTurn(connection, (db) => receive(db, arrival, connection.now()));
    },

    async passOver(item) {
      await connection.transaction(async (db) => {
        if (await isThere(db, item.feed)) await noteItem(db, item, null, connection.now());
      });
    },

    async knownItems(feed, items) {
      const known = new Map<string, string>();
      for (const batch of toBatches(items)) {
        const rows = await connection.query((db) =>
          db
            .selectFrom('feed_item')
            .select(['item', 'content_hash'])
            .where('feed', '=', feed)
            .where('item', 'in', batch)
            .execute(),
        );
        for (const { item, content_hash } of rows) known.set(item, content_hash);
      }
      return known;
    },

    async release(limit) {
      const due = (db: Kysely<Schema>) =>
        db
          .selectFrom('held_article')
          .selectAll()
          .where('show_at', '<=', connection.now())
          .orderBy('show_at')
          .orderBy('article')
          .limit(limit)
          .execute();
      // Asked for every second, and mostly there is nothing.
      if ((await connection.query(due)).length === 0) return [];
      return transactionInTurn(connection, async (db) => {
        const rows = await due(db);
        const released: { article: Article; space: string }[] = [];
        for (const { article: id, space, content } of rows) {
          const article = parseContent(content, id);
          const row = toContentRow(article);
          remember(space);
          await showContent(db, row, (await findOutdated(db, row, [space])).spaces, connection.now());
          await db.deleteFrom('held_article').where('space', '=', space).where('article', '=', id).execute();
          released.push({ article, space });
        }
        return released;
      });
    },
  };
}

async function receive(db: Transaction<Schema>, arrival: Arrival, now: number): Promise<Received> {
  if (!(await isThere(db, arrival.feed))) {
    return { outcome: 'unchanged', article: arrival.toArticle(arrival.chooseId(() => false)) };
  }
  const known = await findKnown(db, arrival);
  const id = known?.article ?? (await chooseFreeId(db, arrival));
  const article = arrival.toArticle(id);
  const settle = async (outcome: Received['outcome']): Promise<Received> => {
    await noteKeys(db, arrival, id);
    await noteItem(db, arrival, id, now);
    return { outcome, article };
  };
  // What all see is not changed by the feed of one space; and the same text at another address is no news.
  if (known !== undefined && (known.space !== arrival.space || !known.isByAddress)) return settle('unchanged');
  const row = toContentRow(article);
  const { spaces, isRevision } = await findOutdated(db, row, [arrival.space]);
  if (spaces.length > 0 && arrival.showAt !== undefined && arrival.showAt > now) {
    await hold(db, arrival, row);
    return settle('held');
  }
  // What waits is older than this.
  await db.deleteFrom('held_article').where('space', '=', arrival.space).where('article', '=', id).execute();
  if (spaces.length === 0) return settle('unchanged');
  await showContent(db, row, spaces, now);
  return settle(isRevision ? 'revised' : 'added');
}

/** A feed may be removed while it is read: nothing more is taken from it then. */
async function isThere(db: Transaction<Schema>, feed: string): Promise<boolean> {
  return (await db.selectFrom('feed').select('id').where('id', '=', feed).executeTakeFirst()) !== undefined;
}

/** The article that an item is, by its address before its text, what the space itself has before what all see. */
async function findKnown(db: Transaction<Schema>, { space, addressHash, textHash }: Arrival) {
  const hashes = [...(addressHash === undefined ? [] : [addressHash]), textHash];
  const rows = await db
    .selectFrom('article_key')
    .selectAll()
    .where('space', 'in', [space, ALL])
    .where('hash', 'in', hashes)
    .execute();
  const found = hashes.flatMap((hash) =>
    [space, ALL].flatMap((owner) => rows.filter((row) => row.hash === hash && row.space === owner)),
  )[0];
  // An item without an address is the same as long as its text is.
  return found && { ...found, isByAddress: found.hash === addressHash };
}

async function chooseFreeId(db: Transaction<Schema>, { space, chooseId }: Arrival): Promise<string> {
  const taken = new Set<string>();
  for (;;) {
    const id = chooseId((candidate) => taken.has(candidate));
    if (taken.has(id)) return id;
    const shown = db.selectFrom('article_space').select('article').where('article', '=', id);
    const keyed = db.selectFrom('article_key').select('article').where('article', '=', id);
    const rows = await shown
      .where('space', 'in', [space, ALL])
      .unionAll(keyed.where('space', 'in', [space, ALL]))
      .limit(1)
      .execute();
    if (rows.length === 0) return id;
    taken.add(id);
  }
}

async function hold(
  db: Transaction<Schema>,
  { space, feed, showAt = 0 }: Arrival,
  row: ReturnType<typeof toContentRow>,
) {
  const { article, content } = row;
  const values = { feed, content, show_at: showAt };
  await db
    .insertInto('held_article')
    .values({ ...values, space, article })
    // A text that was changed meanwhile does not wait anew: its first version would else never be seen.
    .onConflict((conflict) => conflict.columns(['space', 'article']).doUpdateSet({ feed, content }))
    .execute();
}

async function noteKeys(db: Transaction<Schema>, { space, addressHash, textHash }: Arrival, article: string) {
  const hashes = [...new Set([...(addressHash === undefined ? [] : [addressHash]), textHash])];
  await db
    .insertInto('article_key')
    .values(hashes.map((hash) => ({ space, hash, article })))
    .onConflict((conflict) => conflict.columns(['space', 'hash']).doNothing())
    .execute();
}

async function noteItem(
  db: Transaction<Schema>,
  { feed, item, contentHash }: Pick<Arrival, 'feed' | 'item' | 'contentHash'>,
  article: string | null,
  now: number,
) {
  const values = { content_hash: contentHash, article, seen_at: now };
  await db
    .insertInto('feed_item')
    .values({ feed, item, ...values })
    .onConflict((conflict) => conflict.columns(['feed', 'item']).doUpdateSet(values))
    .execute();
}
