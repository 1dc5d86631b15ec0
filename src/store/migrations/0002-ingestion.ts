import { type Kysely, sql } from 'kysely';

/** What reading feeds needs: their limits, what is known of their items, and articles that wait for their time. */
export async function up(db: Kysely<unknown>): Promise<void> {
  const { schema } = db;
  // One at a time: SQLite adds no two columns in one statement.
  await schema.alterTable('feed').addColumn('excerpt_chars', 'integer').execute();
  await schema.alterTable('feed').addColumn('embargo_ms', 'bigint').execute();
  await schema.alterTable('feed').addColumn('failing_since', 'bigint').execute();
  await schema.alterTable('feed').addColumn('note', 'text').execute();
  await schema.alterTable('feed').addColumn('told_at', 'bigint').execute();
  await schema
    .alterTable('feed')
    .addColumn('origin', 'text', (column) =>
      column.notNull().defaultTo('request').check(sql`origin in ('request', 'configuration')`),
    )
    .execute();

  await schema
    .createTable('feed_item')
    .addColumn('feed', 'text', (column) => column.notNull().references('feed.id').onDelete('cascade'))
    .addColumn('item', 'text', (column) => column.notNull())
    .addColumn('content_hash', 'text', (column) => column.notNull())
    .addColumn('article', 'text')
    .addColumn('seen_at', 'bigint', (column) => column.notNull())
    .addPrimaryKeyConstraint('feed_item_key', ['feed', 'item'])
    .execute();

  await schema
    .createTable('article_key')
    .addColumn('space', 'text', (column) => column.notNull())
    .addColumn('hash', 'text', (column) => column.notNull())
    .addColumn('article', 'text', (column) => column.notNull())
    .addPrimaryKeyConstraint('article_key_key', ['space', 'hash'])
    .execute();
  await schema.createIndex('article_key_by_article').on('article_key').columns(['space', 'article']).execute();

  await schema
    .createTable('held_article')
    .addColumn('space', 'text', (column) => column.notNull())
    .addColumn('article', 'text', (column) => column.notNull())
    .addColumn('feed', 'text', (column) => column.notNull().references('feed.id').onDelete('cascade'))
    .addColumn('content', 'text', (column) => column.notNull())
    .addColumn('show_at', 'bigint', (column) => column.notNull())
    .addPrimaryKeyConstraint('held_article_key', ['space', 'article'])
    .execute();
  await schema.createIndex('held_article_by_time').on('held_article').column('show_at').execute();
}
