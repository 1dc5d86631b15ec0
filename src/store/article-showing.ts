import type { Kysely, Selectable, Transaction } from 'kysely';
import { appendToLog } from './article-log.js';
import { toBatches } from './row.js';
import type { Schema } from './schema.js';

type ContentRow = Selectable<Schema['article_content']>;

/**
 * Those of some spaces that do not see just this content, and whether one of them sees another.
 *
 * @param spaces  each once
 */
export async function findOutdated(
  db: Kysely<Schema>,
  key: Pick<ContentRow, 'article' | 'revision' | 'content_hash'>,
  spaces: readonly string[],
): Promise<{ readonly spaces: readonly string[]; readonly isRevision: boolean }> {
  const rows = await db
    .selectFrom('article_space')
    .select(['space', 'revision', 'content_hash'])
    .where('article', '=', key.article)
    .execute();
  const seen = new Map(rows.map((row) => [row.space, row]));
  const outdated = spaces.filter((space) => {
    const row = seen.get(space);
    return row?.revision !== key.revision || row.content_hash !== key.content_hash;
  });
  return { spaces: outdated, isRevision: outdated.some((space) => seen.has(space)) };
}

/**
 * Shows a content to spaces, in the place of what they saw under its article's id.
 *
 * @param db  of a transaction in turn
 * @param spaces  those that `findOutdated` gave
 */
export async function showContent(
  db: Transaction<Schema>,
  { content, ...key }: ContentRow,
  spaces: readonly string[],
  at: number,
): Promise<void> {
  await db
    .insertInto('article_content')
    .values({ ...key, content })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
  for (const batch of toBatches(spaces)) {
    await db
      .insertInto('article_space')
      .values(batch.map((space) => ({ ...key, space, added_at: at })))
      .onConflict((conflict) => conflict.columns(['article', 'space']).doUpdateSet(key))
      .execute();
  }
  await appendToLog(
    db,
    spaces.map((space) => ({ ...key, space, change: 'shown' })),
    at,
  );
}
