import type { Connection } from './connection.js';

/** The queries on platform events. */
export interface EventQueries {
  /**
   * Takes on a platform event, so that one which is delivered twice is answered once.
   *
   * @param key  with the platform: `discord:interaction:123`
   * @returns true for exactly one of all who ever ask, however many ask at once
   */
  claim(key: string): Promise<boolean>;
}

/** The queries on platform events, over one connection. */
export function createEventQueries(connection: Connection): EventQueries {
  return {
    async claim(key) {
      const claimed = await connection.query((db) =>
        db
          .insertInto('event')
          .values({ key, at: connection.now() })
          .onConflict((conflict) => conflict.column('key').doNothing())
          .returning('key')
          .executeTakeFirst(),
      );
      return claimed !== undefined;
    },
  };
}
