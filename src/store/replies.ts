import type { Kysely, Transaction } from 'kysely';
import { sql } from 'kysely';
import { z } from 'zod';
import type { KeptReply as ThreadReply } from '../core/commands/keep.js';
import { quotationsOf } from '../core/quotations.js';
import { REPLY_SCHEMA, type Reply, toReplyJson } from '../core/reply.js';
import type { Connection } from './connection.js';
import { parseJsonColumn, toBatches, toStorableText } from './row.js';
import type { Schema } from './schema.js';

/** A reply with what it is kept under. Its question is kept in it and beside it, and nowhere else. */
type KeptReply = Omit<ThreadReply, 'thread'> & Partial<Pick<ThreadReply, 'thread'>>;

/** A message of the bot that holds a kept reply. */
interface Posting {
  readonly reply: string;
  readonly channel: string;
  /** The platform's id of the message. */
  readonly message: string;
  /** When it was posted, in milliseconds since 1970 in UTC. */
  readonly at: number;
}

/** The queries on kept replies. */
export interface ReplyQueries {
  /** Keeps a reply with its quotations, under its id, which is new. Of the asker a keyed hash is kept. */
  keep(kept: KeptReply): Promise<void>;
  /**
   * A kept reply, with its id.
   *
   * @returns undefined when the space has none of that id
   * @throws {BotError} `store-unavailable` when the stored text is no reply
   */
  get(id: string, space: string): Promise<Reply | undefined>;
  /** Notes where a reply was posted. A message has one reply, the first that is told; one that is gone is passed over. */
  delivered(reply: string, channel: string, message: string): Promise<void>;
  /** The reply in a message of the bot; undefined for any other message. */
  findByMessage(
    channel: string,
    message: string,
  ): Promise<{ readonly id: string; readonly space: string; readonly thread?: string } | undefined>;
  /** The last questions of a conversation, oldest first; those without a word to look for are left out. */
  turns(space: string, thread: string, limit: number): Promise<readonly string[]>;
  /** Whether a reply is kept in this conversation. */
  knows(space: string, thread: string): Promise<boolean>;
  /**
   * The messages in a space whose replies quote an article, newest first.
   *
   * @param revision  default any
   * @param limit  1 or more
   */
  quoting(options: {
    readonly article: string;
    readonly revision?: string;
    readonly space: string;
    readonly limit: number;
  }): Promise<readonly Posting[]>;
}

/** Every kind by name, so that the compiler asks for a new one. */
const KINDS: Readonly<Record<Reply['kind'], true>> = {
  answer: true,
  'no-match': true,
  articles: true,
  article: true,
  imported: true,
  verified: true,
  scores: true,
  status: true,
  help: true,
  gaps: true,
  feeds: true,
  digest: true,
  subscriptions: true,
  deliveries: true,
  notice: true,
  done: true,
  failure: true,
};

/** The rest was written by this program, and new keys may have come since. */
const replySchema = z
  .looseObject({ schema: z.literal(REPLY_SCHEMA), kind: z.string().refine((kind) => Object.hasOwn(KINDS, kind)) })
  .transform(({ schema: _, ...reply }) => reply as unknown as Reply);

/** The queries on kept replies, over one connection. */
export function createReplyQueries(connection: Connection): ReplyQueries {
  return {
    keep: ({ id, space, thread, command, asker, reply }) =>
      connection.transaction(async (db) => {
        await db
          .insertInto('reply')
          .values({
            id,
            space,
            thread: thread ?? null,
            command,
            question: toKeptQuestion(reply),
            kind: reply.kind,
            asker: connection.hash(asker),
            at: thread === undefined ? connection.now() : await toNextInstant(db, space, thread, connection.now()),
            content: JSON.stringify(toReplyJson({ ...reply, id })),
          })
          .execute();
        const rows = quotationsOf(reply).map(({ article, revision, sentence, start, end }, position) => ({
          reply: id,
          position,
          article,
          revision,
          sentence,
          start,
          end,
        }));
        for (const batch of toBatches(rows)) await db.insertInto('quotation').values(batch).execute();
      }),

    async get(id, space) {
      const row = await connection.query((db) =>
        db.selectFrom('reply').select('content').where('id', '=', id).where('space', '=', space).executeTakeFirst(),
      );
      return row && parseJsonColumn(row.content, replySchema, `reply ${id}`);
    },

    async delivered(reply, channel, message) {
      const at = connection.now();
      // From a select, since the reply may have been forgotten while it was on its way.
      await connection.query((db) =>
        db
          .insertInto('posting')
          .columns(['reply', 'channel', 'message', 'at'])
          .expression(
            db
              .selectFrom('reply')
              .select([
                'id',
                sql<string>`cast(${channel} as text)`.as('channel'),
                sql<string>`cast(${message} as text)`.as('message'),
                sql<number>`cast(${at} as bigint)`.as('at'),
              ])
              .where('id', '=', reply),
          )
          .onConflict((conflict) => conflict.columns(['channel', 'message']).doNothing())
          .execute(),
      );
    },

    async findByMessage(channel, message) {
      const row = await connection.query((db) =>
        db
          .selectFrom('posting')
          .innerJoin('reply', 'reply.id', 'posting.reply')
          .select(['reply.id', 'reply.space', 'reply.thread'])
          .where('posting.channel', '=', channel)
          .where('posting.message', '=', message)
          .executeTakeFirst(),
      );
      if (row === undefined) return undefined;
      const { id, space, thread } = row;
      return { id, space, ...(thread !== null && { thread }) };
    },

    async turns(space, thread, limit) {
      const rows = await connection.query((db) =>
        inThread(db, space, thread)
          .select(({ ref }) => ref('question').$notNull().as('question'))
          .where('command', '=', 'ask')
          .where('question', 'is not', null)
          .orderBy('at', 'desc')
          .limit(limit)
          .execute(),
      );
      return rows.map(({ question }) => question).reverse();
    },

    async knows(space, thread) {
      const row = await connection.query((db) => inThread(db, space, thread).select('id').limit(1).executeTakeFirst());
      return row !== undefined;
    },

    quoting: ({ article, revision, space, limit }) =>
      connection.query((db) =>
        db
          .selectFrom(
            db
              .selectFrom('quotation')
              .select('reply')
              .distinct()
              .where('article', '=', article)
              .$call((query) => (revision === undefined ? query : query.where('revision', '=', revision)))
              .as('quoting'),
          )
          // To SQLite a cross join is an order: from the few quotations, not from all replies of the space.
          .crossJoin('posting')
          .crossJoin('reply')
          .select(['posting.reply', 'posting.channel', 'posting.message', 'posting.at'])
          .whereRef('posting.reply', '=', 'quoting.reply')
          .whereRef('reply.id', '=', 'quoting.reply')
          .where('reply.space', '=', space)
          .orderBy('posting.at', 'desc')
          .orderBy('posting.message', 'desc')
          .limit(limit)
          .execute(),
      ),
  };
}

function inThread(db: Kysely<Schema>, space: string, thread: string) {
  return db.selectFrom('reply').where('space', '=', space).where('thread', '=', thread);
}

/** A question without a word to look for is no turn that a follow-up could refer to, and no gap in the articles. */
function toKeptQuestion(reply: Reply): string | null {
  const isEmpty = !reply.question || (reply.kind === 'no-match' && reply.reason === 'empty-question');
  return isEmpty ? null : toStorableText(reply.question ?? '');
}

/** After the reply before it in the thread, also when both come within a millisecond or the clock was set back. */
async function toNextInstant(db: Transaction<Schema>, space: string, thread: string, now: number): Promise<number> {
  const { last } = await inThread(db, space, thread)
    .select(({ fn }) => fn.max<number | null>('at').as('last'))
    .executeTakeFirstOrThrow();
  return last === null ? now : Math.max(now, last + 1);
}
