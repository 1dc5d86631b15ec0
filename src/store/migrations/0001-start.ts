import { type Kysely, sql } from 'kysely';

/** The first form of the store. A migration that was released is never changed: a later one changes what it made. */
export async function up(db: Kysely<unknown>): Promise<void> {
  const { schema } = db;
  await schema
    .createTable('article_revision')
    .addColumn('article', 'text', (column) => column.notNull())
    .addColumn('revision', 'text', (column) => column.notNull())
    .addColumn('first_seen', 'bigint', (column) => column.notNull())
    .addPrimaryKeyConstraint('article_revision_key', ['article', 'revision'])
    .execute();

  await schema
    .createTable('article_content')
    .addColumn('article', 'text', (column) => column.notNull())
    .addColumn('revision', 'text', (column) => column.notNull())
    .addColumn('content_hash', 'text', (column) => column.notNull())
    .addColumn('content', 'text', (column) => column.notNull())
    .addPrimaryKeyConstraint('article_content_key', ['article', 'revision', 'content_hash'])
    .execute();

  await schema
    .createTable('article_space')
    .addColumn('article', 'text', (column) => column.notNull())
    .addColumn('space', 'text', (column) => column.notNull())
    .addColumn('revision', 'text', (column) => column.notNull())
    .addColumn('content_hash', 'text', (column) => column.notNull())
    .addColumn('added_at', 'bigint', (column) => column.notNull())
    .addPrimaryKeyConstraint('article_space_key', ['article', 'space'])
    .addForeignKeyConstraint('article_space_content', ['article', 'revision', 'content_hash'], 'article_content', [
      'article',
      'revision',
      'content_hash',
    ])
    .execute();
  await schema.createIndex('article_space_by_space').on('article_space').column('space').execute();

  await schema
    .createTable('article_log')
    .addColumn('seq', 'bigint', (column) => column.notNull().primaryKey())
    .addColumn('article', 'text', (column) => column.notNull())
    .addColumn('space', 'text', (column) => column.notNull())
    .addColumn('change', 'text', (column) => column.notNull().check(sql`change in ('shown', 'hidden')`))
    .addColumn('revision', 'text')
    .addColumn('content_hash', 'text')
    .addColumn('at', 'bigint', (column) => column.notNull())
    .execute();
  await schema.createIndex('article_log_by_space').on('article_log').columns(['space', 'article']).execute();

  await schema
    .createTable('counter')
    .addColumn('name', 'text', (column) => column.notNull().primaryKey())
    .addColumn('value', 'bigint', (column) => column.notNull())
    .execute();

  await schema
    .createTable('reply')
    .addColumn('id', 'text', (column) => column.notNull().primaryKey())
    .addColumn('space', 'text', (column) => column.notNull())
    .addColumn('thread', 'text')
    .addColumn('command', 'text', (column) => column.notNull())
    .addColumn('question', 'text')
    .addColumn('kind', 'text', (column) => column.notNull())
    .addColumn('asker', 'text', (column) => column.notNull())
    .addColumn('at', 'bigint', (column) => column.notNull())
    .addColumn('content', 'text', (column) => column.notNull())
    .execute();
  await schema.createIndex('reply_by_thread').on('reply').columns(['space', 'thread', 'at']).execute();
  await schema.createIndex('reply_by_asker').on('reply').column('asker').execute();
  await schema.createIndex('reply_by_time').on('reply').column('at').execute();

  await schema
    .createTable('quotation')
    .addColumn('reply', 'text', (column) => column.notNull().references('reply.id').onDelete('cascade'))
    .addColumn('position', 'integer', (column) => column.notNull())
    .addColumn('article', 'text', (column) => column.notNull())
    .addColumn('revision', 'text', (column) => column.notNull())
    .addColumn('sentence', 'integer', (column) => column.notNull())
    .addColumn('start', 'integer', (column) => column.notNull())
    .addColumn('end', 'integer', (column) => column.notNull())
    .addPrimaryKeyConstraint('quotation_key', ['reply', 'position'])
    .execute();
  await schema.createIndex('quotation_by_article').on('quotation').columns(['article', 'revision']).execute();

  await schema
    .createTable('posting')
    .addColumn('reply', 'text', (column) => column.notNull().references('reply.id').onDelete('cascade'))
    .addColumn('channel', 'text', (column) => column.notNull())
    .addColumn('message', 'text', (column) => column.notNull())
    .addColumn('at', 'bigint', (column) => column.notNull())
    .addPrimaryKeyConstraint('posting_key', ['channel', 'message'])
    .execute();
  await schema.createIndex('posting_by_reply').on('posting').column('reply').execute();

  await schema
    .createTable('feedback')
    .addColumn('reply', 'text', (column) => column.notNull().references('reply.id').onDelete('cascade'))
    .addColumn('asker', 'text', (column) => column.notNull())
    .addColumn('is_helpful', 'integer', (column) => column.notNull())
    .addColumn('reason', 'text')
    .addColumn('at', 'bigint', (column) => column.notNull())
    .addPrimaryKeyConstraint('feedback_key', ['reply', 'asker'])
    .execute();
  await schema.createIndex('feedback_by_asker').on('feedback').column('asker').execute();

  await schema
    .createTable('event')
    .addColumn('key', 'text', (column) => column.notNull().primaryKey())
    .addColumn('at', 'bigint', (column) => column.notNull())
    .execute();
  await schema.createIndex('event_by_time').on('event').column('at').execute();

  await schema
    .createTable('subscription')
    .addColumn('id', 'text', (column) => column.notNull().primaryKey())
    .addColumn('space', 'text', (column) => column.notNull())
    .addColumn('platform', 'text', (column) => column.notNull())
    .addColumn('channel', 'text', (column) => column.notNull())
    .addColumn('creator', 'text')
    .addColumn('schedule', 'text', (column) => column.notNull())
    .addColumn('zone', 'text', (column) => column.notNull())
    .addColumn('topic', 'text')
    .addColumn('publisher', 'text')
    .addColumn('state', 'text', (column) => column.notNull().check(sql`state in ('active', 'paused')`))
    .addColumn('pause_reason', 'text')
    .addColumn('created_at', 'bigint', (column) => column.notNull())
    .execute();
  await schema.createIndex('subscription_by_space').on('subscription').column('space').execute();

  await schema
    .createTable('delivery')
    .addColumn('id', 'text', (column) => column.notNull().primaryKey())
    .addColumn('subscription', 'text', (column) => column.notNull().references('subscription.id').onDelete('cascade'))
    .addColumn('occasion', 'text', (column) => column.notNull())
    .addColumn('due_at', 'bigint', (column) => column.notNull())
    .addColumn('state', 'text', (column) =>
      column.notNull().check(sql`state in ('planned', 'sending', 'sent', 'failed', 'skipped')`),
    )
    .addColumn('lease_until', 'bigint')
    .addColumn('attempts', 'integer', (column) => column.notNull())
    .addColumn('reason', 'text')
    .addColumn('message', 'text')
    .addColumn('settled_at', 'bigint')
    .addUniqueConstraint('delivery_once', ['subscription', 'occasion'])
    .execute();
  await schema.createIndex('delivery_by_due').on('delivery').columns(['state', 'due_at']).execute();

  await schema
    .createTable('feed')
    .addColumn('id', 'text', (column) => column.notNull().primaryKey())
    .addColumn('space', 'text', (column) => column.notNull())
    .addColumn('url', 'text', (column) => column.notNull())
    .addColumn('creator', 'text')
    .addColumn('title', 'text')
    .addColumn('etag', 'text')
    .addColumn('last_modified', 'text')
    .addColumn('next_at', 'bigint', (column) => column.notNull())
    .addColumn('lease_until', 'bigint')
    .addColumn('last_success_at', 'bigint')
    .addColumn('last_error', 'text')
    .addColumn('failures', 'integer', (column) => column.notNull())
    .addColumn('state', 'text', (column) => column.notNull().check(sql`state in ('active', 'disabled')`))
    .addColumn('created_at', 'bigint', (column) => column.notNull())
    .addUniqueConstraint('feed_once', ['space', 'url'])
    .execute();
  await schema.createIndex('feed_by_next').on('feed').columns(['state', 'next_at']).execute();

  await schema
    .createTable('departure')
    .addColumn('space', 'text', (column) => column.notNull().primaryKey())
    .addColumn('at', 'bigint', (column) => column.notNull())
    .execute();
}
