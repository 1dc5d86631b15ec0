import type { Transaction } from 'kysely';
import { splitPerson } from '../core/person.js';
import type { Memory } from '../core/ports.js';
import { transactionInTurn } from './article-log.js';
import type { Connection } from './connection.js';
import type { Schema } from './schema.js';
import { deleteSpace } from './spaces.js';

/** The queries on people. */
export interface PeopleQueries {
  /**
   * Deletes what is kept about a person: replies to their questions with all of theirs, their judgements, and their own
   * space. Feeds and subscriptions that they made in a shared space stay, without their name.
   *
   * @param person  with the platform: `discord:123`
   */
  forget: Memory['forget'];
}

/** The queries on people, over one connection. */
export function createPeopleQueries(connection: Connection): PeopleQueries {
  return {
    forget: (person) =>
      transactionInTurn(connection, async (db) => {
        const asker = connection.hash(person);
        // First, and counted, since the rest takes some of them along.
        const judgements = await db.deleteFrom('feedback').where('asker', '=', asker).executeTakeFirst();
        const replies = await db.deleteFrom('reply').where('asker', '=', asker).executeTakeFirst();
        const ownSpace = toOwnSpace(person);
        const own = ownSpace === undefined ? undefined : await deleteSpace(db, ownSpace, connection);
        const renounced = await renounce(db, person);
        return {
          replies: Number(replies.numDeletedRows) + (own?.replies ?? 0),
          judgements: Number(judgements.numDeletedRows),
          ownerships: renounced + (own?.ownerships ?? 0),
        };
      }),
  };
}

/** @example toOwnSpace('discord:123') // 'discord:user:123' */
function toOwnSpace(person: string): string | undefined {
  const [platform, id] = splitPerson(person);
  return id === undefined ? undefined : `${platform}:user:${id}`;
}

/** Takes a person's name off feeds and subscriptions, whether it stands there with its platform or as the platform has it. */
async function renounce(db: Transaction<Schema>, person: string): Promise<number> {
  const [platform, id = person] = splitPerson(person);
  const subscriptions = await db
    .updateTable('subscription')
    .set({ creator: null })
    .where(({ or, and, eb }) =>
      or([eb('creator', '=', person), and([eb('creator', '=', id), eb('platform', '=', platform)])]),
    )
    .executeTakeFirst();
  const feeds = await db
    .updateTable('feed')
    .set({ creator: null })
    .where(({ or, and, eb }) =>
      or([eb('creator', '=', person), and([eb('creator', '=', id), eb('space', 'like', `${platform}:%`)])]),
    )
    .executeTakeFirst();
  return Number(subscriptions.numUpdatedRows + feeds.numUpdatedRows);
}
