import { sql } from 'kysely';
import type { Memory } from '../core/ports.js';
import type { Connection } from './connection.js';
import { toStorableText } from './row.js';

/** The queries on people's judgements of replies. */
export interface FeedbackQueries {
  /**
   * Notes whether a reply helped. A person's later judgement of a reply takes the place of the earlier, its reason too.
   * Of the person a keyed hash is kept.
   *
   * @returns false when the space has no such reply
   */
  judge: Memory['judge'];
}

/** The queries on people's judgements of replies, over one connection. */
export function createFeedbackQueries(connection: Connection): FeedbackQueries {
  return {
    async judge({ reply, space, asker, isHelpful, reason }) {
      const hash = connection.hash(asker);
      const text = reason === undefined ? null : toStorableText(reason);
      const at = connection.now();
      const judged = await connection.query((db) =>
        db
          .insertInto('feedback')
          .columns(['reply', 'asker', 'is_helpful', 'reason', 'at'])
          .expression(
            db
              .selectFrom('reply')
              .select([
                'id',
                sql<string>`cast(${hash} as text)`.as('asker'),
                sql<number>`cast(${isHelpful ? 1 : 0} as integer)`.as('is_helpful'),
                sql<string | null>`cast(${text} as text)`.as('reason'),
                sql<number>`cast(${at} as bigint)`.as('at'),
              ])
              .where('id', '=', reply)
              .where('space', '=', space),
          )
          .onConflict((conflict) =>
            conflict.columns(['reply', 'asker']).doUpdateSet(({ ref }) => ({
              is_helpful: ref('excluded.is_helpful'),
              reason: ref('excluded.reason'),
              at: ref('excluded.at'),
            })),
          )
          .returning('reply')
          .executeTakeFirst(),
      );
      return judged !== undefined;
    },
  };
}
