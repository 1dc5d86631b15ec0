import type { Kysely, Transaction } from 'kysely';
import { transactionInTurn } from './article-log.js';
import { deleteUnreadContents, findUnreadArticles } from './article-row.js';
import type { Connection } from './connection.js';
import { BATCH_ROWS, DELETED_ROWS, deleteInBatches, letOthersWork } from './row.js';
import type { Schema } from './schema.js';
import { createSpaceQueries } from './spaces.js';

/** What was deleted because its time was over. */
interface Pruned {
  readonly spaces: number;
  /** Each with its quotations, postings and judgements. */
  readonly replies: number;
  readonly deliveries: number;
  /** What channels were told, and stories of which they wanted to hear no more. */
  readonly told: number;
  readonly events: number;
  /** Lines of the log that say that something was hidden. */
  readonly logLines: number;
  /** Contents of articles that were added at run time. */
  readonly contents: number;
}

/** Deletes what was kept long enough. */
export interface PruneQueries {
  /**
   * Deletes replies and settled deliveries that are older than `keepMs`, save each subscription's newest settled delivery and the newest that was sent;
   * after 7 days claimed events, and lines of the log about what was hidden; spaces 30 days after they were left; and the
   * content of articles that nobody sees or quotes. It works in small parts and lets others in between; what is
   * interrupted is finished the next time.
   *
   * @param keepMs  0 or more
   */
  prune(options: { readonly keepMs: number }): Promise<Pruned>;
}

const DAY_MS = 86_400_000;
/** Discord and Slack deliver an event again within the hour; a bot that was off for a weekend finds it claimed too. */
const KEEP_EVENTS_MS = 7 * DAY_MS;
/** Every running bot has read them within seconds, and one that starts does not need them. */
const KEEP_HIDDEN_MS = 7 * DAY_MS;
const KEEP_DEPARTED_MS = 30 * DAY_MS;

/** Deletes what was kept long enough, over one connection. */
export function createPruneQueries(connection: Connection): PruneQueries {
  const inParts = (deleteBatch: (db: Transaction<Schema>) => Promise<number>) =>
    deleteInBatches(() => transactionInTurn(connection, deleteBatch));

  return {
    async prune({ keepMs }) {
      const now = connection.now();
      const spaces = await createSpaceQueries(connection).deleteDeparted(now - KEEP_DEPARTED_MS);
      const replies = await inParts((db) => deleteReplies(db, now - keepMs));
      const deliveries = await inParts((db) => deleteDeliveries(db, now - keepMs));
      const told = await inParts((db) => deleteTold(db, now - keepMs));
      const events = await inParts((db) => deleteEvents(db, now - KEEP_EVENTS_MS));
      const logLines = await inParts((db) => deleteHiddenLines(db, now - KEEP_HIDDEN_MS));
      // Last: what was only quoted until now is read by nobody.
      const contents = await deleteContents(connection);
      return { spaces: spaces.length, replies, deliveries, told, events, logLines, contents };
    },
  };
}

async function deleteReplies(db: Transaction<Schema>, beforeMs: number): Promise<number> {
  const old = db.selectFrom('reply').select('id').where('at', '<', beforeMs).orderBy('at').limit(DELETED_ROWS);
  const { numDeletedRows } = await db.deleteFrom('reply').where('id', 'in', old).executeTakeFirst();
  return Number(numDeletedRows);
}

/** Stories last days: what was told of them that long ago meets nothing new. */
async function deleteTold(db: Transaction<Schema>, beforeMs: number): Promise<number> {
  const { numDeletedRows: told } = await db
    .deleteFrom('told_article')
    .where(({ eb, refTuple, selectFrom }) =>
      eb(
        refTuple('subscription', 'article'),
        'in',
        selectFrom('told_article')
          .select(['subscription', 'article'])
          .where('at', '<', beforeMs)
          .limit(DELETED_ROWS)
          .$asTuple('subscription', 'article'),
      ),
    )
    .executeTakeFirst();
  const { numDeletedRows: muted } = await db.deleteFrom('muted_article').where('at', '<', beforeMs).executeTakeFirst();
  return Number(told + muted);
}

async function deleteEvents(db: Transaction<Schema>, beforeMs: number): Promise<number> {
  const old = db.selectFrom('event').select('key').where('at', '<', beforeMs).orderBy('at').limit(DELETED_ROWS);
  const { numDeletedRows } = await db.deleteFrom('event').where('key', 'in', old).executeTakeFirst();
  return Number(numDeletedRows);
}

async function deleteHiddenLines(db: Transaction<Schema>, beforeMs: number): Promise<number> {
  const old = db
    .selectFrom('article_log')
    .select('seq')
    .where('change', '=', 'hidden')
    .where('at', '<', beforeMs)
    .limit(DELETED_ROWS);
  const { numDeletedRows } = await db.deleteFrom('article_log').where('seq', 'in', old).executeTakeFirst();
  return Number(numDeletedRows);
}

async function deleteDeliveries(db: Transaction<Schema>, beforeMs: number): Promise<number> {
  const old = db
    .selectFrom('delivery as old')
    .select('old.id')
    .where('old.settled_at', '<', beforeMs)
    .where(({ exists, or, eb, selectFrom }) => {
      const newer = selectFrom('delivery as newer')
        .select('newer.id')
        .whereRef('newer.subscription', '=', 'old.subscription')
        .where('newer.settled_at', 'is not', null)
        .where(({ eb, refTuple }) => eb(refTuple('newer.due_at', 'newer.id'), '>', refTuple('old.due_at', 'old.id')));
      // The newest one that was sent stays behind later ones that failed: it says what the channel has had.
      return exists(newer).and(or([eb('old.state', '<>', 'sent'), exists(newer.where('newer.state', '=', 'sent'))]));
    })
    .limit(DELETED_ROWS);
  const { numDeletedRows } = await db.deleteFrom('delivery').where('id', 'in', old).executeTakeFirst();
  return Number(numDeletedRows);
}

/** Looks through all articles, some at a time, and takes its turn only where there is something to delete. */
async function deleteContents(connection: Connection): Promise<number> {
  let total = 0;
  let after = '';
  for (;;) {
    const upTo = await connection.query((db) => findPageEnd(db, after));
    if (upTo === undefined) return total;
    const unread = await connection.query((db) => findUnreadArticles(db, after, upTo));
    if (unread.length > 0) total += await transactionInTurn(connection, (db) => deleteUnreadContents(db, unread));
    after = upTo;
    await letOthersWork();
  }
}

/** The last of the next articles after one; undefined when there is none. */
async function findPageEnd(db: Kysely<Schema>, after: string): Promise<string | undefined> {
  const page = db
    .selectFrom('article_content')
    .select('article')
    .where('article', '>', after)
    .orderBy('article')
    .limit(BATCH_ROWS);
  const end = await db
    .selectFrom(page.as('page'))
    .select(({ fn }) => fn.max<string | null>('article').as('last'))
    .executeTakeFirst();
  return end?.last ?? undefined;
}
