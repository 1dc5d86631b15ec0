import { type Kysely, sql } from 'kysely';

/** What digests need: all of a channel's wish, what became of a message on its way, what a channel was told and does not want. */
export async function up(db: Kysely<unknown>): Promise<void> {
  const { schema } = db;
  // One at a time: SQLite adds no two columns in one statement.
  await schema
    .alterTable('subscription')
    .addColumn('empty', 'text', (column) => column.notNull().defaultTo('line').check(sql`empty in ('line', 'silence')`))
    .execute();
  await schema.alterTable('subscription').addColumn('limit_count', 'integer').execute();
  await schema.alterTable('subscription').addColumn('quiet', 'text').execute();
  await schema
    .alterTable('subscription')
    .addColumn('origin', 'text', (column) =>
      column.notNull().defaultTo('request').check(sql`origin in ('request', 'configuration')`),
    )
    .execute();
  await schema
    .alterTable('subscription')
    .addColumn('active_since', 'bigint', (column) => column.notNull().defaultTo(0))
    .execute();
  await sql`update subscription set active_since = created_at`.execute(db);

  await schema.alterTable('delivery').addColumn('reply', 'text').execute();
  await schema.alterTable('delivery').addColumn('composed_at', 'bigint').execute();
  await schema.alterTable('delivery').addColumn('posting_at', 'bigint').execute();
  await schema
    .alterTable('delivery')
    .addColumn('refusals', 'integer', (column) => column.notNull().defaultTo(0))
    .execute();
  await schema
    .alterTable('delivery')
    .addColumn('is_missed', 'integer', (column) => column.notNull().defaultTo(0))
    .execute();
  await schema.alterTable('delivery').addColumn('told_at', 'bigint').execute();
  await schema
    .alterTable('delivery')
    .addColumn('occasion_at', 'bigint', (column) => column.notNull().defaultTo(0))
    .execute();
  await sql`update delivery set occasion_at = due_at`.execute(db);
  await schema.createIndex('delivery_by_occasion').on('delivery').columns(['subscription', 'occasion_at']).execute();

  await schema
    .createIndex('delivery_by_settling')
    .on('delivery')
    .columns(['subscription', 'state', 'settled_at'])
    .execute();

  await schema
    .createTable('told_article')
    .addColumn('subscription', 'text', (column) => column.notNull().references('subscription.id').onDelete('cascade'))
    .addColumn('article', 'text', (column) => column.notNull())
    .addColumn('revision', 'text', (column) => column.notNull())
    .addColumn('at', 'bigint', (column) => column.notNull())
    .addPrimaryKeyConstraint('told_article_key', ['subscription', 'article'])
    .execute();
  await schema.createIndex('told_article_by_time').on('told_article').column('at').execute();

  await schema
    .createTable('muted_article')
    .addColumn('space', 'text', (column) => column.notNull())
    .addColumn('channel', 'text', (column) => column.notNull())
    .addColumn('article', 'text', (column) => column.notNull())
    .addColumn('at', 'bigint', (column) => column.notNull())
    .addPrimaryKeyConstraint('muted_article_key', ['space', 'channel', 'article'])
    .execute();

  await schema.createIndex('article_log_by_time').on('article_log').columns(['space', 'at']).execute();
  await schema.createIndex('article_revision_by_time').on('article_revision').column('first_seen').execute();
}
