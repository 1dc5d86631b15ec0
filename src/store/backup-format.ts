import { z } from 'zod';
import type { Schema } from './schema.js';

/** Name and version of a backup's form: JSON lines, a header, a line for each row, and a footer. */
export const BACKUP_FORMAT = 'dateline/backup@1';

/** What stands in a backup's first line. */
export const headerSchema = z.strictObject({
  format: z.literal(BACKUP_FORMAT),
  /** Names of the changes that made the tables, in order: what the rows look like. */
  migrations: z.array(z.string()).min(1),
  /** ISO instant of the snapshot. */
  at: z.iso.datetime(),
  /** Tells whether the hashes of people were made with the same key, and nothing about the key. */
  keyCheck: z.string(),
});

export type BackupHeader = z.output<typeof headerSchema>;

/** A row, one line each; its columns are those of the header's tables. */
export const rowLineSchema = z.strictObject({
  table: z.string(),
  row: z.record(z.string(), z.union([z.string(), z.number(), z.null()])),
});

/** What stands in a backup's last line. */
export const footerSchema = z.strictObject({
  /** Rows of each table. */
  counts: z.record(z.string(), z.int().nonnegative()),
  /** Of all bytes before this line, and of the counts as compact JSON. */
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
});

export type BackupFooter = z.output<typeof footerSchema>;

/** A row as both stores have it. */
export type BackupRow = z.output<typeof rowLineSchema>['row'];

/**
 * Every table with the columns that tell its rows apart. A table comes after those that it refers to, so that rows can be
 * put back in this order.
 */
export const TABLE_KEYS: { readonly [Table in keyof Schema]: readonly (keyof Schema[Table])[] } = {
  article_revision: ['article', 'revision'],
  article_content: ['article', 'revision', 'content_hash'],
  article_space: ['article', 'space'],
  article_log: ['seq'],
  counter: ['name'],
  reply: ['id'],
  quotation: ['reply', 'position'],
  posting: ['channel', 'message'],
  feedback: ['reply', 'asker'],
  event: ['key'],
  subscription: ['id'],
  delivery: ['id'],
  feed: ['id'],
  feed_item: ['feed', 'item'],
  article_key: ['space', 'hash'],
  held_article: ['space', 'article'],
  departure: ['space'],
  told_article: ['subscription', 'article'],
  muted_article: ['space', 'channel', 'article'],
};

/** What is hashed under the key for `keyCheck`; no person has such an id. */
export const KEY_CHECK = 'dateline backup, which key?';
